/** The lines above `update`: the rule's name, its hyperparameters and its state. */
import { Cursor } from './cursor.ts';
import type { Location } from './errors.ts';
import { parseNumber } from './parseExpression.ts';
import type { Hyperparameter, Range } from './rule.ts';
import type { Line } from './tokens.ts';

export type Declaration =
  | { readonly kind: 'name'; readonly name: string; readonly at: Location }
  | {
      readonly kind: 'hyperparameter';
      readonly hyperparameter: Hyperparameter;
      readonly at: Location;
      readonly defaultAt: Location;
    }
  | { readonly kind: 'state'; readonly names: readonly Location[] };

/** What one line declares. Throws a RuleError where it follows none of the three forms. */
export function parseDeclaration(line: Line): Declaration {
  const cursor = new Cursor(line);
  const at = cursor.expectKind('word', "'name', 'state', a hyperparameter or 'update'");
  const declaration =
    at.text === 'name'
      ? parseName(cursor)
      : at.text === 'state'
        ? parseState(cursor)
        : parseHyperparameter(cursor, at, line.comment ?? '');
  cursor.expectEnd();
  return declaration;
}

/** `name "Adam"` */
function parseName(cursor: Cursor): Declaration {
  const quoted = cursor.expectKind('string', 'a name in double quotes');
  return { kind: 'name', name: quoted.text.slice(1, -1), at: quoted };
}

/** `state m, v` */
function parseState(cursor: Cursor): Declaration {
  const names = [cursor.expectKind('word', 'the name of a state')];
  while (cursor.skips(',')) names.push(cursor.expectKind('word', 'the name of a state'));
  return { kind: 'state', names };
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
  const min = parseSignedNumber(cursor);
  cursor.expect(',');
  const max = parseSignedNumber(cursor);
  if (!cursor.sees(')', ']')) cursor.fail("')' or ']'");
  const maxIncluded = cursor.take().text === ']';
  return { min, max, minIncluded, maxIncluded };
}

function parseSignedNumber(cursor: Cursor): number {
  return cursor.skips('-') ? -parseNumber(cursor) : parseNumber(cursor);
}
