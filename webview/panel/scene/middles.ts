/** Several runs as their median, kept from frame to frame. */
import { hasEnded } from '../../../core/race/status.ts';
import { isSameUnit } from '../../shared/chart/stepUnits.ts';
import type { Curve } from '../../shared/curves/curve.ts';
import { type Member, MiddleCurve } from '../../shared/curves/middleCurve.ts';
import type { Group } from '../data/groups.ts';
import type { RunData } from '../data/runData.ts';
import type { PanelState } from '../state.ts';
import { type Measure, measureOf } from './measures.ts';
import { axisKind, stepsPerUnit } from './xAxis.ts';

/** A run with its curve. */
interface RunCurve {
  readonly run: RunData;
  readonly curve: Curve;
  /** Steps in one unit of the axis: its own and the first run's. */
  readonly units: Member['units'];
}

interface MiddleOptions {
  readonly largerIsBetter: boolean;
  readonly target: number | null;
}

export interface MiddleOfRuns {
  readonly middle: MiddleCurve;
  /** Those of which it is. */
  readonly counted: readonly RunData[];
}

interface Kept extends MiddleOfRuns {
  readonly runs: readonly RunCurve[];
}

/** Runs that go side by side are this level, as a share of what they have done. */
const level = 0.9;

/** What is so many steps for some runs and another number for others, and stays so. */
const steady: ReadonlySet<ReturnType<typeof axisKind>> = new Set(['epoch', 'sample', 'gradient']);

/** By the curve of the first run, which is in one group at a time. */
const kept = new WeakMap<Curve, Kept>();

/** What lies in the middle of a group on the axis that the chart has now. */
export function middleOfGroup(
  { runs }: Pick<Group, 'runs'>,
  state: PanelState,
  measure: Measure = measureOf(state),
): MiddleOfRuns {
  const kind = axisKind(state);
  const unitOf = stepsPerUnit(kind, state.race);
  const [first] = runs;
  const unit = first ? unitOf(first) : 1;
  const members = runs.map((run) => ({
    run,
    curve: measure.curveOf(run, state),
    units: steady.has(kind) ? ([unitOf(run), unit] as const) : ([1, 1] as const),
  }));
  const target = measure.evaluated ? null : state.race.facts.target;
  return middleOfRuns(members, { largerIsBetter: measure.isShare, target });
}

/**
 * What lies in the middle of the curves, with all that has come of them. A run that waits for its turn, or begins later,
 * counts when it has come as far as the others: until then these have a middle without it.
 */
function middleOfRuns(runs: readonly RunCurve[], options: MiddleOptions): MiddleOfRuns {
  const [first] = runs;
  const found = first && kept.get(first.curve);
  const known = found && isSame(found.runs, runs) ? found : null;
  const members = countedOf(runs, known?.counted ?? []);
  if (known?.counted.length === members.length) {
    known.middle.grow();
    return known;
  }
  const middle = new MiddleCurve(
    members.map(({ run, curve, units }) => ({ curve, units, end: () => endOf(run) })),
    options,
  ).grow();
  const made = { runs, middle, counted: members.map(({ run }) => run) };
  if (first) kept.set(first.curve, made);
  return made;
}

/** @param before Those that counted so far, which go on to do so. */
function countedOf(runs: readonly RunCurve[], before: readonly RunData[]): readonly RunCurve[] {
  const counted = new Set(before);
  const begun = runs.filter(({ curve, run }) => curve.length > 0 || endOf(run) !== null);
  const reach =
    before.length > 0
      ? Math.min(1, ...before.filter((run) => endOf(run) === null).map(shareOf))
      : Math.max(0, ...begun.map(({ run }) => shareOf(run)));
  return begun.filter(({ run }) => counted.has(run) || endOf(run) !== null || shareOf(run) >= level * reach);
}

/** Of its steps, that it has done. */
function shareOf({ step, steps }: RunData): number {
  return step / steps;
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
