/** Tables that runs have in common: of the rates of a schedule, of powers by the step. */

/** All tables of one kind together: 32 MiB of numbers. */
const mostNumbers = 2 ** 22;

/** The table for a number, such as the powers of a base. Made once, as long as there is room. */
export type TableOf = (key: number) => Float64Array;

/** @param length Of each table. */
export function rememberTables(length: number, fill: (key: number, table: Float64Array) => void): TableOf {
  const known = new Map<number, Float64Array>();
  let lastKey = Number.NaN;
  let last: Float64Array = new Float64Array();
  return (key) => {
    if (key === lastKey) return last;
    let table = known.get(key);
    if (!table) {
      table = new Float64Array(length);
      fill(key, table);
      if ((known.size + 1) * length > mostNumbers) known.clear();
      known.set(key, table);
    }
    lastKey = key;
    last = table;
    return table;
  };
}

/** base**t of each step, the first step's at 0. */
export function rememberPowers(steps: number): TableOf {
  return rememberTables(steps, (base, table) => {
    for (let i = 0; i < steps; i++) table[i] = base ** (i + 1);
  });
}
