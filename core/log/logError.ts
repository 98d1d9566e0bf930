/** Why nothing can be read of a log: what it is, and what is expected. All that a reader of logs throws. */
export class LogError extends Error {
  override readonly name = 'LogError';
}
