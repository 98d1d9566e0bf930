import type { Surface } from './surface.ts';

/** Four minima, all equally low, around a hill. Himmelblau 1972, "Applied Nonlinear Programming". */
export const himmelblau: Surface = {
  id: 'himmelblau',
  name: 'Himmelblau',
  formula: '(x² + y − 11)² + (x + y² − 7)²',
  text: '(x**2 + y - 11)**2 + (x + y**2 - 7)**2',
  axes: ['x', 'y'],
  minima: [
    [3, 2],
    [-2.805118086952745, 3.131312518250573],
    [-3.779310253377747, -3.2831859912861696],
    [3.5844283403304917, -1.8481265269644036],
  ],
  start: [0, 0],
  starts: [
    { label: 'between the minima', at: [0, 0] },
    { label: 'almost on top of the hill', at: [-0.27, -0.92] },
    { label: 'on the outer slope', at: [-1.5, -5] },
  ],
  window: { x: [-5.5, 5.5], y: [-5.5, 5.5] },
  levels: [5, 20, 50, 90, 140, 180, 250, 400],
  learningRate: 0.01,
  steps: 100,
  value(x, y) {
    const a = x * x + y - 11;
    const b = x + y * y - 7;
    return a * a + b * b;
  },
  gradient(x, y, gradient) {
    const a = x * x + y - 11;
    const b = x + y * y - 7;
    gradient[0] = 4 * x * a + 2 * b;
    gradient[1] = 2 * a + 4 * y * b;
  },
};
