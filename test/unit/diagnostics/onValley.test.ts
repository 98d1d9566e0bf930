/** Each diagnostic of gradient descent on the valley, ½ (100 w0² + w1²) from (1, 10), against closed forms. */
import { describe, expect, test } from 'vitest';
import { edgeOf as edgeAt } from '../../../core/diagnostics/sharpness.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { diagnosed, onValley } from './diagnosed.ts';

const lr = 0.015;
/** Before step t of plain gradient descent. */
const [steep, flat] = [(t: number) => (1 - 100 * lr) ** (t - 1), (t: number) => 10 * (1 - lr) ** (t - 1)];
const steps = Array.from({ length: 40 }, (_, i) => i + 1);

describe('plain gradient descent', () => {
  const { seriesOf } = diagnosed(onValley('sgd'));

  test('the gradient norm', () => {
    const { steps: measured, values } = seriesOf('gradientNorm');
    expect([...measured]).toEqual(steps);
    for (const [i, t] of steps.entries())
      expect((values[i] ?? 0) / Math.hypot(100 * steep(t), flat(t))).toBeCloseTo(1, 12);
  });

  test('the update-to-weight ratio', () => {
    const { values } = seriesOf('updateToWeight');
    for (const [i, t] of steps.entries()) {
      const expected = (lr * Math.hypot(100 * steep(t), flat(t))) / Math.hypot(steep(t), flat(t));
      expect((values[i] ?? 0) / expected).toBeCloseTo(1, 12);
    }
  });

  test('the effective learning rate is the learning rate, of all parameters', () => {
    const { values, lows, highs } = seriesOf('effectiveRate');
    for (const each of [values, lows, highs]) {
      expect(each).toHaveLength(40);
      for (const value of each) expect(value).toBeCloseTo(lr, 14);
    }
  });

  test('the sharpness is 100 everywhere, and its edge 2/lr', () => {
    const { steps: measured, values, references } = seriesOf('sharpness');
    expect([...measured]).toEqual([1, 6, 11, 16, 21, 26, 31, 36, 40]);
    for (const value of values) expect(value).toBeCloseTo(100, 4);
    for (const value of references) expect(value).toBeCloseTo(2 / lr, 10);
  });

  test('alpha is exact on a quadratic: the minimum along −g is at gᵀg / lr gᵀHg', () => {
    const { values, references } = seriesOf('alpha');
    for (const [i, t] of steps.entries()) {
      const [a, b] = [100 * steep(t), flat(t)];
      const minimum = (a * a + b * b) / (lr * (100 * a * a + b * b));
      expect(values[i]).toBeCloseTo(1 / minimum - 1, 9);
    }
    expect(new Set(references)).toEqual(new Set([0]));
  });

  test('there is no noise scale, since there are no rows', () => {
    expect(seriesOf('noiseScale').values.every(Number.isNaN)).toBe(true);
  });
});

describe('alpha', () => {
  const alphaOf = (rate: number, others: object = {}) => [
    ...diagnosed(
      onValley('sgd', { lr: [rate], steps: 3, problem: { surface: 'valley', start: [1, 0] }, ...others }),
      ['alpha'],
    ).seriesOf('alpha').values,
  ];

  test('is lr · 100 − 1 along the steep direction: 0 at the minimum, 1 on the other side', () => {
    expect(alphaOf(0.005)[0]).toBeCloseTo(-0.5, 12);
    expect(alphaOf(0.01)[0]).toBeCloseTo(0, 12);
    expect(alphaOf(0.02)[0]).toBeCloseTo(1, 12);
  });

  test('is -1 of a step that stands still, and 2 at most', () => {
    expect(alphaOf(0.01, { problem: { surface: 'valley', start: [0, 0] } })).toEqual([-1, -1, -1]);
    expect(alphaOf(0.05)).toEqual([2, 2, 2]);
  });

  test('is 2 of a step uphill from its beginning, also on a concave piece', () => {
    expect(
      alphaOf(0.001, { optimizers: [{ optimizer: 'sgd', hyperparameters: { maximize: true } }] })[0],
    ).toBe(2);
    const hill = { problem: { formula: '-x**2 + y**2', start: [1, 0] }, steps: 2 };
    const up = { optimizers: [{ optimizer: 'sgd', hyperparameters: { maximize: true } }] };
    expect(alphaOf(0.01, { ...hill, ...up })[0]).toBe(2);
    // Down a concave piece the minimum is never reached.
    expect(alphaOf(0.01, hill)[0]).toBe(-1);
  });

  test('fits by least squares where losses and slopes are of no parabola', () => {
    // x⁴ from 1 with update −0.4: τ = 0, 1.
    const { values } = diagnosed(
      {
        problem: { formula: 'x**4 + 0*y', start: [1, 0] },
        optimizers: [{ optimizer: 'sgd' }],
        lr: [0.1],
        steps: 1,
      },
      ['alpha'],
    ).seriesOf('alpha');
    const [f0, f1, s0, s1] = [1, 0.6 ** 4, -0.4 * 4, -0.4 * 4 * 0.6 ** 3];
    const squares = (a: number, b: number, c: number) =>
      (c - f0) ** 2 + (a + b + c - f1) ** 2 + (b - s0) ** 2 + (2 * a + b - s1) ** 2;
    const a = (s1 - s0) / 2;
    const b = -(2 * a) / ((values[0] ?? Number.NaN) + 1);
    const c = (f0 + f1 - a - b) / 2;
    const least = squares(a, b, c);
    for (const [da, db, dc] of [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [-1, 1, 0],
    ] as const)
      for (const h of [1e-3, -1e-3])
        expect(squares(a + h * da, b + h * db, c + h * dc)).toBeGreaterThan(least);
  });
});

