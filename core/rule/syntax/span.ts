/** Places in a rule's text. Offsets and columns count UTF-16 units, as editors do; lines and columns begin at 1. */

/** A piece of the text: from `start` up to `end`, which is the offset of the first unit behind it. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** Of `start`. */
  readonly line: number;
  readonly column: number;
}

/** The place of a token or node, without what else it has. */
export function spanOf({ start, end, line, column }: Span): Span {
  return { start, end, line, column };
}

/** From the beginning of one piece to the end of another. */
export function spanning({ start, line, column }: Span, { end }: Pick<Span, 'end'>): Span {
  return { start, end, line, column };
}

/** The place right behind a piece. Only for one that lies within a line. */
export function behind({ start, end, line, column }: Span): Span {
  return { start: end, end, line, column: column + end - start };
}
