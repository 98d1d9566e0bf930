/** What is measured after a step. */
export interface Point {
  step: number;
  loss: number;
}

/** Makes a point of its own, and copies all of one point to another. */
export interface PointCopies<P extends Point> {
  create(): P;
  copy(from: Readonly<P>, to: P): void;
}

/** The lowest and the highest point of the stretch that is not yet full; with step -1 where there is none. */
export interface ThinningState<P extends Point> {
  readonly low: Readonly<P>;
  readonly high: Readonly<P>;
}

/**
 * Which points of a long run are kept, so that a bounded number keeps the shape of the curve: the first steps one by one,
 * since much happens there and the axis may be logarithmic, and of equal stretches after them the lowest and the highest
 * loss. What is kept depends on steps and losses alone, and points are only ever added: a run that is computed again
 * keeps the same ones, and a curve grows at its end.
 */
export class Thinning<P extends Point> {
  readonly #keep: (point: Readonly<P>) => void;
  readonly #copies: PointCopies<P>;
  /** Steps from 0 on of which each is kept. */
  readonly #dense: number;
  /** How many steps a stretch has. */
  readonly #stretch: number;
  readonly #low: P;
  readonly #high: P;

  /**
   * @param steps Of the whole run.
   * @param most How many points may be kept, the last step's among them; at least 4.
   * @param keep Takes the points that are kept, in the order of their steps.
   */
  constructor(steps: number, most: number, keep: (point: Readonly<P>) => void, copies: PointCopies<P>) {
    const isLong = steps + 1 > most;
    // At least one stretch follows, with two points and the last step's.
    this.#dense = isLong ? Math.min(Math.floor(most / 2), most - 3) : steps + 1;
    const stretches = Math.max(1, Math.floor((most - this.#dense - 1) / 2));
    this.#stretch = Math.max(1, Math.ceil((steps + 1 - this.#dense) / stretches));
    this.#keep = keep;
    this.#copies = copies;
    this.#low = copies.create();
    this.#high = copies.create();
    this.#low.step = -1;
    this.#high.step = -1;
  }

  /** A copy that later points don't change. */
  get state(): ThinningState<P> {
    return { low: this.#copyOf(this.#low), high: this.#copyOf(this.#high) };
  }

  /** Goes on where another stood. */
  restore({ low, high }: ThinningState<P>): void {
    this.#copies.copy(low, this.#low);
    this.#copies.copy(high, this.#high);
  }

  #copyOf(point: P): P {
    const copy = this.#copies.create();
    this.#copies.copy(point, copy);
    return copy;
  }

  /** Takes the point of each step, in order. */
  take(point: Readonly<P>): void {
    const { step, loss } = point;
    if (step < this.#dense) {
      this.#keep(point);
      return;
    }
    if (this.#low.step < 0 || loss < this.#low.loss) this.#copies.copy(point, this.#low);
    if (this.#high.step < 0 || loss > this.#high.loss) this.#copies.copy(point, this.#high);
    if ((step - this.#dense + 1) % this.#stretch === 0) this.finish();
  }

  /** Keeps what there is of the stretch that is not yet full. */
  finish(): void {
    const [first, second] =
      this.#low.step < this.#high.step ? [this.#low, this.#high] : [this.#high, this.#low];
    if (first.step >= 0) this.#keep(first);
    if (second.step > first.step) this.#keep(second);
    this.#low.step = -1;
    this.#high.step = -1;
  }
}
