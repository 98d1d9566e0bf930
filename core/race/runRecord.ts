/**
 * What a run has recorded: one shape for the engine, the store, the page and the file. All of them hand on pieces of it
 * and append what they get.
 */
import type * as z from 'zod';
import type { Evaluation } from './evaluation.ts';
import { type Points, type Quantity, quantities, quantityNames } from './quantities.ts';
import type { recordPieceSchema, runStateSchema } from './recordSchema.ts';
import { Series } from './series.ts';
import { hasEnded } from './status.ts';

/** How a run stands now, whichever of its points are kept. */
export type RunState = Readonly<z.infer<typeof runStateSchema>>;

export const beforeStart: RunState = {
  status: { kind: 'queued' },
  engine: null,
  stepsDone: 0,
  loss: Number.NaN,
  best: Number.POSITIVE_INFINITY,
  reached: null,
  stepsPerSecond: 0,
};

/** How much of a record somebody has. */
export interface Extent {
  readonly points: number;
  readonly evaluations: number;
}

/** What was added to a record: its points follow the first `firstPoint` ones. */
export type RecordPiece = Readonly<z.infer<typeof recordPieceSchema>>;

export class RunRecord {
  readonly #points = new Map<Quantity, Series>();
  readonly #evaluations: Evaluation[] = [];
  #state = beforeStart;

  /** How many points there are. */
  get length(): number {
    return this.#points.get('loss')?.length ?? 0;
  }

  /** The numbers of all points, flat; undefined where the quantity is not recorded. */
  get(quantity: Quantity): Series | undefined {
    return this.#points.get(quantity);
  }

  /** In the order of their steps. */
  get evaluations(): readonly Evaluation[] {
    return this.#evaluations;
  }

  get state(): RunState {
    return this.#state;
  }

  get extent(): Extent {
    return { points: this.length, evaluations: this.#evaluations.length };
  }

  /** After how many steps the point at `index` was measured. */
  stepOf(index: number): number {
    const steps = this.#points.get('step');
    return steps ? steps.at(index) : index;
  }

  /** Gives the run an end that its engine knows nothing of. */
  end(status: RunState['status']): void {
    this.#state = { ...this.#state, status };
  }

  /**
   * Adds a piece. Points and evaluations that are known are left out: a run that is computed again repeats them.
   * @param numbers Whether those of the piece stay its own, and are copied, or nobody changes them from now on. Default: copied.
   * @returns false, and nothing is added, if points between the known ones and the piece are missing.
   */
  append(
    { firstPoint, points, evaluations, state }: RecordPiece,
    numbers: 'copied' | 'kept' = 'copied',
  ): boolean {
    const known = this.length - firstPoint;
    if (known < 0) return false;
    for (const quantity of quantityNames) {
      const measured = points[quantity];
      if (!measured) continue;
      const series = this.#points.get(quantity) ?? new Series();
      this.#points.set(quantity, series);
      const news = measured.subarray(known * quantities[quantity]);
      if (numbers === 'kept') series.keep(news);
      else series.append(news);
    }
    const last = this.#evaluations.at(-1)?.step ?? -1;
    this.#evaluations.push(...evaluations.filter(({ step }) => step > last));
    this.#advanceTo(state);
    return true;
  }

  /** A run that is computed again takes back nothing of what is known, but it may end. */
  #advanceTo(state: RunState): void {
    if (state.stepsDone >= this.#state.stepsDone) this.#state = state;
    else if (hasEnded(state.status)) this.#state = { ...this.#state, status: state.status };
  }

  /** Whether it has at least so much. */
  has({ points, evaluations }: Extent): boolean {
    return this.length >= points && this.#evaluations.length >= evaluations;
  }

  /** Takes back what was recorded behind `extent`, for a run that goes on from there. */
  truncate(extent: Extent, state: RunState): void {
    for (const [quantity, series] of this.#points) series.truncate(extent.points * quantities[quantity]);
    this.#evaluations.length = Math.min(extent.evaluations, this.#evaluations.length);
    this.#state = state;
  }

  /** What somebody lacks who has so much. Default: everything. */
  pieceFrom(extent: Extent = { points: 0, evaluations: 0 }): RecordPiece {
    const points: Points = {};
    for (const [quantity, series] of this.#points)
      points[quantity] = series.slice(extent.points * quantities[quantity]);
    return {
      firstPoint: extent.points,
      points,
      evaluations: this.#evaluations.slice(extent.evaluations),
      state: this.#state,
    };
  }
}

/** The memory of a piece's numbers, which can be handed to another thread. */
export function buffersOf({ points }: RecordPiece): ArrayBuffer[] {
  return Object.values(points).map(({ buffer }) => buffer);
}

/** What an engine has recorded of a run since its last chunk. */
export interface Chunk {
  /** The run's number in its race. */
  readonly run: number;
  readonly piece: RecordPiece;
}
