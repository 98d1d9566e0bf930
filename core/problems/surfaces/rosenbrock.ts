import type { Surface } from './surface.ts';

/** Rosenbrock 1960, "An automatic method for finding the greatest or least value of a function". */
export const rosenbrock: Surface = {
  id: 'rosenbrock',
  name: 'Rosenbrock',
  formula: '(1 − x)² + 100 (y − x²)²',
  text: '(1 - x)**2 + 100*(y - x**2)**2',
  axes: ['x', 'y'],
  minima: [[1, 1]],
  start: [-1, 1],
  starts: [
    { label: 'at the other end of the valley', at: [-1, 1] },
    { label: 'on the steep side', at: [-1.4, 0.2] },
    { label: 'close to the minimum', at: [0.5, 0.5] },
  ],
  window: { x: [-1.6, 1.6], y: [-0.6, 1.8] },
  levels: [0.3, 1, 3, 10, 30, 100, 300],
  learningRate: 0.0001,
  steps: 500,
  value(x, y) {
    const a = 1 - x;
    const b = y - x * x;
    return a * a + 100 * (b * b);
  },
  gradient(x, y, gradient) {
    gradient[0] = -2 * (1 - x) + 400 * x * (x * x - y);
    gradient[1] = 200 * (y - x * x);
  },
};
