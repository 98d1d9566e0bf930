/** The optimizers that are measured: each as a rule, and as the loop that somebody would write by hand. */

import { parseRule } from '../../core/rule/parseRule.ts';
import { resolve } from '../../core/rule/plan/resolve.ts';
import type { Vector } from '../../core/rule/run/kernel.ts';
import type { ResolvedRule } from '../../core/rule/syntax/rule.ts';
import { adam, adamw, momentum, rmsprop, sgd } from './handWritten.mjs';

export interface Optimizer {
  readonly name: string;
  readonly rule: ResolvedRule;
  readonly byHand: HandWritten;
}

export type HandWritten = (
  parameters: Vector,
  gradient: Vector,
  state: Readonly<Record<string, Vector>>,
  hyperparameters: Readonly<Record<string, number>>,
  step: number,
) => void;

export const hyperparameters = {
  lr: 1e-3,
  momentum: 0.9,
  alpha: 0.99,
  beta1: 0.9,
  beta2: 0.999,
  eps: 1e-8,
  weight_decay: 0.01,
};

const moments = ['m = beta1 * m + (1 - beta1) * g', 'v = beta2 * v + (1 - beta2) * g**2'];
const adamStep = 'p -= lr * (m / (1 - beta1**t)) / (sqrt(v / (1 - beta2**t)) + eps)';

export const optimizers: readonly Optimizer[] = [
  { name: 'SGD', rule: ruleOf('', 'p -= lr * g'), byHand: sgd },
  { name: 'momentum', rule: ruleOf('v', 'v = momentum * v + g', 'p -= lr * v'), byHand: momentum },
  {
    name: 'RMSprop',
    rule: ruleOf('v', 'v = alpha * v + (1 - alpha) * g**2', 'p -= lr * g / (sqrt(v) + eps)'),
    byHand: rmsprop,
  },
  { name: 'Adam', rule: ruleOf('m, v', ...moments, adamStep), byHand: adam },
  {
    name: 'AdamW',
    rule: ruleOf('m, v', 'p -= lr * weight_decay * p', ...moments, adamStep),
    byHand: adamw,
  },
];

function ruleOf(state: string, ...update: readonly string[]): ResolvedRule {
  const lines = [
    'name "Measured"',
    ...Object.entries(hyperparameters).map(([name, value]) => `${name} = ${value} in [0, inf)`),
    state && `state ${state}`,
    'update',
    ...update.map((line) => `  ${line}`),
  ];
  return resolve(parseRule(lines.join('\n')));
}
