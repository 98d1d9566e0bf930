/**
 * The steps of a run on a device. The next are asked for before they are wanted, so that the device computes while an
 * answer and what comes of it are on their way.
 */
import type { Measured } from '../../race/quantities.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { DeviceRun, StepsTaken } from './deviceRun.ts';
import { measuredIn, partOf } from './measuredSteps.ts';
import type { StepBudget } from './stepBudget.ts';

/** Requests that a device has at once. */
const atOnce = 2;

interface Asked {
  readonly steps: number;
  readonly checkpoint: boolean;
  readonly taken: Promise<StepsTaken>;
}

export class StepsAhead {
  readonly run: DeviceRun;
  readonly #budget: StepBudget;
  readonly #checkpoints: Checkpoints;
  /** Without an answer, in their order; all with this limit. */
  #asked: Asked[] = [];
  #limit = Number.NaN;
  /** Answered, and not given yet. */
  #left: Measured = { loss: new Float64Array() };
  #submits = 0;

  constructor(run: DeviceRun, budget: StepBudget, checkpoints: Checkpoints) {
    this.run = run;
    this.#budget = budget;
    this.#checkpoints = checkpoints;
  }

  /** Steps that the device was asked for and that were not given yet. */
  get count(): number {
    return this.#asked.reduce((sum, { steps }) => sum + steps, this.#left.loss.length);
  }

  /** How often something was handed to the device for what it has answered. */
  get submits(): number {
    return this.#submits;
  }

  /** Whether the next steps can't be had: they were asked for with another limit. */
  isOtherThan(limit: number): boolean {
    return this.count > 0 && limit !== this.#limit;
  }

  /**
   * As many steps as go in one request, and not more than `steps`. Only where none are ahead.
   * @throws {GpuError} Then the run is where nobody knows.
   */
  take(steps: number, limit: number): Promise<StepsTaken> {
    return this.#hear(this.#ask(steps, limit));
  }

  /**
   * What was measured after the next steps: at least one, at most `steps`.
   * @param following How many may be wanted after these.
   * @throws {GpuError} Then the run is where nobody knows.
   */
  async give(steps: number, limit: number, following: number): Promise<Measured> {
    if (this.#left.loss.length === 0) {
      this.#limit = limit;
      this.#askAhead(steps + following);
      const [next = this.#ask(steps, limit), ...others] = this.#asked;
      this.#asked = others;
      const taken = await this.#hear(next);
      // What was asked for behind a halt has changed nothing.
      if (taken.hasHalted) this.#asked = [];
      this.#left = measuredIn(taken, 1);
    }
    const given = partOf(this.#left, 0, steps);
    this.#left = partOf(this.#left, given.loss.length, this.#left.loss.length);
    return given;
  }

  /** Nobody waits for it. */
  dispose(): void {
    this.run.dispose();
  }

  #askAhead(most: number): void {
    while (this.#asked.length < atOnce && this.count < most)
      this.#asked.push(this.#ask(most - this.count, this.#limit));
  }

  #ask(most: number, limit: number): Asked {
    const steps = Math.min(most, this.#budget.steps);
    const checkpoint = steps > 0 && this.#checkpoints.ask();
    const taken = this.run.run(steps, limit, checkpoint);
    // Nobody may be left to hear of it.
    taken.catch(() => {});
    return { steps, checkpoint, taken };
  }

  async #hear({ steps, checkpoint, taken }: Asked): Promise<StepsTaken> {
    const answer = await taken;
    if (steps > 0) this.#budget.adapt(steps, answer.milliseconds);
    this.#checkpoints.take(answer.milliseconds, checkpoint, answer.checkpoint);
    this.#submits += answer.submits;
    return answer;
  }
}
