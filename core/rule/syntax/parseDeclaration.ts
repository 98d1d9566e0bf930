/** The lines above `update`: the rule's name, its hyperparameters, its options, and what it keeps. */
import { isComputed } from './computedLines.ts';
import { Cursor } from './cursor.ts';
import type { Diagnostics } from './diagnostics.ts';
import { closest } from './errors.ts';
import { foreignStatement } from './foreignStatements.ts';
import { parseExpression, parseNumber } from './parseExpression.ts';
import type { Hyperparameter, Memory, Option, Range } from './rule.ts';
import { behind, type Span } from './span.ts';
import { commentOf, type Line, type Token } from './tokens.ts';
import type { Missing } from './tree.ts';
import { assigns, type UnreadDeclaration, unreadDeclaration } from './unread.ts';
import { isReserved } from './words.ts';

/** A line above `update`; `at` is all of it but its comment. */
export type Declaration = WrittenDeclaration | UnreadDeclaration;

type WrittenDeclaration =
  | { readonly kind: 'name'; readonly name: string; readonly nameAt: Span; readonly at: Span }
  | {
      readonly kind: 'hyperparameter';
      readonly hyperparameter: Hyperparameter;
      readonly nameAt: Span;
      readonly defaultAt: Span;
      readonly rangeAt: Span;
      readonly at: Span;
    }
  | {
      readonly kind: 'option';
      readonly option: Option;
      readonly nameAt: Span;
      readonly defaultAt: Span;
      /** The words to choose from, where there are some. */
      readonly choicesAt: readonly Span[];
      readonly at: Span;
    }
  | { readonly kind: 'state' | 'scalar'; readonly memories: readonly Memory<Missing>[]; readonly at: Span };

const computedAbove = "a line that computes stands below 'update', indented";

/** What one line declares. */
export function parseDeclaration(line: Line, diagnostics: Diagnostics): Declaration {
  const cursor = new Cursor(line, diagnostics);
  const [first] = line.tokens;
  if (first && isComputed(line.tokens)) cursor.fail(first, computedAbove, 'computed-above');
  const word = cursor.expectKind('word', "'name', 'option', 'state', 'scalar', a hyperparameter or 'update'");
  const declaration = parseRest(cursor, word);
  cursor.expectEnd();
  return cursor.hasFailed ? unreadDeclaration(line) : declaration;
}

function parseRest(cursor: Cursor, word: Token): WrittenDeclaration {
  switch (word.text) {
    case 'name':
      return parseName(cursor, word);
    case 'option':
      return parseOption(cursor, word);
    case 'state':
    case 'scalar':
      return { kind: word.text, memories: parseMemories(cursor, word.text), at: cursor.from(word) };
    default:
      return parseHyperparameter(cursor, word);
  }
}

/** `name "Adam"` */
function parseName(cursor: Cursor, word: Token): WrittenDeclaration {
  const quoted = cursor.expectKind('string', 'a name in double quotes');
  return { kind: 'name', name: quoted.text.slice(1, -1), nameAt: quoted, at: cursor.from(word) };
}

/** `beta1 = 0.9 in [0, 1)  # what it does` */
function parseHyperparameter(cursor: Cursor, nameAt: Token): WrittenDeclaration {
  const foreign = assigns(cursor.next) ? null : foreignStatement(nameAt.text);
  if (foreign) cursor.fail(nameAt, foreign.message, 'foreign-statement');
  const meant = meantWord(nameAt, cursor.next);
  if (meant !== null) cursor.fail(nameAt, `unknown word '${nameAt.text}'; did you mean '${meant}'?`);
  expectOne(cursor, ',');
  cursor.expect('=');
  expectOne(cursor, '(', '[', '{');
  const defaultStart = cursor.next;
  const value = parseSignedNumber(cursor);
  const defaultAt = cursor.from(defaultStart);
  expectOne(cursor, ',');
  expectRange(cursor, nameAt);
  const rangeStart = cursor.next;
  const range = parseRange(cursor);
  const rangeAt = cursor.from(rangeStart);
  const description = commentOf(cursor.line);
  return {
    kind: 'hyperparameter',
    hyperparameter: { name: nameAt.text, default: value, range, description },
    nameAt,
    defaultAt,
    rangeAt,
    at: cursor.from(nameAt),
  };
}

