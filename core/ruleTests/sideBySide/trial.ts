/** Where rules are run side by side: which gradients they get, from where, and with which settings. */
import type { Steppable } from '../../engine/cpu/stepper.ts';
import { inRange } from '../../rule/check/range.ts';
import { resolve } from '../../rule/plan/resolve.ts';
import type { HyperparameterValues, ResolvedRule, Rule } from '../../rule/syntax/rule.ts';

export interface Trial {
  /** Completes "…, in step 3": `on the valley`. */
  readonly name: string;
  readonly steps: number;
  /** Lengths of the parameter tensors. */
  readonly tensors: readonly number[];
  /** The same gradients each time. */
  readonly objective: () => Steppable;
  /** Of the hyperparameters that a rule has; the others have the rule's own defaults. */
  readonly values: HyperparameterValues;
  /** Steps after which lr is half of what it was; null where it stays the same. */
  readonly halvesAfter: number | null;
}

/** A rule as a trial runs it. */
export interface Entrant {
  readonly resolved: ResolvedRule;
  readonly valuesAt: (stepsDone: number) => HyperparameterValues;
}

/** @param rule Its options are decided, or have their defaults. */
export function enter(rule: Rule, { values, halvesAfter }: Trial): Entrant {
  const own: Record<string, number> = {};
  for (const { name, default: usual, range } of rule.hyperparameters) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    own[name] = value !== undefined && inRange(value, range) ? value : usual;
  }
  const lr = own['lr'];
  if (halvesAfter === null || lr === undefined) return { resolved: resolve(rule, own), valuesAt: () => own };
  const later = { ...own, lr: lr / 2 };
  return {
    resolved: resolve(rule, own, ['lr']),
    valuesAt: (stepsDone) => (stepsDone < halvesAfter ? own : later),
  };
}
