import type { Surface } from './surface.ts';

/**
 * A bowl whose axes are turned against the parameters'. Number 17 in Jamil & Yang 2013, "A literature survey of
 * benchmark functions for global optimization problems".
 */
export const booth: Surface = {
  id: 'booth',
  name: 'Booth',
  formula: '(x + 2y − 7)² + (2x + y − 5)²',
  text: '(x + 2*y - 7)**2 + (2*x + y - 5)**2',
  axes: ['x', 'y'],
  minima: [[1, 3]],
  start: [-3, 4],
  starts: [
    { label: 'beside the minimum', at: [-3, 4] },
    { label: 'at the end of the bowl', at: [-6, 9] },
    { label: 'on the steep side', at: [5, 8] },
  ],
  window: { x: [-8, 8], y: [-3, 11] },
  levels: [3, 10, 30, 70, 130, 220, 350, 600],
  largestCurvature: 18,
  smallestCurvature: 2,
  learningRate: 0.02,
  steps: 100,
  value(x, y) {
    const a = x + 2 * y - 7;
    const b = 2 * x + y - 5;
    return a * a + b * b;
  },
  gradient(x, y, gradient) {
    const a = x + 2 * y - 7;
    const b = 2 * x + y - 5;
    gradient[0] = 2 * a + 4 * b;
    gradient[1] = 4 * a + 2 * b;
  },
};
