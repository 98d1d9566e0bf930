/** The Hessian of a network times a direction, held to differences of its gradients, and its largest eigenvalue. */
import { describe, expect, test } from 'vitest';
import type { ActivationName } from '../../../core/problems/models/activations/index.ts';
import type { LossName } from '../../../core/problems/models/losses/index.ts';
import { createMlp, type Examples } from '../../../core/problems/models/mlp.ts';
import { sharpnessAt } from '../../../core/problems/sharpness.ts';
import { createRandom } from '../../../core/random.ts';
import { largestDeviation } from './differences.ts';

const rows = 9;
const all = Int32Array.from({ length: rows }, (_, row) => row);

function examplesFor(loss: LossName, features: number, outputs: number): Examples {
  const random = createRandom(7);
  const inputs = Float64Array.from({ length: rows * features }, () => random.normal());
  if (loss === 'cross_entropy')
    return { rows, inputs, labels: Int32Array.from({ length: rows }, () => random.below(outputs)) };
  return { rows, inputs, targets: Float64Array.from({ length: rows * outputs }, () => random.uniform()) };
}

function networkOf(activation: ActivationName, loss: LossName, widths: readonly number[]) {
  const model = createMlp(widths, { activation, loss });
  const data = examplesFor(loss, widths[0] ?? 0, widths.at(-1) ?? 0);
  const random = createRandom(11);
  // Biases, too, so that all parts count.
  const point = Float64Array.from({ length: model.size }, () => 0.7 * random.normal());
  const direction = Float64Array.from({ length: model.size }, () => random.normal());
  const gradientAt = (parameters: Float64Array) => {
    const gradient = new Float64Array(model.size);
    model.lossAndGradient(parameters, data, all, gradient);
    return gradient;
  };
  const product = (along: Float64Array) => {
    const into = new Float64Array(model.size).fill(Number.NaN);
    model.hessianProduct(point, data, all, along, into);
    return into;
  };
  /** (g(p + h v) − g(p − h v)) / 2h */
  const difference = (along: Float64Array, h = 1e-6) => {
    const [forward, back] = [h, -h].map((by) => gradientAt(point.map((p, i) => p + by * (along[i] ?? 0))));
    return Array.from(forward ?? [], (slope, i) => (slope - (back?.[i] ?? 0)) / (2 * h));
  };
  return { model, data, point, direction, product, difference };
}

const activations = ['tanh', 'sigmoid', 'relu', 'gelu', 'gelu_tanh', 'identity'] as const;
const losses = ['mse', 'cross_entropy', 'bce_with_logits'] as const;
const pairs = activations.flatMap((activation) => losses.map((loss) => [activation, loss] as const));

describe.each(pairs)('%s, %s', (activation, loss) => {
  test.each([[[3, 4]], [[3, 5, 4]], [[3, 6, 5, 4]]])(
    'widths %j: the product is what gradients change by',
    (widths) => {
      const { direction, product, difference } = networkOf(activation, loss, widths);
      expect(largestDeviation(product(direction), difference(direction))).toBeLessThan(1e-8);
    },
  );
});

test('the Hessian is symmetric', () => {
  const { model, product } = networkOf('gelu', 'cross_entropy', [2, 4, 3]);
  const unit = (at: number) => Float64Array.from({ length: model.size }, (_, i) => (i === at ? 1 : 0));
  const columns = Array.from({ length: model.size }, (_, at) => product(unit(at)));
  for (const [i, column] of columns.entries())
    for (const [j, entry] of column.entries()) expect(entry).toBeCloseTo(columns[j]?.[i] ?? Number.NaN, 14);
});

test('its largest eigenvalue is that of the matrix made of differences', () => {
  const { model, data, point, product, difference } = networkOf('tanh', 'mse', [2, 5, 1]);
  const unit = (at: number) => Float64Array.from({ length: model.size }, (_, i) => (i === at ? 1 : 0));
  const matrix = Array.from({ length: model.size }, (_, at) => difference(unit(at)));
  const largest = largestEigenvalue(matrix);
  const objective = {
    lossAndGradient: (p: Float64Array, g: Float64Array) => model.lossAndGradient(p, data, all, g),
    hessianProduct: (p: Float64Array, v: Float64Array, into: Float64Array) =>
      model.hessianProduct(p, data, all, v, into),
  };
  expect(sharpnessAt(objective, point) / largest).toBeCloseTo(1, 5);
  // By differences where nobody has derived it.
  expect(sharpnessAt({ lossAndGradient: objective.lossAndGradient }, point) / largest).toBeCloseTo(1, 5);
  expect(product(point)).not.toContain(Number.NaN);
});

/** Of a symmetric matrix, by Jacobi's rotations. */
function largestEigenvalue(given: readonly (readonly number[])[]): number {
  const a = given.map((row, i) => row.map((entry, j) => (entry + (given[j]?.[i] ?? 0)) / 2));
  const at = (i: number, j: number) => a[i]?.[j] ?? 0;
  const set = (i: number, j: number, value: number) => {
    const row = a[i];
    if (row) row[j] = value;
  };
  for (let sweep = 0; sweep < 30; sweep++)
    for (let p = 0; p < a.length; p++)
      for (let q = p + 1; q < a.length; q++) {
        if (at(p, q) === 0) continue;
        const angle = 0.5 * Math.atan2(2 * at(p, q), at(q, q) - at(p, p));
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        for (let k = 0; k < a.length; k++) {
          const [kp, kq] = [at(k, p), at(k, q)];
          set(k, p, c * kp - s * kq);
          set(k, q, s * kp + c * kq);
        }
        for (let k = 0; k < a.length; k++) {
          const [pk, qk] = [at(p, k), at(q, k)];
          set(p, k, c * pk - s * qk);
          set(q, k, s * pk + c * qk);
        }
      }
  return a.map((_, i) => at(i, i)).reduce((best, each) => (Math.abs(each) > Math.abs(best) ? each : best), 0);
}
