/** A function with a line for each weight computes what the network's own does, to the last bit. */
import { describe, expect, test } from 'vitest';
import { activations } from '../../../core/problems/models/activations/index.ts';
import { losses } from '../../../core/problems/models/losses/index.ts';
import { createMlp, type MlpOptions } from '../../../core/problems/models/mlp.ts';
import { lossAndGradientOf } from '../../../core/problems/models/unrolledMlp.ts';
import { createRandom } from '../../../core/random.ts';

function expectSameBits(widths: readonly number[], options: MlpOptions, scale = 1): void {
  const random = createRandom(7);
  const [inputs = 0, outputs = 0] = [widths[0], widths.at(-1)];
  const rows = 11;
  const data = {
    rows,
    inputs: Float64Array.from({ length: rows * inputs }, () => random.normal()),
    labels: Int32Array.from({ length: rows }, () => random.below(outputs)),
    targets: Float64Array.from({ length: rows * outputs }, () => random.uniform()),
  };
  const model = createMlp(widths, options);
  const unrolled = lossAndGradientOf(widths, options);
  const parameters = model.initialize(random).map((value) => scale * value + 0.1 * random.normal());
  const [expected, gradient] = [new Float64Array(model.size), new Float64Array(model.size).fill(Number.NaN)];
  for (const batch of [
    Int32Array.of(3),
    Int32Array.of(10, 0, 4, 4, 7),
    Int32Array.from({ length: rows }, (_, row) => row),
  ]) {
    const loss = model.lossAndGradient(parameters, data, batch, expected);
    expect(Object.is(unrolled(parameters, data, batch, gradient), loss)).toBe(true);
    expect([...gradient]).toEqual([...expected]);
  }
}

const names = Object.keys(activations) as NonNullable<MlpOptions['activation']>[];
const lossNames = Object.keys(losses) as NonNullable<MlpOptions['loss']>[];

describe.each(names)('%s', (activation) => {
  test.each(lossNames)('with %s', (loss) => {
    const outputs = loss === 'bce_with_logits' ? 1 : 3;
    expectSameBits([4, 6, 5, outputs], { activation, loss });
  });
});

test.each([[[3, 1]], [[8, 8, 1]], [[2, 16, 16, 2]]])('of layers %j', (widths) => {
  expectSameBits(widths, { loss: 'mse' });
});

test('also where numbers get too large', () => {
  expectSameBits([3, 4, 2], { loss: 'mse', activation: 'relu' }, 1e200);
  expectSameBits([3, 4, 2], { loss: 'mse' }, Number.POSITIVE_INFINITY);
});

test('a large network keeps the function that it has', () => {
  expectSameBits([20, 60, 3], {});
  expect(String(lossAndGradientOf([20, 60, 3]))).not.toContain('run(');
});
