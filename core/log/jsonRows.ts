/** The rows of a JSON value, as what trains a model writes them. */
import { cellNumber } from './cellNumber.ts';
import { deepestObject, mostColumns } from './logLimits.ts';
import { logName } from './logName.ts';
import type { Entry } from './tableRows.ts';

/**
 * A list has a row an object, the state of a Hugging Face Trainer those of its `log_history`, and an object of lists, as
 * Keras' history is one, a row for each place in them. Any other object is a row.
 * @returns undefined where the value is none of these.
 */
export function rowsOf(value: unknown): Iterable<readonly Entry[]> | undefined {
  if (Array.isArray(value)) {
    const rows = value.filter((each) => isObject(each));
    return rows.length === 0 && value.length > 0 ? undefined : rows.map(entriesOf);
  }
  if (!isObject(value)) return undefined;
  const history = Object.hasOwn(value, 'log_history') ? Reflect.get(value, 'log_history') : undefined;
  if (Array.isArray(history)) return rowsOf(history);
  const columns = Object.entries(value);
  const isOfLists = columns.length > 0 && columns.every(([, list]) => Array.isArray(list));
  return isOfLists ? rowsOfLists(columns) : [entriesOf(value)];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function* rowsOfLists(columns: readonly (readonly [string, unknown[]])[]): Generator<Entry[]> {
  const named = columns.map(([name, list]) => [logName(name), list] as const);
  const length = named.reduce((most, [, list]) => Math.max(most, list.length), 0);
  for (let row = 0; row < length; row++) yield named.flatMap(([name, list]) => entryOf(name, list[row]));
}

/** The numbers and texts of an object and, by names with `/`, of those inside it. */
function entriesOf(value: object): Entry[] {
  const entries: Entry[] = [];
  const add = (object: object, before: string, depth: number) => {
    for (const [key, inner] of Object.entries(object)) {
      if (entries.length >= mostColumns) return;
      const name = before === '' ? key : `${before}/${key}`;
      if (isObject(inner) && depth < deepestObject) add(inner, logName(name), depth + 1);
      else entries.push(...entryOf(logName(name), inner));
    }
  };
  add(value, '', 1);
  return entries;
}

function entryOf(name: string, value: unknown): Entry[] {
  if (name === '') return [];
  if (typeof value === 'number') return [[name, value]];
  return typeof value === 'string' ? [[name, cellNumber(value, false) ?? value]] : [];
}
