/** What the page of diagnostics says. */
import { digitsOf } from '../../core/diagnostics/measuredSeries.ts';
import { formatCount } from '../../core/format.ts';
import type { MeasuredRun, ShownRun } from '../../core/protocol/diagnostics.ts';
import type { DiagnosticsState } from './diagnosticsState.ts';

export const words = {
  title: 'Diagnostics',
  loading: 'Opening diagnostics',
  opening: (title: string) => `Opening diagnostics of ${title}`,
  controls: 'Measuring',
  stop: 'Stop',
  again: 'Measure again',
  againTitle: 'Computes the runs again and measures anew',
  step: (step: number) => `Step ${formatCount(step)}`,
  axis: 'Over the steps',
  hint: 'Left and right go along the steps, with Shift by ten; up and down choose a run; Enter inspects that step of it.',
  nowhere: 'No step is read',
  reference: (name: string) => `Dashed: ${name}.`,
  source: (source: string) => `Source: ${source}.`,
  how: 'Point at a chart to read a step in all of them; press there to open it in the step inspector.',
  noValue: 'no number',
  waiting: 'nothing measured yet',
  numbers: 'Numbers',
  table: (name: string) => `${name}, numbers`,
  exactness: 'How exact this is',
  reload: 'What was measured of these runs is not kept any more. Measure again to have it.',
} as const;

export function valueText(value: number | null): string {
  return value === null ? words.noValue : digitsOf(value);
}

/** Ends of a band that differ by less are one number. */
const sameWithin = 1e-9;

/** `19.6 (12.1 to 30.2)` where there is a band. */
export function rangeText(value: number, low: number | undefined, high: number | undefined): string {
  const hasBand = low !== undefined && high !== undefined && high - low > sameWithin * high;
  return hasBand ? `${valueText(value)} (${valueText(low)} to ${valueText(high)})` : valueText(value);
}

/** How far measuring is, in a sentence or two. */
export function headline({ opened, measured }: DiagnosticsState): string {
  const runs = opened?.runs ?? [];
  const failures = runs.flatMap((run, place) => failureOf(run, measured[place]));
  const all = runs.map((_, place) => measured[place]?.progress.kind ?? 'waiting');
  const done = all.filter((kind) => kind === 'done').length;
  const isUnderWay = all.some((kind) => kind === 'running' || kind === 'waiting');
  return [isUnderWay ? underWay(runs, measured) : over(all, done, measured), ...failures].join(' ');
}

function underWay(runs: readonly ShownRun[], measured: DiagnosticsState['measured']): string {
  const taken = measured.reduce((sum, each) => sum + (each?.stepsDone ?? 0), 0);
  const steps = runs.reduce((sum, run) => sum + run.steps, 0);
  const what = runs.length === 1 ? 'The run is' : `The ${runs.length} runs are`;
  return `${what} computed again: step ${formatCount(taken)} of ${formatCount(steps)}.`;
}

function over(kinds: readonly string[], done: number, measured: DiagnosticsState['measured']): string {
  if (done === kinds.length) return done === 1 ? 'The run is measured.' : `All ${done} runs are measured.`;
  const isEmpty = measured.every((each) => (each?.stepsDone ?? 0) === 0);
  if (isEmpty && kinds.every((kind) => kind === 'stopped')) return words.reload;
  if (kinds.includes('stopped')) return 'Measuring was stopped: what was measured until then stays.';
  return `${done} of ${kinds.length} runs are measured.`;
}

function failureOf({ title }: ShownRun, measured: MeasuredRun | undefined): string[] {
  return measured?.progress.kind === 'failed'
    ? [`${title} can't be measured: ${measured.progress.message}`]
    : [];
}

/** How the runs that were computed again compare with those that were recorded: a sentence for all that have the same. */
export function comparisons({ opened, measured }: DiagnosticsState): readonly string[] {
  const runs = opened?.runs ?? [];
  const groups = new Map<string, string[]>();
  for (const [place, { title }] of runs.entries()) {
    const comparison = measured[place]?.comparison;
    if (comparison) groups.set(comparison, [...(groups.get(comparison) ?? []), title]);
  }
  if (groups.size === 1 && runs.length === 1) return [...groups.keys()];
  return [...groups].map(([comparison, titles]) => `${titles.join('; ')}: ${comparison}`);
}
