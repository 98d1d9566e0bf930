/** Runs of one network that are computed again to be looked at: what a page can ask of them. */
import { Replay } from '../debug/replay.ts';
import type { Weights } from '../engine/checkpoint.ts';
import { modelTaskOf } from '../engine/createRunner.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import type { Dataset } from '../problems/data/dataset.ts';
import type { PreparedDataset } from '../problems/data/preparation/prepareDataset.ts';
import type { ModelTask } from '../problems/models/modelTask.ts';
import type { Score } from '../problems/objective.ts';
import { type Confusion, confusionOf } from './confusion.ts';
import { type DataPoints, dataPoints } from './dataPoints.ts';
import { decisionGrid, decisionSize } from './decisionGrid.ts';
import { followRun, type WeightPath } from './followRun.ts';
import { finestSize, type GridProgress, lossGrid } from './lossGrid.ts';
import { writePoint } from './plane.ts';
import { type Predictions, predictionsOf } from './predictions.ts';
import { planSlice, type Slice, type SliceRequest } from './slice.ts';

/** A run that has taken so many steps. */
export interface RunOfNetwork {
  readonly spec: RunSpec;
  readonly stepsDone: number;
}

export interface NetworkFacts {
  readonly parameters: number;
  readonly trainingRows: number;
  /** 0 where none are held out: then the training rows stand in their place. */
  readonly validationRows: number;
  /** Names of the classes; empty where a number is predicted. */
  readonly classNames: readonly string[];
  /** What is predicted; null where that has no name. */
  readonly targetName: string | null;
  /** null where there are not two inputs, or no classes. */
  readonly points: DataPoints | null;
  /** Of each run that was gone through the last step whose weights are small enough for a path; null where they are to the end. */
  readonly lastFinite: readonly (number | null)[];
}

/** What a run is after some of its steps. */
export interface StepPictures {
  readonly step: number;
  /** Whether all weights are numbers; where one isn't, there are scores alone. */
  readonly hasFiniteWeights: boolean;
  readonly training: Score;
  /** null where no rows are held out. */
  readonly validation: Score | null;
  /** The probabilities of the classes; null where there are not two inputs. */
  readonly decision: Float32Array | null;
  /** Of the held-out rows or, where there are none, the training rows; null where a number is predicted. */
  readonly confusion: Confusion | null;
  /** As `confusion`; null where a class is predicted, or several numbers. */
  readonly predictions: Predictions | null;
}

/** Points of each kind that a picture has. */
const mostPoints = 2000;
/** Steps in one go. */
const portion = 10;
/** Points of a path, where memory allows it. */
const mostOfPath = 400;
/** Bytes of all paths, and of all checkpoints. */
const mostBytes = 256 * 2 ** 20;

export class NetworkPictures {
  readonly #runs: readonly RunOfNetwork[];
  /** Of each run; one that goes on has done more since. */
  readonly #stepsDone: number[];
  /** How far each was gone through ever. */
  readonly #furthest: number[] = [];
  readonly #data: PreparedDataset;
  readonly #task: ModelTask;
  readonly #replays: readonly Replay[];
  readonly #points: DataPoints | null;
  #paths: WeightPath[] = [];
  /** How far each run was when they were gone through. */
  #followed: readonly number[] = [];

  /**
   * @param runs All of one network on the same data.
   * @throws {RangeError} if there is none, or one can't be computed.
   */
  constructor(runs: readonly RunOfNetwork[], data: PreparedDataset) {
    const [first] = runs;
    if (!first) throw new RangeError('runs = [] — expected one run or more');
    this.#runs = runs;
    this.#stepsDone = runs.map(({ stepsDone }) => stepsDone);
    this.#data = data;
    this.#task = modelTaskOf(first.spec, data);
    this.#points = dataPoints(data, mostPoints);
    this.#replays = runs.map(({ spec }) => new Replay(spec, data, { mostBytes: mostBytes / runs.length }));
  }

