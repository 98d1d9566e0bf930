/** How sharply a loss is curved: the largest eigenvalue of its Hessian, which gradient descent must stay below 2 / lr of. */
import type { Task } from '../engine/engine.ts';
import { createBatches } from '../problems/data/batches.ts';
import { modelObjective } from '../problems/models/modelObjective.ts';
import type { Objective } from '../problems/objective.ts';
import { createRandom } from '../random.ts';

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
 * The eigenvalue of the Hessian that is largest in size, by power iteration. H v is (g(p + h v) − g(p − h v)) / 2h.
 * Cohen et al. 2021, "Gradient Descent on Neural Networks Typically Occurs at the Edge of Stability", calls it sharpness.
 * @returns NaN where a gradient is not finite.
 */
export function sharpnessAt(objective: Differentiable, point: Float64Array): number {
  return iterate(objective, point).value;
}

type Differentiable = Pick<Objective, 'lossAndGradient'>;

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
  const h = stepShare * (1 + lengthOf(point));
  const [forward, back] = [new Float64Array(point.length), new Float64Array(point.length)];
  let direction = begin ?? normalized(point.map(() => random.normal()));
  let value = Number.NaN;
  for (let iteration = 0; iteration < most; iteration++) {
    const along = direction;
    objective.lossAndGradient(
      point.map((coordinate, i) => coordinate + h * (along[i] ?? 0)),
      forward,
    );
    objective.lossAndGradient(
      point.map((coordinate, i) => coordinate - h * (along[i] ?? 0)),
      back,
    );
    const product = forward.map((slope, i) => (slope - (back[i] ?? 0)) / (2 * h));
    const before = value;
    value = product.reduce((sum, part, i) => sum + part * (along[i] ?? 0), 0);
    if (!Number.isFinite(value)) return { value: Number.NaN, direction };
    if (lengthOf(product) === 0) return { value: 0, direction };
    if (Math.abs(value - before) <= close * Math.abs(value)) break;
    direction = normalized(product);
  }
  return { value, direction };
}

/** The loss that a run minimizes, over all rows that it trains on. */
export function wholeObjective(task: Task): Objective {
  if (task.kind === 'surface') return task.objective;
  const { rows } = task.model.training;
  return modelObjective({
    ...task.model,
    batchesFrom: () => createBatches(rows, rows, createRandom(0)),
    batchSize: rows,
  });
}

function lengthOf(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}

function normalized(vector: Float64Array): Float64Array {
  const length = lengthOf(vector);
  return vector.map((value) => value / length);
}
