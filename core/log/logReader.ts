/** Reads one file of a log, piece by piece: whatever the pieces, what is read is the same. */
export interface LogReader {
  /** How many of the bytes wait for what follows them: a line without its end, half an event. */
  readonly waiting: number;
  /**
   * Takes the bytes that follow.
   * @throws {LogError} if they can't be of a log; nothing more can be read then.
   */
  add(bytes: Uint8Array): void;
  /**
   * Nothing follows: a last line without its end counts.
   * @throws {LogError} as `add` does.
   */
  finish(): void;
}
