import { describe, expect, test } from 'vitest';
import { distance } from '../../../core/engine/gpu/selfTest/distance.ts';
import {
  builds,
  createMethod,
  createOracle,
  createProblem,
  createTrainer,
  lossesOf,
  type Method,
  needsJavascript,
  oracleLosses,
} from './networkTools.ts';

const steps = 50;

/** Largest difference of 51 losses, as a share of the largest. What is measured stays below half of it. */
const tolerance = 3e-6;

/** Optimizers that compute with each parameter by itself. */
const elementwise: readonly [name: string, method: Method][] = [
  ['SGD', createMethod('sgd', { lr: 0.1 })],
  ['heavy ball', createMethod('momentum', { lr: 0.05 })],
  ['PyTorch momentum, Nesterov', createMethod('sgd', { lr: 0.05, momentum: 0.9, nesterov: true })],
  ['Adam', createMethod('adam', { lr: 0.01 })],
  ['Adam with AMSGrad', createMethod('adam', { lr: 0.01, amsgrad: true })],
  ['AdamW', createMethod('adamw', { lr: 0.01, weight_decay: 0.1 })],
  ['RMSProp', createMethod('rmsprop', { lr: 0.003 })],
  ['Adagrad', createMethod('adagrad', { lr: 0.03 })],
  ['Lion', createMethod('lion', { lr: 0.003 })],
  ['NAdam, which keeps a product over steps', createMethod('nadam', { lr: 0.01 })],
];

const others: readonly [name: string, method: Method][] = [
  ['Nesterov, which takes its gradient ahead', createMethod('nesterov', { lr: 0.05 })],
  ['SAM, which takes two gradients', createMethod('sam', { lr: 0.05 })],
  ['LAMB, with norms of each tensor', createMethod('lamb', { lr: 0.01 })],
  ['LARS, with norms of each tensor', createMethod('lars', { lr: 0.1 })],
  ['clipping, with the norm of all gradients', createMethod('clipped-sgd', { lr: 0.1 })],
];

describe.each(builds)('%s kernels', (build) => {
  test.each([...elementwise, ...others])('train as float64 does with %s', (_, method) => {
    const problem = createProblem([5, 17, 9, 3]);
    const trainer = createTrainer(build, problem, 32, method);
    expect(trainer.description).not.toContain('JavaScript');
    const expected = oracleLosses(createOracle(problem, 32, method), steps);
    expect(distance(lossesOf(trainer, steps), expected)).toBeLessThan(tolerance);
  });

  test.each([
    [[2, 16, 16, 1], 'bce_with_logits'],
    [[6, 1], 'mse'],
    [[8, 24, 5], 'mse'],
    [[3, 7, 4], 'bce_with_logits'],
  ] as const)('train %j with %s as float64 does', (widths, loss) => {
    const problem = createProblem(widths, 'gelu', loss);
    const method = createMethod('adam', { lr: 0.01 });
    const expected = oracleLosses(createOracle(problem, 13, method), steps);
    expect(distance(lossesOf(createTrainer(build, problem, 13, method), steps), expected)).toBeLessThan(
      tolerance,
    );
  });
});

const meanOfEach = `# A rule for this test.
name "Centered"

lr = 0.1 in (0, 1]

state v = p

update
  v = 0.5 * v + mean(g + 1)
  p = p - lr * (g - mean(g)) + 0.001 * v
`;

test('a rule that WebAssembly can not compute runs as JavaScript, and says so', () => {
  const problem = createProblem([5, 17, 3]);
  const method = createMethod(needsJavascript);
  const trainer = createTrainer('simd', problem, 32, method);
  expect(trainer.description).toMatch(
    /the update as JavaScript, since line 9 needs a power for each parameter/,
  );
  const expected = oracleLosses(createOracle(problem, 32, method), steps);
  expect(distance(lossesOf(trainer, steps), expected)).toBeLessThan(tolerance);
});

/** Both are computed as JavaScript, for the power in their last line. */
const lookAheads = {
  'at a point ahead': [
    'g = gradient at p + where(t > 3, momentum, lr) * v * scale',
    'scale *= 0.99',
    'v = momentum * v - lr * g',
    'p += v + 0.001 * pow(abs(p), 1.5)',
  ],
  'at two points': [
    'g = gradient at p + 0.05 * g / (global_norm(g) + 1e-12) - lr * v / t',
    'v = momentum * v + g',
    'p -= lr * v * scale + 0.001 * pow(abs(p), 1.5)',
  ],
} as const;

test.each(Object.entries(lookAheads))('a rule in JavaScript takes its gradient %s', (_, update) => {
  const declarations = ['name "Ahead"', 'lr = 0.05 in (0, 1]', 'momentum = 0.9 in [0, 1)'];
  const lines = [
    ...declarations,
    'state v',
    'scalar scale = 1',
    'update',
    ...update.map((line) => `  ${line}`),
  ];
  const problem = createProblem([5, 17, 3]);
  const method = createMethod(lines.join('\n'));
  const trainer = createTrainer('simd', problem, 32, method);
  expect(trainer.description).toContain('the update as JavaScript');
  const oracle = createOracle(problem, 32, method);
  const expected = oracleLosses(oracle, steps);
  expect(distance(lossesOf(trainer, steps), expected)).toBeLessThan(tolerance);
  expect(distance(trainer.parameters(), oracle.parameters)).toBeLessThan(tolerance);
});

test('means are over the parameters that there are, not over padding', () => {
  const problem = createProblem([5, 7, 3]);
  const method = createMethod(meanOfEach);
  const trainer = createTrainer('simd', problem, 32, method);
  const oracle = createOracle(problem, 32, method);
  const expected = oracleLosses(oracle, steps);
  expect(distance(lossesOf(trainer, steps), expected)).toBeLessThan(tolerance);
  expect(distance(trainer.parameters(), oracle.parameters)).toBeLessThan(tolerance);
});
