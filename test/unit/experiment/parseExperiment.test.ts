import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultsFor, problems } from '../../../core/experiment/defaults.ts';
import { ExperimentError } from '../../../core/experiment/errors.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { aboutUnusedFields } from '../../../core/experiment/unusedFields.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { datasets } from '../../../core/problems/data/index.ts';
import { surfaces } from '../../../core/problems/surfaces/index.ts';
import { tutorialRaces } from '../../../core/tutorial/races.ts';
import { faultsOf, onDigits, onValley } from './faults.ts';
import { inFiles } from './scheduled.ts';

const namesInFiles = inFiles.map((each) => each['name']).join(', ');
const range = (count: number) => Array.from({ length: count }, (_, number) => number);
const rates = (count: number) => range(count).map((number) => 1 / (1 + number));
const batchSizes = (count: number) => range(count).map((number) => 1 + number);

describe('says field, value and expectation', () => {
  test.each<[unknown, string]>([
    [undefined, 'experiment = missing — expected an object'],
    ['sgd', 'experiment = "sgd" — expected an object'],
    [[], 'experiment = [] — expected an object'],
    [
      onValley({ problem: undefined }),
      'problem = missing — expected an object, such as { "surface": "valley" }',
    ],
    [
      onValley({ problem: 'valley' }),
      'problem = "valley" — expected an object, such as { "surface": "valley" }',
    ],
    [onValley({ problem: null }), 'problem = null — expected an object'],
    [onValley({ problem: 5 }), 'problem = 5 — expected an object'],
    [onValley({ problem: {} }), 'problem = {} — expected one of the fields surface, formula, data, csv'],
    [
      onValley({ problem: { surface: 'valley', data: 'digits' } }),
      'problem = {"surface":"valley","data":"digits"} — expected only one of the fields data, surface',
    ],
    [
      onValley({ problem: { surface: 'vally' } }),
      `problem.surface = "vally" — expected one of ${surfaces.map(({ id }) => id).join(', ')}; did you mean 'valley'?`,
    ],
    [onValley({ problem: { surface: 5 } }), 'problem.surface = 5 — expected text'],
    [
      onValley({ problem: { surface: 'valley', strat: [1, 1] } }),
      "problem.strat = [1,1] — expected one of the fields surface, start, start_range, condition; did you mean 'start'?",
    ],
    [
      onValley({ problem: { surface: 'valley', start: [1] } }),
      'problem.start = [1] — expected a list with at least 2 entries',
    ],
    [
      onValley({ problem: { surface: 'valley', start: [1, '2'] } }),
      'problem.start[1] = "2" — expected a number',
    ],
    [
      onDigits({ problem: { data: 'mnist' } }),
      `problem.data = "mnist" — expected one of ${datasets.map(({ id }) => id).join(', ')}`,
    ],
    [
      onDigits({ problem: { data: 'digits', hiden: [8] } }),
      "problem.hiden = [8] — expected one of the fields data, hidden, activation, init, validation, test, evaluate_on; did you mean 'hidden'?",
    ],
    [
      onDigits({ problem: { data: 'digits', hidden: 32 } }),
      'problem.hidden = 32 — expected a list, such as [32]',
    ],
    [
      onDigits({ problem: { data: 'digits', hidden: [0] } }),
      'problem.hidden[0] = 0 — expected a whole number of at least 1',
    ],
    [
      onValley({ optimizers: undefined }),
      'optimizers = missing — expected a list, such as [{ "optimizer": "sgd" }]',
    ],
    [onValley({ optimizers: [] }), 'optimizers = [] — expected a list with at least 1 entry'],
    [
      onValley({ optimizers: ['sgd'] }),
      'optimizers[0] = "sgd" — expected an object, such as { "optimizer": "sgd" }',
    ],
    [onValley({ optimizers: [{}] }), 'optimizers[0].optimizer = missing — expected text, such as "sgd"'],
    [
      onValley({ optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adma' }] }),
      `optimizers[1].optimizer = "adma" — expected one of ${optimizers.map(({ id }) => id).join(', ')}; did you mean 'adam'?`,
    ],
    [
      onValley({ optimizers: [{ optimizer: 'adam', hyperparameters: { beta1: 1.2 } }] }),
      'optimizers[0].hyperparameters.beta1 = 1.2 — expected 0 <= beta1 < 1',
    ],
    [
      onValley({ optimizers: [{ optimizer: 'adam', hyperparameters: { beta3: 0.9 } }] }),
      'optimizers[0].hyperparameters.beta3 = 0.9 — expected one of beta1, beta2, eps, weight_decay, amsgrad, form, ' +
        "maximize; did you mean 'beta1'?",
    ],
    [
      onValley({ optimizers: [{ optimizer: 'adam', hyperparameters: { amsgrad: 1 } }] }),
      'optimizers[0].hyperparameters.amsgrad = 1 — expected true or false',
    ],
    [
      onValley({ optimizers: [{ optimizer: 'adam', hyperparameters: { lr: 0.1 } }] }),
      'optimizers[0].hyperparameters.lr = 0.1 — expected optimizers[0].lr = [0.1] in its place',
    ],
    [
      onValley({ optimizers: [{ optimizer: 'adam', hyperparameters: { toString: 1 } }] }),
      'optimizers[0].hyperparameters.toString = 1 — expected one of beta1, beta2, eps, weight_decay, amsgrad, form, maximize',
    ],
    [
      onValley({ optimizers: [{ optimizer: 'adam', beta1: 0.9 }] }),
      'optimizers[0].beta1 = 0.9 — expected one of the fields optimizer, lr, layer_lr, hyperparameters, schedule; its place is optimizers[0].hyperparameters',
    ],
    [
      onValley({ problem: { surface: 'booth', condition: 5 } }),
      'problem.condition = 5 — expected none: only the valley has one',
    ],
    [
      onValley({ problem: { formula: 'x**2 + sn(y)' } }),
      "problem.formula, column 8 — unknown function 'sn'; did you mean 'sin'?",
    ],
    [
      onValley({ problem: { formula: 'x*y/0' } }),
      'problem.formula = "x*y/0" — the formula has no finite value for x from -5 to 5 and y from -5 to 5; the "window" of an experiment file looks elsewhere',
    ],
    [
      onValley({ problem: { formula: 'log(x)', start: [-1, 0] } }),
      'problem.start = [-1,0] — expected a place where the loss and its slope are finite, such as [2.8, -4.2]; here the loss is NaN',
    ],
    [
      onValley({ problem: { formula: 'sqrt(x)+y', start: [0, 0] } }),
      'problem.start = [0,0] — expected a place where the loss and its slope are finite, such as [2.8, -0.2]; here the slope is [Infinity, 1]',
    ],
    [
      onValley({ problem: { surface: 'rosenbrock', start: [1e200, 1] } }),
      'problem.start = [1e+200,1] — expected a place where the loss and its slope are finite, such as [-1, 1]; here the loss is Infinity',
    ],
    [
      onValley({ problem: { surface: 'valley', condition: 1e12, start: [1e150, 0] } }),
      'problem.start = [1e+150,0] — expected a place where the loss and its slope are finite, such as [1, 1000000]; here the loss is Infinity',
    ],
    [
      onValley({ problem: { formula: 'x**2', window: { x: [1, 0], y: [0, 1] } } }),
      'problem.window.x = [1,0] — expected two numbers, the lower one first',
    ],
    [
      onValley({ problem: { formula: 'x', window: { x: [0, 1], y: [0, 1], z: 1 } } }),
      'problem.window.z = 1 — expected one of the fields x, y',
    ],
    [
      onValley({ scale_lr: { base_batch_size: 32, rules: 'sqrt' } }),
      'scale_lr.rules = "sqrt" — expected one of the fields base_batch_size, rule; did you mean \'rule\'?',
    ],
    [
      onValley({ schedule: { name: 'StepLr' } }),
      `schedule.name = "StepLr" — expected one of ${namesInFiles}; did you mean 'StepLR'?`,
    ],
    [
      onValley({ schedule: { name: 'StepLR', step_size: 0 } }),
      'schedule.step_size = 0 — expected a whole number of at least 1',
    ],
    [onValley({ lr: undefined }), 'lr = missing — expected a list, such as [0.01]'],
    [
      onValley({
        lr: undefined,
        optimizers: [{ optimizer: 'sgd', lr: [0.1] }, { optimizer: 'adam' }, { optimizer: 'lion', lr: [1] }],
      }),
      'optimizers[1].lr = missing — expected a list here, or as lr of the experiment for all that have none, such as [0.01]',
    ],
    [
      onValley({ lr: undefined, optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }] }),
      'lr = missing — expected a list, such as [0.01]',
    ],
    [onValley({ lr: [0, 1] }), 'lr[0] = 0 — expected a number above 0; a comma separates values: write 0.1'],
    [
      onValley({ optimizers: [{ optimizer: 'sgd', lr: [0.5, 2, 0] }] }),
      'optimizers[0].lr[2] = 0 — expected a number above 0; a comma separates values: write 2.0',
    ],
    [onValley({ lr: [0, 0.5] }), 'lr[0] = 0 — expected a number above 0'],
    [onValley({ lr: [0] }), 'lr[0] = 0 — expected a number above 0'],
    [onValley({ lr: [-1, 1] }), 'lr[0] = -1 — expected a number above 0'],
    [onValley({ lr: 0.1 }), 'lr = 0.1 — expected a list, such as [0.1]'],
    [onValley({ lr: '0.1' }), 'lr = "0.1" — expected a list, such as [0.1]'],
    [onValley({ lr: [] }), 'lr = [] — expected a list with at least 1 entry'],
    [onValley({ lr: [0.1, 0] }), 'lr[1] = 0 — expected a number above 0'],
    [onValley({ lr: ['0.1'] }), 'lr[0] = "0.1" — expected a number, such as 0.1'],
    [onValley({ lr: [JSON.parse('1e999')] }), 'lr[0] = Infinity — expected a finite number'],
    [
      onDigits({ batch_size: [32, 5000] }),
      'batch_size[1] = 5000 — expected 1 to 1797 (the rows of digits) or "full"',
    ],
    [
      onDigits({ problem: { data: 'digits', validation: 0.2 }, batch_size: [1500] }),
      'batch_size[0] = 1500 — expected 1 to 1438 (the training rows of digits) or "full"',
    ],
    [
      onDigits({ problem: { data: 'digits', validation: 1 } }),
      'problem.validation = 1 — expected a number of at most 0.9',
    ],
    [onDigits({ evaluate_every: 0 }), 'evaluate_every = 0 — expected a whole number of at least 1'],
    [onValley({ evaluate_every: 2 }), 'evaluate_every = 2 — expected none: a surface is not evaluated'],
    [onValley({ stop: { patience: 5 } }), 'stop.patience = 5 — expected none: a surface is not evaluated'],
    [onDigits({ stop: { patience: 0.5 } }), 'stop.patience = 0.5 — expected a whole number'],
    [onDigits({ stop: { target: -1 } }), 'stop.target = -1 — expected a number above 0'],
    [onDigits({ stop: { seconds: '3' } }), 'stop.seconds = "3" — expected a number, such as 3'],
    [
      onDigits({ stop: { second: 3 } }),
      "stop.second = 3 — expected one of the fields target, patience, seconds; did you mean 'seconds'?",
    ],
    [onDigits({ batch_size: [0] }), 'batch_size[0] = 0 — expected a whole number of at least 1'],
    [onDigits({ batch_size: [1.5] }), 'batch_size[0] = 1.5 — expected a whole number or "full"'],
    [onDigits({ batch_size: ['all'] }), 'batch_size[0] = "all" — expected a whole number or "full"'],
    [onDigits({ seed: [-1] }), 'seed[0] = -1 — expected a whole number of at least 0'],
    [onDigits({ seed: [0.5] }), 'seed[0] = 0.5 — expected a whole number'],
    [onDigits({ steps: 5 }), 'steps = 5 — expected epochs in its place: passes over the data'],
    [onValley({ epochs: 5 }), 'epochs = 5 — expected steps in its place: a surface has no data'],
    [
      onValley({ scale_lr: { base_batch_size: 32 } }),
      'scale_lr = {"base_batch_size":32,"rule":"linear"} — expected none: a surface has no batches',
    ],
    [onValley({ steps: 1.5 }), 'steps = 1.5 — expected a whole number'],
    [onValley({ steps: 2_000_000 }), 'steps = 2000000 — expected a whole number of at most 1000000'],
    [onValley({ target: 0 }), 'target = 0 — expected a number above 0'],
    [onValley({ title: 5 }), 'title = 5 — expected text'],
    [
      onValley({ bacth_size: [32] }),
      'bacth_size = [32] — expected one of the fields title, problem, optimizers, lr, schedule, scale_lr, ' +
        "batch_size, seed, steps, epochs, evaluate_every, stop, target, step_along, map, compare, record, engine; did you mean 'batch_size'?",
    ],
    [
      onDigits({ lr: rates(13), batch_size: batchSizes(13), seed: range(60) }),
      'experiment = 10,140 runs — expected at most 10,000',
    ],
    [
      onDigits({ batch_size: [1], epochs: 10_000, record: 'steps' }),
      'record = "steps" — expected "thinned" for 17,970,001 points over all runs: at most 5,000,000 are kept',
    ],
    [
      onDigits({ lr: rates(8), seed: range(63), record: 'evaluations' }),
      'record = "evaluations" — expected "score" for 504 runs: the curves of at most 500 are kept',
    ],
    [
      onDigits({ step_along: 'w0' }),
      'step_along = "w0" — expected none: only on surfaces each step is followed along a parameter',
    ],
    [onValley({ step_along: 'height' }), 'step_along = "height" — expected "w0" or "w1"'],
    [
      onValley({ step_along: 'w1', record: 'thinned' }),
      'step_along = "w1" — expected none: with record = "thinned" not every step is kept',
    ],
    [
      onValley({ record: 'evaluations' }),
      'record = "evaluations" — expected "steps", "thinned" or "score": a surface is not evaluated',
    ],
    [
      onValley({ record: 'all' }),
      'record = "all" — expected "steps" or "thinned" or "evaluations" or "score"',
    ],
  ])('%j', (value, message) => {
    expect(faultsOf(value)).toEqual([message]);
  });
});

