/** What things are called in Redis, the same for all processes. */

/** Of all keys. */
export const prefix = 'optimizer-playground';
export const queueName = 'runs';

/** BullMQ refuses ids that are all digits. */
const idPrefix = 'run-';

export function jobId(key: string): string {
  return `${idPrefix}${key}`;
}

export function keyOf(id: string): string {
  return id.slice(idPrefix.length);
}

export interface BullOptions {
  /** How long a worker may be silent before others take its jobs, in milliseconds. */
  readonly lock: number;
}

export const usualLock = 30_000;