  /**
   * Goes through all runs; yields the share that is done. Slices need it.
   * @param stepsDone How far each run is by now. Default: as before.
   */
  *follow(stepsDone?: readonly number[]): Generator<number, void> {
    for (const [place, steps] of (stepsDone ?? []).entries()) this.#stepsDone[place] = steps;
    const ends = [...this.#stepsDone];
    const total = ends.reduce((sum, end) => sum + end + 1, 0);
    const bytes = 8 * this.#task.model.size * this.#runs.length;
    const most = Math.max(2, Math.min(mostOfPath, Math.floor(mostBytes / bytes)));
    let before = 0;
    const paths: WeightPath[] = [];
    for (const [place, end] of ends.entries()) {
      const replay = this.#replays[place];
      if (!replay) continue;
      const following = followRun(replay, end, most);
      let next = following.next();
      for (; !next.done; next = following.next()) yield (before + next.value) / total;
      paths.push(next.value);
      before += end + 1;
    }
    this.#paths = paths;
    this.#followed = ends;
    for (const [place, end] of ends.entries())
      this.#furthest[place] = Math.max(end, this.#furthest[place] ?? 0);
  }

  get paths(): readonly WeightPath[] {
    return this.#paths;
  }

  get facts(): NetworkFacts {
    const { training, validation } = this.#data;
    const { classes, classNames, targetName } = training;
    return {
      parameters: this.#task.model.size,
      trainingRows: training.rows,
      validationRows: validation?.rows ?? 0,
      classNames: Array.from({ length: classes }, (_, k) => classNames?.[k] ?? String(k)),
      targetName: targetName ?? null,
      points: this.#points,
      lastFinite: this.#runs.map((_, place) => {
        const last = this.#paths[place]?.steps.at(-1);
        return last === undefined || last === this.#followed[place] ? null : last;
      }),
    };
  }

  /** @throws {RangeError} if there is no such run or step. */
  at(run: number, step: number): StepPictures {
    const replay = this.#replayOf(run, step);
    replay.goTo(step);
    return { step, ...this.#picturesOf(replay.parameters) };
  }

  /**
   * Goes through what of a run `at` needs and nobody has gone through, a portion after another; yields the steps done with each.
   * @throws {RangeError} if there is no such run or step.
   */
  *reach(run: number, step: number): Generator<number, void> {
    const replay = this.#replayOf(run, step);
    // Before the furthest step its checkpoints are quicker.
    for (let done = this.#furthest[run] ?? 0; done < step; ) {
      done = Math.min(step, done + portion);
      replay.goTo(done);
      this.#furthest[run] = Math.max(done, this.#furthest[run] ?? 0);
      yield done;
    }
  }

  #replayOf(run: number, step: number): Replay {
    const stepsDone = this.#stepsDone[run] ?? -1;
    const replay = this.#replays[run];
    if (!replay) throw new RangeError(`run = ${run} — expected 0 <= run < ${this.#runs.length}`);
    if (!(step >= 0 && step <= stepsDone))
      throw new RangeError(`step = ${step} — expected 0 <= step <= ${stepsDone}`);
    return replay;
  }

  /** Of the weights that a run has while it goes on. */
  live(run: number, { stepsDone, parameters }: Weights): StepPictures {
    this.#stepsDone[run] = Math.max(stepsDone, this.#stepsDone[run] ?? 0);
    return { step: stepsDone, ...this.#picturesOf(Float64Array.from(parameters)) };
  }

  /** The plane of a slice, and the loss over all training rows on it; yields with each point of the grid. */
  slice(request: SliceRequest): { readonly slice: Slice; readonly grids: Generator<GridProgress, unknown> } {
    const { model, training, widths } = this.#task;
    const lossOf = (weights: Float64Array) => model.evaluate(weights, training).loss;
    const losses = this.#paths.map(({ points }) => lossOf(points.at(-1) ?? new Float64Array(model.size)));
    const slice = planSlice(this.#paths, widths, losses, request);
    const weights = new Float64Array(model.size);
    const grids = lossGrid(slice.window, finestSize(model.size, training.rows), (a, b) => {
      writePoint(slice.plane, a, b, weights);
      return lossOf(weights);
    });
    return { slice, grids };
  }

  #picturesOf(parameters: Float64Array): Omit<StepPictures, 'step'> {
    const { model, training, validation } = this.#task;
    const scores = {
      hasFiniteWeights: parameters.every(Number.isFinite),
      training: model.evaluate(parameters, training),
      validation: validation && model.evaluate(parameters, validation),
    };
    if (!scores.hasFiniteWeights) return { ...scores, decision: null, confusion: null, predictions: null };
    const judged = this.#data.validation ?? this.#data.training;
    const outputs = model.predict(parameters, judged.inputs);
    const { rows, classes, labels, inputScale } = judged;
    const window = this.#points?.window;
    return {
      ...scores,
      decision: window ? decisionGrid(model, parameters, window, decisionSize, inputScale) : null,
      confusion: classes > 0 ? confusionOf(outputs, labels, classes) : null,
      predictions: outputs.length === rows && classes === 0 ? regressionOf(judged, outputs) : null,
    };
  }
}

function regressionOf({ targets, targetScale }: Dataset, outputs: Float64Array): Predictions {
  return predictionsOf(outputs, targets ?? new Float64Array(), targetScale, mostPoints);
}
