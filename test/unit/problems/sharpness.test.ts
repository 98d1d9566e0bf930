import { describe, expect, test } from 'vitest';
import { sharpnessAt } from '../../../core/problems/sharpness.ts';

/** ½ Σ λᵢ pᵢ², turned by no angle. */
const quadratic = (...eigenvalues: readonly number[]) => ({
  lossAndGradient(point: Float64Array, gradient: Float64Array) {
    for (const [i, value] of eigenvalues.entries()) gradient[i] = value * (point[i] ?? 0);
    return 0;
  },
});

describe('the sharpness', () => {
  test('is the eigenvalue of the Hessian that is largest in size', () => {
    expect(sharpnessAt(quadratic(3, 40, 7), Float64Array.of(1, 2, 3))).toBeCloseTo(40, 6);
    expect(sharpnessAt(quadratic(3, -40, 7), Float64Array.of(100, 200, 300))).toBeCloseTo(-40, 6);
    expect(sharpnessAt(quadratic(0, 0), Float64Array.of(1, 2))).toBe(0);
  });

  test('is that of the place, as on Rosenbrock', () => {
    const rosenbrock = {
      lossAndGradient([x = 0, y = 0]: Float64Array, gradient: Float64Array) {
        gradient[0] = -2 * (1 - x) - 400 * x * (y - x * x);
        gradient[1] = 200 * (y - x * x);
        return 0;
      },
    };
    for (const [x, y] of [
      [1, 1],
      [-1.5, 2],
    ] as const) {
      const [a, b, c] = [2 - 400 * (y - 3 * x * x), -400 * x, 200];
      const largest = (a + c) / 2 + Math.hypot((a - c) / 2, b);
      expect(sharpnessAt(rosenbrock, Float64Array.of(x, y)) / largest).toBeCloseTo(1, 6);
    }
  });

  test('is no number where a gradient is none', () => {
    const broken = {
      lossAndGradient(_: Float64Array, gradient: Float64Array) {
        gradient.fill(Number.NaN);
        return 0;
      },
    };
    expect(sharpnessAt(broken, Float64Array.of(1, 2))).toBeNaN();
  });
});
