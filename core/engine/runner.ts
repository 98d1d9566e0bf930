/** One run: advances in slices of time, decides when it ends, and hands on what was recorded. */
import type { Recording } from '../experiment/recording.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import type { EngineFacts } from '../race/engineFacts.ts';
import { Recorder } from '../race/recorder.ts';
import type { RecordPiece } from '../race/runRecord.ts';
import { hasEnded, type RunStatus } from '../race/status.ts';
import { engineBehind, type RunCheckpoint, type RunHistory, type Weights } from './checkpoint.ts';
import { divergenceHint, divergenceReason } from './divergence.ts';
import type { Trainer } from './engine.ts';
import { Evaluations } from './evaluations.ts';
import { hasDiverged, largestLoss } from './lossLimit.ts';
import { outcomeOf, riseOf } from './outcome.ts';
import { StopRules } from './stopRules.ts';
import { Stopwatch, Stride } from './stopwatch.ts';
import { remainsOf, runTo } from './trainers.ts';

export class Runner {
  readonly spec: RunSpec;
  #trainer: Trainer;
  readonly #now: () => number;
  readonly #watch: Stopwatch;
  readonly #stride = new Stride();
  readonly #stopRules: StopRules;
  /** null on surfaces. */
  readonly #evaluations: Evaluations | null;
  readonly #recorder: Recorder;
  #firstLoss = Number.NaN;
  /** Losses of evaluations; null before the first. */
  #firstEvaluation: number | null = null;
  #lastEvaluation: number | null = null;
  #status: RunStatus = { kind: 'running' };
  /** Whether anything was recorded, or the run has ended, since the last piece was taken. */
  #hasNews = true;
  /** Where the run goes on; null where it begins. */
  readonly #from: RunCheckpoint | null;
  readonly #seen: RunHistory['seen'];
  readonly #size: number;