test('names everything that is wrong, each with its path', () => {
  expect(faultsOf({ problem: { surface: 'valley' } })).toEqual([
    'optimizers = missing — expected a list, such as [{ "optimizer": "sgd" }]',
    'lr = missing — expected a list, such as [0.01]',
  ]);
  expect(faultsOf(onValley({ a: 1, b: 2 })).map((message) => message.slice(0, 5))).toEqual([
    'a = 1',
    'b = 2',
  ]);
  const both = onDigits({ steps: 3, optimizers: [{ optimizer: 'adma' }] });
  expect(() => parseExperiment(both)).toThrow(
    expect.objectContaining({
      faults: [
        expect.objectContaining({ path: ['steps'] }),
        expect.objectContaining({ path: ['optimizers', 0, 'optimizer'] }),
      ],
    }),
  );
  expect(() => parseExperiment(both)).toThrow(ExperimentError);
});

test('long values are shortened', () => {
  const [message = ''] = faultsOf(onValley({ title: 'x'.repeat(201) }));
  expect(message).toBe(`title = "${'x'.repeat(57)}…" — expected text of at most 200 characters`);
});

test('fills in what was left out', () => {
  expect(
    parseExperiment({ problem: { data: 'digits' }, optimizers: [{ optimizer: 'sgd' }], lr: [0.1] }),
  ).toEqual({
    problem: { data: 'digits', hidden: [] },
    optimizers: [{ optimizer: 'sgd' }],
    lr: [0.1],
    batch_size: [32],
    seed: [0],
  });
});

