/** A network and examples made up by chance, to compare engines by. */
import { createBatches } from '../../../problems/data/batches.ts';
import type { ActivationName } from '../../../problems/models/activations/index.ts';
import type { LossName } from '../../../problems/models/losses/index.ts';
import { createMlp, type Examples } from '../../../problems/models/mlp.ts';
import type { ModelTask } from '../../../problems/models/modelTask.ts';
import { createRandom } from '../../../random.ts';

export interface SampleProblem {
  readonly widths: readonly number[];
  readonly activation: ActivationName;
  readonly loss: LossName;
  readonly examples: Examples;
  readonly start: Float64Array;
}

/** Numbers that single precision has too, so that nothing is rounded before a comparison begins. */
const single = (numbers: Iterable<number>) => Float64Array.from(numbers, Math.fround);

/** @param rows How many examples. */
export function sampleProblem(
  widths: readonly number[],
  activation: ActivationName = 'tanh',
  loss: LossName = 'cross_entropy',
  rows = 80,
): SampleProblem {
  const [features = 0, outputs = 0] = [widths[0], widths.at(-1)];
  const { uniform } = createRandom(7, 1);
  const draw = (count: number, next: () => number) => Array.from({ length: count }, next);
  const inputs = single(draw(rows * features, () => 2 * uniform() - 1));
  const labels = Int32Array.from(draw(rows, () => Math.floor(uniform() * outputs)));
  // Far from the outputs: where an output nearly is its target, little but rounding is left of their difference.
  const target = loss === 'mse' ? () => 3 + uniform() : () => Math.round(uniform());
  const targets = single(draw(rows * outputs, target));
  const answers = loss === 'cross_entropy' ? { labels } : { targets };
  const start = createMlp(widths, { activation, loss }).initialize(createRandom(7, 0));
  // Biases of 0 would hide what becomes of them.
  const isBias = (value: number) => value === 0;
  return {
    ...{ widths, activation, loss, examples: { rows, inputs, ...answers } },
    start: single(start.map((value) => (isBias(value) ? uniform() - 0.5 : value))),
  };
}

/** Its training on mini-batches. */
export function sampleTask(
  { widths, activation, loss, examples, start }: SampleProblem,
  batchSize: number,
): ModelTask {
  const options = { activation, loss };
  return {
    ...{ widths, options, start, batchSize },
    model: createMlp(widths, options),
    training: examples,
    validation: null,
    batchesFrom(stepsDone) {
      const batches = createBatches(examples.rows, batchSize, createRandom(3, 1));
      for (let step = 0; step < stepsDone; step++) batches.next();
      return batches;
    },
  };
}
