/** What was probably meant where an experiment is wrong: a name that is close, or the same value in the right form. */
import { valueAt } from '../../fault.ts';
import { findOptimizer } from '../../optimizers/index.ts';
import { closest } from '../../rule/syntax/errors.ts';
import { findSchedule } from '../../schedules/index.ts';
import { entriesAt, fieldsOf, isList, isProblem, wordsAt } from '../fields.ts';
import { fieldFor } from '../otherField.ts';
import { findEntry } from '../tables.ts';

export interface Suggestion {
  /** Whether it takes the place of the name of the field, not of its value. */
  readonly isName: boolean;
  /** What to write instead, as JSON. */
  readonly json: string;
}

/** Longer names are compared with none: no name that is known comes near. */
export const longestName = 60;

/** Fields that say what kind of thing an object is: `"sgd"` alone means `{ "optimizer": "sgd" }`. */
const kindFields = ['optimizer', 'surface', 'data', 'name'];

/** Fields of a problem whose value may be meant for another one. */
const namedFields = ['surface', 'formula', 'data'];

/**
 * @param value The whole experiment.
 * @param path To the field that is at fault.
 */
export function suggest(value: unknown, path: readonly PropertyKey[]): Suggestion | null {
  if (isUnknownName(value, path)) {
    const name = closestName(String(path.at(-1)), namesIn(value, path.slice(0, -1)));
    return name === null ? null : { isName: true, json: JSON.stringify(name) };
  }
  const at = valueAt(value, path);
  const field = isProblem(path.slice(0, -1)) && typeof at === 'string' ? fieldFor(at) : undefined;
  if (field !== undefined && namedFields.includes(String(path.at(-1))) && field !== path.at(-1))
    return { isName: true, json: JSON.stringify(field) };
  const json = valueInstead(at, path);
  return json === null ? null : { isName: false, json };
}

function valueInstead(at: unknown, path: readonly PropertyKey[]): string | null {
  if (isList(path) && (typeof at === 'number' || typeof at === 'string')) return `[${JSON.stringify(at)}]`;
  if (typeof at !== 'string') return null;
  const kind = kindFields.find((field) => findEntry(entriesAt([...path, field]), at) !== undefined);
  if (kind !== undefined) return `{ ${JSON.stringify(kind)}: ${JSON.stringify(at)} }`;
  const word = closestName(at, wordsAt(path));
  return word === null || word === at ? null : JSON.stringify(word);
}

/** Whether the last name of the path is none that is known where it stands. */
export function isUnknownName(value: unknown, path: readonly PropertyKey[]): boolean {
  const key = path.at(-1);
  if (typeof key !== 'string') return false;
  const names = namesIn(value, path.slice(0, -1));
  return names.length > 0 && !names.includes(key);
}

/** Names that fields can have at a path; empty where any can, or none. */
function namesIn(value: unknown, path: readonly PropertyKey[]): readonly string[] {
  const last = path.at(-1);
  if (last === 'hyperparameters') {
    const optimizer = valueAt(value, [...path.slice(0, -1), 'optimizer']);
    const rule = typeof optimizer === 'string' ? findOptimizer(optimizer)?.rule : undefined;
    return rule ? [...rule.hyperparameters, ...rule.options].map(({ name }) => name) : [];
  }
  const fields = fieldsOf(path, valueAt(value, path));
  if (last !== 'schedule' && path.at(-2) !== 'schedules') return fields;
  const name = valueAt(value, [...path, 'name']);
  const kind = typeof name === 'string' ? findSchedule(name) : undefined;
  return kind ? [...fields, ...Object.keys(kind.arguments)] : [];
}

function closestName(word: string, known: readonly string[]): string | null {
  return word.length > longestName ? null : closest(word, known);
}
