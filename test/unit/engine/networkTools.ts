/** Networks with data to train them on, the trainer's builds, and the float64 engine as its oracle. */
import { readFileSync } from 'node:fs';
import { createNetworkTrainer } from '../../../core/engine/cpu/network/createNetworkTrainer.ts';
import { type KernelBytes, type Kernels, loadKernels } from '../../../core/engine/cpu/network/kernelBytes.ts';
import type {
  NetworkTrainer,
  NetworkTrainerOptions,
} from '../../../core/engine/cpu/network/networkTrainer.ts';
import { createStepper, type Stepper } from '../../../core/engine/cpu/stepper.ts';
import { type SampleProblem, sampleProblem } from '../../../core/engine/gpu/selfTest/sampleProblem.ts';
import { createHyperparametersAt, type HyperparametersAt } from '../../../core/engine/hyperparameters.ts';
import { findOptimizer } from '../../../core/optimizers/index.ts';
import { type BatchRows, createBatches } from '../../../core/problems/data/batches.ts';
import { activations } from '../../../core/problems/models/activations/index.ts';
import { losses } from '../../../core/problems/models/losses/index.ts';
import { createMlp } from '../../../core/problems/models/mlp.ts';
import { createRandom, type Random } from '../../../core/random.ts';
import { fillSettings } from '../../../core/rule/check/settings.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { resolve } from '../../../core/rule/plan/resolve.ts';
import { compileFloat64 } from '../../../core/rule/run/javascriptKernel.ts';
import type { ResolvedRule, Rule, Settings } from '../../../core/rule/syntax/rule.ts';
import { inRoot } from '../../../scripts/tools/paths.mjs';

export const bytesOf = (build: keyof KernelBytes) =>
  new Uint8Array(readFileSync(inRoot('dist', 'kernels', `${build}.wasm`)));

const kernelBytes: KernelBytes = { simd: bytesOf('simd'), relaxed: bytesOf('relaxed') };

const canRelax = WebAssembly.validate(kernelBytes.relaxed);
if (!canRelax)
  console.warn('SKIPPED: this Node.js has no relaxed SIMD, so that build of the kernels is not tested.');

const loaded = new Map<keyof KernelBytes, Kernels>();

export function kernelsOf(build: keyof KernelBytes): Kernels {
  const kernels = loaded.get(build) ?? loadKernels(kernelBytes, build);
  loaded.set(build, kernels);
  return kernels;
}

/** The builds that can run here. */
export const builds: readonly (keyof KernelBytes)[] = canRelax ? ['simd', 'relaxed'] : ['simd'];

export type Problem = SampleProblem;

export const createProblem = sampleProblem;

/**
 * A network and its training by chance, of optimizers that don't divide by the size of a gradient: those make much of the
 * rounding of a small one.
 * @param widest Of a layer.
 */
export function drawNetwork(random: Random, { deepest, widest, mostRows }: DrawLimits) {
  const pick = <Item>(items: readonly Item[]): Item => items[random.below(items.length)] as Item;
  const depth = 1 + random.below(deepest);
  const rows = 1 + random.below(pick([3, 20, 100, mostRows]));
  return {
    widths: Array.from({ length: depth + 1 }, () => 1 + random.below(pick([4, 20, widest]))),
    activation: pick(Object.keys(activations)) as Problem['activation'],
    loss: pick(Object.keys(losses)) as Problem['loss'],
    rows,
    batchSize: 1 + random.below(rows),
    optimizer: pick(['sgd', 'momentum', 'nesterov', 'sam', 'lars', 'clipped-sgd']),
  };
}

interface DrawLimits {
  readonly deepest: number;
  readonly widest: number;
  readonly mostRows: number;
}

export interface Method {
  readonly rule: ResolvedRule;
  readonly hyperparametersAt: HyperparametersAt;
}

/** @param optimizer An id of the table, or the text of a rule. */
export function createMethod(optimizer: string, settings: Settings = {}): Method {
  const rule: Rule | undefined = optimizer.includes('\n')
    ? parseRule(optimizer, 'test')
    : findOptimizer(optimizer)?.rule;
  if (!rule) throw new RangeError(optimizer);
  const filled = fillSettings(rule, settings);
  return { rule: resolve(rule, filled), hyperparametersAt: createHyperparametersAt(filled, null) };
}

/** A power for each parameter, which WebAssembly lacks. */
export const needsJavascript = `# A rule for this test.
name "Rooted"

lr = 0.01 in (0, 1]

state v

update
  v = 0.9 * v + pow(abs(g), 1.5)
  p = p - lr * g / (sqrt(v) + 0.1)
`;

/** Plain gradient descent. */
export const descent = createMethod('sgd', { lr: 0.1 });

export function createTrainer(
  build: keyof KernelBytes,
  { examples, ...problem }: Problem,
  batchSize: number,
  method: Method = descent,
  options: Partial<NetworkTrainerOptions> = {},
): NetworkTrainer {
  const batches = createBatches(examples.rows, batchSize, createRandom(3, 1));
  const kernels = kernelsOf(build);
  return createNetworkTrainer({
    kernels,
    ...problem,
    ...method,
    training: examples,
    batches,
    batchSize,
    ...options,
  });
}

/** The same training in float64. */
export function createOracle(
  { widths, examples, start, ...options }: Problem,
  batch: BatchRows,
  { rule, hyperparametersAt }: Method = descent,
): Stepper {
  const mlp = createMlp(widths, options);
  const batches = createBatches(examples.rows, batch, createRandom(3, 1));
  let rows = batches.next();
  return createStepper(
    {
      start,
      next() {
        rows = batches.next();
      },
      loss: (parameters) => mlp.loss(parameters, examples, rows),
      lossAndGradient: (parameters, gradient) => mlp.lossAndGradient(parameters, examples, rows, gradient),
    },
    compileFloat64(rule, mlp.tensors),
    hyperparametersAt,
  );
}

/** Runs to the end of `steps`, and returns the loss after 0, 1, … steps. */
export function lossesOf(trainer: NetworkTrainer, steps: number): number[] {
  const losses = [trainer.loss];
  while (losses.length <= steps) {
    if (trainer.run(steps + 1 - losses.length) === 0) break;
    losses.push(...trainer.losses);
  }
  return losses;
}

export function oracleLosses(oracle: Stepper, steps: number): number[] {
  const losses = [oracle.loss];
  for (let step = 0; step < steps; step++) {
    oracle.advance();
    losses.push(oracle.loss);
  }
  return losses;
}