/** `state` of `stat m`: what a line begins with that can go on like this; null where it is no such word. */
function meantWord({ text }: Token, { kind }: Token): string | null {
  if (kind === 'string') return closest(text, ['name']);
  return kind === 'word' ? closest(text, ['name', 'option', 'state', 'scalar']) : null;
}

/** `betas = (0.9, 0.999)` and `beta1, beta2 = 0.9, 0.999` are two. */
function expectOne(cursor: Cursor, ...signs: readonly string[]): void {
  if (!cursor.sees(...signs)) return;
  const reason = "a line declares one hyperparameter, which is one number, such as 'beta1 = 0.9 in [0, 1)'";
  cursor.fail(cursor.next, reason, 'one-number');
}

function expectRange(cursor: Cursor, { text, ...nameAt }: Token): void {
  if (cursor.skips('in')) return;
  if (isReserved(text)) {
    cursor.fail(nameAt, `'${text}' is a word of the rule language; choose another name`, 'reserved-word');
  } else cursor.miss("a range such as 'in [0, inf)'");
}

function parseRange(cursor: Cursor): Range {
  if (!cursor.sees('(', '[')) cursor.miss("a range such as '(0, 1]'");
  const minIncluded = cursor.take().text === '[';
  const min = parseBound(cursor);
  cursor.expect(',');
  const max = parseBound(cursor);
  if (!cursor.sees(')', ']')) cursor.miss("')' or ']'");
  const maxIncluded = cursor.take().text === ']';
  return { min, max, minIncluded, maxIncluded };
}

function parseBound(cursor: Cursor): number {
  return cursor.skips('inf') ? Number.POSITIVE_INFINITY : parseSignedNumber(cursor);
}

function parseSignedNumber(cursor: Cursor): number {
  return cursor.skips('-') ? -parseNumber(cursor) : parseNumber(cursor);
}

const optionValue = "'true', 'false' or a word with its choices, such as 'x in {x, y}'";

/** `option amsgrad = false  # what it does`, or `option form = pytorch in {pytorch, keras}` */
function parseOption(cursor: Cursor, word: Token): WrittenDeclaration {
  const nameAt = cursor.expectKind('word', 'the name of an option');
  cursor.expect('=');
  const defaultAt = cursor.expectKind('word', optionValue);
  const isFlag = defaultAt.text === 'true' || defaultAt.text === 'false';
  if (!isFlag && !cursor.sees('in')) {
    cursor.fail(defaultAt, `expected ${optionValue}, found '${defaultAt.text}'`);
  }
  const choicesAt = isFlag ? [] : parseChoices(cursor);
  const option = {
    name: nameAt.text,
    default: isFlag ? defaultAt.text === 'true' : defaultAt.text,
    choices: isFlag ? null : choicesAt.map(({ text }) => text),
    description: commentOf(cursor.line),
  };
  return { kind: 'option', option, nameAt, defaultAt, choicesAt, at: cursor.from(word) };
}

function parseChoices(cursor: Cursor): readonly Token[] {
  cursor.expect('in');
  cursor.expect('{');
  const choices: Token[] = [];
  do {
    const choice = cursor.expectKind('word', 'a word to choose');
    if (choices.some(({ text }) => text === choice.text)) {
      cursor.report('repeated-choice', choice, `'${choice.text}' is a choice already`);
    }
    choices.push(choice);
  } while (cursor.skips(','));
  cursor.expect('}');
  return choices;
}

/** `state m, v`, `state z = p` or `scalar product = 1` */
function parseMemories(cursor: Cursor, kind: 'state' | 'scalar'): readonly Memory<Missing>[] {
  const memories: Memory<Missing>[] = [];
  do {
    const nameAt = cursor.expectKind('word', `the name of a ${kind}`);
    const initial = cursor.skips('=')
      ? parseExpression(cursor)
      : ({ kind: 'number', value: 0, at: behind(nameAt) } as const);
    memories.push({ name: nameAt.text, initial, nameAt, at: cursor.from(nameAt) });
  } while (cursor.skips(','));
  return memories;
}
