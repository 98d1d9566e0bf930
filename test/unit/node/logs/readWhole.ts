import { LogError } from '../../../../core/log/logError.ts';
import type { ReadOptions } from '../../../../core/log/logFormat.ts';
import type { TrainingLog } from '../../../../core/log/trainingLog.ts';
import { logDisk } from '../../../../node/logs/logDisk.ts';
import { LogSession } from '../../../../threads/logs/logSession.ts';

/**
 * Reads a log as it stands, in pieces between which the thread is free.
 * @param place A CSV or JSON file, an event file of TensorBoard, or a folder of these.
 * @throws {LogError} if there is no log, or it can't be read.
 */
export async function readLog(place: string, options: ReadOptions = {}): Promise<TrainingLog> {
  const session = new LogSession(logDisk, place, options);
  await session.read(() => true);
  session.finish();
  const { log, fault } = session.state;
  if (fault !== null) throw new LogError(fault);
  return log;
}
