/** Fixes of characters, strings and words that are no part of the language. */
import { meantBy } from '../../syntax/tokens.ts';
import type { Source } from '../source.ts';
import { freeName, insert, replace } from './edits.ts';
import { candidate, type Fixer } from './fix.ts';

/** What the language writes in place of characters, or nothing. All in the line are changed at once. */
export const fixCharacter: Fixer = ({ at }, source) => {
  const character = source.textOf(at);
  const unknown = source.lineOf(at).tokens.filter(({ kind, text }) => kind === 'unknown' && text.length <= 2);
  const word = meantBy(character);
  const edits = unknown.flatMap(({ text, start }, index) => {
    // `&&` is one `and`.
    const before = unknown[index - 1];
    if (before?.text === text && before.end === start) return [];
    const last = unknown.slice(index).find(({ end }, next) => unknown[index + next + 1]?.start !== end);
    const end = last?.text === text ? last.end : start + text.length;
    const meant = meantBy(text);
    return [{ start, end, text: meant === null ? '' : apart(source, meant, start, end) }];
  });
  return [candidate(word === null ? `Remove '${character}'` : `Change to '${word}'`, ...edits)];
};

/** A word needs a space on either side. */
export function apart({ text }: Pick<Source, 'text'>, word: string, start: number, end: number): string {
  if (!/^[a-z]/.test(word)) return word;
  const before = /\w/.test(text[start - 1] ?? '') ? ' ' : '';
  return before + word + (/\w/.test(text[end] ?? '') ? ' ' : '');
}

export const closeString: Fixer = ({ at }, source) => {
  const [written = ''] = source.textOf(at).split('#');
  return [candidate('Close the string', insert(at.start + written.trimEnd().length, '"'))];
};

const usualLength = 20;

/** A number with more digits than a number has, or a name, which gets a shorter one wherever it stands. */
export const shortenWord: Fixer = ({ at }, source) => {
  const tokens = source.lines.flatMap((line) => line.tokens);
  const long = tokens.find(({ start }) => start === at.start);
  if (!long) return [];
  const number = Number(long.text);
  if (Number.isFinite(number)) return [candidate(`Change to ${number}`, replace(long, String(number)))];
  if (!/^[A-Za-z]/.test(long.text)) return [];
  const name = freeName(source, long.text.slice(0, usualLength));
  const places = tokens.filter(({ text }) => text === long.text);
  return [candidate(`Shorten it to '${name}'`, ...places.map((place) => replace(place, name)))];
};
