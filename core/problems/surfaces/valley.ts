import type { Surface } from './surface.ts';

/** The tutorial's ill-conditioned valley: a quadratic a hundred times steeper in w0 than in w1. */
export const valley: Surface = {
  id: 'valley',
  name: 'Ill-conditioned valley',
  formula: '½(100 w0² + w1²)',
  axes: ['w0', 'w1'],
  minima: [[0, 0]],
  start: [1, 10],
  window: { x: [-1.52, 1.52], y: [-2.6, 11.2] },
  levels: [1, 3, 10, 30, 60, 100],
  largestCurvature: 100,
  learningRate: 0.01,
  steps: 200,
  value: (w0, w1) => 0.5 * (100 * (w0 * w0) + w1 * w1),
  gradient(w0, w1, gradient) {
    gradient[0] = 100 * w0;
    gradient[1] = w1;
  },
};
