import type { DrawnRun } from '../data/drawnRun.ts';
import type { RunData } from '../data/runData.ts';
import type { PanelState } from '../state.ts';
import { measureOf } from './measures.ts';

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

export function xAxis(state: PanelState): XAxis {
  const { race, settings } = state;
  const kind = settings.xAxis !== null && race.isModel ? settings.xAxis : race.comparableBy;
  const stepsPerUnit = (run: RunData) => (kind === 'epoch' ? run.facts.stepsPerEpoch : 1);
  const max = Math.max(...race.runs.map((run) => run.facts.steps / stepsPerUnit(run)), 1e-9);
  const { evaluated } = measureOf(state);
  // Evaluations are an epoch apart.
  const moves = race.runs.map((run) => (evaluated ? run.facts.stepsPerEpoch : 1) / stepsPerUnit(run));
  const quantum = Math.min(max, ...moves);
  // A logarithm has no place for 0.
  const first = quantum < max ? quantum : max / 10;
  return { kind, log: settings.logX, min: settings.logX ? first : 0, max, quantum, stepsPerUnit };
}

/** Index of the value last measured at `x`, or null if the curve has not come that far. */
export function indexAt(axis: XAxis, { run, curve }: DrawnRun, x: number): number | null {
  const step = Math.round(x * axis.stepsPerUnit(run));
  const index = curve.indexFrom(step + 1) - 1;
  return index >= 0 && step <= curve.stepOf(curve.length - 1) ? index : null;
}

/** Where on the axis the value at `index` is. */
export function placeOf(axis: XAxis, { run, curve }: DrawnRun, index: number): number {
  return curve.stepOf(index) / axis.stepsPerUnit(run);
}

/** How far the longest curve has come. */
export function furthestOn(axis: XAxis, lines: readonly DrawnRun[]): number {
  return Math.max(
    0,
    ...lines
      .filter(({ curve }) => curve.length > 0)
      .map((line) => placeOf(axis, line, line.curve.length - 1)),
  );
}

/** The crosshair moved by `count` of its smallest moves, kept on the axis. */
export function moveOnAxis(axis: XAxis, from: number, count: number): number {
  const to = Math.round(from / axis.quantum + count) * axis.quantum;
  return Math.min(axis.max, Math.max(axis.log ? axis.quantum : 0, to));
}
