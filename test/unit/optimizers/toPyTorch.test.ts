import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromPyTorch } from '../../../core/optimizers/fromPyTorch.ts';
import { findOptimizer, optimizers } from '../../../core/optimizers/index.ts';
import { parsePyTorchCall } from '../../../core/optimizers/parsePyTorchCall.ts';
import { pytorchClasses } from '../../../core/optimizers/pytorchClasses.ts';
import { toPyTorch } from '../../../core/optimizers/toPyTorch.ts';
import type { Hyperparameter, Settings } from '../../../core/rule/syntax/rule.ts';
import { problemNamed } from './problems.ts';
import { float64 } from './targets.ts';
import { endOf } from './walk.ts';

function callOf(optimizer: string, settings: Settings) {
  const found = toPyTorch(optimizer, settings);
  if ('reason' in found) throw new Error(found.reason);
  return found;
}

test.each<[string, Settings, string]>([
  [
    'adam',
    { lr: 0.0003, beta2: 0.99, amsgrad: true },
    'torch.optim.Adam(params, lr=0.0003, betas=(0.9, 0.99), amsgrad=True)',
  ],
  ['adam', { lr: 1, beta1: 0, eps: 1e-7 }, 'torch.optim.Adam(params, lr=1.0, betas=(0.0, 0.999), eps=1e-7)'],
  ['adamw', {}, 'torch.optim.AdamW(params, lr=0.001)'],
  ['adamw', { weight_decay: 0 }, 'torch.optim.AdamW(params, lr=0.001, weight_decay=0.0)'],
  [
    'sgd',
    { lr: 0.1, momentum: 0.9, nesterov: true },
    'torch.optim.SGD(params, lr=0.1, momentum=0.9, nesterov=True)',
  ],
  ['sgd', { lr: 0.1, nesterov: true }, 'torch.optim.SGD(params, lr=0.1)'],
  ['momentum', {}, 'torch.optim.SGD(params, lr=0.01, momentum=0.9)'],
  ['nesterov', {}, 'torch.optim.SGD(params, lr=0.01, momentum=0.9, nesterov=True)'],
  ['nesterov', { momentum: 0 }, 'torch.optim.SGD(params, lr=0.01)'],
  ['rprop', { step_max: 1 }, 'torch.optim.Rprop(params, lr=0.01, step_sizes=(0.000001, 1.0))'],
  ['asgd', { t0: 1e21 }, 'torch.optim.ASGD(params, lr=0.01, t0=1e+21)'],
  ['rmsprop', { maximize: true }, 'torch.optim.RMSprop(params, lr=0.01, maximize=True)'],
])('%s with %o is written %s', (optimizer, settings, code) => {
  expect(callOf(optimizer, settings).code).toBe(code);
});

test.each<[string, Settings, string]>([
  ['lion', {}, 'torch.optim has no Lion'],
  ['schedulefree', {}, 'torch.optim has no Schedule-Free AdamW'],
  ['adam', { form: 'keras' }, 'torch.optim.Adam has no form = keras'],
  ['adamw', { decay: 'after' }, 'torch.optim.AdamW has no decay = after'],
  ['momentum', { form: 'tutorial' }, 'torch.optim.SGD has no form = tutorial'],
  [
    'sgd',
    { momentum: 0.9, dampening: 0.5, nesterov: true },
    'torch.optim.SGD refuses nesterov = true with dampening = 0.5',
  ],
])('%s with %o has no call: %s', (optimizer, settings, reason) => {
  expect(toPyTorch(optimizer, settings)).toEqual({ reason });
});

test('refuses what there is not', () => {
  expect(() => toPyTorch('adamm')).toThrow('optimizer = "adamm" — expected the id of an optimizer');
  expect(() => toPyTorch('adam', { beta1: 1 })).toThrow('beta1 = 1 — expected 0 <= beta1 < 1');
});

test('every optimizer has a call or a reason', () => {
  for (const { id } of optimizers) expect(toPyTorch(id)).toBeDefined();
});

/** Numbers in a hyperparameter's range, both ends where they belong to it. */
function within({ range: { min, max, minIncluded, maxIncluded } }: Hyperparameter): fc.Arbitrary<number> {
  return fc.double({
    ...{ min, max: Math.min(max, 1e30), noNaN: true },
    ...{ minExcluded: !minIncluded, maxExcluded: max < 1e30 && !maxIncluded },
  });
}

describe.each(pytorchClasses)('$name', ({ name: className, optimizer, arguments: known }) => {
  const names = known.flatMap(({ settings }) => settings);
  const rule = findOptimizer(optimizer)?.rule;
  const numbers = rule?.hyperparameters.map((each) => [each.name, within(each)] as const) ?? [];
  const flags = names
    .filter((name) => rule?.options.some((option) => option.name === name))
    .map((name) => [name, fc.boolean()] as const);
  const settings = fc
    .record<Record<string, number | boolean>>(Object.fromEntries([...numbers, ...flags]))
    .filter(({ nesterov, momentum, dampening }) => nesterov !== true || (momentum !== 0 && dampening === 0));

  test('comes back from what it was written as', () => {
    fc.assert(
      fc.property(settings, (given) => {
        const { className: written, kwargs, code } = callOf(optimizer, given);
        expect(written).toBe(className);
        expect(fromPyTorch(written, kwargs)).toEqual({ optimizer, hyperparameters: given });
        const parsed = parsePyTorchCall(code);
        expect(parsed.className).toBe(className);
        expect(fromPyTorch(parsed.className, parsed.kwargs)).toEqual({ optimizer, hyperparameters: given });
      }),
    );
  });
});

test.each(['momentum', 'nesterov'])('%s takes the same steps as the call that it is written as', (id) => {
  const { className, kwargs } = callOf(id, { lr: 0.002, momentum: 0.8 });
  const { optimizer, hyperparameters } = fromPyTorch(className, kwargs);
  const [own, other] = [findOptimizer(id)?.rule, findOptimizer(optimizer)?.rule];
  const task = { problem: problemNamed('himmelblau'), start: [0, 0.5] };
  expect(own && endOf(float64, { ...task, rule: own, settings: { lr: 0.002, momentum: 0.8 } }, 50)).toEqual(
    other && endOf(float64, { ...task, rule: other, settings: hyperparameters }, 50),
  );
});
