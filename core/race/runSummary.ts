import { isOfLog } from '../experiment/runSpec.ts';
import { formatCount, formatNumber, formatPercent } from '../format.ts';
import type { Phase } from './phase.ts';
import type { RunOutline } from './raceOutline.ts';
import { inElsewhere, statusWords } from './status.ts';

/**
 * `lr 0.01 · best 1.285e-8`, `lr 0.1 · 62 % · now 5.366e-4`, `lr 0.021 · diverged at step 52`: what tells a run from the
 * others of its race, and how it stands, in a narrow place that cuts the end off. Accuracy stands for a classifier's noisy
 * loss.
 * @param phase Of its race.
 */
export function runSummary(run: RunOutline, phase: Phase): string {
  return [run.settings, ...standing(run, phase)].filter(Boolean).join(' · ');
}

function standing({ spec, state, accuracy }: RunOutline, phase: Phase): string[] {
  const { status, stepsDone, loss, best } = state;
  const isLog = isOfLog(spec);
  const hasBegun = state.engine !== null || (isLog && Number.isFinite(best));
  const right = accuracy === null ? null : `accuracy ${formatPercent(accuracy)}`;
  const lowest = hasBegun ? [right ?? `best ${formatNumber(best)}`] : [];
  switch (status.kind) {
    case 'queued':
      return [status.reason === undefined ? 'waits' : `waits: ${status.reason}`];
    case 'running': {
      const share = isLog
        ? `step ${formatCount(stepsDone)}`
        : `${Math.floor((100 * stepsDone) / Math.max(1, spec.steps))} %`;
      const now = hasBegun ? [right ?? `now ${formatNumber(loss)}`] : [];
      return phase === 'paused' ? ['paused', share, ...now] : [share, ...now];
    }
    case 'finished': {
      const how = status.above === undefined ? [] : ['above its start'];
      return [...lowest, ...how, ...(status.reason === undefined ? [] : [status.reason])];
    }
    case 'diverged':
      return [`diverged at step ${formatCount(status.step)}`];
    case 'failed':
      return [statusWords(status, stepsDone, phase).toLowerCase()];
    case 'stopped':
      return [`stopped at ${formatCount(stepsDone)}`, ...lowest];
    case 'interrupted':
      return status.elsewhere
        ? [`${inElsewhere[status.elsewhere]}, at ${formatCount(stepsDone)}`, ...lowest]
        : [`interrupted at ${formatCount(stepsDone)}`, ...lowest];
  }
}

/** What a run has come to, in all digits that people read: a line each. */
export function standingOf({
  spec,
  state,
  accuracy,
}: Pick<RunOutline, 'spec' | 'state' | 'accuracy'>): string[] {
  const { loss, best, engine } = state;
  return [
    ...(engine || isOfLog(spec) ? [`loss ${formatNumber(loss)}`, `best ${formatNumber(best)}`] : []),
    ...(accuracy === null ? [] : [`accuracy ${formatPercent(accuracy)}`]),
  ];
}
