/** The tutorial's runs as reference cases. */
import type { Settings } from '../../../core/rule/syntax/rule.ts';
import { problemNamed, type TestProblem } from './problems.ts';
import { readReference } from './readReference.ts';
import type { ReferenceCase } from './stray.ts';

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

/** The tutorial calls RMSProp's alpha `decay`; its own form is an option of momentum and nesterov. */
function settingsFor(optimizer: string, { decay, ...rest }: Hyperparameters): Settings {
  if (optimizer === 'momentum' || optimizer === 'nesterov') return { ...rest, form: 'tutorial' };
  return decay === undefined ? rest : { ...rest, alpha: decay };
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
  settings: settingsFor(optimizerNamed(each.class), each.hyper),
  problem: problemNamed(each.problem),
  start: each.start,
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
const { lr, momentum } = rosenbrock;

/** The runs that the tutorial prints: every point of 200 and 500 steps. */
export const trajectoryCases: readonly ReferenceCase[] = [
  ...illConditioned.trajectories.map(({ name, hyper, trajectory }) =>
    everyPoint('ill_conditioned', name, hyper, trajectory),
  ),
  everyPoint('rosenbrock', 'SGD', { lr }, rosenbrock.trajectory_sgd),
  everyPoint('rosenbrock', 'SGD+Mom', { lr, momentum }, rosenbrock.trajectory_sgd_momentum),
];

function everyPoint(
  problem: string,
  name: string,
  hyperparameters: Hyperparameters,
  trajectory: readonly Point[],
): ReferenceCase {
  const optimizer = optimizerNamed(name);
  return {
    id: `tutorial/${problem}/${name}`,
    optimizer,
    settings: settingsFor(optimizer, hyperparameters),
    problem: problemNamed(problem),
    start: trajectory[0] ?? [],
    points: trajectory.map((parameters, step) => ({ step, parameters })),
  };
}

interface DemoFile {
  readonly lr: number;
  readonly decay: number;
  readonly eps: number;
  readonly steps: number;
  readonly weights_first_10: readonly Point[];
  readonly cache_first_10: readonly Point[];
  readonly factors: readonly Point[];
  readonly z_large: Point;
  readonly z_small: Point;
}

const demo = readReference<DemoFile>('tutorial/rmsprop_demo.json');

/** RMSProp on gradients that are random numbers: 10 times them, and a hundredth of them. */
export const demoCases: readonly ReferenceCase[] = [
  demoCase('large', 0, demo.z_large, 10),
  demoCase('small', 1, demo.z_small, 0.01),
];

function demoCase(name: string, index: number, z: Point, size: number): ReferenceCase {
  const { lr, decay, eps, steps } = demo;
  const firstTen = {
    parameters: demo.weights_first_10[index] ?? [],
    state: { v: demo.cache_first_10[index] ?? [] },
  };
  return {
    id: `tutorial/rmsprop_demo/${name}`,
    optimizer: 'rmsprop',
    settings: { lr, alpha: decay, eps },
    problem: {
      loss: () => 0,
      gradient: (_, step) => z.map((value) => value * size * (demo.factors[step - 1]?.[index] ?? Number.NaN)),
    },
    start: z.map(() => 0),
    points: [{ step: steps, ...firstTen }],
  };
}

interface BiasFile {
  readonly table: readonly { readonly t: number; readonly bc1: number; readonly bc2: number }[];
}

const everywhereOne: TestProblem = { loss: () => 0, gradient: () => [1] };

/** With a gradient of 1 Adam's means are what the tutorial tabulates: how much of the truth they have reached. */
export const biasCase: ReferenceCase = {
  id: 'tutorial/bias_correction',
  optimizer: 'adam',
  settings: { lr: 0.001, eps: 0 },
  problem: everywhereOne,
  start: [0],
  points: readReference<BiasFile>('tutorial/bias_correction.json').table.map(({ t, bc1, bc2 }) => ({
    step: t,
    parameters: [-0.001 * t],
    state: { m: [bc1], v: [bc2] },
  })),
};

interface SweepFile {
  readonly start: Point;
  readonly steps: number;
  readonly sweep: readonly ({ readonly lr: number } & Readonly<Record<string, number | null>>)[];
}

const sweepFile = readReference<SweepFile>('tutorial/ill_conditioned_lr_sweep.json');

/** The defaults of the tutorial's classes, apart from the rate. */
const sweepSettings: Readonly<Record<string, Settings>> = {
  momentum: { momentum: 0.9, form: 'tutorial' },
  nesterov: { momentum: 0.9, form: 'tutorial' },
};

const sweep = sweepFile.sweep.flatMap(({ lr, ...finalLosses }) =>
  Object.entries(finalLosses).map(([name, loss]) => ({
    loss,
    reference: {
      id: `tutorial/lr_sweep/${name}/${lr}`,
      optimizer: optimizerNamed(name),
      settings: { ...sweepSettings[optimizerNamed(name)], lr },
      problem: problemNamed('ill_conditioned'),
      start: sweepFile.start,
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
