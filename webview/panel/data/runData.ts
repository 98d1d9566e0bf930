import { epochsAfter, mostStepsOfEpoch } from '../../../core/epochs.ts';
import { isOfLog } from '../../../core/experiment/runSpec.ts';
import type { RunUpdate, RunView } from '../../../core/protocol/panel.ts';
import type { EngineFacts } from '../../../core/race/engineFacts.ts';
import type { Evaluation } from '../../../core/race/evaluation.ts';
import type { ScalarQuantity } from '../../../core/race/quantities.ts';
import { RunRecord, type RunState } from '../../../core/race/runRecord.ts';
import type { Series } from '../../../core/race/series.ts';
import type { RunStatus } from '../../../core/race/status.ts';
import { RecordedCurve } from '../../shared/curves/recordedCurve.ts';
import type { Look } from '../../shared/theme.ts';

/** What never changes about a run; its learning rate is null where a log says none. */
export type RunFacts = RunView['spec'] & Pick<RunView, 'name'> & { readonly lr: number | null };

/** One run as the panel keeps it: what the extension has sent, appended. */
export class RunData {
  /** Tells it apart from the other runs on the screen: its place there. */
  readonly key: string;
  readonly facts: RunFacts;
  /** Place of its experiment among those on the screen. */
  readonly experiment: number;
  /** Of its line, and of the sign beside its name. */
  readonly look: Look;
  /** Where the runs of its optimizer are one line. */
  readonly homeLook: Look;
  /** As it was before its rule was changed; null where it was not. */
  readonly before: RunData | null;
  /** The losses as they came. */
  readonly raw: RecordedCurve;
  /** What the chart draws: for models the running mean over one epoch, else, and of logs, the losses. */
  readonly drawn: RecordedCurve;
  readonly #isLog: boolean;
  readonly #record = new RunRecord();
  readonly #curves = new Map<ScalarQuantity, RecordedCurve>();

  /** @param number Its place on the screen. */
  constructor(view: RunView, number: number) {
    const { spec, name, color, variant, home, experiment, record, before } = view;
    this.key = String(number);
    const { lr } = spec.hyperparameters;
    this.facts = { ...spec, name, lr: typeof lr === 'number' ? lr : null };
    this.experiment = experiment;
    this.look = { slot: color, variant };
    this.homeLook = { slot: home, variant: 0 };
    this.raw = this.curveOf('loss');
    this.#isLog = isOfLog(spec);
    this.drawn = mostStepsOfEpoch(spec.stepsPerEpoch) > 1 && !this.#isLog ? this.curveOf('mean') : this.raw;
    // What came in a message is nobody else’s.
    this.#record.append(record, 'kept');
    const { before: _, ...others } = view;
    this.before = before ? new RunData({ ...others, record: before }, number) : null;
  }

  /** What was recorded of a quantity; empty where that is not. */
  curveOf(quantity: ScalarQuantity): RecordedCurve {
    const curve = this.#curves.get(quantity) ?? new RecordedCurve(this.#record, quantity);
    this.#curves.set(quantity, curve);
    return curve;
  }

  get state(): RunState {
    return this.#record.state;
  }

  /** Steps that it will have done; of a log that grows, those that it has. */
  get steps(): number {
    const { steps } = this.facts;
    return this.#isLog ? Math.max(steps, this.step) : steps;
  }

  /** Passes over the data done. */
  get epochs(): number {
    return epochsAfter(this.facts.stepsPerEpoch, this.step);
  }

  /** Steps done. */
  get step(): number {
    return this.#record.state.stepsDone;
  }

  get status(): RunStatus {
    return this.#record.state.status;
  }

  /** null before it has begun. */
  get engine(): EngineFacts | null {
    return this.#record.state.engine;
  }

  get stepsPerSecond(): number {
    return this.#record.state.stepsPerSecond;
  }

  /** For models the mean over the last epoch; null before the run has begun. */
  get loss(): number | null {
    const { loss } = this.#record.state;
    if (this.#isLog) return Number.isNaN(loss) ? null : loss;
    return this.engine && loss;
  }

  /** Smallest of these so far. */
  get best(): number {
    return this.#record.state.best;
  }

  /** First step after which it was at or below the target. */
  get reached(): number | null {
    return this.#record.state.reached;
  }

  /** In the order of their steps. */
  get evaluations(): readonly Evaluation[] {
    return this.#record.evaluations;
  }

  /** The last one. */
  get evaluation(): Evaluation | null {
    return this.evaluations.at(-1) ?? null;
  }

  /** The epoch after which the last evaluation was made, if more than one has gone by since; else null. */
  get staleSince(): number | null {
    const { evaluation } = this;
    const { stepsPerEpoch } = this.facts;
    if (!evaluation) return null;
    const epoch = epochsAfter(stepsPerEpoch, evaluation.step);
    return this.epochs - epoch <= 1 ? null : epoch;
  }

  get smoothed(): boolean {
    return this.drawn !== this.raw;
  }

  get diverged(): boolean {
    return this.status.kind === 'diverged';
  }

  /** Surfaces: x and y of each recorded point, flat; null for models. */
  get path(): Series | null {
    return this.#record.get('position') ?? null;
  }

  /** Where the run stands on its surface; null for models. */
  get position(): [number, number] | null {
    return this.#positionOf(this.#record.length - 1);
  }

  /** Where the run stood after so many steps or, if that was not recorded, shortly before; null where it has not come so far. */
  positionAt(step: number): [number, number] | null {
    if (step < 0 || step > this.step) return null;
    return this.#positionOf(this.raw.indexFrom(step + 1) - 1);
  }

  /** False if there is a gap before the update: something was lost, and the whole must be asked for again. */
  apply({ piece }: RunUpdate): boolean {
    return this.#record.append(piece, 'kept');
  }

  #positionOf(index: number): [number, number] | null {
    const { path } = this;
    if (!path || index < 0) return null;
    return [path.at(2 * index), path.at(2 * index + 1)];
  }
}
