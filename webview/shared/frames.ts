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

  #next(): void {
    requestAnimationFrame(() => {
      this.#waiting = false;
      const begin = performance.now();
      // What a frame asks for comes with the next one, without a rest between them.
      const owed = Math.max(0, this.#rested - begin);
      const rest = () => {
        const end = performance.now();
        this.#rested = end + Math.min(owed + end - begin, longestRest);
      };
      // Runs when the frame is painted.
      setTimeout(rest);
      this.#draw();
      rest();
    });
  }
}
