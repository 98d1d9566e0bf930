import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromPyTorch } from '../../../core/optimizers/fromPyTorch.ts';
import { findOptimizer } from '../../../core/optimizers/index.ts';
import { PyTorchError, pytorchClasses } from '../../../core/optimizers/pytorchClasses.ts';
import { fillSettings } from '../../../core/rule/check/settings.ts';

/** The defaults in the signatures of PyTorch 2.13, and what they are called here. */
const defaults = {
  SGD: ['sgd', { lr: 0.001, momentum: 0, dampening: 0, weight_decay: 0, nesterov: false, maximize: false }],
  RMSprop: [
    'rmsprop',
    { lr: 0.01, alpha: 0.99, eps: 1e-8, weight_decay: 0, momentum: 0, centered: false, maximize: false },
  ],
  Adam: [
    'adam',
    { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8, weight_decay: 0, amsgrad: false, maximize: false },
  ],
  AdamW: [
    'adamw',
    { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8, weight_decay: 0.01, amsgrad: false, maximize: false },
  ],
  NAdam: [
    'nadam',
    {
      ...{ lr: 0.002, beta1: 0.9, beta2: 0.999, eps: 1e-8, weight_decay: 0, momentum_decay: 0.004 },
      ...{ decoupled_weight_decay: false, maximize: false },
    },
  ],
  RAdam: [
    'radam',
    {
      ...{ lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8, weight_decay: 0 },
      ...{ decoupled_weight_decay: false, maximize: false },
    },
  ],
  Adagrad: [
    'adagrad',
    { lr: 0.01, lr_decay: 0, weight_decay: 0, initial_accumulator_value: 0, eps: 1e-10, maximize: false },
  ],
  Adadelta: ['adadelta', { lr: 1, rho: 0.9, eps: 1e-6, weight_decay: 0, maximize: false }],
  Adamax: ['adamax', { lr: 0.002, beta1: 0.9, beta2: 0.999, eps: 1e-8, weight_decay: 0, maximize: false }],
  ASGD: ['asgd', { lr: 0.01, lambd: 1e-4, alpha: 0.75, t0: 1e6, weight_decay: 0, maximize: false }],
  Rprop: ['rprop', { lr: 0.01, etaminus: 0.5, etaplus: 1.2, step_min: 1e-6, step_max: 50, maximize: false }],
} as const;

test.each(Object.entries(defaults))(
  '%s has PyTorch’s defaults',
  (className, [optimizer, hyperparameters]) => {
    for (const name of [className, `optim.${className}`, `torch.optim.${className}`]) {
      expect(fromPyTorch(name)).toEqual({ optimizer, hyperparameters });
    }
  },
);

test('there are no other classes', () => {
  expect(pytorchClasses.map(({ name }) => name)).toEqual(Object.keys(defaults));
});

test('arguments are read under PyTorch’s names', () => {
  expect(
    fromPyTorch('Adam', { lr: 0.0003, betas: [0.8, 0.99], amsgrad: true }).hyperparameters,
  ).toMatchObject({
    ...{ lr: 0.0003, beta1: 0.8, beta2: 0.99, amsgrad: true, eps: 1e-8 },
  });
  expect(fromPyTorch('Rprop', { etas: [0.4, 1.5], step_sizes: [1e-5, 10] }).hyperparameters).toMatchObject({
    ...{ etaminus: 0.4, etaplus: 1.5, step_min: 1e-5, step_max: 10 },
  });
  expect(fromPyTorch('SGD', { momentum: 0.9, nesterov: true, lr: undefined }).hyperparameters).toMatchObject({
    ...{ lr: 0.001, momentum: 0.9, nesterov: true },
  });
});

test('Adam with decoupled weight decay is AdamW', () => {
  const kwargs = { decoupled_weight_decay: true, lr: 0.002 };
  const { optimizer, hyperparameters } = fromPyTorch('Adam', kwargs);
  expect(optimizer).toBe('adamw');
  expect(hyperparameters).toMatchObject({ lr: 0.002, weight_decay: 0 });
  expect(fromPyTorch('Adam', { decoupled_weight_decay: false }).optimizer).toBe('adam');
});

test('what only changes the speed may have any value', () => {
  const fast = { foreach: true, fused: null, capturable: 'yes', differentiable: [1] };
  for (const { name } of pytorchClasses) expect(fromPyTorch(name, fast)).toEqual(fromPyTorch(name));
});

