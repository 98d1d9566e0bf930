import type { Pen } from '../pen.ts';
import { textWidth } from './drawText.ts';

/** Of a shortened word as much is kept at least. */
const fewestLetters = 3;

/**
 * A name as it fits, with no number cut: what all of a kind begin with is shortened first, then left out, then words of
 * the rest are shortened: `Nesterov’s acc… lr 0.01`, `lr 0.01`, `ste… 30 gam… 0.1`. Empty where nothing of this fits.
 * @param stem What may be shortened: the optimizer's name.
 */
export function fitName(pen: Pen, name: string, stem: string, font: string, width: number): string {
  const fits = (text: string) => textWidth(pen, text, font) <= width;
  if (fits(name)) return name;
  const isStemmed = name === stem || name.startsWith(`${stem} `);
  const rest = isStemmed ? name.slice(stem.length + 1) : name;
  const letters = isStemmed ? [...stem] : [];
  for (let kept = letters.length - 1; kept >= fewestLetters; kept--) {
    const short = `${letters.slice(0, kept).join('').trimEnd()}…`;
    const text = rest === '' ? short : `${short} ${rest}`;
    if (!/\d…/.test(text) && fits(text)) return text;
  }
  const words = rest.split(' ').map(shortened).join(' ');
  return [rest, words].find(fits) ?? '';
}

function shortened(word: string): string {
  const letters = [...word];
  const isShort = /\d/.test(word) || letters.length <= fewestLetters + 1;
  return isShort ? word : `${letters.slice(0, fewestLetters).join('')}…`;
}
