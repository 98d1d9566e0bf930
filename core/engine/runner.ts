/** One run: advances in slices of time, decides when it ends, and hands on what was recorded. */

import type { RunSpec } from '../experiment/expand.ts';
import type { Score } from '../problems/objective.ts';
import type { Chunk } from '../race/chunk.ts';
import { Series } from '../race/series.ts';
import { hasEnded, type RunStatus } from '../race/status.ts';
import { divergenceHint, divergenceReason, hasDiverged, largestLoss } from './divergence.ts';
import { Evaluations } from './evaluations.ts';
import { StopRules } from './stopRules.ts';
import { Stopwatch } from './stopwatch.ts';
import { Stride } from './stride.ts';
import type { Trainer } from './trainer.ts';

export class Runner {
  readonly spec: RunSpec;
  #trainer: Trainer;
  readonly #now: () => number;
  readonly #watch: Stopwatch;
  readonly #stride = new Stride();
  readonly #stopRules: StopRules;
  /** null on surfaces. */
  readonly #evaluations: Evaluations | null;
  readonly #firstLoss: number;
  readonly #losses = new Series();
  readonly #path: Series | null;
  #firstUnsent = 0;
  #status: RunStatus = { kind: 'running' };
  #sentStatus: RunStatus | null = null;

  /** @param now Milliseconds from any clock that runs forward. */
  constructor(spec: RunSpec, trainer: Trainer, now: () => number) {
    this.spec = spec;
    this.#trainer = trainer;
    this.#now = now;
    this.#watch = new Stopwatch(now);
    this.#stopRules = new StopRules(spec);
    const { losses, path } = trainer;
    const all = this.#stopRules.countsEvaluations;
    const options = { all, watch: this.#watch, now };
    this.#evaluations = trainer.evaluate ? new Evaluations(spec, () => this.#score(), options) : null;
    this.#firstLoss = losses[0] ?? Number.NaN;
    this.#path = path ? new Series() : null;
    this.#record();
  }

  get stepsDone(): number {
    return this.#trainer.stepsDone;
  }

  get ended(): boolean {
    return hasEnded(this.#status);
  }

  /** Whether anything was recorded, or the run has ended, since the last chunk was taken. */
  get hasNews(): boolean {
    return this.#losses.length > 0 || this.#status !== this.#sentStatus;
  }

  /** Milliseconds of computing so far. */
  get computing(): number {
    return this.#watch.elapsed;
  }

  /** Steps until `step` is done, the run has ended or the clock shows `deadline`. */
  advance(step: number, deadline: number): void {
    const target = Math.min(step, this.spec.steps);
    let time = this.#now();
    const end = Math.min(deadline, time + this.#stopRules.timeLeft(this.computing));
    this.#watch.start();
    while (!this.ended && this.stepsDone < target) {
      const { steps } = this.#stride;
      this.#takeSteps(Math.min(target, this.stepsDone + steps));
      const begin = time;
      time = this.#now();
      this.#stride.adapt(time - begin);
      if (time >= end) break;
    }
    this.#watch.stop();
    if (!this.ended) this.#finishFor(this.#stopRules.afterTime(this.computing));
  }

  stop(): void {
    if (this.ended) return;
    this.#status = { kind: 'stopped' };
    if (this.#evaluations?.isQuick) this.#evaluate();
    this.dispose();
  }

  /** Lets go of the network and of threads that help; what was recorded can still be taken. */
  dispose(): void {
    const { engine, stepsDone } = this.#trainer;
    this.#trainer.dispose();
    const nothing = { losses: new Float64Array(), path: null, evaluate: null };
    this.#trainer = { engine, stepsDone, ...nothing, run: () => 0, dispose() {} };
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
      evaluations: this.#evaluations?.take() ?? [],
      status: this.#status,
      engine: this.#trainer.engine,
      stepsPerSecond: this.computing > 0 ? (1000 * this.stepsDone) / this.computing : 0,
    };
  }

  /** Steps until `target` is done or the run has ended, as many in one go as nothing is to be decided in between. */
  #takeSteps(target: number): void {
    const limit = largestLoss(this.#firstLoss);
    while (!this.ended && this.stepsDone < target) {
      const untilEvaluation = this.#evaluations?.stepsLeft(this.stepsDone) ?? target;
      const steps = this.#stopRules.countsLosses ? 1 : Math.min(target - this.stepsDone, untilEvaluation);
      this.#trainer.run(steps, limit);
      this.#record();
    }
  }

  #record(): void {
    const { losses, path, stepsDone } = this.#trainer;
    const loss = losses.at(-1) ?? Number.NaN;
    this.#losses.append(losses);
    if (path) this.#path?.append(path);
    const reached = this.#stopRules.afterStep(stepsDone, loss);
    if (hasDiverged(loss, this.#firstLoss))
      this.#end({
        kind: 'diverged',
        step: stepsDone,
        reason: divergenceReason(loss),
        hint: divergenceHint(this.spec),
      });
    else if (reached !== null) this.#finishFor(reached);
    else if (stepsDone >= this.spec.steps) this.#end({ kind: 'finished' });
    else if (this.#evaluations?.isDue(stepsDone)) this.#finishFor(this.#evaluate());
  }

  #score(): Score {
    return this.#trainer.evaluate?.() ?? { loss: Number.NaN };
  }

  #finishFor(reason: string | null): void {
    if (reason !== null) this.#end({ kind: 'finished', reason });
  }

  #end(status: RunStatus): void {
    this.#status = status;
    this.#evaluate();
    this.dispose();
  }

  /** Says why the run is to end, if it is. */
  #evaluate(): string | null {
    const evaluation = this.#evaluations?.make(this.stepsDone) ?? null;
    return evaluation && this.#stopRules.afterEvaluation(evaluation.loss);
  }
}
