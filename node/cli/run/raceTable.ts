/** A race as lines of text: a row a run, with what tells it from the others, how far it is and what it has come to. */
import { clipped, formatNumber, formatPercent } from '../../../core/format.ts';
import type { Race } from '../../../core/race/race.ts';
import { outlineOf, type RunOutline } from '../../../core/race/raceOutline.ts';
import { statusWords } from '../../../core/race/status.ts';
import { oneLine } from '../printable.ts';

/** Between columns. */
const gap = '  ';
const longestName = 44;

export interface TableSize {
  readonly columns: number;
  /** Most rows; what has no room is counted. */
  readonly rows: number;
}

export function raceTable(race: Race, { columns, rows }: TableSize): string[] {
  const { runs, phase } = outlineOf(race);
  const hasAccuracy = runs.some(({ accuracy }) => accuracy !== null);
  const head = ['Run', 'Done', 'Loss', 'Best', ...(hasAccuracy ? ['Accuracy'] : []), 'State'];
  const shown = runs.length > rows ? runs.slice(0, Math.max(1, rows - 1)) : runs;
  const cells = shown.map((run) => [
    nameOf(run),
    ...numbersOf(run, hasAccuracy),
    oneLine(statusWords(run.state.status, run.state.stepsDone, phase)),
  ]);
  const widths = head.map((name, at) => Math.max(name.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const left = runs.length - shown.length;
  return [
    ...[head, ...cells].map((row) => clipped(lineOf(row, widths), columns)),
    ...(left > 0 ? [left === 1 ? 'and 1 more run' : `and ${left.toLocaleString('en')} more runs`] : []),
  ];
}

/** Numbers stand at the right of their columns. */
function lineOf(row: readonly string[], widths: readonly number[]): string {
  const isText = (at: number) => at === 0 || at === row.length - 1;
  return row
    .map((cell, at) => (isText(at) ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
    .join(gap)
    .trimEnd();
}

/** `Adam, lr 0.01` */
export function nameOf({ name, settings }: Pick<RunOutline, 'name' | 'settings'>): string {
  return clipped(oneLine([name, settings].filter(Boolean).join(', ')), longestName);
}

function numbersOf({ spec, state, accuracy }: RunOutline, hasAccuracy: boolean): string[] {
  const hasBegun = state.engine !== null;
  const steps = 'steps' in spec ? Math.max(1, spec.steps) : 1;
  return [
    `${Math.floor((100 * state.stepsDone) / steps)} %`,
    hasBegun ? formatNumber(state.loss) : '',
    hasBegun ? formatNumber(state.best) : '',
    ...(hasAccuracy ? [accuracy === null ? '' : formatPercent(accuracy)] : []),
  ];
}

/** `Adam, lr 0.01: Finished, loss 1.2e-3, best 1.1e-3, accuracy 97.3 %` */
export function runLine(run: RunOutline, phase: Race['phase']): string {
  const { state, accuracy } = run;
  const numbers =
    state.engine === null ? [] : [`loss ${formatNumber(state.loss)}`, `best ${formatNumber(state.best)}`];
  const right = accuracy === null ? [] : [`accuracy ${formatPercent(accuracy)}`];
  const words = oneLine(statusWords(state.status, state.stepsDone, phase));
  return `${nameOf(run)}: ${[words, ...numbers, ...right].join(', ')}`;
}
