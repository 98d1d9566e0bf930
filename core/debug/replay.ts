/** A run that can be taken to any of its steps, there and back, to the same bits, and looked at line by line. */

import { taskOf } from '../engine/createRunner.ts';
import { createRunRates, groupsOfLayers, type RunRates } from '../engine/runRates.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import { ruleOf } from '../optimizers/ruleOf.ts';
import type { PreparedDataset } from '../problems/data/preparation/prepareDataset.ts';
import { modelObjective } from '../problems/models/modelObjective.ts';
import type { Objective } from '../problems/objective.ts';
import { resolve } from '../rule/plan/resolve.ts';
import { compileFloat64 } from '../rule/run/javascriptKernel.ts';
import { cloneState, copyState, type Kernel, type State } from '../rule/run/kernel.ts';
import { createVectorize } from '../rule/run/vectorize.ts';
import type { HyperparameterValues, ResolvedRule, Rule } from '../rule/syntax/rule.ts';
import { Checkpoints } from './checkpoints.ts';
import type { Edit } from './edit.ts';
import { linesOf, type UpdateLines } from './linesOf.ts';
import { type RecordedStep, recordStep } from './recordStep.ts';

export interface ReplayOptions {
  /** For checkpoints. Default: 64 MiB. */
  readonly mostBytes?: number;
  /** What a person has set. Default: nothing. */
  readonly edits?: readonly Edit[];
}

export class Replay {
  readonly spec: RunSpec;
  /** With its options decided, and its hyperparameters open: a person may set them. */
  readonly rule: ResolvedRule;
  readonly lines: UpdateLines;
  /** Lengths of the parameter tensors. */
  readonly tensors: readonly number[];
  readonly parameters: Float64Array;
  readonly state: State;
  readonly #objectiveAt: (stepsDone: number) => Objective;
  readonly #rowsAt: ((stepsDone: number) => Int32Array) | null;
  readonly #kernel: Kernel;
  readonly #checkpoints: Checkpoints;
  readonly #gradient: Float64Array;
  readonly #ahead: Float64Array;
  readonly #vectorize = createVectorize();
  #objective: Objective;
  #rates: RunRates;
  #stepsDone = 0;
  /** After so many steps, as far as they are known on this branch. */
  readonly #losses: number[] = [];
  /** Whether loss and gradient are those after `stepsDone` steps. */
  #isMeasured = false;
  #recorded: RecordedStep | null = null;
  /** In the order in which they were made. */
  #edits: readonly Edit[];

