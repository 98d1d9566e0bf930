/** A place in a text, as people count it: from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export function placeOf(text: string, offset: number): Place {
  let line = 1;
  let start = 0;
  for (const { 0: lineBreak, index } of text.slice(0, offset).matchAll(/\r\n?|\n/g)) {
    line += 1;
    start = index + lineBreak.length;
  }
  return { line, column: offset - start + 1 };
}
