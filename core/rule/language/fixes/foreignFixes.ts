/** Fixes of what people write who come from Python, PyTorch or papers. */
import { Diagnostics } from '../../syntax/diagnostics.ts';
import { ownNameFor, spelled } from '../../syntax/foreignNames.ts';
import { foreignStatement } from '../../syntax/foreignStatements.ts';
import { type Token, tokenize } from '../../syntax/tokens.ts';
import { indentationOf } from '../indentation.ts';
import type { Source, SourceLine, TextEdit } from '../source.ts';
import { indent, removeLine, replace } from './edits.ts';
import { type Candidate, candidate, type Fixer } from './fix.ts';
import { apart, fixCharacter } from './textFixes.ts';

/** Dots, slashes and letters of papers; other characters as `fixCharacter` does. */
export const fixForeign: Fixer = (mark, source) => {
  const written = source.textOf(mark.at);
  const isPiece = written === '//' || (written.length > 1 && written.includes('.'));
  const letters = [...written].filter((letter) => spelled.has(letter));
  const isWord = written.length > 1 && !isPiece && /^[\p{L}\p{M}\w]/u.test(written);
  if (!isPiece && !isWord && letters.length === 0) return fixCharacter(mark, source);
  if (mark.suggestion === null) return [];
  const line = source.lineOf(mark.at);
  const title = `Change to '${mark.suggestion}'`;
  // What is wrong with the rest of the line is told apart.
  const isRead = line.tokens.every(({ kind }) => kind !== 'unknown');
  if (isRead) return [candidate(title, replace(mark.at, mark.suggestion))];
  // A letter is part of a name, which other lines have too.
  const lines = isPiece
    ? [line]
    : source.lines.filter(({ text }) => letters.some((letter) => text.includes(letter)));
  return [candidate(title, ...lines.flatMap((each) => ownWords(source, each)))];
};

/** Of a line, in pieces; nobody writes more. */
const mostPieces = 32;

/** The line as a rule has it, as far as that is known. */
function ownWords(source: Source, { start, end, comment, text }: SourceLine): readonly TextEdit[] {
  let own = comment ? text.slice(0, comment.start - start) : text;
  const length = own.length;
  for (let count = 0; count < mostPieces; count++) {
    const piece = firstForeign(source, own);
    if (!piece) break;
    own = own.slice(0, piece.start) + piece.text + own.slice(piece.end);
  }
  return own === text.slice(0, length) ? [] : [{ start, end: Math.min(start + length, end), text: own }];
}

/** What has no meaning first, then names. */
function firstForeign(source: Source, text: string): TextEdit | undefined {
  const diagnostics = new Diagnostics();
  const tokens = tokenize(text, diagnostics).lines[0]?.tokens ?? [];
  for (const { at, suggestion } of diagnostics.inOrder()) {
    const { start, end } = at;
    // Two of these may be one word.
    const isHalf = '&|!'.includes(text.slice(start, end));
    if (suggestion !== null && !isHalf) return { start, end, text: apart({ text }, suggestion, start, end) };
  }
  return tokens.flatMap((token) => foreignName(source, token) ?? [])[0];
}

function foreignName(source: Source, { kind, start, end, text }: Token): TextEdit | null {
  const own = kind === 'word' ? ownNameIn(source, text) : null;
  return own === null ? null : { start, end, text: own };
}

/** What a name that nothing declares may mean: `g` for `grad`, `p` for what is assigned in place of it. */
function ownNameIn(source: Source, name: string): string | null {
  const own = ownNameFor(name);
  const symbol = source.symbol(name);
  const meant = own === null ? undefined : source.symbol(own);
  if (!meant) return null;
  const isInPlace = symbol?.kind === 'local' && own === 'p' && !meant.references.some(({ writes }) => writes);
  return !symbol || isInPlace ? own : null;
}

/** A name gets the one that every rule has, wherever the update has it. */
export function takeOwnName(source: Source, name: string): readonly Candidate[] {
  const own = ownNameIn(source, name);
  if (own === null) return [];
  const update = source.analysis.tree.updateAt?.line ?? 0;
  const places = source.lines
    .slice(update)
    .flatMap(({ tokens }) => tokens.filter(({ kind, text }) => kind === 'word' && text === name));
  return [candidate(`Change '${name}' to '${own}'`, ...places.map((place) => replace(place, own)))];
}

