/** A checked optimizer rule: what its text says, ready to be resolved for a run. */
import type { Span } from './span.ts';
import type { Expression, Program } from './tree.ts';

/** An interval with open or closed ends, as written in a rule: `(0, 10]`. */
export interface Range {
  readonly min: number;
  readonly max: number;
  readonly minIncluded: boolean;
  readonly maxIncluded: boolean;
}

/** A number that the person sets before a run, and that stays the same unless a schedule changes it. */
export interface Hyperparameter {
  readonly name: string;
  readonly default: number;
  readonly range: Range;
  /** One sentence without a unit; empty where the text gives none. */
  readonly description: string;
}

/** A choice between ways to compute, made before a run: yes or no, or one of several words. */
export interface Option {
  readonly name: string;
  readonly default: boolean | string;
  /** The words to choose from; null where the option is true or false. */
  readonly choices: readonly string[] | null;
  readonly description: string;
}

/** What a rule keeps from step to step. */
export interface Memory<M = never> {
  readonly name: string;
  /**
   * Value before the first step, of the hyperparameters and, for a state, of `p`, the parameters at the start. The 0
   * that isn't written stands behind the name and takes no place.
   */
  readonly initial: Expression<M>;
  readonly nameAt: Span;
  /** With the value. */
  readonly at: Span;
}

export interface Rule {
  /** The display name, such as `Adam`. */
  readonly name: string;
  /** The comment lines at the top of the text: what it is and where it was published. */
  readonly about: string;
  readonly hyperparameters: readonly Hyperparameter[];
  readonly options: readonly Option[];
  /** Tensors, each with a number for every parameter. */
  readonly state: readonly Memory[];
  /** Single numbers. */
  readonly scalars: readonly Memory[];
  readonly program: Program;
  /** The text itself, line by line. */
  readonly lines: readonly string[];
}

/** A rule whose options are decided, and which has only the lines and the state that are left then. */
export interface ResolvedRule extends Rule {
  readonly options: readonly [];
}

/** Values for a rule's hyperparameters, by name. */
export type HyperparameterValues = Readonly<Record<string, number>>;

/** Values for hyperparameters and options, by name. */
export type Settings = Readonly<Record<string, number | boolean | string>>;
