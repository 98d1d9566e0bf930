/** What a framework contributes to a script. */
import type { Part } from './part.ts';

/** How the rates of a step are named in the loop: texts of Python. */
export interface StepRates {
  /** One rate, or none where it stays the same, or a list of one a layer. */
  readonly lr: string | null;
  readonly isByLayer: boolean;
  /** Null where it isn't cycled. */
  readonly momentum: string | null;
}

export interface FrameworkCode {
  /** At the top, in their order. */
  readonly parts: readonly Part[];
  /** Lines before what isn't of Python itself is imported. */
  readonly prelude?: readonly string[];
  /** Lines of `train()` behind the loop. */
  readonly finish?: readonly string[];
  /** Lines of `train()` before the loop. */
  readonly setup: readonly string[];
  /** Lines that compute `loss` at the parameters, and what the step needs. */
  readonly measure: readonly string[];
  /** Lines that take the step. */
  readonly update: (rates: StepRates) => readonly string[];
  /** The scores of inputs and targets, a tuple. @param judged Both, as arguments of a call. */
  readonly evaluate: (judged: string) => string;
  /** What people should know of it: one sentence each. */
  readonly notes: readonly string[];
}
