/** Records a run as it is computed: keeps the points that its race wants to keep, and knows how the run stands. */
import type { Recording } from '../experiment/recording.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import type { EngineFacts } from './engineFacts.ts';
import { createMeanOfSteps, type EpochMean } from './epochMean.ts';
import type { Evaluation } from './evaluation.ts';
import { type Measured, type PointQuantity, type Points, pointQuantities, quantities } from './quantities.ts';
import type { RunningMeanState } from './runningMean.ts';
import type { RecordPiece, RunState } from './runRecord.ts';
import { Series } from './series.ts';
import type { RunStatus } from './status.ts';
import { type Point, type PointCopies, Thinning, type ThinningState } from './thinning.ts';

/** All that is measured after a step: the numbers of all columns. */
interface FullPoint extends Point {
  readonly values: Float64Array;
}

/** What a recorder has to know to go on where another stood. */
export interface RecorderState {
  /** How much was recorded, handed over or not. */
  readonly points: number;
  readonly evaluations: number;
  /** That the run has; null before anything was measured. */
  readonly quantities: readonly PointQuantity[] | null;
  readonly last: Readonly<FullPoint>;
  readonly lastKept: number;
  readonly lastEvaluation: Evaluation | null;
  readonly thinning: ThinningState<FullPoint> | null;
  readonly mean: RunningMeanState | null;
  readonly loss: number;
  readonly best: number;
  readonly reached: number | null;
}

/** A quantity that this run has. */
interface Column {
  readonly quantity: PointQuantity;
  readonly width: number;
  /** Where its numbers are among the values of a point. */
  readonly offset: number;
  /** What is kept of it and was not handed over. */
  readonly kept: Series;
}

/** Enough for a number of each quantity. */
const size = pointQuantities.reduce((sum, quantity) => sum + quantities[quantity], 0);
const none = new Float64Array();

const copies: PointCopies<FullPoint> = {
  create: () => ({ step: -1, loss: Number.NaN, values: new Float64Array(size).fill(Number.NaN) }),
  copy(from, to) {
    to.step = from.step;
    to.loss = from.loss;
    to.values.set(from.values);
  },
};

export class Recorder {
  readonly #keepsAll: boolean;
  readonly #keepsEvaluations: boolean;
  readonly #target: number | null;
  readonly #thinning: Thinning<FullPoint> | null;
  readonly #mean: EpochMean | null;
  /** The steps of kept points; null where all steps are kept. */
  readonly #steps: Series | null;
  /** null before anything was measured. */
  #columns: readonly Column[] | null = null;
  #evaluations: Evaluation[] = [];
  #lastEvaluation: Evaluation | null = null;
  /** The last one taken. */
  readonly #last = copies.create();
  #lastKept = -1;
  /** How many points were handed over, and how many evaluations. */
  #taken = 0;
  #evaluationsTaken = 0;
  /** The last loss; of models the mean over the last epoch. */
  #loss = Number.NaN;
  #best = Number.POSITIVE_INFINITY;
  #reached: number | null = null;

