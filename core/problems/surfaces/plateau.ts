import type { Surface } from './surface.ts';

/**
 * A hole in a plain so flat that its gradient all but vanishes: exp(−½r²) at distance r. Methods that divide by the
 * gradient's size walk across it, others wait. Goodfellow, Bengio & Courville 2016, "Deep Learning", section 8.2.3.
 */
export const plateau: Surface = {
  id: 'plateau',
  name: 'Plateau',
  formula: '1 − exp(−½(x² + y²))',
  text: '-expm1(-(x**2 + y**2)/2)',
  axes: ['x', 'y'],
  minima: [[0, 0]],
  start: [-2.8, 1.8],
  starts: [
    { label: 'on the plateau', at: [-2.8, 1.8] },
    { label: 'on the edge', at: [1.5, 1] },
    { label: 'where the gradient all but vanishes', at: [3.5, -3] },
  ],
  window: { x: [-4, 4], y: [-4, 4] },
  levels: [0.1, 0.3, 0.5, 0.7, 0.85, 0.95, 0.99, 0.999],
  learningRate: 0.5,
  steps: 400,
  value: (x, y) => -Math.expm1(-0.5 * (x * x + y * y)),
  gradient(x, y, gradient) {
    const weight = Math.exp(-0.5 * (x * x + y * y));
    gradient[0] = weight * x;
    gradient[1] = weight * y;
  },
};
