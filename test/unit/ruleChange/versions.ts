/** Experiments with rules in two versions. */
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { readRule } from '../../../core/experiment/ruleFiles.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import type { OwnRule } from '../../../core/optimizers/ownRule.ts';

/** Gradient descent whose step is so many times the gradient. */
function ruleText(factor: number, name = 'Mine'): string {
  return `name "${name}"\nlr = 0.01 in [0, inf)\nupdate\n  p -= ${factor} * lr * g\n`;
}

function ruleWith(factor: number, name?: string): OwnRule {
  const rule = readRule('./mine.optimizer', {
    place: 'file:///mine.optimizer',
    text: ruleText(factor, name),
  });
  if (!('place' in rule)) throw new Error(rule.expected);
  return rule;
}

/** @param change Of the experiment, as a person writes it. */
export function headOf(change: object = {}, factor = 1, name?: string): Experiment {
  const file = { place: 'file:///mine.optimizer', text: ruleText(factor, name) };
  return parseExperiment(
    {
      problem: { surface: 'valley', start_range: { x: [0.5, 1.5], y: [0.5, 1.5] } },
      optimizers: [{ optimizer: './mine.optimizer' }],
      ...{ lr: [0.001], steps: 20, ...change },
    },
    new Map([['./mine.optimizer', file]]),
  );
}

export const baseWith = (factor: number) => new Map([['./mine.optimizer', ruleWith(factor)]]);
