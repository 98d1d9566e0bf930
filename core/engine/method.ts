import type { RunSpec } from '../experiment/runSpec.ts';
import { ruleOf } from '../optimizers/ruleOf.ts';
import { resolve } from '../rule/plan/resolve.ts';
import type { ResolvedRule } from '../rule/syntax/rule.ts';
import type { HyperparametersAt } from './hyperparameters.ts';
import { createRunRates, type LayerRatesAt } from './runRates.ts';
import type { LossesSeen } from './runSchedule.ts';

/** The optimizer of a run, as engines take it. */
export interface Method {
  readonly rule: ResolvedRule;
  readonly hyperparametersAt: HyperparametersAt;
  /** In place of the lr of a step. Absent where all layers have it. */
  readonly layerRatesAt?: LayerRatesAt;
  /**
   * Takes the loss after each step, in order, before the hyperparameters of the next step are asked for. Absent where
   * these don't depend on losses.
   */
  readonly observe?: (stepsDone: number, loss: number) => void;
  /** What it has observed, for a run that goes on. Absent as `observe`. */
  readonly seen?: () => LossesSeen;
}

/**
 * @param from What the run has observed that goes on. Default: it begins, or nothing is observed.
 * @param resolveRule Of many runs of one optimizer: see `createResolver`.
 * @throws {RangeError} if there is no such optimizer.
 */
export function createMethod(spec: RunSpec, from?: LossesSeen | null, resolveRule = resolve): Method {
  const { hyperparameters } = spec;
  const rule = ruleOf(spec);
  if (!rule) throw new RangeError(`optimizer = ${spec.optimizer} — expected an optimizer of the table`);
  const rates = createRunRates(spec, from);
  const { layerRatesAt, watch } = rates;
  return {
    rule: resolveRule(rule, hyperparameters, rates.changing),
    hyperparametersAt: rates.hyperparametersAt,
    ...(layerRatesAt && { layerRatesAt }),
    ...watch,
  };
}
