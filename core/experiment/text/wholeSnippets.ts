/** Whole experiments: what an empty file offers. */
import { choice, idsOf, raw, type Snippet, text } from './snippets.ts';

interface WholeSnippet extends Snippet {
  readonly body: object;
}

const surface = { surface: choice(1, idsOf('surfaces', 'valley')) };
const formula = { formula: text(1, '(1 - x)**2 + 100*(y - x**2)**2') };
const network = { data: choice(1, idsOf('datasets', 'digits')), hidden: [raw(2, '32')] };
const csvFile = { csv: text(1, 'data/houses.csv'), target: text(2, 'price'), hidden: [raw(3, '16')] };
/** Kinds of problems, which completing a field inserts, too. @internal */
export const problemParts = { surface, formula, network, csvFile };

const optimizers = ['sgd', 'momentum', 'adam'].map((optimizer) => ({ optimizer }));

export const experimentSnippets: readonly WholeSnippet[] = [
  {
    label: 'Race on a surface',
    description: 'Optimizers from one start on a function of two numbers, with their paths.',
    body: { problem: surface, optimizers, lr: [raw(2, '0.01')], steps: raw(3, '200') },
  },
  {
    label: 'Race on a formula',
    description: 'Optimizers on a function of x and y of your own.',
    body: { problem: formula, optimizers, lr: [raw(2, '0.001')], steps: raw(3, '500') },
  },
  {
    label: 'Race of a network',
    description: 'Optimizers that train a small network on a data set.',
    body: {
      problem: network,
      optimizers,
      lr: [raw(3, '0.01')],
      batch_size: [raw(4, '32')],
      epochs: raw(5, '20'),
    },
  },
  {
    label: 'Race on a CSV file',
    description:
      'Optimizers that train a network to predict one column of a file in the workspace from the others.',
    body: {
      problem: { ...csvFile, validation: raw(4, '0.25') },
      optimizers,
      lr: [raw(5, '0.01')],
      batch_size: [raw(6, '32')],
      epochs: raw(7, '40'),
    },
  },
  {
    label: 'Sweep of learning rates',
    description:
      'One optimizer with many learning rates and seeds: which rate is best, and how sure that is.',
    body: {
      problem: network,
      optimizers: [{ optimizer: choice(3, idsOf('optimizers', 'adam')) }],
      lr: { from: raw(4, '0.0001'), to: raw(5, '1'), count: raw(6, '9') },
      seed: { from: 0, count: raw(7, '3') },
      epochs: raw(8, '20'),
    },
  },
  {
    label: 'Grid of hyperparameters',
    description: 'One optimizer with every combination of learning rate and momentum.',
    body: {
      problem: network,
      optimizers: [
        { optimizer: 'momentum', hyperparameters: { momentum: [raw(3, '0.5, 0.9, 0.95, 0.99')] } },
      ],
      lr: { from: raw(4, '0.001'), to: raw(5, '1'), count: raw(6, '7') },
      epochs: raw(7, '20'),
    },
  },
  {
    label: 'Batches that grow',
    description: 'A network trained with one batch size, and with one that grows after some epochs.',
    body: {
      problem: network,
      optimizers: [{ optimizer: 'sgd' }],
      lr: [raw(3, '0.1')],
      batch_size: [
        raw(4, '32'),
        { stages: [{ size: raw(4, '32'), epochs: raw(5, '10') }, { size: raw(6, '128') }] },
      ],
      epochs: raw(7, '20'),
    },
  },
];
