import type { Surface } from './surface.ts';

/**
 * Three products that all have to fit; flat in the middle, steep in the corners. Beale 1958, "On an iterative method
 * for finding a local minimum of a function of more than one variable".
 */
export const beale: Surface = {
  id: 'beale',
  name: 'Beale',
  formula: '(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²',
  text: '(1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2 + (2.625 - x + x*y**3)**2',
  axes: ['x', 'y'],
  minima: [[3, 0.5]],
  start: [1, 1],
  starts: [
    { label: 'on the plain', at: [1, 1] },
    { label: 'far from the minimum', at: [-1, -1] },
    { label: 'on the steep side', at: [3.5, -0.5] },
  ],
  window: { x: [-1.5, 4.5], y: [-1.5, 1.5] },
  levels: [0.1, 0.5, 1, 3, 7, 15, 30, 60, 150],
  learningRate: 0.01,
  steps: 500,
  value(x, y) {
    const a = 1.5 - x + x * y;
    const b = 2.25 - x + x * (y * y);
    const c = 2.625 - x + x * (y * y * y);
    return a * a + b * b + c * c;
  },
  gradient(x, y, gradient) {
    const y2 = y * y;
    const y3 = y2 * y;
    const a = 1.5 - x + x * y;
    const b = 2.25 - x + x * y2;
    const c = 2.625 - x + x * y3;
    gradient[0] = 2 * a * (y - 1) + 2 * b * (y2 - 1) + 2 * c * (y3 - 1);
    gradient[1] = 2 * a * x + 2 * b * (2 * x * y) + 2 * c * (3 * x * y2);
  },
};
