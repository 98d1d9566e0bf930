/** What the editor inserts into `.experiment.json` files, as VS Code's JSON support reads it. */
import { choice, idsOf, raw, type Snippet, text } from '../../core/experiment/text/snippets.ts';
import { problemParts } from '../../core/experiment/text/wholeSnippets.ts';

const { csvFile, formula, network, surface } = problemParts;

/** What is often along an axis of a map. */
const mapped = [
  'momentum',
  'beta1',
  'beta2',
  'eps',
  'weight_decay',
  'batch_size',
  'seed',
  'start_x',
  'start_y',
];

const range = (place: number) => [raw(place, '-5'), raw(place + 1, '5')];

/** A range in the place of a list, which its value offers. */
export const rangeSnippets: Readonly<Record<string, Snippet>> = {
  lr: {
    label: '{ "from": 0.0001, "to": 1, "count": 9 }',
    description: 'Learning rates from one to another, each the same factor above the one before.',
    body: { from: raw(1, '0.0001'), to: raw(2, '1'), count: raw(3, '9') },
  },
  seed: {
    label: '{ "from": 0, "count": 10 }',
    description: 'Seeds one after the other.',
    body: { from: raw(1, '0'), count: raw(2, '10') },
  },
};

/** Of a hyperparameter. */
export const settingRange: Snippet = {
  label: '{ "from": …, "to": …, "count": … }',
  description: 'Several values, from one to another.',
  body: {
    from: raw(1, '0.001'),
    to: raw(2, '0.1'),
    count: raw(3, '5'),
    scale: choice(4, ['log', 'linear']),
  },
};

/** Where a field is completed. Others insert what their schema says. */
export const fieldSnippets: Readonly<Record<string, Snippet>> = {
  title: { label: '"…"', description: 'Shown above the chart.', body: text(1, 'My experiment') },
  problem: { label: 'surface', description: 'A function of two numbers.', body: surface },
  formula: { label: 'formula', description: 'A function of x and y of your own.', body: formula.formula },
  start: { label: '[1, 1]', description: 'Where all runs start.', body: [raw(1, '1'), raw(2, '1')] },
  start_range: {
    label: 'start_range',
    description: 'A start for each seed, from -1 to 1 along both axes.',
    body: { x: [raw(1, '-1'), raw(2, '1')], y: [raw(3, '-1'), raw(4, '1')] },
  },
  window: {
    label: 'window',
    description: 'From -5 to 5 along both axes.',
    body: { x: range(1), y: range(3) },
  },
  map: { label: 'map', description: 'Two settings, a run a cell.', body: { x: 'lr', y: choice(1, mapped) } },
  'map.x': { label: '"lr"', description: 'A setting.', body: choice(1, ['lr', ...mapped]) },
  'map.y': { label: '"momentum"', description: 'A setting.', body: choice(1, mapped) },
  x: { label: '[-5, 5]', description: 'From the lower to the upper bound.', body: range(1) },
  y: { label: '[-5, 5]', description: 'From the lower to the upper bound.', body: range(1) },
  csv: { label: '"…"', description: 'A path in the workspace folder.', body: csvFile.csv },
  'problem.target': { label: '"…"', description: 'Name of a column.', body: text(1, 'price') },
  delimiter: { label: '";"', description: 'A semicolon.', body: text(1, ';') },
  categorical: { label: '["…"]', description: 'Names of columns.', body: [text(1, 'code')] },
  ignore: { label: '["…"]', description: 'Names of columns.', body: [text(1, 'id')] },
  na_values: { label: '["unknown"]', description: 'Texts or numbers.', body: [text(1, 'unknown')] },
  optimizers: {
    label: 'optimizers',
    description: 'One optimizer or more.',
    body: [{ optimizer: choice(1, idsOf('optimizers', 'adam')) }],
  },
  lr: { label: '[0.01]', description: 'One learning rate or more.', body: [raw(1, '0.01')] },
  schedule: {
    label: 'schedule',
    description: 'How the learning rate changes.',
    body: { name: 'CosineAnnealingLR', T_max: raw(1, '100') },
  },
  scale_lr: {
    label: 'scale_lr',
    description: 'The batch size to which the learning rates belong.',
    body: { base_batch_size: raw(1, '32') },
  },
  base_batch_size: { label: '32', description: 'A batch size.', body: raw(1, '32') },
  stop: { label: 'stop', description: 'After a minute of computing.', body: { seconds: raw(1, '60') } },
  seed: { label: '[0]', description: 'One seed or more.', body: [raw(1, '0')] },
  from: { label: '0.001', description: 'The first value.', body: raw(1, '0.001') },
  to: { label: '1', description: 'The last value.', body: raw(1, '1') },
  count: { label: '9', description: 'How many values.', body: raw(1, '9') },
  seconds: { label: '60', description: 'A minute.', body: raw(1, '60') },
  steps: { label: '200', description: 'Steps of each run.', body: raw(1, '200') },
  epochs: { label: '20', description: 'Passes over the data.', body: raw(1, '20') },
  validation: { label: '0.2', description: 'A fifth of the rows.', body: raw(1, '0.2') },
  test: { label: '0.2', description: 'A fifth of the rows.', body: raw(1, '0.2') },
};

/** Arguments of schedules that have no default; by the schedule, too, where its own differs. */
export const argumentValues: Readonly<Record<string, unknown>> = {
  step_size: 10,
  gamma: 0.95,
  milestones: [10],
  T_max: 100,
  T_0: 10,
  total: 100,
  max_lr: 0.1,
  base_lr: 0.001,
  // At least as many as the run has.
  total_steps: 100_000,
  epochs: 1000,
  steps_per_epoch: 100,
  step_size_down: 2000,
  schedulers: [
    ['ConstantLR', { total_iters: 10 }],
    ['CosineAnnealingLR', { T_max: 100 }],
  ],
  warmup: { steps: 10 },
  'WarmupCosine.warmup': 10,
};

/** Where the value of a problem is completed, beside a surface: by the field that only that kind has. */
export const problemSnippets: Readonly<Record<string, Snippet>> = {
  formula: { label: 'formula', description: 'A function of x and y of your own.', body: formula },
  data: { label: 'data', description: 'A network on a data set.', body: network },
  csv: { label: 'csv', description: 'A network on a CSV file of the workspace.', body: csvFile },
};
