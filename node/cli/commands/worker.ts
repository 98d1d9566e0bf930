/** `worker`: computes the runs of sweeps that wait on a queue, until it is told to end. */
import { availableParallelism } from 'node:os';
import { messageOf } from '../../../core/messageOf.ts';
import { computeJob, type JobResult, type Workplace } from '../../sweep/computeJob.ts';
import { JobCancelled } from '../../sweep/faults.ts';
import type { RunQueue } from '../../sweep/queue/runQueue.ts';
import { type Asked, type ExitCode, exitCodes, type Surroundings } from '../command.ts';
import { printable } from '../printable.ts';
import { wholeNumberOf } from '../readArguments.ts';
import { openQueue } from '../sweep/openQueue.ts';
import { openWorkplace } from '../sweep/openWorkplace.ts';
import { WorkerLog } from '../sweep/workerLog.ts';
import { UsageError } from '../usageError.ts';

/** Seconds that runs have to end in, when the worker is told to. */
const usualGrace = 20;

export async function worker(asked: Asked, surroundings: Surroundings): Promise<ExitCode> {
  const { terminal } = surroundings;
  const signal = surroundings.stopSignal();
  const address = needed(asked, 'queue', 'redis://HOST:PORT');
  const storeAddress = needed(asked, 'store', 'PLACE');
  const concurrency =
    wholeNumberOf(asked, 'concurrency', 'worker', { least: 1, most: 1024 }) ?? availableParallelism();
  const grace = wholeNumberOf(asked, 'grace', 'worker', { least: 0, most: 3600 }) ?? usualGrace;
  const lock = wholeNumberOf(asked, 'lock', 'worker', { least: 1, most: 3600 });
  const log = new WorkerLog((line) => terminal.out.write(`${printable(line)}\n`));
  const queue = await openQueue(address, 'worker', { tell: (line) => log.tell(line), lock });
  try {
    const workplace = await openWorkplace(storeAddress, concurrency, surroundings, 'worker');
    log.tell(
      `computes up to ${concurrency} ${concurrency === 1 ? 'run' : 'runs'} at the same time, from ${queue.address} into ${storeAddress}`,
    );
    try {
      await work({ queue, workplace, log, concurrency, grace: 1000 * grace, signal });
      log.tell('has ended');
      return exitCodes.done;
    } finally {
      await workplace.threads.close();
      await workplace.store.close();
    }
  } finally {
    log.end();
    await queue.close();
  }
}

interface Work {
  readonly queue: RunQueue;
  readonly workplace: Workplace;
  readonly log: WorkerLog;
  readonly concurrency: number;
  /** Milliseconds. */
  readonly grace: number;
  readonly signal: AbortSignal;
}

/** @throws {WorkerUnfit} */
async function work({ queue, workplace, log, concurrency, grace, signal }: Work): Promise<void> {
  const counted = async (message: unknown, options: Parameters<typeof computeJob>[2]): Promise<JobResult> => {
    const began = performance.now();
    try {
      const result = await computeJob(message, workplace, options);
      log.done(result, (performance.now() - began) / 1000);
      return result;
    } catch (error) {
      if (!(error instanceof JobCancelled)) log.failed(messageOf(error));
      throw error;
    }
  };
  const processing = queue.process(counted, { concurrency, tell: (line) => log.tell(line) });
  const told = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });
  try {
    await Promise.race([told, processing.failed]);
    log.tell('ends: what is computed has a moment to come to its end, and goes back to the queue after that');
  } finally {
    await processing.close(grace);
  }
}

function needed(asked: Asked, option: string, value: string): string {
  const text = asked.text(option);
  if (text !== undefined) return text;
  throw new UsageError(`worker — expected --${option} ${value}`, 'worker');
}
