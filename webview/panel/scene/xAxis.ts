import type { XAxis } from '../../shared/chart/scene.ts';
import type { RunData } from '../data/runData.ts';
import type { PanelState } from '../state.ts';
import { measureOf } from './measures.ts';

/** What the chart's x axis counts. */
export function axisKind({ race, settings }: PanelState): XAxis['kind'] {
  return settings.xAxis !== null && race.isModel ? settings.xAxis : race.comparableBy;
}

/** Steps of `run` in one unit of the axis. */
export function stepsPerUnit(run: RunData, kind: XAxis['kind']): number {
  return kind === 'epoch' ? run.facts.stepsPerEpoch : 1;
}

export function xAxis(state: PanelState): XAxis {
  const { race, settings } = state;
  const kind = axisKind(state);
  const max = Math.max(...race.runs.map((run) => run.facts.steps / stepsPerUnit(run, kind)), 1e-9);
  const { evaluated } = measureOf(state);
  // Evaluations are an epoch apart.
  const moves = race.runs.map((run) => (evaluated ? run.facts.stepsPerEpoch : 1) / stepsPerUnit(run, kind));
  const quantum = Math.min(max, ...moves);
  // A logarithmic axis has no 0.
  const first = quantum < max ? quantum : max / 10;
  return { kind, log: settings.logX, min: settings.logX ? first : 0, max, quantum };
}
