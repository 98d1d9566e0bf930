/** How many steps a request has, so that the device is about as long at it as one of its chunks takes. */
import type { Task } from '../engine.ts';
import type { GpuPlan } from './gpuPlan.ts';

/** In milliseconds. */
const aim = 16;
/** Of the first request, by default. */
const usualFirst = 4;
/** A request has at most so many times the steps of the one before: short times are measured badly. */
const growth = 4;
/** Numbers of a request's tables, and of its answer, at most: networks are few, and of runs on surfaces there may be hundreds. */
const mostNumbers = { model: 2 ** 20, surface: 2 ** 16 };

/** Of a run that has such a plan. */
export function budgetOf({ rowLength, batchSize, together }: GpuPlan, kind: Task['kind']): StepBudget {
  const numbersOfStep = Math.max(rowLength, batchSize, 1 + (together?.coordinates ?? 0));
  return new StepBudget(Math.max(1, Math.floor(mostNumbers[kind] / numbersOfStep)));
}

export class StepBudget {
  readonly #most: number;
  #steps: number;

  /**
   * @param most Steps that there is room for in a request; at least 1.
   * @param first Of the first request. Default: 4.
   */
  constructor(most: number, first = usualFirst) {
    this.#most = most;
    this.#steps = Math.min(first, most);
  }

  get steps(): number {
    return this.#steps;
  }

  /** Takes how long the device was at so many steps, at least one. */
  adapt(steps: number, milliseconds: number): void {
    const fitting = milliseconds > 0 ? Math.floor((aim * steps) / milliseconds) : Number.POSITIVE_INFINITY;
    // One that had less to do than it might have had says nothing against more.
    const allowed = Math.max(this.#steps, growth * steps);
    this.#steps = Math.max(1, Math.min(fitting, allowed, this.#most));
  }
}
