import type { Pen } from '../pen.ts';
import { textWidth } from './drawText.ts';

/** As much of a text as fits, its end kept, which tells names of one optimizer apart: `Mome…0.01`. */
export function fitText(pen: Pen, text: string, font: string, width: number): string {
  if (textWidth(pen, text, font) <= width) return text;
  const letters = [...text];
  for (let kept = letters.length - 1; kept > 2; kept--) {
    const begin = Math.ceil(kept / 2);
    const short = `${letters.slice(0, begin).join('')}…${letters.slice(letters.length - (kept - begin)).join('')}`;
    if (textWidth(pen, short, font) <= width) return short;
  }
  return '…';
}