/** What is assigned in place of `p`. */
export function takeParameter(source: Source): readonly Candidate[] {
  return source.analysis.symbols
    .filter(({ name, kind }) => kind === 'local' && ownNameFor(name) === 'p')
    .slice(0, 1)
    .flatMap(({ name }) => takeOwnName(source, name));
}

export const fixStatement: Fixer = ({ at }, source) => {
  const line = source.lineOf(at);
  const [word, next] = line.tokens;
  const foreign = foreignStatement(source.textOf(at));
  if (!word || !foreign) return [];
  switch (foreign.remedy) {
    case 'update':
      if (source.analysis.tree.updateAt?.start !== at.start) return [];
      return [candidate("Change to 'update'", { start: line.start, end: line.end, text: 'update' })];
    case 'leave out':
      return [candidate('Remove this line', removeLine(source, line))];
    case 'unwrap':
      return [candidate('Remove this line', removeLine(source, line), ...dedentBelow(source, line))];
    case 'word':
      return next
        ? [candidate(`Remove '${word.text}'`, { start: word.start, end: next.start, text: '' })]
        : [];
  }
};

/** The lines that stand below one, no further indented than it. */
function dedentBelow(source: Source, line: SourceLine): readonly TextEdit[] {
  const outer = indentationOf(line);
  const rest = source.lines.slice(line.index + 1).filter(({ tokens }) => tokens.length > 0);
  const end = rest.findIndex((each) => indentationOf(each).length <= outer.length);
  const below = end === -1 ? rest : rest.slice(0, end);
  const inner = below[0] ? indentationOf(below[0]) : outer;
  return below.map((each) => indent(each, outer + indentationOf(each).slice(inner.length)));
}

/** `betas = (0.9, 0.999)` becomes `beta1` and `beta2`, also where the update has `betas[0]`. */
export const splitNumbers: Fixer = ({ at }, source) => {
  const line = source.lineOf(at);
  const { tokens } = line;
  const equals = tokens.findIndex(({ text }) => text === '=');
  const names = tokens.slice(0, equals).filter(({ kind }) => kind === 'word');
  const range = tokens.findIndex(({ text }) => text === 'in');
  const numbers = (range === -1 ? tokens : tokens.slice(0, range)).flatMap(({ kind, text }, index) =>
    kind === 'number' ? [tokens[index - 1]?.text === '-' ? `-${text}` : text] : [],
  );
  const [whole] = names;
  if (!whole || numbers.length < 2 || (names.length > 1 && names.length !== numbers.length)) return [];
  const own =
    names.length > 1
      ? names.map(({ text }) => text)
      : numbers.map((_, index) => `${whole.text.replace(/s$/, '')}${index + 1}`);
  const first = tokens[range];
  const given = first ? line.text.slice(first.start - line.start) : '';
  const written = own.map((name, index) => {
    const value = numbers[index] ?? '0';
    return `${name} = ${value} ${given || `in ${usualRange(value)}`}`;
  });
  const title = `Declare ${own.map((name) => `'${name}'`).join(' and ')}`;
  const text = written.join(source.lineBreak);
  return [candidate(title, { start: line.start, end: line.end, text }, ...partsOf(source, whole.text, own))];
};

function usualRange(value: string): string {
  if (value.startsWith('-')) return `[${value}, inf)`;
  return Number(value) < 1 ? '[0, 1)' : '[0, inf)';
}

/** `betas[0]` in the update. */
function partsOf(source: Source, whole: string, names: readonly string[]): readonly TextEdit[] {
  const update = source.analysis.tree.updateAt?.line ?? source.lines.length;
  return source.lines.slice(update).flatMap(({ tokens }) =>
    tokens.flatMap(({ text, start }, index) => {
      const [open, number, close] = tokens.slice(index + 1, index + 4);
      const name = names[Number(number?.text)];
      if (text !== whole || open?.text !== '[' || close?.text !== ']' || name === undefined) return [];
      return [{ start, end: close.end, text: name }];
    }),
  );
}