describe('the edge of stability', () => {
  const edgeOf = (optimizer: string, others: object = {}) => [
    ...diagnosed(onValley(optimizer, { steps: 6, ...others }), ['sharpness']).seriesOf('sharpness')
      .references,
  ];

  test('of momentum and of Nesterov’s gradient is that of theory', () => {
    expect(edgeOf('momentum')[0]).toBeCloseTo((2 + 2 * 0.9) / lr, 9);
    expect(edgeOf('nesterov')[0]).toBeCloseTo((2 + 2 * 0.9) / ((1 + 2 * 0.9) * lr), 9);
    expect(edgeOf('sgd', { hyperparameters: { momentum: 0.5, nesterov: true } })[0]).toBeCloseTo(
      3 / (2 * lr),
      9,
    );
  });

  test('follows the schedule', () => {
    const [first, last] = edgeOf('sgd', {
      schedule: { name: 'StepLR', step_size: 3, gamma: 0.1, per: 'step' },
    });
    expect(first).toBeCloseTo(2 / lr, 9);
    expect((last ?? 0) / (20 / lr)).toBeCloseTo(1, 9);
  });

  test('is not known of other optimizers, of weight decay, or going up', () => {
    expect(edgeOf('adam')).toEqual([]);
    for (const hyperparameters of [
      { weight_decay: 0.1 },
      { momentum: 0.9, dampening: 0.1 },
      { maximize: true },
    ])
      expect(edgeOf('sgd', { hyperparameters }), JSON.stringify(hyperparameters)).toEqual([]);
    const [spec = expect.fail('no run')] = expandExperiment(parseExperiment(onValley('sgd')));
    expect(edgeAt(spec, { lr: 0 })).toBeNull();
    expect(edgeAt({ ...spec, layerRates: [0.1, 0.2] }, { lr: 0.1 })).toBeNull();
  });
});

test('the effective rate of Adam’s first step is lr over the gradient’s size; a gradient of 0 has none', () => {
  const first = diagnosed(onValley('adam', { steps: 1 }), ['effectiveRate']).seriesOf('effectiveRate');
  // Gradients are 100 and 10, and both parameters move by lr.
  const [small, large] = [lr / 100, lr / 10];
  expect((first.values[0] ?? 0) / ((small + large) / 2)).toBeCloseTo(1, 6);
  expect((first.lows[0] ?? 0) / (small + 0.1 * (large - small))).toBeCloseTo(1, 6);
  expect((first.highs[0] ?? 0) / (small + 0.9 * (large - small))).toBeCloseTo(1, 6);
  // Whichever parameter comes first: here gradients are 1 and 10.
  const turned = { problem: { surface: 'valley', start: [0.01, 10] }, steps: 1 };
  const { lows, highs } = diagnosed(onValley('adam', turned), ['effectiveRate']).seriesOf('effectiveRate');
  expect((lows[0] ?? 0) / (lr / 10 + 0.1 * (lr - lr / 10))).toBeCloseTo(1, 6);
  expect((highs[0] ?? 0) / (lr / 10 + 0.9 * (lr - lr / 10))).toBeCloseTo(1, 6);
  const along = { problem: { surface: 'valley', start: [0, 3] }, steps: 1 };
  const one = diagnosed(onValley('sgd', along), ['effectiveRate']).seriesOf('effectiveRate');
  expect([one.lows[0], one.values[0], one.highs[0]].map((value) => Number(value?.toFixed(12)))).toEqual([
    lr,
    lr,
    lr,
  ]);
  const still = { problem: { surface: 'valley', start: [0, 0] }, steps: 1 };
  expect(diagnosed(onValley('sgd', still), ['effectiveRate']).seriesOf('effectiveRate').values[0]).toBeNaN();
});
