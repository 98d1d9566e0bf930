/** Where steps land: the fit by noise against NumPy's, and noise over rows against closed forms. */
import { describe, expect, test } from 'vitest';
import { landingOf } from '../../../core/diagnostics/alpha.ts';
import { endOver, type NoisyEnd } from '../../../core/diagnostics/noisyEnd.ts';
import { createMlp } from '../../../core/problems/models/mlp.ts';
import { createRandom } from '../../../core/random.ts';

const endOf = (loss: number, slope: number, lossVariance: number, slopeVariance: number): NoisyEnd => ({
  ...{ loss, slope, lossVariance, slopeVariance },
});

describe('the fit', () => {
  /**
   * By NumPy 2.4.6, with losses f, slopes s and their variances vf, vs:
   *
   *     P = np.array([[1, 0, 0], [1, 1, 1], [0, 1, 0], [0, 1, 2]], float)
   *     W = np.diag(1 / np.array(vf + vs, float))
   *     c, b, a = np.linalg.solve(P.T @ W @ P, P.T @ W @ np.array(f + s, float))
   *     alpha = -2 * a / b - 1
   */
  test.each([
    [[1, 0.9], [-0.5, 0.1], [0.04, 0.01], [0.002, 0.009], 0.21788772597526185],
    [[2.3, 2.35], [-0.2, -0.12], [0.5, 0.4], [1e-4, 3e-4], -0.599860007388499],
    [[0.7, 0.2], [-0.6, 0.3], [1e-4, 2e-4], [0.3, 0.2], 0.020285087719353223],
    [[1, 0.9], [-0.5, 0.1], [1, 1], [1, 1], 0.25],
  ] as const)('of losses %o and slopes %o with variances %o and %o is NumPy’s', (f, s, vf, vs, expected) => {
    const found = landingOf(endOf(f[0], s[0], vf[0], vs[0]), endOf(f[1], s[1], vf[1], vs[1]));
    expect(found).toBeCloseTo(expected, 11);
  });

  test('weighs all alike where a variance is not known, or none is above 0', () => {
    const alike = landingOf(endOf(1, -0.5, 1, 1), endOf(0.9, 0.1, 1, 1));
    for (const variance of [0, Number.NaN]) {
      const found = landingOf(endOf(1, -0.5, variance, variance), endOf(0.9, 0.1, variance, variance));
      expect(found).toBe(alike);
    }
    const half = landingOf(endOf(1, -0.5, 0.2, Number.NaN), endOf(0.9, 0.1, 0.3, 0.1));
    expect(half).toBe(alike);
  });

  test('finds a step on ½ (1 − τ)² that ended at τ = 1.5, through noise, better than one that weighs all alike', () => {
    // In its own measure: loss ½ (1 − 1.5 t)², so that slopes are −1.5 and 0.75, and α is 0.5.
    const random = createRandom(7);
    const noise = (deviation: number) => deviation * random.normal();
    const [ofLoss, ofSlope] = [0.5, 0.05];
    let [weighed, alike] = [0, 0];
    const times = 2000;
    for (let time = 0; time < times; time++) {
      const ends = [
        [0.5, -1.5],
        [0.125, 0.75],
      ].map(([loss = 0, slope = 0]) => [loss + noise(ofLoss), slope + noise(ofSlope)] as const);
      const [[f0, s0] = [0, 0], [f1, s1] = [0, 0]] = ends;
      const [vf, vs] = [ofLoss ** 2, ofSlope ** 2];
      weighed += (landingOf(endOf(f0, s0, vf, vs), endOf(f1, s1, vf, vs)) - 0.5) ** 2;
      alike += (landingOf(endOf(f0, s0, 1, 1), endOf(f1, s1, 1, 1)) - 0.5) ** 2;
    }
    // Of −s₁ / s₀ the variance is about (v(s₁) + α² v(s₀)) / 1.5².
    expect(Math.sqrt(weighed / times)).toBeCloseTo((0.05 * Math.sqrt(1.25)) / 1.5, 2);
    expect(Math.sqrt(alike / times)).toBeGreaterThan(2 * Math.sqrt(weighed / times));
  });
});

test('losses and slopes have the means and variances of the rows', () => {
  // (w x + b − y)², and along (u, v) 2 (w x + b − y) (u x + v).
  const model = createMlp([1, 1], { loss: 'mse' });
  const [xs, ys] = [
    [0.5, -1, 2, 0.25, 9],
    [1.5, -0.5, 0.75, -2, 9],
  ];
  const training = { rows: 5, inputs: Float64Array.from(xs), labels: [], targets: Float64Array.from(ys) };
  const [w, b, u, v] = [0.3, -0.2, 0.05, 0.4];
  const rows = Int32Array.of(2, 0, 3);
  const end = endOver({ model, training }, rows, Float64Array.of(w, b), Float64Array.of(u, v));
  const wrong = (row: number) => w * (xs[row] ?? 0) + b - (ys[row] ?? 0);
  const losses = [...rows].map((row) => wrong(row) ** 2);
  const slopes = [...rows].map((row) => 2 * wrong(row) * (u * (xs[row] ?? 0) + v));
  const mean = (values: readonly number[]) =>
    (values[0] ?? 0) / 3 + (values[1] ?? 0) / 3 + (values[2] ?? 0) / 3;
  /** Half the mean of squared differences of pairs, over the number of rows. */
  const variance = ([p = 0, q = 0, r = 0]: readonly number[]) =>
    ((p - q) ** 2 + (p - r) ** 2 + (q - r) ** 2) / 3 / 2 / 3;
  expect(end.loss).toBeCloseTo(mean(losses), 12);
  expect(end.slope).toBeCloseTo(mean(slopes), 12);
  expect(end.lossVariance).toBeCloseTo(variance(losses), 12);
  expect(end.slopeVariance).toBeCloseTo(variance(slopes), 12);
  const one = endOver({ model, training }, rows.subarray(0, 1), Float64Array.of(w, b), Float64Array.of(u, v));
  expect([one.lossVariance, one.slopeVariance]).toEqual([Number.NaN, Number.NaN]);
});
