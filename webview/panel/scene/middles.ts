/** Several runs as their median, kept from frame to frame. */
import { hasEnded } from '../../../core/race/status.ts';
import { isSameUnit } from '../../shared/chart/stepUnits.ts';
import type { Curve } from '../../shared/curves/curve.ts';
import { type Member, MiddleCurve } from '../../shared/curves/middleCurve.ts';
import type { RunData } from '../data/runData.ts';

/** A run with its curve. */
export interface RunCurve {
  readonly run: RunData;
  readonly curve: Curve;
  /** Steps in one unit of the axis: its own and the first run's. */
  readonly units: Member['units'];
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
    runs.map(({ run, curve, units }) => ({ curve, units, end: () => endOf(run) })),
    options,
  );
  if (first) kept.set(first.curve, { runs, middle });
  return middle.grow();
}

function isSame(a: readonly RunCurve[], b: readonly RunCurve[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ curve, units }, i) => {
      const other = b[i];
      if (!other || curve !== other.curve) return false;
      return units.every((unit, side) => isSameUnit(unit, other.units[side] ?? 1));
    })
  );
}

function endOf({ diverged, status }: RunData): 'over' | 'lost' | null {
  if (diverged) return 'lost';
  return hasEnded(status) ? 'over' : null;
}
