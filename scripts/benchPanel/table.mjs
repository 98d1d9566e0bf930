/** Medians over rounds, side by side. */

/** @typedef {import('./pages.mjs').Measured} Measured */

/** @param {readonly number[]} values @param {number} share */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** @type {readonly ('live' | 'steady' | 'pointer' | 'zoom')[]} */
const phases = ['live', 'steady', 'pointer', 'zoom'];

/** @type {readonly { name: string, kind: 'between' | 'work', of: (times: readonly number[]) => number }[]} */
const looks = [
  { name: 'median frame', kind: 'between', of: (times) => quantile(times, 0.5) },
  { name: '95 % of frames', kind: 'between', of: (times) => quantile(times, 0.95) },
  { name: 'worst frame', kind: 'between', of: (times) => Math.max(...times) },
  { name: 'median work for a frame', kind: 'work', of: (times) => quantile(times, 0.5) },
  { name: '95 % of work for frames', kind: 'work', of: (times) => quantile(times, 0.95) },
];

/** @type {readonly { name: string, of: (measured: Measured) => number }[]} */
const lines = [
  ...phases.flatMap((phase) =>
    (phase === 'steady' ? looks.filter(({ kind }) => kind === 'work') : looks).map(({ name, kind, of }) => ({
      name: `${phase}: ${name}`,
      of: (/** @type {Measured} */ measured) => {
        const times = measured[phase]?.[kind];
        return times ? of(times) : Number.NaN;
      },
    })),
  ),
  { name: 'first curve of 4 runs × 200', of: ({ first }) => first },
  { name: 'first curve of 5 million points', of: ({ firstLarge }) => firstLarge },
];

/**
 * @param {readonly (readonly Measured[])[]} contestants what each measured, round by round
 * @returns {{ name: string, values: number[] }[]}
 */
export function columnsOf(contestants) {
  return lines.map(({ name, of }) => ({
    name,
    values: contestants.map((rounds) => quantile(rounds.map(of), 0.5)),
  }));
}

/**
 * @param {readonly string[]} names
 * @param {readonly { name: string, values: readonly number[] }[]} rows
 */
export function printTable(names, rows) {
  const cells = rows.map(({ name, values }) => {
    const [own = Number.NaN, ...others] = values;
    const compared = others.flatMap((value) =>
      Number.isNaN(value) ? ['', ''] : [`${value.toFixed(1)} ms`, `x${(value / own).toFixed(1)}`],
    );
    return [name, `${own.toFixed(1)} ms`, ...compared];
  });
  const [own = '', ...others] = names;
  const head = ['', own, ...others.flatMap((name) => [name, 'ratio'])];
  const widths = head.map((text, i) => Math.max(text.length, ...cells.map((row) => row[i]?.length ?? 0)));
  /** @param {readonly string[]} row */
  const write = (row) =>
    console.log(
      `| ${row.map((text, i) => (i === 0 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0))).join(' | ')} |`,
    );
  write(head);
  write(widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)));
  for (const row of cells) write(row);
}
