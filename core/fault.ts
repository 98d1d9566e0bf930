/** One thing wrong with an experiment: `lr[0] = 0 — expected a number above 0`. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** @param expected Completes "… — expected …". */
export function faultAt(path: readonly PropertyKey[], value: unknown, expected: string): Fault {
  return { path, message: `${pathName(path)} = ${valueName(value)} — expected ${expected}` };
}

/** `optimizers[0].lr[1]`; `experiment` for the whole. */
export function pathName(path: readonly PropertyKey[]): string {
  const name = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return name === '' ? 'experiment' : name.replace(/^\./, '');
}

/** The value as JSON writes it, shortened. */
export function valueName(value: unknown): string {
  if (value === undefined) return 'missing';
  // JSON has no name for what 1e999 is read as.
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** What stands at `path` in a value; undefined where nothing does. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}
