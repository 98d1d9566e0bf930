/** Medians over rounds, side by side. */

/** @typedef {import('./pages.mjs').Measured} Measured */

/** @param {readonly number[]} values @param {number} share */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** @type {readonly ('live' | 'pointer' | 'zoom')[]} */
const phases = ['live', 'pointer', 'zoom'];

/** @type {readonly { name: string, of: (measured: Measured) => number }[]} */
const lines = [
  ...phases.flatMap((phase) => [
    {
      name: `${phase}: median frame`,
      of: (/** @type {Measured} */ each) => quantile(each[phase].between, 0.5),
    },
    {
      name: `${phase}: 95 % of frames`,
      of: (/** @type {Measured} */ each) => quantile(each[phase].between, 0.95),
    },
    { name: `${phase}: worst frame`, of: (/** @type {Measured} */ each) => Math.max(...each[phase].between) },
    {
      name: `${phase}: work in a frame, median`,
      of: (/** @type {Measured} */ each) => quantile(each[phase].work, 0.5),
    },
    {
      name: `${phase}: work in a frame, 95 %`,
      of: (/** @type {Measured} */ each) => quantile(each[phase].work, 0.95),
    },
    { name: `${phase}: work a second`, of: (/** @type {Measured} */ each) => each[phase].perSecond },
  ]),
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
    const compared = others.flatMap((value) => [`${value.toFixed(1)} ms`, `x${(value / own).toFixed(1)}`]);
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
