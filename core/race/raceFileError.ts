/** A file that holds no race that this version can read. */
export class RaceFileError extends Error {
  override readonly name = 'RaceFileError';
  /** Whether a newer version may well be able to read it. */
  readonly isNewer: boolean;

  constructor(message: string, isNewer = false) {
    super(message);
    this.isNewer = isNewer;
  }
}
