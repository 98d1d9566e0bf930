/** A run that is looked at step by step: what a page can ask of it. It keeps the replay, so that the next step is quick. */

import { createMethod } from '../../engine/method.ts';
import type { RunSpec } from '../../experiment/runSpec.ts';
import type { PreparedDataset } from '../../problems/data/preparation/prepareDataset.ts';
import { digitsOf } from '../../rule/inspect/digits.ts';
import { type WrongSign, wrongSignOf } from '../../rule/inspect/wrongSign.ts';
import type { HyperparameterValues, ResolvedRule } from '../../rule/syntax/rule.ts';
import type { Edit } from '../edit.ts';
import { type FirstFault, faultIn } from '../firstFault.ts';
import { ParameterNames } from '../parameterNames.ts';
import { type RecordedStep, type RecordedTensor, tensorOf } from '../recordStep.ts';
import { Replay } from '../replay.ts';
import { largest, updatesOf } from '../updates.ts';
import { editText } from './editText.ts';
import { type Remark, remark } from './lessonTopics.ts';
import { type RuleLine, ruleLines } from './ruleLines.ts';
import { type RuleTraits, traitsOf } from './ruleTraits.ts';
import {
  decayFinding,
  layerFinding,
  lossFinding,
  rateFinding,
  signFinding,
  stabilityFinding,
} from './runFindings.ts';
import { type StepSheet, stepSheet } from './stepSheet.ts';
import { type ChosenParameter, movementOf } from './stepValues.ts';

/** A run, and what its race has recorded of it. */
export interface RunToInspect {
  readonly spec: RunSpec;
  /** How many steps it has done. */
  readonly stepsDone: number;
  /** After each of these steps the loss was measured, in their order. */
  readonly recorded: { readonly steps: Float64Array; readonly losses: Float64Array };
  /** What was set in the debugger. Default: nothing. */
  readonly edits?: readonly Edit[];
}

/** What is the same for all its steps. */
export interface InspectedFacts {
  /** The optimizer's display name. */
  readonly name: string;
  /** Steps that can be looked at: 1 … this. */
  readonly steps: number;
  readonly isNetwork: boolean;
  readonly parameterCount: number;
  /** Of the parameters of a surface, in their order; of a network none. */
  readonly names: readonly string[];
  /** The parameters to begin with: the first two of a surface, the one with the largest update of a network. */
  readonly chosen: readonly number[];
  /** The text of the rule. */
  readonly lines: readonly RuleLine[];
  /** What was set in the debugger: `lr = 0.005 from step 12 on`. */
  readonly edits: readonly string[];
}

/** A step as a page shows it: texts alone. */
export interface ShownStep extends StepSheet {
  /** Digits of the loss before and after the step. */
  readonly loss: { readonly before: string; readonly after: string };
  /** What there is to say about the rate and about divergence. */
  readonly findings: readonly Remark[];
}

export interface ParameterChoice {
  readonly index: number;
  readonly name: string;
  /** Digits. */
  readonly gradient: string;
  readonly update: string;
}

/** Among so many with the largest gradients there is one that moves as its rule does. */
const mostInSight = 20;

export class Inspection {
  readonly facts: InspectedFacts;
  readonly #run: RunToInspect;
  readonly #replay: Replay;
  /** With all settings decided. */
  readonly #rule: ResolvedRule;
  readonly #names: ParameterNames;
  readonly #lossOf: ReadonlyMap<number, number>;
  readonly #traits: RuleTraits;
  /** Of the rule; null where it is right. */
  readonly #wrongSign: Remark | null;