  /** @param from Where the run goes on. Default: at its start. */
  constructor(
    { steps, stepsPerEpoch }: Pick<RunSpec, 'steps' | 'stepsPerEpoch'>,
    recording: Recording,
    from?: RecorderState,
  ) {
    const { keep, points, target } = recording;
    this.#keepsAll = keep === 'steps';
    this.#keepsEvaluations = keep !== 'score';
    this.#target = target;
    this.#thinning =
      keep === 'thinned' ? new Thinning(steps, points, (point) => this.#keep(point), copies) : null;
    this.#mean = createMeanOfSteps(stepsPerEpoch, from?.mean ?? undefined);
    this.#steps = this.#keepsAll ? null : new Series();
    if (from) this.#restore(from);
  }

  #restore(from: RecorderState): void {
    this.#columns = from.quantities && columnsOf(from.quantities);
    copies.copy(from.last, this.#last);
    if (from.thinning) this.#thinning?.restore(from.thinning);
    this.#lastKept = from.lastKept;
    this.#taken = from.points;
    this.#evaluationsTaken = from.evaluations;
    this.#lastEvaluation = from.lastEvaluation;
    this.#loss = from.loss;
    this.#best = from.best;
    this.#reached = from.reached;
  }

  /** A copy that later steps don't change. */
  get state(): RecorderState {
    const last = copies.create();
    copies.copy(this.#last, last);
    const loss = this.#columns?.find(({ quantity }) => quantity === 'loss');
    return {
      points: this.#taken + (loss?.kept.length ?? 0),
      evaluations: this.#evaluationsTaken + this.#evaluations.length,
      quantities: this.#columns?.map(({ quantity }) => quantity) ?? null,
      last,
      lastKept: this.#lastKept,
      lastEvaluation: this.#lastEvaluation,
      thinning: this.#thinning?.state ?? null,
      mean: this.#mean?.state ?? null,
      loss: this.#loss,
      best: this.#best,
      reached: this.#reached,
    };
  }

  /** The last one; of models the mean over the last epoch. */
  get loss(): number {
    return this.#loss;
  }

  /** Takes what was measured after the steps that follow, the first of all being the start. */
  take(measured: Measured): void {
    const { loss } = measured;
    const means = this.#mean ? this.#mean.next(loss) : loss;
    this.#columns ??= columnsOf(
      pointQuantities.filter((quantity) => (quantity === 'mean' ? this.#mean : measured[quantity])),
    );
    const last = this.#last;
    const first = last.step + 1;
    this.#findBest(means, first);
    this.#loss = means.at(-1) ?? this.#loss;
    if (this.#keepsAll) {
      for (const { quantity, kept } of this.#columns)
        kept.append((quantity === 'mean' ? means : measured[quantity]) ?? none);
      last.step += loss.length;
      return;
    }
    // Where none but the last is kept, the others need no look.
    for (let i = this.#thinning ? 0 : Math.max(0, loss.length - 1); i < loss.length; i++) {
      last.step = first + i;
      last.loss = loss[i] ?? Number.NaN;
      for (const { quantity, width, offset } of this.#columns) {
        const numbers = quantity === 'mean' ? means : measured[quantity];
        for (let k = 0; k < width; k++) last.values[offset + k] = numbers?.[width * i + k] ?? Number.NaN;
      }
      this.#thinning?.take(last);
    }
  }

  /** Finds the smallest loss, and the first at or below the target. */
  #findBest(means: Float64Array, first: number): void {
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
    const points: Points = {};
    if (this.#steps) points.step = takeAll(this.#steps);
    for (const { quantity, kept } of this.#columns ?? []) points[quantity] = takeAll(kept);
    const evaluations = this.#evaluations;
    const firstPoint = this.#taken;
    this.#taken += points.loss?.length ?? 0;
    this.#evaluationsTaken += evaluations.length;
    this.#evaluations = [];
    return {
      firstPoint,
      points,
      evaluations,
      state: this.stateOf(status, engine, stepsPerSecond),
    };
  }

  /** How the run stands. Parameters as of `takePiece`. */
  stateOf(status: RunStatus, engine: EngineFacts | null, stepsPerSecond: number): RunState {
    return {
      status,
      engine,
      stepsDone: Math.max(0, this.#last.step),
      loss: this.#loss,
      best: this.#best,
      reached: this.#reached,
      stepsPerSecond,
    };
  }

  #keep({ step, values }: Readonly<FullPoint>): void {
    this.#lastKept = step;
    this.#steps?.push(step);
    for (const { width, offset, kept } of this.#columns ?? [])
      for (let k = 0; k < width; k++) kept.push(values[offset + k] ?? Number.NaN);
  }
}

function columnsOf(own: readonly PointQuantity[]): Column[] {
  let offset = 0;
  return own.map((quantity) => {
    const width = quantities[quantity];
    const column = { quantity, width, offset, kept: new Series() };
    offset += width;
    return column;
  });
}

/** Its numbers; it is empty then. */
function takeAll(series: Series): Float64Array<ArrayBuffer> {
  const numbers = series.slice();
  series.clear();
  return numbers;
}
