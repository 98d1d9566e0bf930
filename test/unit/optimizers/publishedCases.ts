/** Runs of the methods beyond PyTorch as their publications describe them, as reference cases. */
import { findOptimizer } from '../../../core/optimizers/index.ts';
import { fillSettings, numbersIn } from '../../../core/rule/check/settings.ts';
import { mlpStart, problemNamed } from './problems.ts';
import { means } from './published/means.ts';
import { memories } from './published/memories.ts';
import type { Published } from './published/published.ts';
import { steps } from './published/steps.ts';
import type { ReferenceCase } from './stray.ts';

type Hyperparameters = Readonly<Record<string, number>>;

/** By id of the optimizer. */
const published: Readonly<Record<string, Published>> = { ...steps, ...means, ...memories };

const decayed = { weight_decay: 0.1 };

/** Settings to run each of them with: gentle ones, in which rounding errors don't grow. */
const settings: Readonly<Record<string, readonly Hyperparameters[]>> = {
  'clipped-sgd': [{ lr: 0.02 }, { lr: 0.01, max_norm: 3, momentum: 0.8, ...decayed }],
  sam: [{ lr: 0.001 }, { lr: 0.002, momentum: 0.5, rho: 0.2, ...decayed }],
  lars: [{}, { lr: 3, momentum: 0.5, trust_coefficient: 0.003, ...decayed }],
  signum: [{ lr: 0.01 }, { lr: 0.003, momentum: 0.5, ...decayed }],
  lion: [{ lr: 0.01 }, { lr: 0.003, beta1: 0.95, beta2: 0.8, ...decayed }],
  lamb: [{ lr: 0.01 }, { lr: 0.02, beta1: 0.8, beta2: 0.99, eps: 1e-3, weight_decay: 0.2 }],
  adabelief: [{ lr: 0.02 }, { lr: 0.05, beta1: 0.8, beta2: 0.99, eps: 1e-3, ...decayed }],
  yogi: [{}, { lr: 0.05, beta1: 0.8, beta2: 0.9, eps: 0.1, initial_accumulator_value: 0.5 }],
  qhadam: [{ lr: 0.02 }, { lr: 0.05, beta1: 0.9, beta2: 0.99, nu1: 0.5, nu2: 0.8, eps: 1e-3 }],
  'cautious-adamw': [{ lr: 0.02 }, { lr: 0.01, beta1: 0.8, beta2: 0.99, eps: 1e-3, ...decayed }],
  adan: [{ lr: 0.02 }, { lr: 0.01, beta1: 0.9, beta2: 0.8, beta3: 0.95, eps: 1e-3, ...decayed }],
  ademamix: [
    { lr: 0.01 },
    { lr: 0.01, beta1: 0.8, beta2: 0.99, beta3: 0.99, alpha: 3, eps: 1e-3, warmup_steps: 30, ...decayed },
  ],
  adopt: [{ lr: 0.02 }, { lr: 0.01, beta1: 0.8, beta2: 0.99, eps: 1e-3 }],
  schedulefree: [{ lr: 0.05 }, { lr: 0.1, beta1: 0.8, beta2: 0.99, eps: 1e-3, warmup_steps: 20, ...decayed }],
};

const places = [
  { name: 'himmelblau', start: [0, 0.5], tensors: [2] },
  { name: 'beale', start: [1, 1.5], tensors: [1, 1] },
  { name: 'mlp_mini', start: mlpStart, tensors: [32, 8, 24, 3] },
  { name: 'quadratic10', start: [1, -1, 2, 0.5, -2, 1.5, 0, -0.5, 1, 3], tensors: [4, 6] },
];

const checkpoints = [1, 2, 3, 10, 60];

export const publishedCases: readonly ReferenceCase[] = Object.entries(published).flatMap(
  ([optimizer, run]) =>
    (settings[optimizer] ?? []).flatMap((given) =>
      places.map(({ name, start, tensors }) => {
        const rule = findOptimizer(optimizer)?.rule;
        const problem = problemNamed(name);
        const gradient = (at: readonly number[], step: number) => Array.from(problem.gradient(at, step));
        const h = rule ? numbersIn(fillSettings(rule, given)) : {};
        return {
          id: `${optimizer} on ${name} with ${JSON.stringify(given)}`,
          ...{ optimizer, settings: given, problem, start, tensors },
          points: checkpoints.map((step) => ({
            step,
            parameters: run({ start, tensors, steps: step, h, gradient }),
          })),
        };
      }),
    ),
);
