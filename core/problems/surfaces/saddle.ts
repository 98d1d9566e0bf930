import type { Surface } from './surface.ts';

/**
 * A pass at (0, 0) between two minima. Whoever comes down its axis slows down where nothing pushes to either side:
 * Dauphin et al. 2014, "Identifying and attacking the saddle point problem in high-dimensional non-convex
 * optimization".
 */
export const saddle: Surface = {
  id: 'saddle',
  name: 'Saddle',
  formula: '½x² + ¼(y² − 1)²',
  text: 'x**2/2 + (y**2 - 1)**2/4',
  axes: ['x', 'y'],
  minima: [
    [0, 1],
    [0, -1],
  ],
  start: [1.5, 0.001],
  starts: [
    { label: 'almost on the axis', at: [1.5, 0.001] },
    { label: 'exactly on the axis', at: [1.5, 0] },
    { label: 'off the axis', at: [-1.5, 0.3] },
  ],
  window: { x: [-1.8, 1.8], y: [-1.6, 1.6] },
  levels: [0.02, 0.07, 0.15, 0.25, 0.4, 0.7, 1.1, 1.6],
  learningRate: 0.1,
  steps: 150,
  value(x, y) {
    const a = y * y - 1;
    return 0.5 * (x * x) + 0.25 * (a * a);
  },
  gradient(x, y, gradient) {
    gradient[0] = x;
    gradient[1] = y * (y * y - 1);
  },
};
