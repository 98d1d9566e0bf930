import { clipped } from '../../format.ts';
import { didYouMean } from '../../rule/syntax/errors.ts';

/**
 * The entry of `table` under `name` or under the name that `name` is an alias of.
 * @param field What is being chosen; begins the error.
 * @throws {RangeError} if there is none: `loss = msee — expected mse, …; did you mean 'mse'?`.
 */
export function lookUp<Entry>(
  field: string,
  table: Readonly<Record<string, Entry>>,
  aliases: Readonly<Record<string, string>>,
  name: string,
): Entry {
  const known = Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name;
  const entry = Object.hasOwn(table, known) ? table[known] : undefined;
  if (entry !== undefined) return entry;
  const names = Object.keys(table);
  const hint = didYouMean(String(name), [...names, ...Object.keys(aliases)]);
  throw new RangeError(`${field} = ${clipped(String(name), 60)} — expected ${names.join(', ')}${hint}`);
}
