import type { Surface } from './surface.ts';

/** Curvatures of the two minima, and where they are. */
const sharp = { curvature: 50, x: 1 };
const flat = { curvature: 1, x: -1 };

/** The bowl over each. */
const sharpBowl = '25*((x - 1)**2 + y**2)';
const flatBowl = '((x + 1)**2 + y**2)/2';

/**
 * A sharp and a flat minimum, equally low: which one is found is a matter of the learning rate. Above 2 / 50 gradient
 * descent never comes to rest in the sharp one, from about 9 / 50 on it jumps out, into the flat one. Hochreiter &
 * Schmidhuber 1997, "Flat minima".
 *
 * For two bowls a and b, ab/(a + b) = 1/(1/a + 1/b) is smooth, 0 at the bottom of either with that bowl's curvature,
 * and has one more stationary point, a saddle between them.
 */
export const sharpAndFlat: Surface = {
  id: 'sharpAndFlat',
  name: 'Sharp and flat minimum',
  formula: 'ab/(a + b), a = 25((x − 1)² + y²), b = ½((x + 1)² + y²)',
  text: `${sharpBowl}*(${flatBowl}/(${sharpBowl} + ${flatBowl}))`,
  axes: ['x', 'y'],
  minima: [
    [sharp.x, 0],
    [flat.x, 0],
  ],
  start: [1.3, 0.4],
  starts: [
    { label: 'above the sharp minimum', at: [1.3, 0.4] },
    { label: 'between the minima', at: [0.4, 0.5] },
    { label: 'above the flat minimum', at: [-2, 1] },
  ],
  window: { x: [-2.6, 2], y: [-1.5, 1.5] },
  levels: [0.05, 0.2, 0.5, 0.9, 1.4, 2, 3],
  learningRate: 0.01,
  steps: 300,
  value(x, y) {
    const a = bowl(sharp, x, y);
    const b = bowl(flat, x, y);
    return a * (b / (a + b));
  },
  gradient(x, y, gradient) {
    const a = bowl(sharp, x, y);
    const b = bowl(flat, x, y);
    const ofSharp = (b / (a + b)) ** 2 * sharp.curvature;
    const ofFlat = (a / (a + b)) ** 2 * flat.curvature;
    gradient[0] = ofSharp * (x - sharp.x) + ofFlat * (x - flat.x);
    gradient[1] = ofSharp * y + ofFlat * y;
  },
};

function bowl(at: { readonly curvature: number; readonly x: number }, x: number, y: number): number {
  const dx = x - at.x;
  return 0.5 * at.curvature * (dx * dx + y * y);
}
