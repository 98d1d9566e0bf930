import type { Pen } from '../pen.ts';
import { textWidth } from './drawText.ts';

/** Of a shortened word as much is kept at least. */
const fewestLetters = 3;
/** Words that are no names of settings, but tell runs apart as numbers do. */
const values = /^(true|false|#.*)$/;

/**
 * A name as it fits, with no number cut: what all of a kind begin with is shortened first, then left out, then long words
 * of the rest are shortened, then what numbers are called is left out: `Nesterov’s acc… lr 0.01`, `lr 0.01`,
 * `ste… 30 gam… 0.1`, `30 0.1`. Empty where nothing of this fits.
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
  if (fits(rest)) return rest;
  const words = rest.split(' ');
  const longest = Math.max(...words.map((word) => [...word].length));
  for (let kept = longest - 2; kept >= fewestLetters; kept--) {
    const text = words.map((word) => shortened(word, kept)).join(' ');
    if (fits(text)) return text;
  }
  const numbers = numbersOf(words);
  return fits(numbers) ? numbers : '';
}

/**
 * What the numbers of a name are called, where `fitName` left that out: `lr momentum` of `Adam lr 0.1 momentum 0.9`.
 * Empty where the fitted name says it itself, or there is none.
 */
export function leftOut(name: string, stem: string, fitted: string): string {
  const rest = name.startsWith(`${stem} `) ? name.slice(stem.length + 1) : name;
  const words = rest.split(' ');
  const isBare = fitted !== '' && fitted !== rest && fitted === numbersOf(words);
  return isBare ? words.filter((word) => !isNumber(word)).join(' ') : '';
}

/** Numbers without what they are called, where that is all that there is; else all of it. */
function numbersOf(words: readonly string[]): string {
  const isName = (word: string, i: number) =>
    !isNumber(word) && !values.test(word) && isNumber(words[i + 1] ?? '');
  const areNumbers = words.every((word, i) => isNumber(word) || isName(word, i));
  return areNumbers ? words.filter(isNumber).join(' ') : words.join(' ');
}

/** A comma between settings may be behind it; a batch of all rows is called `full`. */
function isNumber(word: string): boolean {
  const number = word.replace(/,$/, '');
  return number === 'full' || (number !== '' && !Number.isNaN(Number(number)));
}

function shortened(word: string, kept: number): string {
  const letters = [...word];
  const isShort = /\d/.test(word) || letters.length <= kept + 1;
  return isShort ? word : `${letters.slice(0, kept).join('')}…`;
}
