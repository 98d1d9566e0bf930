/** From the address of a queue to the queue; what it needs is loaded with the first. */
import { messageOf } from '../../../core/messageOf.ts';
import type { RunQueue } from '../../sweep/queue/runQueue.ts';
import { UsageError } from '../usageError.ts';

export interface OpenQueueOptions {
  /** Is told in a sentence when it goes away, and when it is back. */
  readonly tell: (message: string) => void;
  /** How long a worker may be silent before others take its runs, in seconds. */
  readonly lock?: number | undefined;
}

/** @throws {UsageError} if there is none. */
export async function openQueue(
  address: string,
  command: string,
  { tell, lock }: OpenQueueOptions,
): Promise<RunQueue> {
  const { openBullQueue } = await import('../../sweep/queue/bullQueue.ts');
  try {
    return await openBullQueue({ address, tell, ...(lock !== undefined && { lock: 1000 * lock }) });
  } catch (error) {
    throw new UsageError(messageOf(error), command);
  }
}
