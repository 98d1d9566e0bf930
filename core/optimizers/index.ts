/** The table of optimizers that ship: one text each, one line each. */
import { parseRule } from '../rule/parseRule.ts';
import type { Rule } from '../rule/syntax/rule.ts';
import adabelief from './adabelief.optimizer';
import adadelta from './adadelta.optimizer';
import adagrad from './adagrad.optimizer';
import adam from './adam.optimizer';
import adamax from './adamax.optimizer';
import adamw from './adamw.optimizer';
import adan from './adan.optimizer';
import ademamix from './ademamix.optimizer';
import adopt from './adopt.optimizer';
import asgd from './asgd.optimizer';
import cautiousAdamw from './cautious-adamw.optimizer';
import clippedSgd from './clipped-sgd.optimizer';
import lamb from './lamb.optimizer';
import lars from './lars.optimizer';
import lion from './lion.optimizer';
import momentum from './momentum.optimizer';
import nadam from './nadam.optimizer';
import nesterov from './nesterov.optimizer';
import qhadam from './qhadam.optimizer';
import radam from './radam.optimizer';
import rmsprop from './rmsprop.optimizer';
import rprop from './rprop.optimizer';
import sam from './sam.optimizer';
import schedulefree from './schedulefree.optimizer';
import sgd from './sgd.optimizer';
import signum from './signum.optimizer';
import yogi from './yogi.optimizer';

export interface Optimizer {
  /** The name of its file, as experiments refer to it: `adam`. */
  readonly id: string;
  readonly rule: Rule;
  /** Slot in the palette, 0 to 11; the same optimizer has the same slot everywhere. */
  readonly color: number;
}

/**
 * The palette has twelve slots, so that some optimizers share one. Those that people compare differ: the tutorial's six,
 * ways along the gradient, PyTorch's adaptive methods, methods for large batches, and Adam with what came after it.
 */
const table: readonly (readonly [id: string, text: string, color: number])[] = [
  ['sgd', sgd, 0],
  ['momentum', momentum, 1],
  ['nesterov', nesterov, 2],
  ['rmsprop', rmsprop, 3],
  ['adam', adam, 4],
  ['adamw', adamw, 5],
  ['nadam', nadam, 6],
  ['radam', radam, 7],
  ['adagrad', adagrad, 8],
  ['adadelta', adadelta, 9],
  ['adamax', adamax, 10],
  ['asgd', asgd, 11],
  ['rprop', rprop, 11],
  ['clipped-sgd', clippedSgd, 6],
  ['sam', sam, 7],
  ['signum', signum, 8],
  ['lion', lion, 10],
  ['lars', lars, 9],
  ['lamb', lamb, 11],
  ['adabelief', adabelief, 8],
  ['yogi', yogi, 9],
  ['qhadam', qhadam, 3],
  ['adan', adan, 2],
  ['ademamix', ademamix, 6],
  ['adopt', adopt, 11],
  ['schedulefree', schedulefree, 7],
  ['cautious-adamw', cautiousAdamw, 1],
];

/** All optimizers, in the order in which they are offered. */
export const optimizers: readonly Optimizer[] = table.map(([id, text, color]) => ({
  id,
  rule: parseRule(text, `${id}.optimizer`),
  color,
}));

/** The optimizer with this id; undefined where none has it. */
export function findOptimizer(id: string): Optimizer | undefined {
  return optimizers.find((optimizer) => optimizer.id === id);
}