  /** @throws {RangeError} if the run asks for a problem or an optimizer that there isn't. */
  constructor(
    spec: RunSpec,
    data: PreparedDataset | null,
    { mostBytes = 64 * 2 ** 20, edits = [] }: ReplayOptions = {},
  ) {
    this.#edits = edits;
    const task = taskOf(spec, data);
    this.spec = spec;
    this.rule = openRule(spec, task.method.rule);
    this.lines = linesOf(this.rule.program);
    this.#objectiveAt =
      task.kind === 'surface' ? () => task.objective : (stepsDone) => modelObjective(task.model, stepsDone);
    this.#rowsAt = task.kind === 'surface' ? null : (stepsDone) => task.model.batchesFrom(stepsDone).next();
    this.#objective = this.#objectiveAt(0);
    this.tensors = this.#objective.tensors ?? [this.#objective.start.length];
    this.#rates = createRunRates(spec);
    const groups =
      spec.layerRates && groupsOfLayers(this.tensors, (stepsDone) => this.#layerRatesFor(stepsDone));
    this.#kernel = compileFloat64(this.rule, this.tensors, groups);
    this.parameters = this.#objective.start.slice();
    this.state = this.#kernel.createState(this.parameters, this.#rates.hyperparametersAt(0));
    this.#gradient = new Float64Array(this.parameters.length);
    this.#ahead = this.parameters.slice();
    const numbers = this.parameters.length * (1 + this.rule.state.length) + this.rule.scalars.length;
    this.#checkpoints = new Checkpoints(numbers, mostBytes);
    this.#keep();
  }

  get stepsDone(): number {
    return this.#stepsDone;
  }

  /** Of the run as it is planned. */
  get steps(): number {
    return this.spec.steps;
  }

  /** After `stepsDone` steps, on the mini-batch of the next. */
  get loss(): number {
    this.#measure();
    return this.#losses[this.#stepsDone] ?? Number.NaN;
  }

  /** After so many steps, as far as the run was gone through since a value was set. */
  get losses(): readonly number[] {
    return this.#losses;
  }

  /** Of the training data, in the mini-batch of the next step; null on surfaces. */
  get batchRows(): Int32Array | null {
    return this.#rowsAt?.(this.#stepsDone) ?? null;
  }

  get edits(): readonly Edit[] {
    return this.#edits;
  }

  /** Those of the next step, as its first line finds them; a copy. */
  get hyperparameters(): HyperparameterValues {
    this.#measure();
    return this.#hyperparametersFor(this.#stepsDone);
  }

  /** The next step, line by line. */
  get recorded(): RecordedStep {
    this.#recorded ??= this.#record();
    return this.#recorded;
  }

  /** What the next step would be with other hyperparameters. */
  recordedWith(change: HyperparameterValues): RecordedStep {
    return this.#record(change);
  }

  /** Takes the next step. */
  forward(): void {
    if (this.#stepsDone >= this.steps)
      throw new RangeError(`the run has ${this.steps} steps, and all are done`);
    this.#measure();
    const isEdited = this.#edits.some(({ stepsDone }) => stepsDone === this.#stepsDone);
    if (this.#recorded || isEdited) this.#take(this.recorded);
    else this.#update();
    this.#stepsDone++;
    this.#isMeasured = false;
    this.#recorded = null;
    this.#objective.next();
    this.#keep();
  }

  /** Goes to where so many steps are done, before the first line of the next. */
  goTo(stepsDone: number): void {
    if (!Number.isInteger(stepsDone) || stepsDone < 0 || stepsDone > this.steps)
      throw new RangeError(`step = ${stepsDone + 1} — expected a whole number from 1 to ${this.steps}`);
    const from = this.#checkpoints.before(stepsDone)?.stepsDone ?? 0;
    // Also on the way forward, where the run has been before.
    if (stepsDone < this.#stepsDone || from > this.#stepsDone) this.#restore(stepsDone);
    while (this.#stepsDone < stepsDone) this.forward();
  }

  /**
   * Sets a value in the next step. What was set later in the run is undone: it was found there by other numbers.
   * @returns How many of those there were.
   */
  set(edit: Omit<Edit, 'stepsDone'>): number {
    const before = this.#edits.filter(
      ({ stepsDone, line }) =>
        stepsDone < this.#stepsDone || (stepsDone === this.#stepsDone && line <= edit.line),
    );
    const undone = this.#edits.length - before.length;
    this.#changeEdits([...before, { ...edit, stepsDone: this.#stepsDone }]);
    return undone;
  }

  #changeEdits(edits: readonly Edit[]): void {
    this.#edits = edits;
    this.#recorded = null;
    this.#checkpoints.forgetAfter(this.#stepsDone);
    this.#losses.length = Math.min(this.#losses.length, this.#stepsDone + 1);
  }

  #measure(): void {
    if (this.#isMeasured) return;
    const { lookAhead, needsGradientFirst } = this.#kernel;
    const loss =
      lookAhead && !needsGradientFirst
        ? this.#objective.loss(this.parameters)
        : this.#objective.lossAndGradient(this.parameters, this.#gradient);
    if (lookAhead && !needsGradientFirst) this.#gradient.fill(Number.NaN);
    this.#losses[this.#stepsDone] = loss;
    this.#rates.watch?.observe(this.#stepsDone, loss);
    this.#isMeasured = true;
  }

  #hyperparametersFor(stepsDone: number): HyperparameterValues {
    const values = { ...this.#rates.hyperparametersAt(stepsDone) };
    for (const edit of this.#edits)
      if (edit.stepsDone < stepsDone && Object.hasOwn(values, edit.name)) values[edit.name] = edit.value;
    return values;
  }

  /** Once a person has set lr, all layers have that. */
  #layerRatesFor(stepsDone: number, change: HyperparameterValues = {}): readonly number[] {
    const own = Array.from(this.#rates.layerRatesAt?.(stepsDone) ?? []);
    const set = this.#edits.findLast((edit) => edit.stepsDone < stepsDone && edit.name === 'lr');
    const rate = change['lr'] ?? set?.value;
    return rate === undefined ? own : own.map(() => rate);
  }

  #update(): void {
    const { lookAhead, update } = this.#kernel;
    const { parameters, state } = this;
    const gradient = this.#gradient;
    const values = this.#hyperparametersFor(this.#stepsDone);
    const step = this.#stepsDone + 1;
    if (lookAhead) {
      lookAhead(parameters, gradient, state, values, step, this.#ahead);
      this.#objective.lossAndGradient(this.#ahead, gradient);
    }
    update(parameters, gradient, state, values, step);
  }

  #record(change: HyperparameterValues = {}): RecordedStep {
    this.#measure();
    const inputs = {
      parameters: this.parameters,
      gradient: this.#gradient,
      gradientAt: (point: Float64Array, gradient: Float64Array) => {
        this.#objective.lossAndGradient(point, gradient);
      },
      state: this.state,
      hyperparameters: { ...this.#hyperparametersFor(this.#stepsDone), ...change },
      step: this.#stepsDone + 1,
      tensors: this.tensors,
      rates: this.#tensorRates(change),
      edits: this.#edits.filter(({ stepsDone }) => stepsDone === this.#stepsDone),
    };
    return recordStep(this.rule, this.lines, inputs, this.#vectorize);
  }

  #tensorRates(change: HyperparameterValues): readonly number[] | undefined {
    if (!this.#rates.layerRatesAt) return undefined;
    const ofLayers = this.#layerRatesFor(this.#stepsDone, change);
    return groupsOfLayers(this.tensors, () => ofLayers).groupOf.map((layer) => ofLayers[layer] ?? Number.NaN);
  }

  #take({ tensors }: RecordedStep): void {
    for (const { end } of tensors) {
      end.write(end.get('p') ?? Number.NaN, this.parameters);
      for (const [i, { name }] of this.rule.state.entries())
        end.write(end.get(name) ?? Number.NaN, this.state.tensors[i] ?? new Float64Array());
    }
    const last = tensors.at(-1)?.end;
    for (const [i, { name }] of this.rule.scalars.entries()) {
      const value = last?.get(name);
      this.state.scalars[i] = (typeof value === 'object' ? value[0] : value) ?? Number.NaN;
    }
  }

  #keep(): void {
    this.#checkpoints.keep({
      stepsDone: this.#stepsDone,
      parameters: this.parameters.slice(),
      state: cloneState(this.state),
    });
  }

  #restore(stepsDone: number): void {
    const from = this.#checkpoints.before(stepsDone);
    if (!from) throw new RangeError(`step ${stepsDone + 1} was never reached`);
    this.parameters.set(from.parameters);
    copyState(from.state, this.state);
    this.#objective = this.#objectiveAt(from.stepsDone);
    if (this.#rates.watch) {
      this.#rates = createRunRates(this.spec);
      for (let step = 1; step < from.stepsDone; step++)
        this.#rates.watch?.observe(step, this.#losses[step] ?? Number.NaN);
    }
    this.#stepsDone = from.stepsDone;
    this.#isMeasured = false;
    this.#recorded = null;
  }
}

/** The rule as the run has it, but for conditions on hyperparameters: those are lines to look at. */
function openRule(spec: RunSpec, otherwise: ResolvedRule): ResolvedRule {
  const rule: Rule = ruleOf(spec) ?? otherwise;
  return resolve(
    rule,
    spec.hyperparameters,
    rule.hyperparameters.map(({ name }) => name),
  );
}
