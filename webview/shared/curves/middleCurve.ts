import { Series } from '../../../core/race/series.ts';
import { quantile } from '../../../core/statistics/quantile.ts';
import { type StepsPerUnit, stepOfOther } from '../chart/stepUnits.ts';
import type { Curve } from './curve.ts';
import { SeriesCurve } from './seriesCurve.ts';

/** One of the curves whose middle is looked for. */
export interface Member {
  readonly curve: Curve;
  /** Steps in one unit of the axis: its own and those of the line in the middle. */
  readonly units: readonly [own: StepsPerUnit, middle: StepsPerUnit];
  /**
   * null: more values may come. Behind its last value a curve that is `over` keeps it, as a run does that has reached its
   * target; one that is `lost` is worse than any other from there on, as a run that has diverged.
   */
  end(): 'over' | 'lost' | null;
}

/**
 * The median of several curves and the two values between which their middle half is, at each step at which one of them
 * was measured: the others have the value that was measured last. It goes only as far as all have come that go on. What
 * is not a number is worse than any number, and then the median or an edge of the middle half may be infinite.
 */
export class MiddleCurve {
  readonly median: SeriesCurve;
  readonly low: SeriesCurve;
  readonly high: SeriesCurve;
  readonly #members: readonly Member[];
  /** -1 where the larger is the better: then the worst is below all others. */
  readonly #sign: 1 | -1;
  readonly #target: number | null;
  readonly #steps = new Series();
  readonly #medians = new Series();
  readonly #lows = new Series();
  readonly #highs = new Series();
  /** Of each member: index and step of the next value, infinite where there is none yet, and the value before it. */
  readonly #next: number[];
  readonly #nextSteps: number[];
  readonly #values: number[];
  readonly #begun: boolean[];
  readonly #sorted: number[] = [];
  #lostAt: number | null = null;
  #reached: number | null = null;

  /** @param target A loss; null for none. */
  constructor(
    members: readonly Member[],
    { largerIsBetter = false, target = null }: { largerIsBetter?: boolean; target?: number | null } = {},
  ) {
    this.#members = members;
    this.#sign = largerIsBetter ? -1 : 1;
    this.#target = target;
    this.#next = members.map(() => 0);
    this.#nextSteps = members.map(() => Number.POSITIVE_INFINITY);
    this.#values = members.map(() => Number.NaN);
    this.#begun = members.map(() => false);
    this.median = new SeriesCurve(this.#steps, this.#medians);
    this.low = new SeriesCurve(this.#steps, this.#lows);
    this.high = new SeriesCurve(this.#steps, this.#highs);
  }

  /** The step from which on the median is infinite; null where its last value is finite. */
  get lostAt(): number | null {
    return this.#lostAt;
  }

  /** The first step at which the median was at or below the target. */
  get reached(): number | null {
    return this.#reached;
  }

  /** Takes in the values that came since. */
  grow(): this {
    const reach = this.#look();
    for (;;) {
      const step = this.#nextStep();
      if (step > reach || step === Number.POSITIVE_INFINITY) return this;
      this.#take(step);
    }
  }

  /** Looks at what has come. Returns the step up to which every member has its values. */
  #look(): number {
    let reach = Number.POSITIVE_INFINITY;
    for (const [i, member] of this.#members.entries()) {
      const { curve } = member;
      this.#nextSteps[i] = this.#stepAt(i, this.#next[i] ?? 0);
      if (member.end() === null) reach = Math.min(reach, this.#stepAt(i, curve.length - 1, -1));
    }
    return reach;
  }

  /** A loop: this is asked for each of a hundred thousand steps. */
  #nextStep(): number {
    let first = Number.POSITIVE_INFINITY;
    for (const step of this.#nextSteps) if (step < first) first = step;
    return first;
  }

  /** On the line in the middle. */
  #stepAt(number: number, index: number, none = Number.POSITIVE_INFINITY): number {
    const member = this.#members[number];
    if (!member || index < 0 || index >= member.curve.length) return none;
    const { curve, units } = member;
    return stepOfOther(...units, curve.stepOf(index));
  }

  #take(step: number): void {
    const sorted = this.#sorted;
    sorted.length = 0;
    let isWhole = true;
    for (let i = 0; i < this.#members.length; i++) {
      const value = this.#valueAt(i, step);
      if (value === null) continue;
      if (value === undefined) isWhole = false;
      else insert(sorted, value);
    }
    // A member that begins later: until then there is no middle of all.
    if (isWhole && sorted.length > 0) this.#push(step);
  }

  /** Its value after so many steps, larger where it is worse; undefined where it begins later, null where it has none. */
  #valueAt(i: number, step: number): number | null | undefined {
    const member = this.#members[i];
    if (!member) return null;
    const isNew = this.#nextSteps[i] === step;
    if (isNew) {
      const index = this.#next[i] ?? 0;
      const value = this.#sign * member.curve.at(index);
      this.#values[i] = Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
      this.#begun[i] = true;
      this.#next[i] = index + 1;
      this.#nextSteps[i] = this.#stepAt(i, index + 1);
    } else if (this.#nextSteps[i] === Number.POSITIVE_INFINITY && member.end() === 'lost')
      return Number.POSITIVE_INFINITY;
    if (this.#begun[i]) return this.#values[i];
    return member.curve.length === 0 ? null : undefined;
  }

  #push(step: number): void {
    const sorted = this.#sorted;
    const median = this.#sign * quantile(sorted, 0.5);
    const [first, second] = [this.#sign * quantile(sorted, 0.25), this.#sign * quantile(sorted, 0.75)];
    this.#steps.push(step);
    this.#medians.push(median);
    this.#lows.push(Math.min(first, second));
    this.#highs.push(Math.max(first, second));
    if (Number.isFinite(median)) this.#lostAt = null;
    else this.#lostAt ??= step;
    if (this.#target !== null && median <= this.#target) this.#reached ??= step;
  }
}

/** Puts a value where it belongs among the sorted ones. */
function insert(sorted: number[], value: number): void {
  let place = sorted.length;
  sorted.push(value);
  for (; place > 0 && (sorted[place - 1] ?? 0) > value; place--) sorted[place] = sorted[place - 1] ?? 0;
  sorted[place] = value;
}
