/** Texts of rules in which `«` and `»` mark pieces, such as those that a diagnostic is expected at. */
import type { Span } from '../../../core/rule/syntax/span.ts';

export interface Marked {
  /** Without the marks. */
  readonly text: string;
  /** The marked pieces by their beginning, those around others first. */
  readonly pieces: readonly Pick<Span, 'start' | 'end'>[];
}

export function marked(source: string): Marked {
  const open: { start: number; end: number }[] = [];
  const pieces: { start: number; end: number }[] = [];
  let text = '';
  for (const part of source.split(/(«|»)/)) {
    if (part === '«') {
      const piece = { start: text.length, end: text.length };
      open.push(piece);
      pieces.push(piece);
    } else if (part === '»') {
      const piece = open.pop();
      if (piece) piece.end = text.length;
    } else text += part;
  }
  return { text, pieces };
}

/** Line and column of an offset, counted from 1. */
export function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const above = text.slice(0, offset).split(/\r\n|\n|\r/);
  const [last = ''] = above.slice(-1);
  return { line: above.length, column: last.replace(/^\uFEFF/, '').length + 1 };
}
