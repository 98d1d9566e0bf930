/** Lists, and ranges in their place: what runs of them, in which order, and what is wrong with one. */
import { describe, expect, test } from 'vitest';
import { countRuns, expandExperiment } from '../../../core/experiment/expand.ts';
import { notesOf } from '../../../core/experiment/notes.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { checkText } from '../../../core/experiment/text/checkText.ts';
import { raceTitle } from '../../../core/race/raceTitle.ts';
import { faultsOf, onDigits, onValley } from './faults.ts';

const runsOf = (value: object) => expandExperiment(parseExperiment(value));
const idsOf = (value: object) => runsOf(value).map(({ id }) => id);
const sgd = (hyperparameters: object) => ({ optimizers: [{ optimizer: 'sgd', hyperparameters }] });
const at = 'optimizers[0].hyperparameters';

describe('runs', () => {
  test('of hyperparameters come between rates and seeds, as they are written', () => {
    const hyperparameters = { momentum: [0.9, 0.95], nesterov: [true, false] };
    const runs = runsOf(onDigits({ ...sgd(hyperparameters), lr: [0.1, 0.2], seed: [5, 6] }));
    const keys = runs.map(({ hyperparameters: { lr, momentum, nesterov }, seed }) =>
      [lr, momentum, nesterov, seed].join(' '),
    );
    expect(keys.slice(0, 9)).toEqual([
      '0.1 0.9 true 5',
      '0.1 0.9 true 6',
      '0.1 0.9 false 5',
      '0.1 0.9 false 6',
      '0.1 0.95 true 5',
      '0.1 0.95 true 6',
      '0.1 0.95 false 5',
      '0.1 0.95 false 6',
      '0.2 0.9 true 5',
    ]);
    expect(keys).toHaveLength(16);
  });

  test('of options are of their words', () => {
    const optimizers = [{ optimizer: 'adam', hyperparameters: { form: ['pytorch', 'keras'] } }];
    expect(runsOf(onValley({ optimizers })).map(({ hyperparameters: { form } }) => form)).toEqual([
      'pytorch',
      'keras',
    ]);
  });

  test('of a range are those of the list that it stands for', () => {
    const range = { lr: { from: 1e-4, to: 1, count: 3 }, seed: { from: 3, count: 2 } };
    const momenta = { momentum: { from: 0, to: 0.9, count: 4, scale: 'linear' } };
    const listed = { lr: [1e-4, 0.01, 1], seed: [3, 4] };
    expect(idsOf(onDigits({ ...range, ...sgd(momenta) }))).toEqual(
      idsOf(onDigits({ ...listed, ...sgd({ momentum: [0, 0.3, 0.6, 0.9] }) })),
    );
    const own = (lr: unknown) => onValley({ optimizers: [{ optimizer: 'sgd', lr }] });
    expect(idsOf(own({ from: 0.001, to: 0.1, count: 3 }))).toEqual(idsOf(own([0.001, 0.01, 0.1])));
    expect(parseExperiment(onDigits({ seed: { count: 2 } })).seed).toEqual([0, 1]);
  });

  test('of one value in a list are the same as of the value', () => {
    expect(idsOf(onDigits(sgd({ momentum: [0.9] })))).toEqual(idsOf(onDigits(sgd({ momentum: 0.9 }))));
  });

  test('that are the same run once, and it is said', () => {
    const twice = onDigits(sgd({ momentum: [0.9, 0.9, 0.8] }));
    expect(runsOf(twice)).toHaveLength(2);
    expect(countRuns(parseExperiment(twice))).toBe(2);
    expect(notesOf(parseExperiment(twice))).toEqual([
      '1 run is the same as another and is left out: SGD · lr 0.01 · batch 32 · seed 0.',
    ]);
  });

  test('on a surface have no seed: a range of them changes nothing, which is said', () => {
    const seeded = onValley({ seed: { from: 0, count: 10 } });
    expect(runsOf(seeded)).toHaveLength(1);
    expect(notesOf(parseExperiment(seeded))).toEqual([
      expect.stringMatching(/^seed = \[0,1,.*nothing is random on a surface/),
    ]);
  });
});

describe('too many runs are counted, and never made:', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => i / 100);

  test('of lists of hyperparameters', () => {
    const hyperparameters = { momentum: many(64), dampening: many(64), weight_decay: many(64) };
    expect(faultsOf(onValley(sgd(hyperparameters)))).toEqual([
      'experiment = 262,144 runs — expected at most 10,000',
    ]);
  });

  test('of so many that no number has room for them', () => {
    const names = ['beta1', 'beta2', 'beta3', 'eps', 'weight_decay', 'alpha', 'warmup', 'a', 'b', 'c'];
    const hyperparameters = Object.fromEntries(names.map((name) => [name, many(64)]));
    expect(faultsOf(onValley(sgd(hyperparameters))).at(-1)).toBe(
      'experiment = 1.2e+18 runs — expected at most 10,000',
    );
  });

  test('of runs that are the same', () => {
    const same = (value: number) => new Array(64).fill(value);
    const value = onDigits({ lr: same(0.1), seed: same(1), ...sgd({ momentum: same(0.5) }) });
    expect(faultsOf(value)).toEqual([
      'experiment = 262,144 runs, most of them the same — expected at most 100,000',
    ]);
  });
});

