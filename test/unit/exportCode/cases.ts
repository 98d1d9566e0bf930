/** Experiments whose scripts are held to our runs: together they have every part that a script can have. */
import { optimizers } from '../../../core/optimizers/index.ts';
import { datasets } from '../../../core/problems/data/index.ts';
import { activations } from '../../../core/problems/models/activations/index.ts';
import { initializations } from '../../../core/problems/models/initializations.ts';
import { surfaces } from '../../../core/problems/surfaces/index.ts';

const moons = { problem: { data: 'moons', hidden: [6] }, lr: [0.05], batch_size: [40], epochs: 2 };
const adam = { optimizers: [{ optimizer: 'adam' }] };

/** Each on a small network: 20 steps. */
export const everyOptimizer = {
  ...moons,
  optimizers: optimizers.map(({ id }) => ({ optimizer: id })),
};

export const everySurface = surfaces.map(({ id, learningRate }) => [
  id,
  { problem: { surface: id }, optimizers: [{ optimizer: 'momentum' }], lr: [learningRate / 4], steps: 100 },
]);

const formulas: Readonly<Record<string, string>> = {
  kinks: 'abs(x - 1) + max(x*y, max(0.5*x**2, y**2)) + min(y, 2)**2',
  shared: 'exp(-(x*y)**2)*log(3 + (x*y)**2) + (x*y)**2/9 + pi*x**2 + sqrt(2 + sin(3)*y**2)',
  functions: 'cosh(x/4) + atan(y)**2 + tanh(x*y)**2 - 0.1*cos(x) + 2**-y + sinh(y)*tan(0.1) + expm1(x**2/9)',
};

export const everyFormula = Object.entries(formulas).map(([name, formula]) => [
  name,
  { problem: { formula, start: [1.3, 0.7] }, optimizers: [{ optimizer: 'adam' }], lr: [0.02], steps: 60 },
]);

/** A model without hidden layers, split and, where numbers have units, standardized. */
export const everyDataset = datasets.map(({ id }) => [
  id,
  {
    problem: { data: id, validation: 0.3 },
    optimizers: [{ optimizer: 'sgd' }],
    lr: [0.02],
    batch_size: ['full'],
    epochs: 3,
  },
]);

export const everyActivation = Object.keys(activations).map((activation) => [
  activation,
  { ...moons, ...adam, problem: { ...moons.problem, hidden: [5, 4], activation } },
]);

export const everyInitialization = Object.keys(initializations).map((init) => [
  init,
  { ...moons, ...adam, problem: { ...moons.problem, init }, seed: [7] },
]);

const scheduled: Readonly<Record<string, object>> = {
  constant: { name: 'constant' },
  StepLR: { name: 'StepLR', step_size: 2, gamma: 0.5 },
  MultiStepLR: { name: 'MultiStepLR', milestones: [1, 3, 3], gamma: 0.3 },
  ExponentialLR: { name: 'ExponentialLR', gamma: 0.9, warmup: { steps: 2 } },
  ConstantLR: { name: 'ConstantLR', factor: 0.25, total_iters: 2 },
  LinearLR: { name: 'LinearLR', start_factor: 0.2, total_iters: 3, per: 'step' },
  PolynomialLR: { name: 'PolynomialLR', total_iters: 5, power: 1.5 },
  CosineAnnealingLR: { name: 'CosineAnnealingLR', T_max: 4, eta_min: 0.001 },
  CosineAnnealingWarmRestarts: { name: 'CosineAnnealingWarmRestarts', T_0: 1, T_mult: 2 },
  WarmRestartsOfOneLength: { name: 'CosineAnnealingWarmRestarts', T_0: 2, eta_min: 0.01 },
  WarmupCosine: { name: 'WarmupCosine', warmup: 10, total: 55 },
  OneCycleLR: { name: 'OneCycleLR', max_lr: 0.1 },
  OneCycleInThreePhases: {
    name: 'OneCycleLR',
    max_lr: 0.1,
    three_phase: true,
    anneal_strategy: 'linear',
    warmup: { steps: 5, start_factor: 0.5 },
  },
  OneCycleWithoutMomentum: { name: 'OneCycleLR', max_lr: 0.1, cycle_momentum: false, total_steps: 60 },
  CyclicLR: { name: 'CyclicLR', base_lr: 0.01, max_lr: 0.1, step_size_up: 7, step_size_down: 12 },
  CyclicFromOwnRate: { name: 'CyclicLR', max_lr: 0.1, step_size_up: 9, mode: 'triangular2' },
  CyclicRange: {
    name: 'CyclicLR',
    base_lr: 0.01,
    max_lr: 0.1,
    step_size_up: 5,
    mode: 'exp_range',
    gamma: 0.98,
  },
  ReduceLROnPlateau: { name: 'ReduceLROnPlateau', patience: 1, factor: 0.5, threshold: 0.3, cooldown: 1 },
  PlateauOfSteps: {
    name: 'ReduceLROnPlateau',
    per: 'step',
    patience: 3,
    factor: 0.5,
    threshold: 0.05,
    threshold_mode: 'abs',
    min_lr: 0.004,
    warmup: { steps: 6 },
  },
  PlateauThatRises: { name: 'ReduceLROnPlateau', mode: 'max', patience: 0, factor: 0.7, per: 'step' },
  SequentialLR: {
    name: 'SequentialLR',
    per: 'step',
    schedulers: [
      ['LinearLR', { total_iters: 10 }],
      ['OneCycleLR', { max_lr: 0.08 }],
      ['CyclicLR', { base_lr: 0.01, max_lr: 0.05, step_size_up: 4, warmup: { steps: 3 } }],
      ['ExponentialLR', { base_lr: 0.02, gamma: 0.95 }],
    ],
    milestones: [8, 25, 45],
  },
};

