/** The table of optimizers that ship: one text each, one line each. */
import { parseRule } from '../rule/parseRule.ts';
import type { Rule } from '../rule/rule.ts';
import adam from './adam.optimizer';
import adamw from './adamw.optimizer';
import momentum from './momentum.optimizer';
import nesterov from './nesterov.optimizer';
import rmsprop from './rmsprop.optimizer';
import sgd from './sgd.optimizer';

export interface Optimizer {
  /** The name of its file, as experiments refer to it: `adam`. */
  readonly id: string;
  readonly rule: Rule;
  /** Slot in the palette; the same optimizer has the same slot everywhere. */
  readonly color: number;
}

/** All optimizers, in the order in which they are offered. */
export const optimizers: readonly Optimizer[] = [
  { id: 'sgd', rule: parseRule(sgd, 'sgd.optimizer'), color: 0 },
  { id: 'momentum', rule: parseRule(momentum, 'momentum.optimizer'), color: 1 },
  { id: 'nesterov', rule: parseRule(nesterov, 'nesterov.optimizer'), color: 2 },
  { id: 'rmsprop', rule: parseRule(rmsprop, 'rmsprop.optimizer'), color: 3 },
  { id: 'adam', rule: parseRule(adam, 'adam.optimizer'), color: 4 },
  { id: 'adamw', rule: parseRule(adamw, 'adamw.optimizer'), color: 5 },
];

/** The optimizer with this id; undefined where none has it. */
export function findOptimizer(id: string): Optimizer | undefined {
  return optimizers.find((optimizer) => optimizer.id === id);
}
