import type { Surface } from './surface.ts';

/** The tip is cut off so that it has a slope, which is 0. */
const funnel = 'sqrt(max((x**2 + y**2)/2, 1e-36))';
/** (cos 2πx + cos 2πy)/2 is 1 less this, and e − exp(…) is no difference of almost equal numbers then. */
const ripples = '(sin(pi*x)**2 + sin(pi*y)**2)';

/**
 * A funnel in a rippled plain. Ackley 1987, "A connectionist machine for genetic hillclimbing".
 *
 * The tip of the funnel is a cusp: there the gradient is set to 0, the shortest of all its slopes.
 */
export const ackley: Surface = {
  id: 'ackley',
  name: 'Ackley',
  formula: '20 (1 − exp(−√((x² + y²)/50))) + e − exp((cos 2πx + cos 2πy)/2)',
  text: `-20*expm1(-0.2*${funnel}) - e*expm1(-${ripples})`,
  axes: ['x', 'y'],
  minima: [[0, 0]],
  start: [2.7, -1.4],
  starts: [
    { label: 'on the ripples', at: [2.7, -1.4] },
    { label: 'in the funnel', at: [0.4, 0.3] },
    { label: 'far from the minimum', at: [-3.3, 2.6] },
  ],
  window: { x: [-4, 4], y: [-4, 4] },
  levels: [1, 2, 3.5, 5, 6.5, 8, 9.5, 11, 12.5],
  learningRate: 0.01,
  steps: 200,
  value(x, y) {
    const ripple = 0.5 * (Math.cos(2 * Math.PI * x) + Math.cos(2 * Math.PI * y));
    return -20 * Math.expm1(-0.2 * distance(x, y)) + (Math.E - Math.exp(ripple));
  },
  gradient(x, y, gradient) {
    const d = distance(x, y);
    const funnel = d === 0 ? 0 : (2 * Math.exp(-0.2 * d)) / d;
    const ripple = Math.PI * Math.exp(0.5 * (Math.cos(2 * Math.PI * x) + Math.cos(2 * Math.PI * y)));
    gradient[0] = funnel * x + ripple * Math.sin(2 * Math.PI * x);
    gradient[1] = funnel * y + ripple * Math.sin(2 * Math.PI * y);
  },
};

/** Root of the mean square of both parameters. */
function distance(x: number, y: number): number {
  return Math.hypot(x, y) * Math.SQRT1_2;
}
