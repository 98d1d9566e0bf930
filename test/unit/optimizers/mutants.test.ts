import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { strayOf } from './conformance.ts';
import { torchCases } from './torchCases.ts';
import { classCases, trajectoryCases } from './tutorialCases.ts';

interface Mutant {
  readonly defect: string;
  readonly optimizer: string;
  readonly from: string;
  readonly to: string;
}

/** Defects that optimizers on the web really have. */
const mutants: readonly Mutant[] = [
  { defect: 'climbs', optimizer: 'sgd', from: 'p - lr', to: 'p + lr' },
  { defect: 'adds the gradient to the velocity', optimizer: 'momentum', from: 'v - lr', to: 'v + lr' },
  { defect: 'subtracts the velocity', optimizer: 'momentum', from: 'p + v', to: 'p - v' },
  {
    defect: 'drops the first gradient',
    optimizer: 'momentum',
    from: 'v = momentum * v - lr * g\n  p = p + v',
    to: 'p = p + v\n  v = momentum * v - lr * g',
  },
  {
    defect: 'averages the gradients',
    optimizer: 'momentum',
    from: '- lr * g',
    to: '- (1 - momentum) * lr * g',
  },
  { defect: "doesn't look ahead", optimizer: 'nesterov', from: 'g = gradient at p + momentum * v', to: '' },
  {
    defect: 'looks a whole velocity ahead',
    optimizer: 'nesterov',
    from: 'at p + momentum * v',
    to: 'at p + v',
  },
  { defect: 'looks back', optimizer: 'nesterov', from: 'at p + momentum', to: 'at p - momentum' },
  {
    defect: 'has eps inside the root',
    optimizer: 'rmsprop',
    from: '(sqrt(cache) + eps)',
    to: 'sqrt(cache + eps)',
  },
  { defect: 'has no root', optimizer: 'rmsprop', from: 'sqrt(cache)', to: 'cache' },
  { defect: 'sums the squares', optimizer: 'rmsprop', from: '(1 - decay) * g', to: 'g' },
  {
    defect: 'swaps the shares',
    optimizer: 'rmsprop',
    from: 'decay * cache + (1 - decay)',
    to: '(1 - decay) * cache + decay',
  },
  { defect: 'multiplies by the bias correction', optimizer: 'adam', from: 'm / (1', to: 'm * (1' },
  {
    defect: 'has no bias correction',
    optimizer: 'adam',
    from: 'p - lr * m_hat / (sqrt(v_hat)',
    to: 'p - lr * m / (sqrt(v)',
  },
  { defect: 'counts steps from 0', optimizer: 'adam', from: 'beta1**t', to: 'beta1**(t - 1)' },
  {
    defect: 'has eps inside the root',
    optimizer: 'adam',
    from: 'sqrt(v_hat) + eps',
    to: 'sqrt(v_hat + eps)',
  },
  {
    defect: 'has eps in the uncorrected root',
    optimizer: 'adam',
    from: '(sqrt(v_hat) + eps)',
    to: '((sqrt(v) + eps) / sqrt(1 - beta2**t))',
  },
  { defect: "doesn't square the gradient", optimizer: 'adam', from: 'g**2', to: 'abs(g)' },
  {
    defect: 'couples the decay to the gradient',
    optimizer: 'adamw',
    from: 'update\n',
    to: 'update\n  g = g + weight_decay * p\n',
  },
  { defect: 'is Adam', optimizer: 'adamw', from: ' + weight_decay * p', to: '' },
  {
    defect: 'decays without the learning rate',
    optimizer: 'adamw',
    from: 'eps) + weight_decay * p)',
    to: 'eps)) - weight_decay * p',
  },
  { defect: 'grows the weights', optimizer: 'adamw', from: '+ weight_decay', to: '- weight_decay' },
];

const references = [...trajectoryCases, ...classCases, ...torchCases];

test.each(mutants.map((mutant) => [mutant.optimizer, mutant.defect, mutant] as const))(
  'is caught: %s that %s',
  (optimizer, _, { from, to }) => {
    const text = readFileSync(
      new URL(`../../../core/optimizers/${optimizer}.optimizer`, import.meta.url),
      'utf8',
    );
    const mutated = text.replace(from, to);
    expect(mutated).not.toBe(text);
    const rule = parseRule(mutated);
    const strays = references
      .filter((each) => each.optimizer === optimizer)
      .map((each) => strayOf(rule, each));
    expect(Math.max(...strays)).toBeGreaterThan(1);
  },
);
