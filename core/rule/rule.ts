/** A checked optimizer rule: what its text says, ready for any target. */
import type { Program } from './tree.ts';

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

export interface Rule {
  /** The display name, such as `Adam`. */
  readonly name: string;
  /** The comment lines at the top of the text: what it is and where it was published. */
  readonly about: string;
  readonly hyperparameters: readonly Hyperparameter[];
  /** Names of the state tensors, each as long as the parameters and zero before the first step. */
  readonly state: readonly string[];
  readonly program: Program;
}

/** Values for a rule's hyperparameters, by name. */
export type HyperparameterValues = Readonly<Record<string, number>>;
