/** Between which numbers a value lies, as far as the ranges of a rule's hyperparameters say it (interval arithmetic). */
import type { Range, ResolvedRule } from '../../syntax/rule.ts';
import type { Expression, FunctionName, Statement } from '../../syntax/tree.ts';
import { assignmentsIn } from '../../syntax/walk.ts';

/** An interval that has a value, and whether it may be no number besides. An end at infinity is included if it may be that. */
export interface Bounds extends Range {
  readonly mayBeNaN: boolean;
}

const anything = closed(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, true);

function closed(min: number, max: number, mayBeNaN = false): Bounds {
  return { min, max, minIncluded: true, maxIncluded: true, mayBeNaN };
}

/** What is known of values that are the same for all parameters. */
export class BoundsOfValues {
  readonly #known: Map<string, Bounds>;
  /** The value of each name that only one line assigns. */
  readonly #values = new Map<string, Expression | null>();

  /** @param statements In the names that expressions are asked about in. */
  constructor(rule: ResolvedRule, statements: readonly Statement[]) {
    this.#known = new Map([
      ...rule.hyperparameters.map(({ name, range }): [string, Bounds] => [
        name,
        { ...range, mayBeNaN: false },
      ]),
      // Doubles count to here.
      ['t', closed(1, 2 ** 53)],
    ]);
    const kept = new Set(['p', 'g', ...[...rule.state, ...rule.scalars].map(({ name }) => name)]);
    for (const { target, value } of assignmentsIn(statements)) {
      const isSingle = !kept.has(target) && !this.#values.has(target);
      this.#values.set(target, isSingle ? value : null);
    }
  }

  of(expression: Expression): Bounds {
    switch (expression.kind) {
      case 'number':
        return closed(expression.value, expression.value);
      case 'name':
        return this.#ofName(expression.name);
      case 'negate':
        return negated(this.of(expression.operand));
      case 'binary':
        return binary[expression.operator](this.of(expression.left), this.of(expression.right));
      case 'call': {
        const [a = anything, b = anything, c = anything] = expression.arguments.map((each) => this.of(each));
        return call[expression.function](a, b, c);
      }
      case 'where':
        return union(this.of(expression.then), this.of(expression.otherwise));
      case 'reduction':
        return anything;
    }
  }

  #ofName(name: string): Bounds {
    const known = this.#known.get(name);
    if (known) return known;
    const value = this.#values.get(name);
    // A name that is read in its own value is bounded by nothing.
    this.#known.set(name, anything);
    const bounds = value ? this.of(value) : anything;
    this.#known.set(name, bounds);
    return bounds;
  }
}

/** Whether the value is neither 0 nor such that it may be. */
export function excludesZero({ min, max, minIncluded, maxIncluded }: Bounds): boolean {
  return min > 0 || max < 0 || (min === 0 && !minIncluded) || (max === 0 && !maxIncluded);
}

function isAlwaysFinite({ min, max, minIncluded, maxIncluded, mayBeNaN }: Bounds): boolean {
  const reaches = (end: number, isIncluded: boolean) => !Number.isFinite(end) && isIncluded;
  return !mayBeNaN && !reaches(min, minIncluded) && !reaches(max, maxIncluded);
}

/** Whether Python's `**` of two numbers raises no error, makes no complex number, and is what JavaScript's is. */
export function isPlainPower(base: Bounds, exponent: Bounds): boolean {
  const isRoot = exponent.min >= 0 && exponent.max <= 1;
  const isBounded = Number.isFinite(powerOf(base, exponent).max);
  return base.min >= 0 && (isRoot || isBounded) && (isAlwaysFinite(exponent) || excludesOnes(base));
}

/**
 * Whether a power of arrays may not be what JavaScript's is: in C, that of 1 is 1 for every exponent; and libraries take
 * the square root for an exponent of 0.5, which of -inf is NaN.
 */
export function differsInArrays(base: Bounds, exponent: Bounds): boolean {
  const mayBeRoot = exponent.min <= 0.5 && exponent.max >= 0.5;
  const mayBeLowest = base.min === Number.NEGATIVE_INFINITY && base.minIncluded;
  return (mayBeRoot && mayBeLowest) || !(isAlwaysFinite(exponent) || excludesOnes(base));
}

/** Whether the value is neither 1 nor -1, powers of which are what they are for every exponent. */
function excludesOnes({ min, max, maxIncluded, minIncluded }: Bounds): boolean {
  const excludes = (one: number) =>
    min > one || max < one || (min === one && !minIncluded) || (max === one && !maxIncluded);
  return excludes(1) && excludes(-1);
}

function union(a: Bounds, b: Bounds): Bounds {
  return closed(Math.min(a.min, b.min), Math.max(a.max, b.max), a.mayBeNaN || b.mayBeNaN);
}

function negated({ min, max, minIncluded, maxIncluded, mayBeNaN }: Bounds): Bounds {
  return { min: -max, max: -min, minIncluded: maxIncluded, maxIncluded: minIncluded, mayBeNaN };
}

