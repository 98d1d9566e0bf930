/** How many steps go to the device in one piece: what takes about 16 ms, so soon what follows can be decided. */

const duration = 16;
const usualMost = 256;

/** The largest finite number in single precision: none is above it. */
export const largestFloat = 3.4028234663852886e38;

export class SubmitLength {
  /** Of the next piece at most. */
  steps = 1;
  readonly #most: number;
  #last = 0;

  /** @param most Steps of a piece. Default: 256. */
  constructor(most = usualMost) {
    this.#most = most;
  }

  /** @param answer Comes when the steps are done; pieces are done in their order. */
  async measure<Answer>(steps: number, answer: Promise<Answer>): Promise<Answer> {
    const begin = performance.now();
    const result = await answer;
    const end = performance.now();
    // It waited for the piece before.
    const milliseconds = end - Math.max(begin, this.#last);
    this.#last = end;
    const factor = Math.min(4, Math.max(0.25, duration / Math.max(milliseconds, 0.25)));
    if (steps > 0) this.steps = Math.max(1, Math.min(this.#most, Math.round(steps * factor)));
    return result;
  }
}