test('what comes out is what the optimizer takes', () => {
  for (const { name } of pytorchClasses) {
    const { optimizer, hyperparameters } = fromPyTorch(name);
    const rule = findOptimizer(optimizer)?.rule;
    expect(rule && fillSettings(rule, hyperparameters)).toMatchObject(hyperparameters);
  }
});

describe('says what is wrong', () => {
  const sgdNames = 'lr, momentum, dampening, weight_decay, nesterov, maximize';
  test.each<[string, Record<string, unknown>, string]>([
    ['Adam', { betas: [0.9, 1.2] }, 'betas[1] = 1.2 — expected 0 <= beta2 < 1'],
    ['Adam', { betas: [-1, 0.9] }, 'betas[0] = -1 — expected 0 <= beta1 < 1'],
    ['Adam', { betas: [0.9] }, 'betas = [0.9] — expected 2 numbers'],
    ['Adam', { betas: 0.9 }, 'betas = 0.9 — expected 2 numbers'],
    ['Adam', { betas: [0.9, null] }, 'betas[1] = null — expected a finite number, 0 <= beta2 < 1'],
    ['Adam', { lr: -1 }, 'lr = -1 — expected lr >= 0'],
    ['Adam', { lr: '0.1' }, 'lr = "0.1" — expected a finite number, lr >= 0'],
    ['Adam', { lr: Number.NaN }, 'lr = NaN — expected a finite number, lr >= 0'],
    ['Adam', { lr: Symbol('lr') }, 'lr = a symbol — expected a finite number, lr >= 0'],
    ['Adam', { lr: { toString: null } }, 'lr = an object — expected a finite number, lr >= 0'],
    ['Adam', { amsgrad: 1 }, 'amsgrad = 1 — expected true or false'],
    ['Adam', { decoupled_weight_decay: 1 }, 'decoupled_weight_decay = 1 — expected true or false'],
    ['Adadelta', { rho: 1.5 }, 'rho = 1.5 — expected 0 <= rho <= 1'],
    ['Rprop', { etas: [1.2, 0.5] }, 'etas[0] = 1.2 — expected 0 < etaminus < 1'],
    ['Rprop', { etas: [0.5, 1] }, 'etas[1] = 1 — expected etaplus > 1'],
    [
      'SGD',
      { momentun: 0.9 },
      `momentun = 0.9 — expected one of SGD's arguments: ${sgdNames}; did you mean 'momentum'?`,
    ],
    ['SGD', { constructor: 1 }, `constructor = 1 — expected one of SGD's arguments: ${sgdNames}`],
    [
      'SGD',
      { decoupled_weight_decay: true },
      `decoupled_weight_decay = true — expected one of SGD's arguments: ${sgdNames}`,
    ],
    [
      'SGD',
      { nesterov: true },
      'nesterov = true with momentum = 0 and dampening = 0 — expected momentum > 0 and dampening = 0',
    ],
    [
      'SGD',
      { nesterov: true, momentum: 0.9, dampening: 0.1 },
      'nesterov = true with momentum = 0.9 and dampening = 0.1 — expected momentum > 0 and dampening = 0',
    ],
  ])('%s %o', (className, kwargs, message) => {
    expect(() => fromPyTorch(className, kwargs)).toThrow(new PyTorchError(message));
  });

  const names = 'SGD, RMSprop, Adam, AdamW, NAdam, RAdam, Adagrad, Adadelta, Adamax, ASGD, Rprop';
  test.each([
    ['Adma', `class = "Adma" — expected one of ${names}; did you mean 'Adam'?`],
    ['torch.optim.adam', `class = "torch.optim.adam" — expected one of ${names}; did you mean 'Adam'?`],
    ['LBFGS', `class = "LBFGS" — expected one of ${names}`],
    ['torch.nn.Adam', `class = "torch.nn.Adam" — expected one of ${names}`],
  ])('class %s', (className, message) => {
    expect(() => fromPyTorch(className)).toThrow(message);
  });
});

test('survives whatever it is given', () => {
  const anyName = fc.oneof(fc.constantFrom('lr', 'betas', 'nesterov', '__proto__'), fc.string());
  const classNames = fc.oneof(fc.constantFrom(...pytorchClasses.map(({ name }) => name)), fc.string());
  fc.assert(
    fc.property(classNames, fc.dictionary(anyName, fc.anything()), (className, kwargs) => {
      try {
        const { optimizer, hyperparameters } = fromPyTorch(className, kwargs);
        const rule = findOptimizer(optimizer)?.rule;
        return rule !== undefined && fillSettings(rule, hyperparameters) !== undefined;
      } catch (error) {
        return error instanceof PyTorchError && error.message.length < 500;
      }
    }),
  );
});
