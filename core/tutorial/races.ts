/** The races of the tutorial with its own settings, and what there is to wonder about in each. */
import type { Experiment } from '../experiment/schema.ts';
import type { Caption } from '../race/caption.ts';

export interface TutorialRace {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly experiment: Experiment;
  readonly caption: Caption;
}

const common = { batch_size: [32], seed: [0] };

export const valley: TutorialRace = {
  id: 'valley',
  name: 'Ill-conditioned valley',
  description: 'SGD, Momentum, RMSProp and Adam, all at learning rate 0.01',
  experiment: {
    ...common,
    title: 'Ill-conditioned valley · start (1, 10) · lr 0.01',
    problem: { surface: 'valley' },
    optimizers: ['sgd', 'momentum', 'rmsprop', 'adam'].map((optimizer) => ({ optimizer })),
    lr: [0.01],
    steps: 200,
    target: 1,
  },
  caption: {
    question: 'Momentum wins and Adam is last here. Why?',
    answer:
      'A shared learning rate is not a fair comparison. Adam divides out the size of the gradient, so at 0.01 it ' +
      'moves about 0.01 a step along each axis: 200 steps can’t cover the distance of 10. Momentum adds up ' +
      'gradients that agree and moves up to ten times as far.',
    next: { race: 'valley-best-rates', label: 'Race each at its best rate' },
  },
};

/** The rates among which each optimizer's best was looked for. @internal */
export const valleyRates = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3];

const valleyBestRates: TutorialRace = {
  id: 'valley-best-rates',
  name: 'Ill-conditioned valley, each at its best rate',
  description: `The best of the rates ${valleyRates.slice(0, -1).join(', ')} and ${valleyRates.at(-1)} for each optimizer`,
  experiment: {
    ...common,
    title: 'Ill-conditioned valley · start (1, 10) · each at its best rate of 0.001, 0.003, 0.01 … 0.3',
    problem: { surface: 'valley' },
    optimizers: [
      { optimizer: 'sgd', lr: [0.01] },
      { optimizer: 'momentum', lr: [0.01] },
      { optimizer: 'rmsprop', lr: [0.1] },
      { optimizer: 'adam', lr: [0.3] },
    ],
    lr: [0.01],
    steps: 200,
    target: 1,
  },
  caption: {
    question: 'What changed?',
    answer:
      'With the rate tuned for each, Adam (at 0.3) and RMSProp (at 0.1) end below 1e-7, as Momentum does (at 0.01), and ' +
      'plain SGD is left behind at 0.90: its rate can’t exceed 0.02, 2 divided by the steepest curvature of 100. A finer ' +
      'search helps it a little: 0.0197 ends at 0.018. Larger rates than these six help Adam little: 1 ends at 2.3e-8. ' +
      'RMSProp at 1 would end at 1.9e-61, by luck of the number of steps: after 1000 it would be at 16.6.',
    next: { race: 'valley', label: 'Back to one rate for all' },
  },
};

const rosenbrock: TutorialRace = {
  id: 'rosenbrock',
  name: 'Rosenbrock',
  description: 'SGD and Momentum at learning rate 0.0001 for 500 steps',
  experiment: {
    ...common,
    title: 'Rosenbrock · start (−1, 1) · lr 0.0001',
    problem: { surface: 'rosenbrock' },
    optimizers: [{ optimizer: 'sgd' }, { optimizer: 'momentum' }],
    lr: [0.0001],
    steps: 500,
  },
  caption: {
    question: 'Momentum is ahead, yet neither arrives. Why?',
    answer:
      'Both go along the floor of a curved valley; it is almost flat, so gradients there are small. Momentum ' +
      'multiplies a steady gradient by up to ten. After 500 steps it is 1.657352 from the minimum, SGD 1.957298: ' +
      'the speed-up is real, and the way is long.',
    next: null,
  },
};

export const tutorialRaces: readonly TutorialRace[] = [valley, valleyBestRates, rosenbrock];

export function findTutorialRace(id: string): TutorialRace | undefined {
  return tutorialRaces.find((race) => race.id === id);
}
