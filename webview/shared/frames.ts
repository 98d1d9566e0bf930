/** In milliseconds; a window out of sight, or a machine that sleeps, takes any time for a frame. */
const longestRest = 1000;

/**
 * Draws at most once a frame and, where a frame takes long to draw, lay out and paint, at most half of the time: so the
 * page goes on answering, and the cores it shares with training are free.
 */
export class Frames {
  readonly #draw: () => void;
  #waiting = false;
  /** When the page has rested for as long as the last frame took. */
  #rested = 0;
  /** The last frame, with that which it went on from. */
  #took = 0;
  #goesOn = false;

  constructor(draw: () => void) {
    this.#draw = draw;
  }

  /** Draws soon. */
  request(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    const rest = this.#rested - performance.now();
    if (rest > 0) setTimeout(() => this.#next(), rest);
    else this.#next();
  }

  /** Asked for by a frame: what it leaves is drawn with the next one, and the page rests after both. */
  goOn(): void {
    this.#goesOn = true;
    this.request();
  }

  #next(): void {
    requestAnimationFrame(() => {
      this.#waiting = false;
      const before = this.#goesOn ? this.#took : 0;
      this.#goesOn = false;
      const begin = performance.now();
      // Runs when the frame is painted.
      setTimeout(() => {
        const end = performance.now();
        this.#took = before + end - begin;
        this.#rested = end + Math.min(this.#took, longestRest);
      });
      this.#draw();
    });
  }
}
