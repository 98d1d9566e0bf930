/** Several runs as their median, kept from frame to frame. */
import { hasEnded } from '../../../core/race/status.ts';
import type { Curve } from '../../shared/curves/curve.ts';
import { MiddleCurve } from '../../shared/curves/middleCurve.ts';
import type { RunData } from '../data/runData.ts';

/** A run with its curve. */
export interface RunCurve {
  readonly run: RunData;
  readonly curve: Curve;
  /** One of its steps is so many of the first run's on the axis. */
  readonly stretch: number;
}

export interface MiddleOptions {
  readonly largerIsBetter: boolean;
  readonly target: number | null;
}

/** By the curve of the first run, which is in one group at a time. */
const kept = new WeakMap<Curve, { readonly runs: readonly RunCurve[]; readonly middle: MiddleCurve }>();

/** What lies in the middle of the curves, with all that has come of them. */
export function middleOfRuns(runs: readonly RunCurve[], options: MiddleOptions): MiddleCurve {
  const [first] = runs;
  const known = first && kept.get(first.curve);
  if (known && isSame(known.runs, runs)) return known.middle.grow();
  const middle = new MiddleCurve(
    runs.map(({ run, curve, stretch }) => ({ curve, stretch, end: () => endOf(run) })),
    options,
  );
  if (first) kept.set(first.curve, { runs, middle });
  return middle.grow();
}

function isSame(a: readonly RunCurve[], b: readonly RunCurve[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ curve, stretch }, i) => curve === b[i]?.curve && stretch === b[i]?.stretch)
  );
}

function endOf({ diverged, status }: RunData): 'over' | 'lost' | null {
  if (diverged) return 'lost';
  return hasEnded(status) ? 'over' : null;
}
