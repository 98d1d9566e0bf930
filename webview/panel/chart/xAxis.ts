import type { RunData } from '../data/runData.ts';
import type { PanelState } from '../state.ts';

export interface XAxis {
  readonly kind: 'step' | 'epoch';
  readonly log: boolean;
  readonly min: number;
  readonly max: number;
  /** The smallest move of the crosshair. */
  readonly quantum: number;
  /** Steps of `run` in one unit of the axis. */
  stepsPerUnit(run: RunData): number;
}

export function xAxis({ race, settings }: PanelState): XAxis {
  const kind = settings.xAxis !== null && race.isModel ? settings.xAxis : race.comparableBy;
  const stepsPerUnit = (run: RunData) => (kind === 'epoch' ? run.facts.stepsPerEpoch : 1);
  const max = Math.max(...race.runs.map((run) => run.facts.steps / stepsPerUnit(run)), 1e-9);
  const quantum = 1 / Math.max(1, ...race.runs.map(stepsPerUnit));
  return { kind, log: settings.logX, min: settings.logX ? quantum : 0, max, quantum, stepsPerUnit };
}

/** The step of `run` at `x`, or null if the run has not come that far. */
export function stepAt(axis: XAxis, run: RunData, x: number): number | null {
  const step = Math.round(x * axis.stepsPerUnit(run));
  return step >= 0 && step < run.drawn.length ? step : null;
}

/** The crosshair moved by `count` of its smallest moves, kept on the axis. */
export function moveOnAxis(axis: XAxis, from: number, count: number): number {
  const to = Math.round(from / axis.quantum + count) * axis.quantum;
  return Math.min(axis.max, Math.max(axis.log ? axis.quantum : 0, to));
}
