/** A row for each workload: how long it takes us, how near the machine's peak that is, and how much longer others take. */
import { ratioOf, timesOf } from './comparison.ts';
import type { Result } from './contest.ts';
import { formatRatio, formatShare, formatTime, threeDigits } from './format.ts';

export interface Columns {
  /** The contestant that the others are compared with. */
  readonly ours: string;
  /** Names, in order. */
  readonly others: readonly string[];
  /** Floating point operations a second. */
  readonly peak: number;
}

export type Row = readonly string[];

export function headingOf({ ours, others }: Columns): Row {
  return ['workload', ours, 'best', 'GFLOP/s', 'of peak', ...others];
}

/** GFLOP/s and the share of the peak are those of the best round. */
export function rowOf(result: Result, { ours, others, peak }: Columns): Row {
  const { name, flops } = result.workload;
  const times = timesOf(result, ours);
  const speed = times && flops && flops / times.best;
  return [
    name,
    times ? formatTime(times.median) : absenceOf(result, ours),
    times ? formatTime(times.best) : '',
    speed ? threeDigits(speed / 1e9) : '',
    speed ? formatShare(speed / peak) : '',
    ...others.map((other) => {
      const ratio = ratioOf(result, other, ours);
      return ratio
        ? `${formatRatio(ratio.median)} (${formatRatio(ratio.best).slice(1)})`
        : absenceOf(result, other);
    }),
  ];
}

function absenceOf({ outcomes }: Result, name: string): string {
  const outcome = outcomes.get(name);
  return outcome?.kind === 'done' || !outcome ? '-' : outcome.kind;
}

const firstRatio = 5;

/** Room for the cells of rows that are still to come: names, and ratios such as `x12.3 (12.3)`. */
const widths = { name: 40, ours: 8, ratio: 12 };

/** One line, with all but the first column to the right. */
export function aligned(row: Row, heading: Row): string {
  const cells = row.map((cell, column) => {
    if (column === 0) return cell.padEnd(widths.name);
    const width = column < firstRatio ? widths.ours : widths.ratio;
    return cell.padStart(Math.max(width, heading[column]?.length ?? 0));
  });
  return cells.join('  ').trimEnd();
}

export function markdownTable(heading: Row, rows: readonly Row[]): string {
  const lengths = heading.map((_, column) =>
    Math.max(3, ...[heading, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const rule = lengths.map((length, column) =>
    column === 0 ? '-'.repeat(length) : `${'-'.repeat(length - 1)}:`,
  );
  const line = (row: Row) => {
    const cells = lengths.map((length, column) => {
      const cell = row[column] ?? '';
      return column === 0 ? cell.padEnd(length) : cell.padStart(length);
    });
    return `| ${cells.join(' | ')} |`;
  };
  return [heading, rule, ...rows].map(line).join('\n');
}
