/** State is made when torch.optim makes it, whatever a schedule does to lr and momentum in between. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findOptimizer } from '../../../core/optimizers/index.ts';
import { pytorchClasses } from '../../../core/optimizers/pytorchClasses.ts';
import { fillSettings, numbersIn } from '../../../core/rule/check/settings.ts';
import type { Rule, Settings } from '../../../core/rule/syntax/rule.ts';
import { float64 } from './targets.ts';
import { type Group, torchSteps } from './torchSteps.ts';
import { createWalk } from './walk.ts';

interface Run {
  readonly settings: Settings;
  /** Of each step. */
  readonly gradients: readonly number[];
  readonly scheduled: Readonly<Record<string, readonly number[]>>;
}

function ruleOf(id: string): Rule {
  return findOptimizer(id)?.rule ?? expect.fail(`no optimizer ${id}`);
}

function pathOf(id: string, { settings, gradients, scheduled }: Run): readonly number[] {
  const problem = {
    loss: () => Number.NaN,
    gradient: (_: ArrayLike<number>, step = 1) => [gradients[step - 1] ?? Number.NaN],
  };
  const walk = createWalk(float64, { rule: ruleOf(id), settings, scheduled, problem, start: [1] });
  return gradients.map(() => {
    walk.advance();
    return walk.position.parameters[0] ?? Number.NaN;
  });
}

function torchPathOf(id: string, { settings, gradients, scheduled }: Run): readonly number[] {
  const step = torchSteps[id] ?? expect.fail(`nothing of torch.optim for ${id}`);
  const filled = fillSettings(ruleOf(id), settings);
  const constant: Group = { ...numbersIn(filled), nesterov: filled['nesterov'] === true ? 1 : 0 };
  const state = new Map<string, number>();
  let p = 1;
  return gradients.map((grad, index) => {
    const now = Object.entries(scheduled).map(([name, values]) => [name, values[index] ?? Number.NaN]);
    p = step(p, grad, { ...constant, ...Object.fromEntries(now) }, state);
    return p;
  });
}

function expectSamePath(id: string, run: Run): void {
  const expected = torchPathOf(id, run);
  for (const [index, value] of pathOf(id, run).entries()) {
    const wanted = expected[index] ?? Number.NaN;
    const stray = Math.abs(value - wanted) / Math.max(1, Math.abs(wanted));
    expect(stray, `step ${index + 1}: ${value} — expected ${wanted}`).toBeLessThan(1e-11);
  }
}

const gradients = [1, -2, 0.5, 3, -1, 0.25];

test('SGD leaves dampening out when its momentum is used for the first time, in whichever step', () => {
  const scheduled = { lr: [0.1, 0.3, 0.5, 0.3], momentum: [0, 0.45, 0.9, 0.45] };
  const run = { settings: { dampening: 0.5 }, gradients: gradients.slice(0, 4), scheduled };
  // What torch.optim.SGD gives with CyclicLR; with dampening in the second step it gives 1.2.
  expect(pathOf('sgd', run).map((p) => Number(p.toFixed(5)))).toEqual([0.9, 1.5, 2.275, 2.03425]);
});

test('Rprop takes lr for the size of the first steps, and bounds it like any', () => {
  const rounded = (run: Run) => pathOf('rprop', run).map((p) => Number(p.toFixed(8)));
  expect(rounded({ settings: { lr: 0 }, gradients, scheduled: {} })).toEqual([
    0.999999, 0.999999, 0.999998, 0.9999968, 0.9999968, 0.9999958,
  ]);
  const falling = { lr: [0.1, 0.075, 0.025, 0, 0.025, 0.075] };
  expect(rounded({ settings: { lr: 0.1 }, gradients, scheduled: falling })).toEqual([
    0.9, 0.9, 0.85, 0.79, 0.79, 0.76,
  ]);
});

const rates = fc.array(fc.constantFrom(0, 0.01, 0.05, 0.1), { minLength: 20, maxLength: 20 });
const momenta = fc.array(fc.constantFrom(0, 0, 0.5, 0.9), { minLength: 20, maxLength: 20 });
const grads = fc.array(fc.constantFrom(0, 1, -2, 0.5, 3, -0.25, 0.01), { minLength: 20, maxLength: 20 });

/** Settings that make other lines of a rule count. */
const settingsOf: Readonly<Record<string, fc.Arbitrary<Settings>>> = {
  sgd: fc.record({
    momentum: fc.constantFrom(0, 0.9),
    dampening: fc.constantFrom(0, 0.5, 1),
    weight_decay: fc.constantFrom(0, 0.1),
    nesterov: fc.boolean(),
  }),
  rprop: fc.record({ lr: fc.constantFrom(0, 1e-9, 0.01, 60) }),
  // PyTorch makes the buffer of the momentum in the first step or never.
  rmsprop: fc.record({ momentum: fc.constantFrom(0, 0.9), weight_decay: fc.constantFrom(0, 0.1) }),
};

describe('follows torch.optim while lr and momentum change', () => {
  test('there is a step for every class', () => {
    expect(Object.keys(torchSteps).toSorted()).toEqual(
      pytorchClasses.map(({ optimizer }) => optimizer).toSorted(),
    );
  });

  test.each(Object.keys(torchSteps))('%s', (id) => {
    const { hyperparameters } = ruleOf(id);
    const cycled = id === 'rmsprop' ? [] : ['momentum', 'beta1'];
    const name = cycled.find((each) => hyperparameters.some((own) => own.name === each));
    fc.assert(
      fc.property(
        settingsOf[id] ?? fc.constant<Settings>({}),
        grads,
        rates,
        momenta,
        fc.boolean(),
        (settings, steps, lr, momentum, isCycled) => {
          const scheduled = { lr, ...(name !== undefined && isCycled && { [name]: momentum }) };
          expectSamePath(id, { settings, gradients: steps, scheduled });
        },
      ),
      { numRuns: 200 },
    );
  });
});
