/** In milliseconds: numbers stand for so long that the person can read them. */
const rest = 100;
/** Rows in view of a long table come in a new order as seldom as this. */
const restOrder = 400;
/** After so long without a frame all rows are drawn: there is time for one that takes long. */
const quiet = 500;
const longTable = 16;
/** With the rows in view of a long table comes one of so many parts of all: the table is painted then anyway. */
const parts = 8;

/** Which rows may change places with a frame. */
export type Reordered = 'none' | 'some' | 'all';

/** What a turn has drawn last, and when. */
interface Turn {
  readonly turn: number;
  readonly at: number;
}

const never: Turn = { turn: 0, at: Number.NEGATIVE_INFINITY };

/**
 * Says when the rows of the table are drawn anew: those in view with the chart, so that they tell what it shows, and in a new
 * order now and then. The others of a long table take turns, a few at a time: all at once take long to lay out.
 */
export class RowTurns {
  readonly #request: () => void;
  readonly #observer = new IntersectionObserver((entries) => this.#see(entries));
  #observed = new Set<Element>();
  readonly #inView = new Set<Element>();
  /** By places, beside those of all rows. */
  #some = new Map<number, number>();
  #last = never;
  #near = never;
  #ordered = never;
  #all = never;
  #moving: readonly number[] = [];
  readonly #drawnParts = new Parts();
  readonly #orderedParts = new Parts();
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

  /** Places to which the right rows come, where some do. */
  get moving(): readonly number[] {
    return this.#moving;
  }

  /** Places of the rows in view. */
  get #placesInView(): readonly number[] {
    return [...this.#observed].flatMap((row, place) => (this.#inView.has(row) ? [place] : []));
  }

  /**
   * Begins another frame.
   * @param rows How many there are.
   * @param changed More than numbers changed: all rows are drawn.
   */
  begin(rows: number, changed: boolean): Reordered {
    const before = this.#last;
    const now = { turn: before.turn + 1, at: performance.now() };
    this.#last = now;
    clearTimeout(this.#timer);
    const isLong = rows > longTable;
    if (changed || (isLong ? isOver(before, quiet, now) : isOver(this.#all, rest, now))) {
      this.#drawAll(now);
      return 'all';
    }
    if (!isLong) {
      this.#draw(this.#placesInView, now);
      this.#requestAt(this.#all.at + rest);
      return 'none';
    }
    const isOrdered = isOver(this.#ordered, restOrder, now);
    if (isOrdered) this.#order(this.#orderedParts.next(rows), now);
    else if (isOver(this.#near, rest, now)) this.#drawNear(this.#drawnParts.next(rows), now);
    this.#requestAt(Math.min(now.at + quiet, ...this.#turnsLeft(now)));
    return isOrdered ? 'some' : 'none';
  }

  #drawAll(now: Turn): void {
    this.#some.clear();
    this.#near = now;
    this.#ordered = now;
    this.#all = now;
  }

  #draw(places: readonly number[], { turn }: Turn): void {
    for (const place of places) this.#some.set(place, turn);
  }

  #drawNear(part: readonly number[], now: Turn): void {
    this.#draw([...this.#placesInView, ...part], now);
    this.#near = now;
  }

  #order(part: readonly number[], now: Turn): void {
    this.#drawNear(part, now);
    this.#moving = [...this.#placesInView, ...part];
    this.#ordered = now;
  }

  /** When rows in view are due that this turn has left out. */
  #turnsLeft(now: Turn): number[] {
    const left = [];
    if (this.#near !== now) left.push(this.#near.at + rest);
    if (this.#ordered !== now) left.push(this.#ordered.at + restOrder);
    return left;
  }

  #requestAt(time: number): void {
    this.#timer = setTimeout(this.#request, time - this.#last.at);
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
    const isUpToDate = this.#all === this.#last;
    if (isUpToDate || !entries.some(({ isIntersecting }) => isIntersecting)) return;
    // What comes into view may be out of date.
    this.#ordered = { ...this.#ordered, at: never.at };
    this.#request();
  }
}

function isOver({ at }: Turn, rest: number, now: Turn): boolean {
  return now.at - at >= rest;
}

/** Places of rows, one of their parts after the other. */
class Parts {
  #from = 0;

  /** @param rows How many there are; behind the last comes the first. */
  next(rows: number): readonly number[] {
    const from = this.#from;
    const length = Math.ceil(rows / parts);
    this.#from = (from + length) % rows;
    return Array.from({ length }, (_, i) => (from + i) % rows);
  }
}