  /**
   * To be started before anything else.
   * @param now Milliseconds from any clock that runs forward.
   */
  constructor(
    spec: RunSpec,
    trainer: Trainer,
    recording: Recording,
    now: () => number,
    { from = null, seen, size = 0 }: RunHistory = {},
  ) {
    this.spec = spec;
    this.#trainer = trainer;
    this.#now = now;
    this.#from = from;
    this.#seen = seen;
    this.#size = size;
    this.#watch = new Stopwatch(now, from?.computing);
    this.#stopRules = new StopRules(spec, from?.stopRules);
    const all = this.#stopRules.countsEvaluations;
    const options = { all, watch: this.#watch, now, from: from?.evaluations };
    const { evaluate } = trainer;
    this.#evaluations = evaluate && new Evaluations(spec, () => this.#trainer.evaluate?.(), options);
    this.#recorder = new Recorder(spec, recording, from?.recorder);
    if (!from) return;
    this.#firstLoss = from.firstLoss;
    this.#firstEvaluation = from.firstEvaluation;
    this.#lastEvaluation = from.lastEvaluation;
  }

  get stepsDone(): number {
    return this.#trainer.stepsDone;
  }

  get ended(): boolean {
    return hasEnded(this.#status);
  }

  get hasNews(): boolean {
    return this.#hasNews;
  }

  /** Whether a device computes its steps, so that others can be computed meanwhile. */
  get waits(): boolean {
    return this.#trainer.waits === true;
  }

  /** Milliseconds of computing so far. */
  get computing(): number {
    return this.#watch.elapsed;
  }

  /**
   * Records the start, or brings the trainer to where the run goes on.
   * @throws {Error} if it doesn't get there.
   */
  async start(): Promise<void> {
    if (this.#from) return runTo(this.#trainer, this.#from.stepsDone);
    this.#firstLoss = this.#trainer.measured.loss[0] ?? Number.NaN;
    await this.#record();
  }

  /** How many bytes a checkpoint has, but for little. */
  get checkpointBytes(): number {
    return (this.#trainer.engine.precision === 'float64' ? 8 : 4) * this.#size;
  }

  /** Where the run stands. Not while it advances; null where it has ended, and where it can as well begin again. */
  checkpoint(): RunCheckpoint | null {
    const trainer = this.ended ? null : (this.#trainer.checkpoint?.() ?? null);
    if (!trainer) return null;
    const engine = this.#engine;
    return {
      trainer,
      stepsDone: this.stepsDone,
      seen: this.#seen?.() ?? null,
      recorder: this.#recorder.state,
      stopRules: this.#stopRules.state,
      evaluations: this.#evaluations?.state ?? null,
      firstLoss: this.#firstLoss,
      firstEvaluation: this.#firstEvaluation,
      lastEvaluation: this.#lastEvaluation,
      computing: this.computing,
      engine,
      state: this.#recorder.stateOf(this.#status, engine, this.#stepsPerSecond),
    };
  }

  /** A copy, of some steps before where a device computes. Not while it advances; null where it has ended, or none are known. */
  weights(): Weights | null {
    const checkpoint = this.ended ? null : (this.#trainer.checkpoint?.() ?? null);
    return checkpoint && { stepsDone: checkpoint.stepsDone, parameters: checkpoint.parameters };
  }

  /** Steps until `step` is done, the run has ended or the clock shows `deadline`. */
  async advance(step: number, deadline: number): Promise<void> {
    const target = Math.min(step, this.spec.steps);
    let time = this.#now();
    const end = Math.min(deadline, time + this.#stopRules.timeLeft(this.computing));
    this.#watch.start();
    while (!this.ended && this.stepsDone < target) {
      const { steps } = this.#stride;
      // A device has its own measure of what is done in one go.
      await this.#takeSteps(this.waits ? target : Math.min(target, this.stepsDone + steps));
      const begin = time;
      time = this.#now();
      this.#stride.adapt(time - begin);
      if (time >= end) break;
    }
    this.#watch.stop();
    const reason = this.ended ? null : this.#stopRules.afterTime(this.computing);
    if (reason === null) return;
    await this.#takeWhatIsAhead();
    if (!this.ended) await this.#finishFor(reason);
  }

  /** Not while it advances. */
  async stop(): Promise<void> {
    if (this.ended) return;
    this.#status = { kind: 'stopped' };
    if (this.#evaluations?.isQuick && !this.#isAhead) await this.#evaluate();
    this.#close();
  }

  /** Lets go of the network and of threads that help; what was recorded can still be taken. */
  dispose(): void {
    const trainer = this.#trainer;
    this.#trainer = remainsOf(trainer);
    trainer.dispose();
  }

  /** What was recorded since the last call. */
  takePiece(): RecordPiece {
    this.#hasNews = false;
    return this.#recorder.takePiece(this.#status, this.#engine, this.#stepsPerSecond);
  }

  get #stepsPerSecond(): number {
    return this.computing > 0 ? (1000 * this.stepsDone) / this.computing : 0;
  }

  get #engine(): EngineFacts {
    const { engine } = this.#trainer;
    return this.#from ? engineBehind(this.#from, engine) : engine;
  }

  /**
   * Steps until `target` is done or the run has ended, as many in one go as nothing is to be decided in between; of a
   * device what it does in one go.
   * @param isLast Whether no steps will be wanted after these. Default: false.
   */
  async #takeSteps(target: number, isLast = false): Promise<void> {
    const limit = largestLoss(this.#firstLoss);
    while (!this.ended && this.stepsDone < target) {
      const { waits } = this;
      const evaluations = this.#evaluations;
      const untilEvaluation =
        (waits
          ? evaluations?.stepsUntilAffordable(this.stepsDone)
          : evaluations?.stepsLeft(this.stepsDone)) ?? this.spec.steps;
      const isEachDecided = this.#stopRules.countsLosses && !waits;
      const most = Math.min(this.spec.steps - this.stepsDone, untilEvaluation);
      const steps = isEachDecided ? 1 : Math.min(target - this.stepsDone, most);
      const taken = this.#trainer.run(steps, limit, waits && !isLast ? most - steps : 0);
      // Waiting for what is there already takes longer than a step.
      if (typeof taken === 'object') await taken;
      const decided = this.#record();
      if (decided) await decided;
      if (waits) return;
    }
  }

  /** Takes what the last steps gave; a promise where the run is to be evaluated for it. */
  #record(): Promise<void> | null {
    const reached = this.#stopRules.countsLosses ? this.#lookForTarget() : null;
    const { measured, stepsDone } = this.#trainer;
    const loss = measured.loss.at(-1) ?? Number.NaN;
    this.#recorder.take(measured);
    this.#hasNews = true;
    if (hasDiverged(loss, this.#firstLoss)) {
      const [reason, hint] = [divergenceReason(loss), divergenceHint(this.spec, stepsDone, loss)];
      return this.#end({ kind: 'diverged', step: stepsDone, reason, hint });
    }
    if (reached !== null) return this.#finishFor(reached);
    if (stepsDone >= this.spec.steps) return this.#end({ kind: 'finished' });
    // A device that is ahead was thought to be too busy for it; it would have to come back.
    return !this.#isAhead && this.#evaluations?.isDue(stepsDone) ? this.#evaluateAndDecide() : null;
  }

  /** Whether a device has taken steps, or was asked for them, that are not known yet. */
  get #isAhead(): boolean {
    return (this.#trainer.ahead ?? 0) > 0;
  }

  /** So that the run ends where the device is. */
  async #takeWhatIsAhead(): Promise<void> {
    for (let left = this.#trainer.ahead ?? 0; left > 0 && !this.ended; left = this.#trainer.ahead ?? 0)
      await this.#takeSteps(this.stepsDone + left, true);
  }

  /** Looks for a loss that ends the run; where a device has taken further steps, they are taken back. */
  #lookForTarget(): string | null {
    const { measured, stepsDone } = this.#trainer;
    const { loss } = measured;
    for (let i = 0; i < loss.length; i++) {
      const step = stepsDone - loss.length + 1 + i;
      const reached = this.#stopRules.afterStep(step, loss[i] ?? Number.NaN);
      if (reached === null) continue;
      this.#trainer.rewind?.(step);
      return reached;
    }
    return null;
  }

  async #evaluateAndDecide(): Promise<void> {
    await this.#finishFor(await this.#evaluate());
  }

  async #finishFor(reason: string | null): Promise<void> {
    if (reason !== null) await this.#end({ kind: 'finished', reason });
  }

  async #end(status: RunStatus): Promise<void> {
    this.#status = status;
    await this.#evaluate();
    if (status.kind === 'finished') this.#status = { ...status, ...this.#rise() };
    this.#close();
  }

  #rise(): { above?: string } {
    const outcome = outcomeOf(this.spec, this.stepsDone, {
      first: this.#firstLoss,
      last: this.#recorder.loss,
      firstEvaluation: this.#firstEvaluation,
      lastEvaluation: this.#lastEvaluation,
    });
    const above = outcome && riseOf(this.spec, outcome);
    return above ? { above } : {};
  }

  #close(): void {
    this.#recorder.finish();
    this.#hasNews = true;
    this.dispose();
  }

  /** Says why the run is to end, if it is. */
  async #evaluate(): Promise<string | null> {
    const evaluation = (await this.#evaluations?.make(this.stepsDone)) ?? null;
    if (!evaluation) return null;
    this.#recorder.takeEvaluation(evaluation);
    this.#firstEvaluation ??= evaluation.loss;
    this.#lastEvaluation = evaluation.loss;
    return this.#stopRules.afterEvaluation(evaluation.loss);
  }
}
