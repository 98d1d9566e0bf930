/** One run on the float64 engine: advances in slices of time and hands on what was recorded. */
import { divergenceHint, divergenceReason, hasDiverged } from '../../analysis/divergence.ts';
import type { RunSpec } from '../../experiment/expand.ts';
import { hasEnded, type RunStatus } from '../../experiment/status.ts';
import type { Objective } from '../../problems/objective.ts';
import type { Evaluation } from '../../protocol.ts';
import type { Kernel } from '../../rule/kernel.ts';
import { Series } from '../../series.ts';
import type { Chunk } from '../chunk.ts';
import { createStepper, type Stepper } from './stepper.ts';

/** On a surface, looking at the clock takes as long as a step. */
const surfaceStepsBetweenClocks = 16;

export class Runner {
  readonly spec: RunSpec;
  readonly #objective: Objective;
  readonly #stepper: Stepper;
  readonly #now: () => number;
  readonly #firstLoss: number;
  readonly #losses = new Series();
  readonly #path: Series | null;
  #firstUnsent = 0;
  #evaluation: Evaluation | null = null;
  #status: RunStatus = { kind: 'running' };
  #sentStatus: RunStatus | null = null;
  #computing = 0;

  /** @param now Milliseconds from any clock that runs forward. */
  constructor(spec: RunSpec, objective: Objective, kernel: Kernel, now: () => number) {
    this.spec = spec;
    this.#objective = objective;
    this.#stepper = createStepper(objective, kernel, spec.hyperparameters);
    this.#now = now;
    this.#firstLoss = this.#stepper.loss;
    this.#path = objective.evaluate ? null : new Series();
    this.#record();
  }

  get stepsDone(): number {
    return this.#stepper.stepsDone;
  }

  get ended(): boolean {
    return hasEnded(this.#status);
  }

  /** Whether anything was recorded, or the run has ended, since the last chunk was taken. */
  get hasNews(): boolean {
    return this.#losses.length > 0 || this.#status !== this.#sentStatus;
  }

  /** Steps until `step` is done, the run has ended or the clock shows `deadline`. */
  advance(step: number, deadline: number): void {
    const begin = this.#now();
    const target = Math.min(step, this.spec.steps);
    const stepsBetweenClocks = this.#path ? surfaceStepsBetweenClocks : 1;
    while (!this.ended && this.stepsDone < target) {
      this.#stepper.advance();
      this.#record();
      if (this.stepsDone % stepsBetweenClocks === 0 && this.#now() >= deadline) break;
    }
    this.#computing += this.#now() - begin;
  }

  stop(): void {
    if (!this.ended) this.#status = { kind: 'stopped' };
  }

  /** What was recorded since the last call. */
  takeChunk(): Chunk {
    const firstStep = this.#firstUnsent;
    const losses = this.#losses.slice();
    const path = this.#path ? this.#path.slice() : null;
    this.#losses.clear();
    this.#path?.clear();
    this.#firstUnsent += losses.length;
    this.#sentStatus = this.#status;
    return {
      run: this.spec.id,
      firstStep,
      losses,
      path,
      evaluation: this.#evaluation,
      status: this.#status,
      stepsPerSecond: this.#computing > 0 ? (1000 * this.stepsDone) / this.#computing : 0,
    };
  }

  #record(): void {
    const { loss, parameters, stepsDone } = this.#stepper;
    this.#losses.push(loss);
    if (this.#path) {
      this.#path.push(parameters[0] ?? 0);
      this.#path.push(parameters[1] ?? 0);
    }
    if (hasDiverged(loss, this.#firstLoss))
      this.#status = {
        kind: 'diverged',
        step: stepsDone,
        reason: divergenceReason(loss),
        hint: divergenceHint(this.spec),
      };
    else if (stepsDone >= this.spec.steps) this.#status = { kind: 'finished' };
    if (stepsDone % this.spec.stepsPerEpoch === 0 || this.ended) this.#evaluate();
  }

  #evaluate(): void {
    const score = this.#objective.evaluate?.(this.#stepper.parameters);
    if (score) this.#evaluation = { step: this.stepsDone, ...score };
  }
}
