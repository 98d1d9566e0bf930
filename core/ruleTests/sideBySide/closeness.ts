/** When two numbers of two rules count as the same. */

/**
 * Two ways to write one formula differ by rounding: 1e-16 of a value in each operation. A step has about twenty, of which
 * 1 / (1 - beta2**t) multiplies that by up to a thousand, and a run has hundreds of steps, whose differences add up or die
 * away. So they stay below 1e-10, while of what is really different even eps = 1e-8 beside a root of about 1 makes out
 * more than 1e-9.
 */
const tolerance = 1e-9;
/** A step is no more exact than the parameter that it is added to: a few units in its last place. */
const rounding = 2 ** -46;

/**
 * Looks on as numbers of one name go by, those of each element beside one another. Where a value comes from others that nearly
 * cancel, it is as exact as they are: so a difference is measured by the largest that the element has had so far.
 */
export class Closeness {
  readonly #largest: Float64Array;
  readonly #origin: ArrayLike<number> | null;
  readonly #offset: Float64Array;
  #apart = 0;

  /**
   * @param origin Where the values begin, of which they only move away by steps; null for values that are computed anew.
   */
  constructor(size: number, origin: ArrayLike<number> | null) {
    this.#largest = new Float64Array(size);
    this.#offset = new Float64Array(size);
    this.#origin = origin;
  }

  /** The largest difference so far, as a share of what it is measured by. */
  get apart(): number {
    return this.#apart;
  }

  /** The first element that differs; null where all are the same. */
  differs(expected: ArrayLike<number>, own: ArrayLike<number>): number | null {
    let found: number | null = null;
    for (let i = 0; i < expected.length; i++) {
      if (!this.#isSame(i, expected[i] ?? Number.NaN, own[i] ?? Number.NaN)) found ??= i;
    }
    return found;
  }

  #isSame(i: number, expected: number, own: number): boolean {
    const origin = this.#origin?.[i] ?? 0;
    const moved = Math.abs(expected - origin);
    if (Number.isFinite(moved)) this.#largest[i] = Math.max(this.#largest[i] ?? 0, moved);
    if (this.#origin) this.#offset[i] = Math.max(this.#offset[i] ?? 0, rounding * Math.abs(expected));
    if (expected === own || (Number.isNaN(expected) && Number.isNaN(own))) return true;
    const difference = Math.abs(expected - own);
    const measure = (this.#largest[i] ?? 0) + (this.#offset[i] ?? 0) / tolerance;
    if (!Number.isFinite(difference) || difference > tolerance * measure) return false;
    this.#apart = Math.max(this.#apart, difference / measure);
    return true;
  }
}
