/** In milliseconds: rows keep their places for so long that the person finds them again. */
const rest = 100;
/** Of a long table, which takes long to lay out, the rows in view are drawn as seldom as `rest`, the others as this. */
const restLong = 400;
const longTable = 16;

/** Which rows are drawn anew: those whose turn has another number than before. */
export interface Turns {
  /** Of the table as a whole. */
  readonly all: number;
  of(run: string): number;
}

/**
 * Says when the rows of the table are drawn anew: those in view with the chart, so that they tell what it shows; all of
 * them, and in a new order, now and then.
 */
export class RowTurns implements Turns {
  readonly #request: () => void;
  readonly #observer = new IntersectionObserver((entries) => this.#see(entries));
  #observed = new Set<Element>();
  readonly #inView = new Set<Element>();
  /** Those that were in view when they were drawn last, in which turn, and when. */
  #near = { rows: new Set<string | undefined>(), turn: 0, at: Number.NEGATIVE_INFINITY };
  #all = { turn: 0, at: Number.NEGATIVE_INFINITY };
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param request Is called when all rows should be drawn, since some of them are out of date. */
  constructor(request: () => void) {
    this.#request = request;
  }

  get all(): number {
    return this.#all.turn;
  }

  of(run: string): number {
    return this.#near.rows.has(run) ? this.#near.turn : this.#all.turn;
  }

  /**
   * Begins another frame.
   * @param rows How many there are.
   * @param changed More than numbers changed: all rows are drawn.
   * @returns Whether all are drawn.
   */
  begin(rows: number, changed: boolean): boolean {
    const turn = ++this.#turn;
    const now = performance.now();
    const isLong = rows > longTable;
    const wait = this.#all.at + (isLong ? restLong : rest) - now;
    const all = changed || wait <= 0;
    if (all || !isLong || now - this.#near.at >= rest)
      this.#near = { rows: new Set([...this.#inView].map(keyOf)), turn, at: now };
    if (!all) {
      this.#timer ??= setTimeout(this.#request, wait);
      return false;
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#all = { turn, at: now };
    return true;
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
  }
}

function keyOf(row: Element): string | undefined {
  return row instanceof HTMLElement ? row.dataset['run'] : undefined;
}