test('accepts the ends of every range', () => {
  expect(
    faultsOf(onDigits({ batch_size: [1, 1797, 'full'], seed: [0, 4294967295], lr: [1e-300, 10, 1e300] })),
  ).toEqual([]);
  expect(faultsOf(onDigits({ lr: [0.1], seed: range(64) }))).toEqual([]);
  expect(faultsOf(onDigits({ lr: rates(10), batch_size: batchSizes(16), seed: range(62) }))).toEqual([]);
  // However many steps there are, their curves can be thinned.
  expect(faultsOf(onDigits({ batch_size: [1], epochs: 100_000 }))).toEqual([]);
  // A surface has no data: its one run is counted once.
  expect(faultsOf(onValley({ lr: [0.1], seed: range(64), batch_size: [1, 2] }))).toEqual([]);
});

test.each(tutorialRaces.map((race) => [race.id, race] as const))(
  'the tutorial race %s can run',
  (_, race) => {
    expect(parseExperiment(race.experiment)).toEqual(race.experiment);
  },
);

test('a race leads on to races that exist', () => {
  const next = tutorialRaces.flatMap(({ caption }) => caption.next?.race ?? []);
  expect(tutorialRaces.map(({ id }) => id)).toEqual(expect.arrayContaining(next));
});

const samples = new URL('../../../extension/sample/', import.meta.url);
test.each(readdirSync(samples).filter((name) => name.endsWith('.experiment.json')))(
  'the sample %s can run, and nothing in it is of no use',
  (name) => {
    const sample = JSON.parse(readFileSync(new URL(name, samples), 'utf8'));
    expect(faultsOf(sample)).toEqual([]);
    expect(aboutUnusedFields(parseExperiment(sample), undefined)).toEqual([]);
  },
);

test.each(problems)('what is proposed for $surface$data $hidden can run', (problem) => {
  const { optimizers, lr, batchSizes, steps, epochs } = defaultsFor(problem);
  expect(
    faultsOf({
      problem,
      optimizers: optimizers.map((optimizer) => ({ optimizer })),
      lr,
      ...(batchSizes.length > 0 && { batch_size: batchSizes }),
      ...(steps !== undefined && { steps }),
      ...(epochs !== undefined && { epochs }),
    }),
  ).toEqual([]);
});
