import type { RunUpdate, RunView } from '../../../core/protocol/panel.ts';
import type { EngineFacts } from '../../../core/race/engineFacts.ts';
import type { Evaluation } from '../../../core/race/evaluation.ts';
import { RunningMean } from '../../../core/race/runningMean.ts';
import { Series } from '../../../core/race/series.ts';
import type { RunStatus } from '../../../core/race/status.ts';
import { LossSeries } from './lossSeries.ts';

/** What never changes about a run. */
export type RunFacts = Omit<
  RunView,
  'losses' | 'path' | 'status' | 'evaluations' | 'engine' | 'stepsPerSecond'
>;

/** One run as the panel keeps it: what the extension has sent, appended, with what is derived from it along the way. */
export class RunData {
  readonly facts: RunFacts;
  /** The losses as they came. */
  readonly raw = new LossSeries();
  /** What the chart draws and the table prints: for models the running mean over one epoch, else the losses. */
  readonly drawn: LossSeries;
  readonly path: Series | null;
  status: RunStatus;
  /** In the order of their steps. */
  readonly evaluations: Evaluation[];
  /** null before it has begun. */
  engine: EngineFacts | null;
  stepsPerSecond: number;
  /** Smallest drawn loss so far. */
  best = Number.POSITIVE_INFINITY;
  /** First step at which the drawn loss is at or below the target. */
  reached: number | null = null;
  readonly #mean: RunningMean;
  readonly #target: number | null;

  constructor(view: RunView, target: number | null) {
    this.facts = view;
    this.path = view.path && new Series();
    this.status = view.status;
    this.evaluations = [...view.evaluations];
    this.engine = view.engine;
    this.stepsPerSecond = view.stepsPerSecond;
    this.drawn = view.stepsPerEpoch > 1 ? new LossSeries() : this.raw;
    this.#mean = new RunningMean(view.stepsPerEpoch);
    this.#target = target;
    this.#append(view.losses, view.path);
  }

  /** Steps done: there is a loss before the first and after each. */
  get step(): number {
    return Math.max(0, this.raw.length - 1);
  }

  /** The last one. */
  get evaluation(): Evaluation | null {
    return this.evaluations.at(-1) ?? null;
  }

  /** The epoch after which the last evaluation was made, if more than one has gone by since; else null. */
  get staleSince(): number | null {
    const { evaluation } = this;
    const { stepsPerEpoch } = this.facts;
    if (!evaluation || this.step - evaluation.step <= stepsPerEpoch) return null;
    return evaluation.step / stepsPerEpoch;
  }

  get smoothed(): boolean {
    return this.drawn !== this.raw;
  }

  get diverged(): boolean {
    return this.status.kind === 'diverged';
  }

  /** Where the run stands on its surface; null for models. */
  get position(): [number, number] | null {
    return this.positionAt((this.path?.length ?? 0) / 2 - 1);
  }

  positionAt(step: number): [number, number] | null {
    if (!this.path || step < 0 || 2 * step + 1 >= this.path.length) return null;
    return [this.path.at(2 * step), this.path.at(2 * step + 1)];
  }

  /** False if there is a gap before the update: something was lost, and the whole must be asked for again. */
  apply(update: RunUpdate): boolean {
    const known = this.raw.length - update.firstStep;
    if (known < 0) return false;
    this.evaluations.push(...update.evaluations.filter(({ step }) => step >= this.raw.length));
    this.#append(update.losses.subarray(known), update.path?.subarray(2 * known) ?? null);
    this.status = update.status;
    this.engine = update.engine;
    this.stepsPerSecond = update.stepsPerSecond;
    return true;
  }

  #append(losses: Float64Array, path: Float64Array | null): void {
    let step = this.raw.length;
    const drawn = this.smoothed ? this.#mean.next(losses) : losses;
    this.raw.append(losses);
    if (this.smoothed) this.drawn.append(drawn);
    if (path) this.path?.append(path);
    for (const loss of drawn) {
      if (loss < this.best) this.best = loss;
      if (this.reached === null && this.#target !== null && loss <= this.#target) this.reached = step;
      step++;
    }
  }
}
