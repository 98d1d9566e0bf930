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

/**
 * The eigenvalue of the Hessian that is largest in size, by power iteration. H v is (g(p + h v) − g(p − h v)) / 2h.
 * Cohen et al. 2021, "Gradient Descent on Neural Networks Typically Occurs at the Edge of Stability", calls it sharpness.
 * @returns NaN where a gradient is not finite.
 */
export function sharpnessAt(objective: Pick<Objective, 'lossAndGradient'>, point: Float64Array): number {
  const random = createRandom(0);
  const h = stepShare * (1 + lengthOf(point));
  const [forward, back] = [new Float64Array(point.length), new Float64Array(point.length)];
  let direction = normalized(point.map(() => random.normal()));
  let sharpness = Number.NaN;
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    const along = direction;
    objective.lossAndGradient(
      point.map((value, i) => value + h * (along[i] ?? 0)),
      forward,
    );
    objective.lossAndGradient(
      point.map((value, i) => value - h * (along[i] ?? 0)),
      back,
    );
    const product = forward.map((value, i) => (value - (back[i] ?? 0)) / (2 * h));
    const before = sharpness;
    sharpness = product.reduce((sum, value, i) => sum + value * (along[i] ?? 0), 0);
    if (lengthOf(product) === 0) return 0;
    if (!Number.isFinite(sharpness)) return Number.NaN;
    if (Math.abs(sharpness - before) <= closeEnough * Math.abs(sharpness)) break;
    direction = normalized(product);
  }
  return sharpness;
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
