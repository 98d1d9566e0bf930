/** In milliseconds: as a screen has a frame. */
const interval = 1000 / 60;

interface Timer {
  readonly at: number;
  run(): void;
}

/**
 * The page's clock, going on by a frame with each frame: a machine that holds frames up holds the clock up, too, so that the
 * page does for each what it would do on a free one.
 */
export class FrameClock {
  readonly #now = performance.now;
  readonly #set = window.setTimeout;
  readonly #clear = window.clearTimeout;
  readonly #timers = new Map<number, Timer>();
  #time = performance.now();
  /** Far from the numbers of the browser's timers. */
  #last = 1e9;

  begin(): void {
    performance.now = () => this.#time;
    const set = (work: () => void, delay = 0): number => {
      // The page waits for its own painting.
      if (delay === 0) return Number(this.#set.call(window, work));
      this.#timers.set(++this.#last, { at: this.#time + delay, run: work });
      return this.#last;
    };
    const clear = (timer?: number) => {
      if (timer !== undefined && !this.#timers.delete(timer)) this.#clear.call(window, timer);
    };
    Object.assign(window, { setTimeout: set, clearTimeout: clear });
  }

  end(): void {
    performance.now = this.#now;
    Object.assign(window, { setTimeout: this.#set, clearTimeout: this.#clear });
    for (const { run } of this.#timers.values()) run();
    this.#timers.clear();
  }

  /** Waits until the next frame is over. @returns Milliseconds that went by on this clock. */
  async frame(): Promise<number> {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => this.#set.call(window, resolve));
    this.#time += interval;
    for (const [number, { at, run }] of this.#timers) {
      if (at > this.#time) continue;
      this.#timers.delete(number);
      run();
    }
    return interval;
  }
}
