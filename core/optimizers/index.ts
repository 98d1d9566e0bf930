/** The table of optimizers that ship: one text each, one line each. */
import { parseRule } from '../rule/parseRule.ts';
import type { Rule } from '../rule/syntax/rule.ts';
import { palette } from './palette.ts';
import { texts } from './texts.ts';

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
 * An optimizer without a slot has one of those that the fewest others have.
 */
const table: readonly (readonly [id: keyof typeof texts, color?: number])[] = [
  ['sgd', 0],
  ['momentum', 1],
  ['nesterov', 2],
  ['rmsprop', 3],
  ['adam', 4],
  ['adamw', 5],
  ['nadam', 6],
  ['radam', 7],
  ['adagrad', 8],
  ['adadelta', 9],
  ['adamax', 10],
  ['asgd', 11],
  ['rprop', 11],
  ['clipped-sgd', 6],
  ['sam', 7],
  ['signum', 8],
  ['lion', 10],
  ['lars', 9],
  ['lamb', 11],
  ['adabelief', 8],
  ['yogi', 9],
  ['qhadam', 3],
  ['adan', 2],
  ['ademamix', 6],
  ['adopt', 11],
  ['schedulefree', 7],
  ['cautious-adamw', 1],
];

/** All optimizers, in the order in which they are offered. */
export const optimizers: readonly Optimizer[] = withColors().map(([id, color]) => {
  let rule: Rule | undefined;
  return {
    id,
    /** Read when it is first asked for: reading all of them takes longer than the rest of a start. */
    get rule() {
      rule ??= parseRule(texts[id], `${id}.optimizer`);
      return rule;
    },
    color,
  };
});

/** The table with a slot in every line. */
function withColors(): readonly (readonly [id: keyof typeof texts, color: number])[] {
  const uses = palette.map((_, slot) => table.filter(([, color]) => color === slot).length);
  return table.map(([id, own]) => {
    const color = own ?? uses.indexOf(Math.min(...uses));
    if (own === undefined) uses[color] = (uses[color] ?? 0) + 1;
    return [id, color];
  });
}

/** The optimizer with this id; undefined where none has it. */
export function findOptimizer(id: string): Optimizer | undefined {
  return optimizers.find((optimizer) => optimizer.id === id);
}
