/** Records a run as it is computed: keeps the points that its race wants to keep, and knows how the run stands. */
import type { Recording } from '../experiment/recording.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import type { EngineFacts } from './engineFacts.ts';
import type { Evaluation } from './evaluation.ts';
import { RunningMean } from './runningMean.ts';
import type { Points, RecordPiece } from './runRecord.ts';
import { Series } from './series.ts';
import type { RunStatus } from './status.ts';
import { type Point, Thinning } from './thinning.ts';

export class Recorder {
  readonly #keepsAll: boolean;
  readonly #keepsEvaluations: boolean;
  readonly #target: number | null;
  readonly #thinning: Thinning | null;
  readonly #mean: RunningMean | null;
  readonly #step: Series | null;
  readonly #loss = new Series();
  readonly #meanLoss: Series | null;
  #position: Series | null = null;
  #evaluations: Evaluation[] = [];
  #lastEvaluation: Evaluation | null = null;
  /** The last one taken. */
  readonly #last: Point = { step: -1, loss: Number.NaN, mean: Number.NaN, x: Number.NaN, y: Number.NaN };
  #lastKept = -1;
  /** How many points were handed over. */
  #taken = 0;
  #best = Number.POSITIVE_INFINITY;
  #reached: number | null = null;

  constructor({ steps, stepsPerEpoch }: Pick<RunSpec, 'steps' | 'stepsPerEpoch'>, recording: Recording) {
    const { keep, points, target } = recording;
    this.#keepsAll = keep === 'steps';
    this.#keepsEvaluations = keep !== 'score';
    this.#target = target;
    this.#thinning = keep === 'thinned' ? new Thinning(steps, points, (point) => this.#keep(point)) : null;
    this.#mean = stepsPerEpoch > 1 ? new RunningMean(stepsPerEpoch) : null;
    this.#meanLoss = this.#mean && new Series();
    this.#step = this.#keepsAll ? null : new Series();
  }

  /** The last loss; of models the mean over the last epoch. */
  get loss(): number {
    return this.#last.mean;
  }

  /**
   * Takes the losses after the steps that follow, the first of all being that at the start.
   * @param path Surfaces: x and y for each, flat; null for models.
   */
  take(losses: Float64Array, path: Float64Array | null): void {
    if (path) this.#position ??= new Series();
    const means = this.#mean ? this.#mean.next(losses) : losses;
    if (this.#keepsAll) {
      this.#loss.append(losses);
      this.#meanLoss?.append(means);
      if (path) this.#position?.append(path);
    }
    const last = this.#last;
    const first = last.step + 1;
    this.#judge(means, first);
    // Where all points are kept, or none but the last, the others need no look.
    for (let i = this.#thinning ? 0 : Math.max(0, losses.length - 1); i < losses.length; i++) {
      last.step = first + i;
      last.loss = losses[i] ?? Number.NaN;
      last.mean = means[i] ?? Number.NaN;
      if (path) {
        last.x = path[2 * i] ?? Number.NaN;
        last.y = path[2 * i + 1] ?? Number.NaN;
      }
      this.#thinning?.take(last);
    }
  }

  /** Finds the smallest loss, and the first at or below the target. */
  #judge(means: Float64Array, first: number): void {
    let best = this.#best;
    for (let i = 0; i < means.length; i++) {
      const mean = means[i] ?? Number.NaN;
      if (mean < best) best = mean;
    }
    this.#best = best;
    const target = this.#target;
    if (this.#reached !== null || target === null || !(best <= target)) return;
    this.#reached = first + means.findIndex((mean) => mean <= target);
  }

  takeEvaluation(evaluation: Evaluation): void {
    if (this.#keepsEvaluations) this.#evaluations.push(evaluation);
    else this.#lastEvaluation = evaluation;
  }

  /** Keeps the last point and the last evaluation, whatever else is kept. */
  finish(): void {
    if (this.#lastEvaluation) this.#evaluations.push(this.#lastEvaluation);
    this.#lastEvaluation = null;
    this.#thinning?.finish();
    if (!this.#keepsAll && this.#last.step > this.#lastKept) this.#keep(this.#last);
  }

  /**
   * What was recorded since the last call.
   * @param engine null before the run has begun.
   */
  takePiece(status: RunStatus, engine: EngineFacts | null, stepsPerSecond: number): RecordPiece {
    const points: Points = {
      ...(this.#step && { step: this.#step.slice() }),
      loss: this.#loss.slice(),
      ...(this.#meanLoss && { mean: this.#meanLoss.slice() }),
      ...(this.#position && { position: this.#position.slice() }),
    };
    const evaluations = this.#evaluations;
    const firstPoint = this.#taken;
    this.#taken += this.#loss.length;
    for (const series of [this.#step, this.#loss, this.#meanLoss, this.#position]) series?.clear();
    this.#evaluations = [];
    const { step, mean } = this.#last;
    return {
      firstPoint,
      points,
      evaluations,
      state: {
        status,
        engine,
        stepsDone: Math.max(0, step),
        loss: mean,
        best: this.#best,
        reached: this.#reached,
        stepsPerSecond,
      },
    };
  }

  #keep({ step, loss, mean, x, y }: Readonly<Point>): void {
    this.#lastKept = step;
    this.#step?.push(step);
    this.#loss.push(loss);
    this.#meanLoss?.push(mean);
    this.#position?.push(x);
    this.#position?.push(y);
  }
}
