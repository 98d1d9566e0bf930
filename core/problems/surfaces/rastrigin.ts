import type { Surface } from './surface.ts';

/** A bowl full of dents, one around every pair of whole numbers. Rastrigin 1974, "Systems of extremal control". */
export const rastrigin: Surface = {
  id: 'rastrigin',
  name: 'Rastrigin',
  formula: '20 + x² − 10 cos(2πx) + y² − 10 cos(2πy)',
  text: '20 + x**2 - 10*cos(2*pi*x) + y**2 - 10*cos(2*pi*y)',
  axes: ['x', 'y'],
  minima: [[0, 0]],
  start: [1.7, -0.6],
  starts: [
    { label: 'two dents away', at: [1.7, -0.6] },
    { label: 'in the dent of the minimum', at: [0.3, 0.4] },
    { label: 'far from the minimum', at: [-2.3, 2.4] },
  ],
  window: { x: [-2.6, 2.6], y: [-2.6, 2.6] },
  levels: [3, 8, 14, 20, 27, 35, 43],
  learningRate: 0.002,
  steps: 200,
  value: (x, y) => 20 + (wave(x) + wave(y)),
  gradient(x, y, gradient) {
    gradient[0] = slope(x);
    gradient[1] = slope(y);
  },
};

function wave(x: number): number {
  return x * x - 10 * Math.cos(2 * Math.PI * x);
}

function slope(x: number): number {
  return 2 * x + 20 * Math.PI * Math.sin(2 * Math.PI * x);
}
