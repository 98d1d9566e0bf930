/** The one error that a formula can cause. */

/** A piece of a formula. */
export interface Place {
  /** Counts from 1, in UTF-16 units, as editors do. */
  readonly column: number;
  /** Empty at the end of the formula. */
  readonly text: string;
}

/**
 * What is wrong with a formula, and where: `column 5 — unknown name 'x1'; did you mean 'x'?`. What is wrong with all of it
 * has no place.
 */
export class SurfaceError extends Error {
  override readonly name = 'SurfaceError';
  /** Null where the whole formula is at fault. */
  readonly column: number | null;
  /** The offending piece of the formula; null where the whole is at fault. */
  readonly text: string | null;
  /** The message without the place. */
  readonly reason: string;

  constructor(place: Place | null, reason: string) {
    super(place ? `column ${place.column} — ${reason}` : reason);
    this.column = place?.column ?? null;
    this.text = place?.text ?? null;
    this.reason = reason;
  }
}