/** A difference of doubles is 0 only if they are equal, so that an open end at 0 stays open. */
function sum(a: Bounds, b: Bounds): Bounds {
  const [min, max] = [a.min + b.min, a.max + b.max];
  const cancels = mayBeInfinite(a) && mayBeInfinite(b);
  return {
    min: Number.isNaN(min) ? Number.NEGATIVE_INFINITY : min,
    max: Number.isNaN(max) ? Number.POSITIVE_INFINITY : max,
    minIncluded: min !== 0 || (a.minIncluded && b.minIncluded),
    maxIncluded: max !== 0 || (a.maxIncluded && b.maxIncluded),
    mayBeNaN: a.mayBeNaN || b.mayBeNaN || cancels,
  };
}

function mayBeInfinite(bounds: Bounds): boolean {
  return !isAlwaysFinite({ ...bounds, mayBeNaN: false });
}

function product(a: Bounds, b: Bounds): Bounds {
  const corners = [a.min * b.min, a.min * b.max, a.max * b.min, a.max * b.max];
  const mayBeNaN =
    (!excludesZero(a) && mayBeInfinite(b)) || (!excludesZero(b) && mayBeInfinite(a)) || hasNaN(a, b);
  return spanOf(corners, mayBeNaN);
}

function quotient(a: Bounds, b: Bounds): Bounds {
  const isZeroByZero = !excludesZero(a) && !excludesZero(b);
  const mayBeNaN = isZeroByZero || (mayBeInfinite(a) && mayBeInfinite(b)) || hasNaN(a, b);
  if (!excludesZero(b)) return { ...anything, mayBeNaN };
  // Of an open end at 0, the side on which the divisor lies.
  const [low, high] = [b.min === 0 ? 0 : b.min, b.max === 0 ? -0 : b.max];
  return spanOf([a.min / low, a.min / high, a.max / low, a.max / high], mayBeNaN);
}

/** The interval around corners; 0 times an infinite end that isn't reached is 0. */
function spanOf(corners: readonly number[], mayBeNaN: boolean): Bounds {
  const numbers = corners.map((corner) => (Number.isNaN(corner) ? 0 : corner));
  return closed(Math.min(...numbers), Math.max(...numbers), mayBeNaN);
}

function hasNaN(...all: readonly Bounds[]): boolean {
  return all.some(({ mayBeNaN }) => mayBeNaN);
}

function powerOf(base: Bounds, exponent: Bounds): Bounds {
  if (base.mayBeNaN || exponent.mayBeNaN || base.min < 0) return anything;
  const mayBeNaN = mayBeInfinite(exponent) && !excludesOnes(base);
  if (base.max <= 1 && exponent.min >= 0) {
    const isBelow = (base.max < 1 || !base.maxIncluded) && exponent.min >= 1;
    return { ...closed(0, 1, mayBeNaN), maxIncluded: !isBelow };
  }
  if (base.min >= 1 && exponent.max <= 0) return closed(0, 1, mayBeNaN);
  if (base.min >= 1 && exponent.min >= 0) {
    const max = base.max ** exponent.max;
    return closed(1, Number.isNaN(max) ? Number.POSITIVE_INFINITY : max, mayBeNaN);
  }
  // Of -0, odd powers below 0 are -inf.
  if (exponent.min < 0 && !excludesZero(base)) return anything;
  return closed(0, Number.POSITIVE_INFINITY, true);
}

const binary = {
  '+': sum,
  '-': (a: Bounds, b: Bounds) => sum(a, negated(b)),
  '*': product,
  '/': quotient,
  '**': powerOf,
} as const;

/** Of a function that never falls. */
function rising(compute: (end: number) => number) {
  return ({ min, max, mayBeNaN }: Bounds): Bounds => closed(compute(min), compute(max), mayBeNaN);
}

const call: Readonly<Record<FunctionName, (a: Bounds, b: Bounds, c: Bounds) => Bounds>> = {
  abs: ({ min, max, mayBeNaN }) =>
    closed(min <= 0 && max >= 0 ? 0 : Math.min(Math.abs(min), Math.abs(max)), Math.max(-min, max), mayBeNaN),
  clip: (x, low, high) => smallest(largest(x, low), high),
  exp: rising(Math.exp),
  log: (x) => (x.min >= 0 ? rising(Math.log)(x) : anything),
  max: largest,
  min: smallest,
  pow: powerOf,
  sign: rising(Math.sign),
  sqrt: (x) => (x.min >= 0 ? rising(Math.sqrt)(x) : closed(0, Number.POSITIVE_INFINITY, true)),
  tanh: rising(Math.tanh),
};

function largest(a: Bounds, b: Bounds): Bounds {
  return closed(Math.max(a.min, b.min), Math.max(a.max, b.max), hasNaN(a, b));
}

function smallest(a: Bounds, b: Bounds): Bounds {
  return closed(Math.min(a.min, b.min), Math.min(a.max, b.max), hasNaN(a, b));
}
