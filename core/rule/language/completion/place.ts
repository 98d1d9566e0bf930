/** Where a cursor stands in a rule, as far as it says what can be written there. */
import type { Token } from '../../syntax/tokens.ts';
import { isReserved } from '../../syntax/words.ts';
import type { Piece, Source, SourceLine } from '../source.ts';

export type Place =
  /** The beginning of a line above `update`, or of one below it, also where it isn't indented yet. */
  | { readonly kind: 'declaration' | 'statement' }
  /** Behind `name`; behind a default; behind `in`; an end of a range. */
  | { readonly kind: 'quoted name' | 'range' | 'interval' | 'bound' }
  /** Behind `option form =`; behind its default. */
  | { readonly kind: 'option value' | 'choices' }
  /** The first value of a state or scalar. */
  | { readonly kind: 'first value'; readonly of: 'state' | 'scalar' }
  /** A number; options can stand there where a condition can begin, the gradient where it can be looked ahead. */
  | { readonly kind: 'value'; readonly isCondition: boolean; readonly isLookAhead: boolean }
  /** Behind `form ==`. */
  | { readonly kind: 'choice'; readonly option: string }
  /** Behind `gradient`; behind a value in a condition. */
  | { readonly kind: 'at' | 'logic' };

export interface Cursor {
  readonly place: Place;
  readonly line: SourceLine;
  /** From the beginning of the word at the cursor to the cursor: what a completion that is inserted replaces. */
  readonly inserting: Piece;
  /** To the end of the word. */
  readonly replacing: Piece;
}

/** Null where nothing is to be completed: in comments, strings and numbers, and where an operator is due. */
export function cursorAt(source: Source, offset: number): Cursor | null {
  const line = source.lineAt(offset);
  const { tokens, comment } = line;
  if (offset < line.start || offset > line.end || (comment && offset > comment.start)) return null;
  const touched = tokens.filter(({ start, end }) => start < offset && offset <= end);
  if (touched.some(({ kind }) => kind === 'number' || kind === 'string' || kind === 'unknown')) return null;
  const word = tokens.find(({ kind, start, end }) => kind === 'word' && start <= offset && offset <= end);
  const start = word?.start ?? offset;
  const before = tokens.filter(({ end }) => end <= start);
  const place = placeIn(source, line, before, start);
  if (!place) return null;
  return {
    ...{ place, line },
    inserting: { start, end: offset },
    replacing: { start, end: word?.end ?? offset },
  };
}

function placeIn(source: Source, line: SourceLine, before: readonly Token[], start: number): Place | null {
  const { updateAt } = source.analysis.tree;
  if (!updateAt || line.index < updateAt.line - 1) {
    if (before.length > 0) return placeInDeclaration(before);
    return start > line.start ? null : { kind: 'declaration' };
  }
  if (line.index === updateAt.line - 1) return before.length === 0 ? { kind: 'declaration' } : null;
  return before.length > 0 ? placeInStatement(source, line, before) : { kind: 'statement' };
}

function placeInDeclaration(before: readonly Token[]): Place | null {
  const [first, second, third, fourth, fifth] = before.map(({ text }) => text);
  const last = before.at(-1)?.text ?? '';
  switch (first) {
    case 'name':
      return before.length === 1 ? { kind: 'quoted name' } : null;
    case 'option':
      if (third !== '=') return null;
      if (before.length === 3) return { kind: 'option value' };
      return before.length === 4 && fourth !== 'true' && fourth !== 'false' ? { kind: 'choices' } : null;
    case 'state':
    case 'scalar':
      return expectsValue(before.at(-1)) && last !== ',' ? { kind: 'first value', of: first } : null;
    default: {
      if (second !== '=' || isReserved(first ?? '')) return null;
      const value = third === '-' ? fifth : fourth;
      if (before.at(-1)?.kind === 'number' && value === undefined) return { kind: 'range' };
      if (value !== 'in') return null;
      if (last === 'in') return { kind: 'interval' };
      return last === '(' || last === '[' || last === ',' ? { kind: 'bound' } : null;
    }
  }
}

function placeInStatement(source: Source, line: SourceLine, before: readonly Token[]): Place | null {
  const last = before.at(-1);
  const owner = before.at(-2);
  const isAsked = before[0]?.text === 'if' || before[0]?.text === 'elif';
  if (last?.text === 'gradient') return { kind: 'at' };
  if ((last?.text === '==' || last?.text === '!=') && owner && source.symbol(owner.text)?.choices) {
    return { kind: 'choice', option: owner.text };
  }
  if (expectsValue(last)) {
    const opens = ['if', 'elif', 'and', 'or', 'not'];
    const isCondition =
      opens.includes(last?.text ?? '') ||
      (last?.text === '(' && ['where', ...opens].includes(owner?.text ?? ''));
    const isFirst = source.lines.slice(0, line.index).findLast(({ tokens }) => tokens.length > 0);
    const isLookAhead =
      isFirst?.tokens[0]?.text === 'update' &&
      before.length === 2 &&
      owner?.text === 'g' &&
      last?.text === '=';
    return { kind: 'value', isCondition, isLookAhead };
  }
  const isWhere = before.some(({ text }) => text === 'where');
  return (isAsked || isWhere) && last?.text !== ':' && before.length > 1 ? { kind: 'logic' } : null;
}

const valueWords: readonly string[] = ['if', 'elif', 'and', 'or', 'not', 'at'];

/** Whether a value is due behind a token. */
function expectsValue(token: Token | undefined): boolean {
  if (!token) return false;
  if (token.kind === 'word') return valueWords.includes(token.text);
  return token.kind === 'symbol' && ![')', ']', '}', ':', '{', '['].includes(token.text);
}
