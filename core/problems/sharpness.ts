/** How sharply a loss is curved: the largest eigenvalue of its Hessian, which gradient descent must stay below 2 / lr of. */
import { createRandom } from '../random.ts';
import type { Objective } from './objective.ts';

/** Of the power iteration; what it gives after them would hardly change. */
const mostIterations = 500;
const closeEnough = 1e-6;

/** Central differences of gradients are most exact with steps of about the third root of the rounding. */
const stepShare = Number.EPSILON ** (1 / 3);

/** How far a power iteration has come. */
export interface Sharpness {
  /** NaN where a gradient is not finite. */
  readonly value: number;
  /** Of the eigenvector, as far as it is found; of length 1. */
  readonly direction: Float64Array;
}

/**
 * The eigenvalue of the Hessian that is largest in size, by power iteration.
 * Cohen et al. 2021, "Gradient Descent on Neural Networks Typically Occurs at the Edge of Stability", calls it sharpness.
 * @returns NaN where a gradient is not finite.
 */
export function sharpnessAt(objective: Differentiable, point: Float64Array): number {
  return iterate(objective, point).value;
}

type Differentiable = Pick<Objective, 'lossAndGradient' | 'hessianProduct'>;

interface Iteration {
  /** Where it begins. Default: a direction of chance. */
  readonly direction?: Float64Array | undefined;
  /** Default: 500. */
  readonly most?: number;
  /** By what share of the value two iterations differ where it ends. Default: 1e-6. */
  readonly close?: number;
}

/** As `sharpnessAt`, which it is with the defaults. */
export function iterate(
  objective: Differentiable,
  point: Float64Array,
  { direction: begin, most = mostIterations, close = closeEnough }: Iteration = {},
): Sharpness {
  const random = createRandom(0);
  const multiply = hessianAt(objective, point);
  const product = new Float64Array(point.length);
  let direction = begin ?? normalized(point.map(() => random.normal()));
  let value = Number.NaN;
  for (let iteration = 0; iteration < most; iteration++) {
    const along = direction;
    multiply(along, product);
    const before = value;
    value = product.reduce((sum, part, i) => sum + part * (along[i] ?? 0), 0);
    if (!Number.isFinite(value)) return { value: Number.NaN, direction };
    if (lengthOf(product) === 0) return { value: 0, direction };
    if (Math.abs(value - before) <= close * Math.abs(value)) break;
    direction = normalized(product);
  }
  return { value, direction };
}

type Multiply = (direction: Float64Array, product: Float64Array) => void;

/** Exactly where the objective can; else H v is (g(p + h v) − g(p − h v)) / 2h. */
function hessianAt({ hessianProduct, lossAndGradient }: Differentiable, point: Float64Array): Multiply {
  if (hessianProduct) return (direction, product) => hessianProduct(point, direction, product);
  const h = stepShare * (1 + lengthOf(point));
  const back = new Float64Array(point.length);
  const away = (distance: number, direction: Float64Array) =>
    point.map((coordinate, i) => coordinate + distance * (direction[i] ?? 0));
  return (direction, product) => {
    lossAndGradient(away(h, direction), product);
    lossAndGradient(away(-h, direction), back);
    for (const [i, slope] of product.entries()) product[i] = (slope - (back[i] ?? 0)) / (2 * h);
  };
}

function lengthOf(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}

function normalized(vector: Float64Array): Float64Array {
  const length = lengthOf(vector);
  return vector.map((value) => value / length);
}
