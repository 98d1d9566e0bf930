/** The learning rate range test (Smith 2015, arXiv:1506.01186): one run whose rate rises from step to step by the same factor. */
import { firstSize } from '../experiment/batchSize.ts';
import { type DataShape, knownShape, rowsOf } from '../experiment/dataShape.ts';
import { optimizerNames } from '../experiment/describe.ts';
import { rowsOfBatch } from '../experiment/rates.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import type { Experiment } from '../experiment/schema.ts';
import { settingValues } from '../experiment/settingsGrid.ts';

/** Rates of a test: the first step's, and what each step multiplies it by. */
export interface Ramp {
  readonly first: number;
  readonly factor: number;
}

/** From where to where rates rise. */
const lowest = 1e-7;
const highest = 10;
/** Models train whole epochs: at least so many steps. */
const fewestSteps = 100;

/**
 * The experiment of a range test: one optimizer of `experiment` with the first batch size, seed and value of each hyperparameter.
 * Rates of its own, schedules, scaling and what would end it early count for nothing.
 * @param optimizer Its place among those of the experiment.
 * @param shape Of its data. Default: that of a data set that ships.
 */
export function rampExperiment(
  experiment: Experiment,
  optimizer: number,
  shape: DataShape | undefined = knownShape(experiment.problem),
): Experiment {
  const choice = experiment.optimizers[optimizer];
  if (!choice) throw new RangeError(`optimizers[${optimizer}] = missing — expected an optimizer`);
  const { problem } = experiment;
  const batchSize = firstSize(experiment.batch_size[0] ?? 32);
  const rows = rowsOf(problem, shape);
  const perEpoch = Math.ceil((rows ?? 1) / (rowsOfBatch(batchSize, rows) ?? 1));
  const epochs = Math.ceil(fewestSteps / perEpoch);
  const steps = epochs * perEpoch;
  const gamma = (highest / lowest) ** (1 / Math.max(1, steps - 1));
  const { lr, layer_lr, schedule, hyperparameters, ...others } = choice;
  return {
    title: `LR range test of ${optimizerNames([choice])(choice)}`,
    problem,
    optimizers: [
      {
        ...others,
        ...(hyperparameters && { hyperparameters: firstOfEach(hyperparameters) }),
        schedule: { name: 'ExponentialLR', gamma, per: 'step' },
      },
    ],
    lr: [lowest],
    batch_size: [batchSize],
    seed: experiment.seed.slice(0, 1),
    ...(rows === undefined ? { steps } : { epochs, evaluate_every: epochs }),
    record: 'steps',
    ...(experiment.engine && { engine: experiment.engine }),
  };
}

type Hyperparameters = NonNullable<Experiment['optimizers'][number]['hyperparameters']>;

function firstOfEach(hyperparameters: Hyperparameters): Hyperparameters {
  return Object.fromEntries(
    Object.entries(hyperparameters).flatMap(([name, given]) => {
      const [first] = settingValues(given);
      return first === undefined ? [] : [[name, first]];
    }),
  );
}

/** The experiment with one of its optimizers at one rate, which is not scaled. */
export function rateExperiment(experiment: Experiment, optimizer: number, rate: number): Experiment {
  const { scale_lr, title, map, ...others } = experiment;
  const chosen = experiment.optimizers.slice(optimizer, optimizer + 1);
  const optimizers = chosen.map(({ lr, layer_lr, ...choice }) => choice);
  return { ...others, optimizers, lr: [rate] };
}

/** The rates of a run that is such a test; null of any other. */
export function rampOf({ schedule, hyperparameters: { lr } }: RunSpec): Ramp | null {
  if (schedule?.name !== 'ExponentialLR' || schedule.per !== 'step') return null;
  const gamma = schedule['gamma'];
  return typeof gamma === 'number' && gamma > 1 && typeof lr === 'number'
    ? { first: lr, factor: gamma }
    : null;
}
