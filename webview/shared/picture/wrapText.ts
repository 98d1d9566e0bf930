import { textWidth } from '../chart/drawText.ts';
import type { Pen } from '../pen.ts';

/** A text in lines no wider than `width`: broken between words, and within one that is too long for a line. */
export function wrapText(pen: Pen, text: string, font: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  const fits = (candidate: string) => textWidth(pen, candidate, font) <= width;
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const letter of word) {
      if (line !== '' && !fits(line + letter)) {
        lines.push(line);
        line = '';
      }
      line += letter;
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}
