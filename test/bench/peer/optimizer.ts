import { createHyperparametersAt, type HyperparametersAt } from '../../../core/engine/hyperparameters.ts';
import { findOptimizer } from '../../../core/optimizers/index.ts';
import { fillSettings } from '../../../core/rule/check/settings.ts';
import { resolve } from '../../../core/rule/plan/resolve.ts';
import type { ResolvedRule, Settings } from '../../../core/rule/syntax/rule.ts';
import type { WorkRequest } from './requests.ts';

/** Where an optimizer of a request is another one of the table, or has other defaults than PyTorch. */
const settingsOf: Readonly<Record<WorkRequest['optimizer'], readonly [id: string, settings: Settings]>> = {
  sgd: ['sgd', {}],
  momentum: ['sgd', { momentum: 0.9 }],
  nesterov: ['sgd', { momentum: 0.9, nesterov: true }],
  rmsprop: ['rmsprop', {}],
  adam: ['adam', {}],
  adamw: ['adamw', {}],
};

export function ruleOf({ optimizer, lr }: WorkRequest): {
  rule: ResolvedRule;
  hyperparametersAt: HyperparametersAt;
} {
  const [id, own] = settingsOf[optimizer] ?? [optimizer, {}];
  const found = findOptimizer(id);
  if (!found) throw new RangeError(`unsupported: optimizer ${optimizer}`);
  const settings = fillSettings(found.rule, { ...own, lr });
  return { rule: resolve(found.rule, settings), hyperparametersAt: createHyperparametersAt(settings, null) };
}
