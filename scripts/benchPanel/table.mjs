/** Medians over rounds, side by side. */

/** @typedef {import('./pages.mjs').Measured} Measured */

/** @param {readonly number[]} values @param {number} share */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** @type {readonly { name: string, of: (measured: Measured) => number }[]} */
const lines = [
  { name: 'live: median frame', of: ({ live }) => quantile(live, 0.5) },
  { name: 'live: 95 % of frames', of: ({ live }) => quantile(live, 0.95) },
  { name: 'live: worst frame', of: ({ live }) => Math.max(...live) },
  { name: 'live: work a second', of: ({ liveWork }) => liveWork },
  { name: 'pointer: median frame', of: ({ hover }) => quantile(hover, 0.5) },
  { name: 'pointer: 95 % of frames', of: ({ hover }) => quantile(hover, 0.95) },
  { name: 'pointer: worst frame', of: ({ hover }) => Math.max(...hover) },
  { name: 'pointer: work a second', of: ({ hoverWork }) => hoverWork },
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
    const [own = Number.NaN, other = Number.NaN] = values;
    return [name, ...values.map((value) => `${value.toFixed(1)} ms`), `x${(other / own).toFixed(1)}`];
  });
  const head = ['', ...names, 'ratio'];
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
