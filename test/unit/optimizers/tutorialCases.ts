/** The tutorial's runs as reference cases. */
import type { ReferenceCase } from './conformance.ts';
import { readReference } from './readReference.ts';

type Point = readonly number[];
type Hyperparameters = Readonly<Record<string, number>>;

const optimizerOf: Readonly<Record<string, string>> = {
  SGD: 'sgd',
  'SGD (lr=0.01)': 'sgd',
  'SGD+Mom': 'momentum',
  SGDMomentum: 'momentum',
  NesterovMomentum: 'nesterov',
  RMSProp: 'rmsprop',
  Adam: 'adam',
  AdamW: 'adamw',
  'AdamW wd=0.01': 'adamw',
};

function optimizerNamed(name: string): string {
  const id = optimizerOf[name];
  if (id === undefined) throw new Error(`no optimizer is called '${name}'`);
  return id;
}

interface ClassesFile {
  readonly checkpoints: readonly number[];
  readonly cases: readonly {
    readonly id: string;
    readonly class: string;
    readonly hyper: Hyperparameters;
    readonly problem: string;
    readonly start: Point;
    readonly params: readonly Point[];
    readonly losses: readonly number[];
  }[];
}
const classes = readReference<ClassesFile>('tutorial/classes.json');

/** Every class of the tutorial on both of its functions, at eight checkpoints over 100 steps. */
export const classCases: readonly ReferenceCase[] = classes.cases.map((each) => ({
  id: each.id,
  optimizer: optimizerNamed(each.class),
  hyperparameters: each.hyper,
  problem: each.problem,
  start: each.start,
  compared: 'parameters',
  points: each.params.map((parameters, k) => ({
    step: classes.checkpoints[k] ?? Number.NaN,
    parameters,
    loss: each.losses[k] ?? Number.NaN,
  })),
}));

interface IllConditionedFile {
  readonly trajectories: readonly {
    readonly name: string;
    readonly hyper: Hyperparameters;
    readonly trajectory: readonly Point[];
  }[];
}

interface RosenbrockFile {
  readonly lr: number;
  readonly momentum: number;
  readonly trajectory_sgd: readonly Point[];
  readonly trajectory_sgd_momentum: readonly Point[];
}

const illConditioned = readReference<IllConditionedFile>('tutorial/ill_conditioned.json');
const rosenbrock = readReference<RosenbrockFile>('tutorial/rosenbrock.json');

/** The runs that the tutorial prints: every point of 200 and 500 steps. */
export const trajectoryCases: readonly ReferenceCase[] = [
  ...illConditioned.trajectories.map(({ name, hyper, trajectory }) =>
    everyPoint('ill_conditioned', name, hyper, trajectory),
  ),
  everyPoint('rosenbrock', 'SGD', { lr: rosenbrock.lr }, rosenbrock.trajectory_sgd),
  everyPoint(
    'rosenbrock',
    'SGD+Mom',
    { lr: rosenbrock.lr, momentum: rosenbrock.momentum },
    rosenbrock.trajectory_sgd_momentum,
  ),
];

function everyPoint(
  problem: string,
  name: string,
  hyperparameters: Hyperparameters,
  trajectory: readonly Point[],
): ReferenceCase {
  return {
    id: `tutorial/${problem}/${name}`,
    optimizer: optimizerNamed(name),
    hyperparameters,
    problem,
    start: trajectory[0] ?? [],
    compared: 'parameters',
    points: trajectory.map((parameters, step) => ({ step, parameters })),
  };
}

interface SweepFile {
  readonly start: Point;
  readonly steps: number;
  readonly sweep: readonly ({ readonly lr: number } & Readonly<Record<string, number | null>>)[];
}

const sweepFile = readReference<SweepFile>('tutorial/ill_conditioned_lr_sweep.json');
const sweepDefaults = { momentum: 0.9, decay: 0.99, beta1: 0.9, beta2: 0.999, eps: 1e-8, weight_decay: 0.01 };

const sweep = sweepFile.sweep.flatMap(({ lr, ...finalLosses }) =>
  Object.entries(finalLosses).map(([name, loss]) => ({
    loss,
    reference: {
      id: `tutorial/lr_sweep/${name}/${lr}`,
      optimizer: optimizerNamed(name),
      hyperparameters: { ...sweepDefaults, lr },
      problem: 'ill_conditioned',
      start: sweepFile.start,
      compared: 'parameters' as const,
    },
  })),
);

/** The ill-conditioned run at other learning rates: the loss after the last step. */
export const sweepCases: readonly ReferenceCase[] = sweep.flatMap(({ loss, reference }) =>
  loss === null ? [] : [{ ...reference, points: [{ step: sweepFile.steps, loss }] }],
);

/** The learning rates of the sweep at which the loss ends above 1e6 or isn't finite. */
export const divergingCases: readonly ReferenceCase[] = sweep.flatMap(({ loss, reference }) =>
  loss === null ? [{ ...reference, points: [] }] : [],
);

/** How many steps the sweep takes. */
export const sweepSteps = sweepFile.steps;
