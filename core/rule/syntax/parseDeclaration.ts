/** The lines above `update`: the rule's name, its hyperparameters, its options, and what it keeps. */
import { Cursor } from './cursor.ts';
import { type Location, RuleError } from './errors.ts';
import { parseExpression, parseNumber } from './parseExpression.ts';
import type { Hyperparameter, Memory, Option, Range } from './rule.ts';
import type { Line } from './tokens.ts';
import type { Expression } from './tree.ts';

export type Declaration =
  | { readonly kind: 'name'; readonly name: string; readonly at: Location }
  | {
      readonly kind: 'hyperparameter';
      readonly hyperparameter: Hyperparameter;
      readonly at: Location;
      readonly defaultAt: Location;
    }
  | {
      readonly kind: 'option';
      readonly option: Option;
      readonly at: Location;
      readonly defaultAt: Location;
    }
  | { readonly kind: 'state' | 'scalar'; readonly memories: readonly Memory[] };

/** What one line declares. Throws a RuleError where it follows none of the forms. */
export function parseDeclaration(line: Line): Declaration {
  const cursor = new Cursor(line);
  const at = cursor.expectKind('word', "'name', 'option', 'state', 'scalar', a hyperparameter or 'update'");
  const declaration = parseRest(cursor, at, line.comment ?? '');
  cursor.expectEnd();
  return declaration;
}

function parseRest(cursor: Cursor, at: Location, description: string): Declaration {
  switch (at.text) {
    case 'name':
      return parseName(cursor);
    case 'option':
      return parseOption(cursor, description);
    case 'state':
    case 'scalar':
      return { kind: at.text, memories: parseMemories(cursor, at.text) };
    default:
      return parseHyperparameter(cursor, at, description);
  }
}

/** `name "Adam"` */
function parseName(cursor: Cursor): Declaration {
  const quoted = cursor.expectKind('string', 'a name in double quotes');
  return { kind: 'name', name: quoted.text.slice(1, -1), at: quoted };
}

/** `beta1 = 0.9 in [0, 1)  # what it does` */
function parseHyperparameter(cursor: Cursor, at: Location, description: string): Declaration {
  cursor.expect('=');
  const defaultAt = cursor.next;
  const value = parseSignedNumber(cursor);
  cursor.expect('in');
  const range = parseRange(cursor);
  return {
    kind: 'hyperparameter',
    hyperparameter: { name: at.text, default: value, range, description },
    at,
    defaultAt,
  };
}

function parseRange(cursor: Cursor): Range {
  if (!cursor.sees('(', '[')) cursor.fail("a range such as '(0, 1]'");
  const minIncluded = cursor.take().text === '[';
  const min = parseBound(cursor);
  cursor.expect(',');
  const max = parseBound(cursor);
  if (!cursor.sees(')', ']')) cursor.fail("')' or ']'");
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
function parseOption(cursor: Cursor, description: string): Declaration {
  const at = cursor.expectKind('word', 'the name of an option');
  cursor.expect('=');
  const defaultAt = cursor.expectKind('word', optionValue);
  const isFlag = defaultAt.text === 'true' || defaultAt.text === 'false';
  if (!isFlag && !cursor.sees('in')) {
    throw new RuleError(defaultAt, `expected ${optionValue}, found '${defaultAt.text}'`);
  }
  const choices = isFlag ? null : parseChoices(cursor);
  const value = isFlag ? defaultAt.text === 'true' : defaultAt.text;
  return { kind: 'option', option: { name: at.text, default: value, choices, description }, at, defaultAt };
}

function parseChoices(cursor: Cursor): readonly string[] {
  cursor.expect('in');
  cursor.expect('{');
  const choices: string[] = [];
  do {
    const at = cursor.expectKind('word', 'a word to choose');
    if (choices.includes(at.text)) throw new RuleError(at, `'${at.text}' is a choice already`);
    choices.push(at.text);
  } while (cursor.skips(','));
  cursor.expect('}');
  return choices;
}

const zero: Expression = { kind: 'number', value: 0 };

/** `state m, v`, `state z = p` or `scalar product = 1` */
function parseMemories(cursor: Cursor, kind: 'state' | 'scalar'): readonly Memory[] {
  const memories: Memory[] = [];
  do {
    const at = cursor.expectKind('word', `the name of a ${kind}`);
    memories.push({ name: at.text, initial: cursor.skips('=') ? parseExpression(cursor) : zero, at });
  } while (cursor.skips(','));
  return memories;
}