  /**
   * @param data That of the problem; null on surfaces.
   * @throws {RangeError} if the run has done no step, or asks for a problem or an optimizer that there isn't.
   */
  constructor(run: RunToInspect, data: PreparedDataset | null) {
    const { spec, stepsDone, recorded, edits = [] } = run;
    if (stepsDone < 1) throw new RangeError('steps done = 0 — expected a run that has taken a step');
    this.#run = run;
    this.#replay = new Replay(spec, data, { edits });
    // What is set may decide otherwise.
    this.#rule = edits.length > 0 ? this.#replay.rule : createMethod(spec).rule;
    this.#names = new ParameterNames(spec, this.#replay.tensors);
    this.#lossOf = new Map(Array.from(recorded.steps, (step, i) => [step, recorded.losses[i] ?? Number.NaN]));
    this.#traits = traitsOf(this.#rule, spec.hyperparameters);
    const sign = wrongSignOf(this.#rule, spec.hyperparameters);
    this.#wrongSign = sign && this.#signFinding(sign);
    this.facts = {
      name: this.#rule.name,
      steps: Math.min(stepsDone, spec.steps),
      isNetwork: this.#names.isNetwork,
      names: data ? [] : [0, 1].map((index) => this.#names.nameOf(index)),
      parameterCount: this.#names.count,
      chosen: data ? [] : [0, 1],
      lines: ruleLines(this.#rule.lines),
      edits: edits.map((edit) => editText(edit, this.#rule, this.#names)),
    };
  }

  /**
   * @param chosen Of one or two parameters, by their indices; without any the one with the largest update.
   * @throws {RangeError} if there is no such step or parameter.
   */
  step(step: number, chosen: readonly number[]): ShownStep {
    this.#goTo(step);
    const { recorded, rule } = this.#replay;
    const before = this.#lossOf.get(step - 1) ?? this.#replay.loss;
    const indices = chosen.length > 0 ? chosen : largest(known(updatesOf(this.#replay)), 1);
    const parameters = indices.map((index) => ({ index, name: this.#names.nameOf(index) }));
    const [hyperparameters = {}, others = hyperparameters] = indices.map((index) =>
      valuesIn(tensorOf(recorded.tensors, index), this.#replay.hyperparameters),
    );
    const hasOneRate = hyperparameters['lr'] === others['lr'];
    const inspected = {
      step,
      recorded,
      recordedRule: rule,
      hyperparameters,
      hasOneRate,
      traits: this.#traits,
    };
    const sheet = stepSheet(this.#rule, inspected, parameters);
    const after = this.#lossAfter(step);
    const { spec } = this.#run;
    const isSet = this.#replay.edits.some(({ name }) => name === 'lr');
    const found = [
      this.#wrongSign,
      stabilityFinding({ ...spec, hyperparameters: { ...spec.hyperparameters, ...hyperparameters } }),
      this.#decayFinding(parameters, hyperparameters),
      isSet ? null : rateFinding(this.#specOfLayer(indices[0]), hyperparameters['lr']),
      isSet ? null : this.#layerFinding(parameters),
      lossFinding(step, before, after, (at) => this.#lossOf.get(at), this.#wrongSign ? null : 'stability'),
    ];
    return {
      ...sheet,
      loss: { before: digitsOf(before), after: digitsOf(after) },
      findings: [
        ...sheet.faults.map((fault) => remark(fault)),
        ...found.filter((finding) => finding !== null),
      ],
    };
  }

  /**
   * The one that a text names or, where it names a layer or part of one, those with the largest updates of the step there;
   * of an empty text of all.
   */
  parameters(step: number, query: string, most: number): readonly ParameterChoice[] {
    this.#goTo(step);
    const updates = updatesOf(this.#replay);
    const { gradient } = this.#replay.recorded;
    return this.#found(query.trim().toLowerCase(), updates, most).map((index) => ({
      ...{ index, name: this.#names.nameOf(index), gradient: digitsOf(gradient[index] ?? Number.NaN) },
      update: digitsOf(updates[index] ?? Number.NaN),
    }));
  }

  /** The first line of the run that makes a value that isn't finite; null where its losses are finite. */
  firstFault(): FirstFault | null {
    const { losses, steps } = this.#run.recorded;
    const bad = losses.findIndex((loss) => !Number.isFinite(loss));
    if (bad < 0) return null;
    const last = Math.min(this.facts.steps, steps[bad] ?? this.facts.steps);
    for (let step = 1; step <= last; step++) {
      this.#goTo(step);
      const fault = faultIn(this.#replay, this.#names);
      if (fault) return fault;
    }
    return null;
  }

  /** In the step that the replay is in. */
  #decayFinding(parameters: readonly ChosenParameter[], values: HyperparameterValues): Remark | null {
    if (!((values['weight_decay'] ?? 0) > 0)) return null;
    const { recorded } = this.#replay;
    const without = this.#replay.recordedWith({ weight_decay: 0 });
    const movesIn = (step: RecordedStep) => parameters.map((parameter) => movementOf(step, parameter));
    return decayFinding(movesIn(recorded), movesIn(without));
  }

  /** By the first step. */
  #signFinding(sign: WrongSign): Remark {
    this.#replay.goTo(0);
    const { recorded } = this.#replay;
    const moves = largest(recorded.gradient, mostInSight).map((index) =>
      movementOf(recorded, { index, name: this.#names.nameOf(index) }),
    );
    return signFinding(moves, sign);
  }

  /** As if all layers had the rate of the one that has this parameter. */
  #specOfLayer(parameter: number | undefined): RunSpec {
    const { spec } = this.#run;
    const lr = parameter === undefined ? undefined : spec.layerRates?.[this.#layerOf(parameter)];
    return lr === undefined ? spec : { ...spec, hyperparameters: { ...spec.hyperparameters, lr } };
  }

  #layerFinding(parameters: readonly ChosenParameter[]): Remark | null {
    const { layerRates } = this.#run.spec;
    return layerRates ? layerFinding(parameters, (index) => this.#layerOf(index), layerRates) : null;
  }

  /** Counted from 0: each has two tensors, W and b. */
  #layerOf(parameter: number): number {
    const { tensors } = this.#replay.recorded;
    return Math.floor(tensors.indexOf(tensorOf(tensors, parameter)) / 2);
  }

  #goTo(step: number): void {
    const { steps } = this.facts;
    if (!Number.isInteger(step) || step < 1 || step > steps)
      throw new RangeError(`step = ${step} — expected a whole number from 1 to ${steps}`);
    this.#replay.goTo(step - 1);
  }

  #lossAfter(step: number): number {
    const known = this.#lossOf.get(step);
    if (known !== undefined) return known;
    this.#replay.forward();
    return this.#replay.loss;
  }

  #found(text: string, updates: Float64Array, most: number): readonly number[] {
    if (text === '') return largest(known(updates), most);
    const named = this.#names.find(text);
    if (named !== null) return [named];
    return this.#names.tensors
      .filter(({ name }) => this.#names.isNetwork && name.startsWith(text))
      .flatMap(({ start, length }) =>
        largest(known(updates.subarray(start, start + length)), most).map((place) => start + place),
      )
      .sort((a, b) => Math.abs(updates[b] ?? 0) - Math.abs(updates[a] ?? 0))
      .slice(0, most);
  }
}

/** Hyperparameters as the last line finds them: a person may have set some within the step. */
function valuesIn({ end }: RecordedTensor, values: HyperparameterValues): HyperparameterValues {
  const now = Object.entries(values).map(([name, value]) => {
    const set = end.get(name);
    return [name, typeof set === 'number' ? set : value] as const;
  });
  return Object.fromEntries(now);
}

/** What isn't a number comes first. */
function known(updates: Float64Array): Float64Array {
  return updates.map((update) => (Number.isNaN(update) ? Number.POSITIVE_INFINITY : update));
}