describe('says what is wrong with', () => {
  test.each<[object, string]>([
    [{ lr: { from: 1, to: 0.1, count: 5 } }, 'lr.to = 0.1 — expected a number above "from"'],
    [{ lr: { from: 0, to: 1, count: 5 } }, 'lr.from = 0 — expected a number above 0'],
    [{ lr: { from: 0.1, to: 1, count: 1 } }, 'lr.count = 1 — expected a whole number of at least 2'],
    [{ lr: { from: 0.1, to: 1, count: 65 } }, 'lr.count = 65 — expected a whole number of at most 64'],
    [{ lr: { from: 0.1, to: 1 } }, 'lr.count = missing — expected a whole number, such as 9'],
    [
      { lr: { from: 0.1, to: 1, count: 5, scale: 'logarithmic' } },
      'lr.scale = "logarithmic" — expected "log" or "linear"',
    ],
    [{ lr: {} }, 'lr.from = missing — expected a number'],
    [{ lr: null }, 'lr = null — expected a list'],
    [{ seed: { from: 5 } }, 'seed.count = missing — expected a whole number, such as 9'],
    [{ seed: { from: 4294967295, count: 2 } }, 'seed.count = 2 — expected seeds of at most 4294967295'],
    [{ seed: 3 }, 'seed = 3 — expected a list, such as [3]'],
    [{ batch_size: { from: 1, count: 3 } }, 'batch_size = {"from":1,"count":3} — expected a list'],
    [sgd({ momentum: [] }), `${at}.momentum = [] — expected a list with at least 1 entry`],
    [sgd({ momentum: [0.9, -1] }), `${at}.momentum[1] = -1 — expected momentum >= 0`],
    [sgd({ momentum: [0.9, true] }), `${at}.momentum[1] = true — expected a finite number, momentum >= 0`],
    [
      sgd({ momentum: { from: 0, to: 1, count: 3 } }),
      `${at}.momentum.from = 0 — expected a number above 0, or "scale": "linear" beside it`,
    ],
    [
      sgd({ momentum: { from: -1, to: 1, count: 3, scale: 'linear' } }),
      `${at}.momentum[0] = -1 — expected momentum >= 0`,
    ],
    [sgd({ nesterov: { from: 1, to: 2, count: 2 } }), `${at}.nesterov[0] = 1 — expected true or false`],
    [sgd({ momentum: null }), `${at}.momentum = null — expected a number or true or false or text`],
    [sgd({ lr: [0.1, 0.2] }), `${at}.lr = [0.1,0.2] — expected optimizers[0].lr = [0.1,0.2] in its place`],
    [
      sgd({ nesterov: [false, true], momentum: 0 }),
      `${at}.nesterov[1] = true — expected a momentum above 0 beside it, such as "momentum": 0.9`,
    ],
    [
      sgd({ nesterov: true, momentum: [0.5, 0.9], dampening: [0, 0.5] }),
      `${at}.dampening[1] = 0.5 — expected 0, the default: nesterov is true`,
    ],
  ])('%j', (changes, message) => {
    expect(faultsOf(onDigits(changes)).slice(0, 1)).toEqual([message]);
  });

  test('a field that is called otherwise elsewhere', () => {
    expect(faultsOf(onDigits({ lr: { from: 0.1, to: 1, num: 5 } }))).toEqual([
      'lr.count = missing — expected a whole number',
      "lr.num = 5 — expected one of the fields from, to, count, scale; did you mean 'count'?",
    ]);
  });

  test.each([
    ['"lr": { "from": 1, "to": 0.1, "count": 3 }', '0.1'],
    ['"lr": { "from": 1, "to": 2 }', '{'],
    ['"lr": [0.1], "seed": { "count": 0 }', '0'],
    ['"lr": [0.1], "sgd": [0.5, -1]', '-1'],
    [
      '"lr": [0.1], "sgd": { "from": -1, "to": 1, "count": 3, "scale": "linear" }',
      '{ "from": -1, "to": 1, "count": 3, "scale": "linear" }',
    ],
  ])('%s, at its place', (fields, marked) => {
    const own = /, "sgd": (.*)$/.exec(fields)?.[1] ?? '0.9';
    const text = `{ "problem": { "data": "digits" }, "optimizers": [{ "optimizer": "sgd", "hyperparameters": { "momentum": ${own} } }], ${fields.replace(/, "sgd": .*/, '')} }`;
    const [fault] = checkText(text).faults;
    expect(text.slice(fault?.offset, Number(fault?.offset) + Number(fault?.length))).toBe(marked);
  });
});

describe('the title of a race', () => {
  const titleOf = (hyperparameters: object) =>
    raceTitle(parseExperiment(onDigits({ ...sgd(hyperparameters), seed: { count: 3 } })));

  test.each([
    [{ momentum: [0.9, 0.95], nesterov: [true, false] }, 'momentum 0.9, 0.95 · nesterov true, false'],
    [{ momentum: { from: 0.1, to: 0.9, count: 9, scale: 'linear' } }, 'momentum: 9 from 0.1 to 0.9'],
    [{ momentum: [0.9, 0.9], dampening: 0.1 }, ''],
    [
      { momentum: [0.9, 0.8], dampening: [0, 0.1], weight_decay: [0, 0.1], maximize: [true, false] },
      '4 hyperparameters',
    ],
  ])('says what is tried of %j', (hyperparameters, part) => {
    expect(titleOf(hyperparameters).replace(/^.* · lr 0.01/, '')).toBe(
      `${part === '' ? '' : ` · ${part}`} · 3 seeds`,
    );
  });

  test('joins the values of all optimizers', () => {
    const of = (optimizer: string, momentum: number[]) => ({ optimizer, hyperparameters: { momentum } });
    const optimizers = [of('sgd', [0.5, 0.9]), of('momentum', [0.9, 0.95])];
    expect(raceTitle(parseExperiment(onValley({ optimizers })))).toMatch(/ · momentum 0.5, 0.9, 0.95$/);
  });
});
