/** In milliseconds: rows keep their places for so long that the person finds them again. */
const rest = 100;
/**
 * A long table takes long to lay out. The rows in view are drawn as seldom as `rest` and come in a new order as seldom as
 * `inView`; all of them come in theirs as seldom as `all`.
 */
const restLong = { inView: 400, all: 2000 };
const longTable = 16;
/** With the rows in view of a long table comes one of so many parts of all: the table is laid out then anyway. */
const parts = 4;

/** Which rows may change places with a frame. */
export type Reordered = 'none' | 'inView' | 'all';

/** What a turn has drawn last, and when. */
interface Turn {
  readonly turn: number;
  readonly at: number;
}

const never: Turn = { turn: 0, at: Number.NEGATIVE_INFINITY };

/**
 * Says when the rows of the table are drawn anew: those in view with the chart, so that they tell what it shows; the
 * others, and in a new order, now and then. Those of a long table out of view take turns, lest one frame draws them all.
 */
export class RowTurns {
  readonly #request: () => void;
  readonly #observer = new IntersectionObserver((entries) => this.#see(entries));
  #observed = new Set<Element>();
  readonly #inView = new Set<Element>();
  /** By places, beside those of all rows. */
  #some = new Map<number, number>();
  #near = never;
  #ordered = never;
  #all = never;
  #turn = 0;
  #part = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param request Is called when rows should be drawn, since some of them are out of date. */
  constructor(request: () => void) {
    this.#request = request;
  }

  /** Of the table as a whole. */
  get all(): number {
    return this.#ordered.turn;
  }

  /** Of the row at a place: another number than before where it is drawn anew. */
  of(place: number): number {
    return Math.max(this.#all.turn, this.#some.get(place) ?? 0);
  }

  /** Places of the rows in view. */
  get inView(): readonly number[] {
    return [...this.#observed].flatMap((row, place) => (this.#inView.has(row) ? [place] : []));
  }

  /**
   * Begins another frame.
   * @param rows How many there are.
   * @param changed More than numbers changed: all rows are drawn.
   */
  begin(rows: number, changed: boolean): Reordered {
    const now = { turn: ++this.#turn, at: performance.now() };
    const isLong = rows > longTable;
    const [inView, all] = isLong ? [restLong.inView, restLong.all] : [rest, rest];
    clearTimeout(this.#timer);
    if (changed || isOver(this.#all, all, now)) {
      this.#some.clear();
      this.#near = now;
      this.#ordered = now;
      this.#all = now;
      return 'all';
    }
    const isNear = !isLong || isOver(this.#near, rest, now);
    const isOrdered = isOver(this.#ordered, inView, now);
    if (isNear || isOrdered) {
      for (const place of this.inView) this.#some.set(place, now.turn);
      if (isLong) this.#takePart(rows, now.turn);
      this.#near = now;
    }
    if (isOrdered) this.#ordered = now;
    this.#timer = setTimeout(
      this.#request,
      Math.min(
        this.#all.at + all,
        isOrdered ? Number.POSITIVE_INFINITY : this.#ordered.at + inView,
        isNear || isOrdered ? Number.POSITIVE_INFINITY : this.#near.at + rest,
      ) - now.at,
    );
    return isOrdered ? 'inView' : 'none';
  }

  #takePart(rows: number, turn: number): void {
    this.#part = (this.#part + 1) % parts;
    for (let place = this.#part; place < rows; place += parts) this.#some.set(place, turn);
  }

  /** Follows the rows that there are now. */
  follow(root: Element): void {
    const rows = new Set(root.querySelectorAll('tr[data-run]'));
    for (const row of rows) if (!this.#observed.has(row)) this.#observer.observe(row);
    for (const row of this.#observed) {
      if (rows.has(row)) continue;
      this.#observer.unobserve(row);
      this.#inView.delete(row);
    }
    this.#observed = rows;
  }

  #see(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#inView.add(target);
      else this.#inView.delete(target);
    }
    const isUpToDate = this.#all.turn === this.#turn;
    if (isUpToDate || !entries.some(({ isIntersecting }) => isIntersecting)) return;
    // What comes into view may be out of date.
    this.#ordered = { ...this.#ordered, at: never.at };
    this.#request();
  }
}

function isOver({ at }: Turn, rest: number, now: Turn): boolean {
  return now.at - at >= rest;
}
