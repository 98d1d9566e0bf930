import type { RunSpec } from '../experiment/runSpec.ts';
import { formatNumber, formatPercent, formatSetting, formatShort } from '../format.ts';
import type { Race, Run } from './race.ts';
import { type RunStatus, statusWords } from './status.ts';

/** States that the loss alone says, or that have words of their own. */
const telling = new Set<RunStatus['kind']>(['running', 'finished', 'diverged']);

type Part = (spec: RunSpec) => string;

const settings: readonly Part[] = [
  ({ hyperparameters }) => `lr ${formatSetting(Number(hyperparameters['lr']))}`,
  ({ batchSize }) => (batchSize === null ? '' : `batch ${batchSize}`),
  ({ seed }) => (seed === null ? '' : `seed ${seed}`),
];

/** What differs among the runs of a race, looked for once. */
const known = new WeakMap<readonly Run[], readonly Part[]>();

/**
 * `0.90 · lr 0.01 · seed 3`: how a run stands, in a narrow place that cuts the end off. What it has come to is first, in
 * so few digits that there is room for it beside a name; what all runs share is left out. Accuracy stands for a
 * classifier's noisy loss.
 */
export function runSummary({ spec, record }: Run, { runs, phase }: Pick<Race, 'runs' | 'phase'>): string {
  const { status, loss, engine, stepsDone } = record.state;
  const accuracy = record.evaluations.at(-1)?.accuracy;
  const parts: string[] = [];
  if (status.kind === 'diverged') parts.push(`diverged at step ${status.step}`);
  else if (accuracy !== undefined) parts.push(formatPercent(accuracy).replace('.0 ', ' '));
  else if (engine) parts.push(formatShort(loss));
  parts.push(...tellingApart(runs).map((part) => part(spec)));
  if (status.kind === 'finished' && status.reason !== undefined) parts.push(status.reason);
  if (status.kind === 'finished' && status.above !== undefined) parts.push('above its start');
  if (!telling.has(status.kind)) parts.push(statusWords(status, stepsDone, phase).toLowerCase());
  return parts.filter(Boolean).join(' · ');
}

/** What a run has come to, in all digits that people read: a line each. */
export function standingOf({ record }: Run): string[] {
  const { loss, engine } = record.state;
  const accuracy = record.evaluations.at(-1)?.accuracy;
  return [
    ...(engine ? [`loss ${formatNumber(loss)}`] : []),
    ...(accuracy === undefined ? [] : [`accuracy ${formatPercent(accuracy)}`]),
  ];
}

function tellingApart(runs: readonly Run[]): readonly Part[] {
  const parts =
    known.get(runs) ?? settings.filter((part) => new Set(runs.map(({ spec }) => part(spec))).size > 1);
  known.set(runs, parts);
  return parts;
}