/** By name; with Adam, whose momentum some cycle. */
export const everySchedule = Object.entries(scheduled).map(([name, schedule]) => [
  name,
  { ...moons, ...adam, epochs: 6, schedule },
]);

const layers = { first: 0.03, last: 0.005 };
const threeLayers = { ...moons, problem: { data: 'moons', hidden: [6, 4] } };

/** What batches, rates by layer and stop rules can be. */
/** Test rows, rows for validation, and none of these, each judged by. */
const heldOut = [
  ['iris', { test: 0.2, validation: 0.25, evaluate_on: 'test' }],
  ['iris', { test: 0.2, validation: 0.25 }],
  ['wine', { test: 0.15 }],
  ['diabetes', { test: 0.1, validation: 0.3 }],
  ['diabetes', { test: 0.3, evaluate_on: 'test' }],
] as const;

export const special: readonly (readonly [string, object])[] = [
  ...heldOut.map(
    ([data, split]) =>
      [
        `${data} with ${JSON.stringify(split)}`,
        { problem: { data, hidden: [4], ...split }, ...adam, lr: [0.05], batch_size: [16], epochs: 3 },
      ] as const,
  ),
  [
    'growing batches',
    {
      ...moons,
      ...adam,
      batch_size: [{ stages: [{ size: 30, epochs: 2 }, { size: 70, epochs: 1 }, { size: 'full' }] }],
      epochs: 5,
      evaluate_every: 2,
      schedule: { name: 'StepLR', step_size: 2 },
    },
  ],
  [
    'growing batches and a plateau',
    {
      ...moons,
      ...adam,
      batch_size: [{ stages: [{ size: 50, epochs: 2 }, { size: 150 }] }],
      epochs: 6,
      schedule: { name: 'ReduceLROnPlateau', patience: 0, threshold: 0.2 },
    },
  ],
  ['rates by layer', { ...threeLayers, optimizers: [{ optimizer: 'adam', layer_lr: layers }] }],
  [
    'rates by layer with a schedule',
    {
      ...threeLayers,
      optimizers: [{ optimizer: 'momentum', layer_lr: layers }],
      schedule: { name: 'CyclicLR', max_lr: 0.1, step_size_up: 4 },
      epochs: 3,
    },
  ],
  [
    'rates by layer that fall',
    {
      ...threeLayers,
      optimizers: [
        { optimizer: 'nesterov', layer_lr: layers, hyperparameters: { form: 'tutorial' } },
        { optimizer: 'rmsprop', layer_lr: layers },
      ],
      schedule: { name: 'ExponentialLR', gamma: 0.7 },
      epochs: 3,
    },
  ],
  [
    'rates by layer on a plateau',
    {
      ...threeLayers,
      optimizers: [{ optimizer: 'adam', layer_lr: layers }],
      schedule: { name: 'ReduceLROnPlateau', patience: 1, threshold: 0.3, per: 'step' },
    },
  ],
  ['a target, a mean over an epoch', { ...moons, ...adam, epochs: 20, stop: { target: 0.35 } }],
  ['a target on a surface', { ...everySurfaceBase(), stop: { target: 0.5 } }],
  [
    'patience',
    {
      problem: { data: 'xor', hidden: [4], validation: 0.25 },
      optimizers: [{ optimizer: 'sgd' }],
      lr: [2],
      batch_size: [30],
      epochs: 40,
      stop: { patience: 2 },
    },
  ],
  ['divergence', { ...everySurfaceBase(), lr: [0.03] }],
  [
    'divergence of a network',
    {
      ...moons,
      optimizers: [{ optimizer: 'sgd' }],
      problem: { data: 'linear', hidden: [4] },
      lr: [40],
      epochs: 30,
    },
  ],
  [
    'settings and options',
    {
      ...moons,
      optimizers: [
        { optimizer: 'adam', hyperparameters: { amsgrad: true, weight_decay: 0.01, beta1: 0.8 } },
        { optimizer: 'sgd', hyperparameters: { momentum: 0.9, nesterov: true, weight_decay: 0.02 } },
        { optimizer: 'sgd', hyperparameters: { momentum: 0.8, dampening: 0.3, maximize: true } },
        { optimizer: 'momentum', hyperparameters: { form: 'tutorial' } },
        { optimizer: 'nesterov', hyperparameters: { form: 'keras' } },
        { optimizer: 'nesterov', hyperparameters: { form: 'tutorial' } },
        { optimizer: 'adamw', hyperparameters: { weight_decay: 0.2 } },
        { optimizer: 'lion', hyperparameters: { weight_decay: 0.1 } },
        { optimizer: 'adadelta', hyperparameters: { rho: 0.8 } },
      ],
    },
  ],
];

function everySurfaceBase() {
  return { problem: { surface: 'valley' }, optimizers: [{ optimizer: 'sgd' }], lr: [0.01], steps: 150 };
}
