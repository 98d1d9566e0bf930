import type { Surface } from './surface.ts';

/** The roots of 2t³ − 16t + 5/2 at which the second derivative is positive. */
const low = -2.903534027771177;
const high = 2.746802770990837;

/**
 * Four minima, one lower than the others. Styblinski & Tang 1990, "Experiments in nonconvex optimization: stochastic
 * approximation with function smoothing and simulated annealing".
 */
export const styblinskiTang: Surface = {
  id: 'styblinskiTang',
  name: 'Styblinski–Tang',
  formula: '½(x⁴ − 16x² + 5x + y⁴ − 16y² + 5y)',
  text: '(x**4 - 16*x**2 + 5*x + y**4 - 16*y**2 + 5*y)/2',
  axes: ['x', 'y'],
  minima: [[low, low]],
  localMinima: [
    [low, high],
    [high, low],
    [high, high],
  ],
  start: [-0.5, -1],
  starts: [
    { label: 'toward the lowest minimum', at: [-0.5, -1] },
    { label: 'toward the highest minimum', at: [1, 0.5] },
    { label: 'in the corner', at: [-4, 4] },
  ],
  window: { x: [-4.5, 4.5], y: [-4.5, 4.5] },
  levels: [-70, -60, -50, -40, -30, -20, -10, 0, 30, 80],
  learningRate: 0.01,
  steps: 100,
  value: (x, y) => 0.5 * (quartic(x) + quartic(y)),
  gradient(x, y, gradient) {
    gradient[0] = slope(x);
    gradient[1] = slope(y);
  },
};

function quartic(t: number): number {
  const square = t * t;
  return square * square - 16 * square + 5 * t;
}

function slope(t: number): number {
  return 2 * (t * t * t) - 16 * t + 2.5;
}
