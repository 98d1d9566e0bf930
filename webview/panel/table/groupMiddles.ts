/** What the columns of the table say of several runs: the median of their numbers, and their middle half beside it. */

import {
  formatCount,
  formatDuration,
  formatNumber,
  formatPercent,
  formatRate,
} from '../../../core/format.ts';
import { type Middle, middleOf } from '../../../core/statistics/quantile.ts';
import type { RaceData } from '../data/raceData.ts';
import type { RunData } from '../data/runData.ts';
import { words } from '../words.ts';
import type { Column } from './columns.ts';

interface Measured {
  readonly format: (value: number) => string;
  /** What a run counts that has no number: one that has diverged has no loss, one that reached no target will not soon. */
  readonly missing?: (run: RunData) => boolean;
  /** Where there is no room, middle halves with the largest numbers go first; none has none. */
  readonly halfDispensable?: (race: RaceData) => number;
  readonly largerIsBetter?: boolean;
}

const isLost = ({ diverged }: RunData) => diverged;
const evaluatedHalf = ({ heldOut }: RaceData) => (heldOut ? 3.2 : 8);

/** By the ids of columns. */
const measured: ReadonlyMap<string, Measured> = new Map<string, Measured>([
  ['loss', { format: (value) => formatNumber(value), missing: isLost, halfDispensable: () => 3.5 }],
  ['best', { format: (value) => formatNumber(value), halfDispensable: () => 9.5 }],
  ['target', { format: formatCount, missing: ({ reached }) => reached === null }],
  ['accuracy', { format: formatPercent, missing: isLost, halfDispensable: () => 8.5, largerIsBetter: true }],
  ['whole', { format: (value) => formatNumber(value), missing: isLost, halfDispensable: evaluatedHalf }],
  ['error', { format: (value) => formatNumber(value), missing: isLost, halfDispensable: () => 8 }],
  ['steps', { format: (value) => formatCount(Math.round(value)) }],
  ['time', { format: formatDuration }],
  ['rate', { format: formatRate }],
]);

/** Of the numbers of a column; null where it has none, or none has come. Lost runs are worse than any other. */
function middleIn(column: Column, runs: readonly RunData[], race: RaceData): Middle | null {
  const of = measured.get(column.id);
  if (!of) return null;
  const sign = of.largerIsBetter ? -1 : 1;
  const values = runs.flatMap((run) => {
    if (of.missing?.(run)) return [Number.NaN];
    const key = column.key(run, race);
    return typeof key === 'number' ? [sign * key] : [];
  });
  if (values.length === 0) return null;
  const { low, median, high } = middleOf(values);
  const [first, second] = [sign * low, sign * high];
  return { median: sign * median, low: Math.min(first, second), high: Math.max(first, second) };
}

/** The median of a column as its text; null: a dash. */
export function medianText(column: Column, runs: readonly RunData[], race: RaceData): string | null {
  const middle = middleIn(column, runs, race);
  const format = measured.get(column.id)?.format;
  if (!middle || !format) return null;
  if (column.id === 'target' && !Number.isFinite(middle.median))
    return words.notYet(Math.max(...runs.map(({ step }) => step)));
  return numberText(middle.median, format);
}

function numberText(value: number, format: (value: number) => string): string {
  return Number.isFinite(value) ? format(value) : words.infinite(value < 0);
}

/** By what several runs are sorted. */
export function groupKey(column: Column, runs: readonly RunData[], race: RaceData): number | string | null {
  const middle = middleIn(column, runs, race);
  if (middle) return Number.isFinite(middle.median) ? middle.median : null;
  const [first] = runs;
  return first ? column.key(first, race) : null;
}

/** What all have alike in a column of settings; null where they differ. */
export function commonText(column: Column, runs: readonly RunData[], race: RaceData): string | null {
  const texts = new Set(runs.map((run) => column.text(run, race)));
  const [first] = texts;
  return texts.size === 1 ? (first ?? words.none) : null;
}

/** The columns with the middle halves stand behind those of the medians. */
export function withHalves(columns: readonly Column[]): Column[] {
  return columns.flatMap((column) => {
    const { format, halfDispensable } = measured.get(column.id) ?? {};
    if (!format || !halfDispensable) return [column];
    return [column, halfOf(column, format, halfDispensable)];
  });
}

function halfOf(
  column: Column,
  format: (value: number) => string,
  dispensable: Column['dispensable'],
): Column {
  return {
    id: `half-${column.id}`,
    head: () => words.middleHalf,
    longest: () => words.fromTo(format(0.01234), format(0.01234)),
    dispensable,
    shown: column.shown,
    key: () => null,
    text: () => null,
    half: (runs, race) => {
      const middle = middleIn(column, runs, race);
      return middle && words.fromTo(numberText(middle.low, format), numberText(middle.high, format));
    },
  };
}
