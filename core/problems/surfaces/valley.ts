import type { Objective } from '../objective.ts';
import { quadraticObjective } from './quadratic.ts';
import type { Surface } from './surface.ts';

export interface ValleyOptions {
  /** How many times steeper the steepest direction is than the shallowest; at least 1. Default: 100, the tutorial's. */
  readonly condition?: number;
  /** Number of parameters, 2 to 10,000. Default: 2. */
  readonly dimension?: number;
}

/** An ill-conditioned quadratic of any dimension: ½ Σ λᵢ wᵢ², with its minimum of 0 at the origin. */
export interface Valley {
  /** λ, from `condition` down to 1, each the same number of times smaller than the one before. */
  readonly eigenvalues: readonly number[];
  /** √(condition / λᵢ), (1, 10) in the tutorial: each direction has the same share of the loss. */
  readonly start: readonly number[];
  /** 1 / condition: half of the largest rate at which gradient descent is stable. */
  readonly learningRate: number;
  readonly objective: Objective;
}

const tutorialCondition = 100;
const mostDimensions = 10_000;

/**
 * A valley of any condition and dimension. One of dimension 2 can be looked at: `valleySurface`.
 * @throws {RangeError} if an option is out of range.
 */
export function createValley({ condition = tutorialCondition, dimension = 2 }: ValleyOptions = {}): Valley {
  checkCondition(condition);
  if (!Number.isInteger(dimension) || dimension < 2 || dimension > mostDimensions) {
    throw new RangeError(`dimension = ${dimension} — expected a whole number from 2 to ${mostDimensions}`);
  }
  const eigenvalues = Array.from(
    { length: dimension },
    (_, i) => condition ** ((dimension - 1 - i) / (dimension - 1)),
  );
  const start = eigenvalues.map((eigenvalue) => Math.sqrt(condition / eigenvalue));
  return {
    eigenvalues,
    start,
    learningRate: 1 / condition,
    objective: quadraticObjective(eigenvalues, start),
  };
}

/**
 * The valley of dimension 2, with the same value and gradient as `createValley`, bit for bit.
 * @throws {RangeError} if `condition` is not at least 1.
 */
export function valleySurface(condition: number = tutorialCondition): Surface {
  checkCondition(condition);
  const far = Math.sqrt(condition);
  return {
    id: 'valley',
    name: 'Ill-conditioned valley',
    formula: `½(${condition === 1 ? '' : `${condition} `}w0² + w1²)`,
    text: `(${condition}*x**2 + y**2)/2`,
    axes: ['w0', 'w1'],
    minima: [[0, 0]],
    start: [1, far],
    starts: [
      { label: 'far along the valley', at: [1, far] },
      { label: 'on the steep side', at: [1.2, 0.1 * far] },
      { label: 'on the floor of the valley', at: [0, far] },
    ],
    window: { x: [-1.52, 1.52], y: [(-2.6 * far) / 10, (11.2 * far) / 10] },
    levels: [1, 3, 10, 30, 60, 100].map((level) => (level * condition) / tutorialCondition),
    largestCurvature: condition,
    smallestCurvature: 1,
    learningRate: 1 / condition,
    steps: 200,
    value: (w0, w1) => 0.5 * (condition * (w0 * w0) + w1 * w1),
    gradient(w0, w1, gradient) {
      gradient[0] = condition * w0;
      gradient[1] = w1;
    },
  };
}

/** The tutorial's ill-conditioned valley: a quadratic a hundred times steeper in w0 than in w1. */
export const valley: Surface = valleySurface();

function checkCondition(condition: number): void {
  if (!(Number.isFinite(condition) && condition >= 1)) {
    throw new RangeError(`condition = ${condition} — expected a number >= 1`);
  }
}
