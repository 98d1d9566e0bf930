/** How much of the page a frame draws beside the curves: all but numbers in rows that are there, those that are due, or all. */
const extents = ['nothing', 'page', 'numbers', 'all'] as const;
export type DrawnExtent = (typeof extents)[number];

/** What a frame draws. */
export interface DueParts {
  readonly page: DrawnExtent;
  /** The curves, or what else is on the stage. */
  readonly curves: boolean;
  /** Whether the next frame has something left to draw. */
  readonly goesOn: boolean;
}

/**
 * What of the panel changed since it was drawn. Numbers come many times a second: curves and page take turns with them, lest
 * a frame takes as long as both.
 */
export class Due {
  #page: DrawnExtent = 'all';
  #curves = true;
  /** Whether the curves were drawn with numbers that the page has not yet. */
  #isPageLate = false;

  expectPage(extent: DrawnExtent): void {
    if (extents.indexOf(extent) > extents.indexOf(this.#page)) this.#page = extent;
  }

  expectCurves(): void {
    this.#curves = true;
  }

  /** What there is to draw; from now on that is drawn. */
  take(): DueParts {
    const [page, curves] = [this.#page, this.#curves];
    const goesOn = page === 'numbers' && curves && !this.#isPageLate;
    this.#isPageLate = goesOn;
    this.#curves = false;
    if (!goesOn) this.#page = 'nothing';
    return { page: goesOn ? 'nothing' : page, curves, goesOn };
  }
}
