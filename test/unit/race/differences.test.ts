import { describe, expect, test } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import {
  areComparable,
  differencesOf,
  differencesText,
  differsWithin,
  equalText,
} from '../../../core/race/differences.ts';
import { createRace } from '../../../core/race/race.ts';
import type { NamedSpec } from '../../../core/race/runSettings.ts';
import { onDigits, onValley } from '../experiment/faults.ts';

/** The specs of an experiment's runs. */
function specsOf(experiment: object): NamedSpec[] {
  const { runs } = createRace(parseExperiment(experiment), { id: 'race', startedAt: 0 });
  return runs.map(({ spec, name }) => ({ ...spec, name }));
}

const onlyOptimizer = (optimizer: string, hyperparameters: object = {}) => ({
  optimizers: [{ optimizer, hyperparameters }],
});
const momentum = specsOf(onValley({ ...onlyOptimizer('momentum'), lr: [0.01] }));
const heavier = specsOf(onValley({ ...onlyOptimizer('momentum', { momentum: 0.95 }), lr: [0.01] }));
const adam = specsOf(onValley({ ...onlyOptimizer('adam', { beta2: 0.99 }), lr: [0.5] }));
const slowAdam = specsOf(onValley({ ...onlyOptimizer('adam'), lr: [0.01] }));

function namesOf(runs: readonly NamedSpec[]) {
  const { differ, equal } = differencesOf(runs);
  return { differ: differ.map(({ name }) => name), equal: equal.map(({ name }) => name) };
}

function textOf(runs: readonly NamedSpec[]): string {
  return differencesText(runs, differencesOf(runs));
}

describe('runs of two experiments', () => {
  const runs = [...momentum, ...adam, ...heavier, ...slowAdam];

  test('differ in what those have that have it', () => {
    const { differ, equal } = namesOf(runs);
    expect(differ).toEqual(['optimizer', 'learning rate', 'momentum', 'beta2']);
    expect(equal).toEqual(expect.arrayContaining(['problem', 'start', 'beta1', 'eps', 'steps', 'engine']));
  });

  test('say what they share, and what is equal with its value', () => {
    expect(textOf(runs)).toBe(
      'Same problem (Ill-conditioned valley), start and 200 steps. They differ in optimizer, learning rate, momentum and beta2.',
    );
    const found = differencesOf(runs);
    expect(equalText(runs, found.equal)).toBe(
      'problem, start (1, 10), beta1 0.9, eps 1e-8, steps 200, engine',
    );
  });

  test('know what each has, and what it lacks', () => {
    const values = differencesOf(runs).differ.map(({ id, of }) => [id, runs.map(of)]);
    expect(Object.fromEntries(values)).toEqual({
      optimizer: ['Momentum', 'Adam', 'Momentum', 'Adam'],
      lr: [0.01, 0.5, 0.01, 0.01],
      'hyperparameter-momentum': [0.9, null, 0.95, null],
      'hyperparameter-beta2': [null, 0.99, null, 0.999],
    });
  });

  test('are equal in nothing that one of them has alone', () => {
    const two = [...momentum, ...slowAdam];
    const { equal, all, differ } = differencesOf(two);
    expect(differ.map(({ id }) => id)).toEqual(['optimizer']);
    expect(equal.map(({ id }) => id)).not.toContain('hyperparameter-beta1');
    expect(all.map(({ id }) => id)).toContain('hyperparameter-beta1');
  });
});

describe('problems', () => {
  test('of another function or other data can not be compared', () => {
    const [steeper, rosenbrock] = [{ surface: 'valley', condition: 10 }, { surface: 'rosenbrock' }].map(
      (problem) => specsOf(onValley({ ...onlyOptimizer('adam'), lr: [0.01], problem })),
    );
    for (const other of [steeper, rosenbrock, specsOf(onDigits(onlyOptimizer('adam')))]) {
      const runs = [...slowAdam, ...(other ?? [])];
      expect(areComparable(differencesOf(runs))).toBe(false);
      expect(textOf(runs)).toMatch(
        /^Their problems differ: each curve can be compared with its own target alone\./,
      );
    }
  });

  test('that are started elsewhere, or seen in another window, are the same', () => {
    const formula = { formula: 'x**2 + y**2', start: [1, 2] };
    const elsewhere = { ...formula, start: [2, 2], window: { x: [-3, 3], y: [-3, 3] } };
    const runs = [formula, elsewhere].flatMap((problem) =>
      specsOf(onValley({ ...onlyOptimizer('adam'), lr: [0.01], problem })),
    );
    expect(areComparable(differencesOf(runs))).toBe(true);
    expect(namesOf(runs).differ).toEqual(['start']);
    expect(textOf(runs)).toBe('Same problem (x**2 + y**2) and 200 steps. They differ in start.');
  });

  test('have the same start whether or not it is given', () => {
    const given = specsOf(
      onValley({ ...onlyOptimizer('adam'), lr: [0.5], problem: { surface: 'valley', start: [1, 10] } }),
    );
    expect(namesOf([...slowAdam, ...given]).differ).toEqual(['learning rate']);
  });

  test('are networks of other layers on the same data', () => {
    const runs = [[], [32, 16]].flatMap((hidden) =>
      specsOf(onDigits({ ...onlyOptimizer('adam'), problem: { data: 'digits', hidden }, epochs: 3 })),
    );
    expect(namesOf(runs).differ).toEqual(['hidden layers']);
    const layers = differencesOf(runs).differ[0];
    expect(runs.map((run) => layers?.of(run))).toEqual(['none', '32-16']);
    expect(textOf(runs)).toBe('Same problem (digits) and 3 epochs. They differ in hidden layers.');
  });

  test('hold out nothing where no share is given', () => {
    const runs = [{}, { validation: 0 }, { validation: 0.2 }].flatMap((change) =>
      specsOf(onDigits({ ...onlyOptimizer('adam'), problem: { data: 'digits', hidden: [], ...change } })),
    );
    const [held, ...others] = differencesOf(runs).differ;
    expect([held?.name, runs.map((run) => held?.of(run)), others]).toEqual([
      ...['share held out', [0, 0, 0.2]],
      [],
    ]);
    expect(differencesOf(runs.slice(0, 2)).differ).toEqual([]);
  });

  test('have their test rows, and what they are evaluated on, as settings of their own', () => {
    const held = { validation: 0.1, test: 0.2 };
    const runsOf = (...changes: object[]) =>
      changes.flatMap((change) =>
        specsOf(onDigits({ ...onlyOptimizer('adam'), problem: { data: 'digits', hidden: [], ...change } })),
      );
    const runs = runsOf(held, { ...held, evaluate_on: 'test' });
    expect(textOf(runs)).toMatch(/They differ in evaluation rows\.$/);
    const [on] = differencesOf(runs).differ;
    expect([on?.id, runs.map((run) => on?.of(run))]).toEqual(['evaluate_on', ['validation', 'test']]);
    expect(namesOf(runsOf({}, { test: 0.2 })).differ).toEqual(['share of test rows']);
    expect(namesOf(runsOf({}, { test: 0, evaluate_on: 'validation' })).differ).toEqual([]);
  });
});

describe('settings', () => {
  const onData = { ...onlyOptimizer('sgd'), lr: [0.1], epochs: 10 };

  test('are batch size, seed, schedule with what it is given, and what ends a run', () => {
    const schedule = { name: 'StepLR', step_size: 30 };
    const runs = [
      ...specsOf(onDigits({ ...onData, batch_size: [32, 'full'], seed: [1, 2] })),
      ...specsOf(onDigits({ ...onData, schedule, stop: { patience: 3 } })),
      ...specsOf(onDigits({ ...onData, schedule: { ...schedule, gamma: 0.5 } })),
    ];
    const { differ } = differencesOf(runs);
    expect(differ.map(({ name }) => name)).toEqual([
      ...['batch size', 'schedule', 'gamma', 'seed', 'patience'],
    ]);
    const ofLast = differ.map(({ of }) => runs.slice(-2).map(of));
    expect(ofLast).toEqual([
      [32, 32],
      ['StepLR', 'StepLR'],
      ['default', 0.5],
      [0, 0],
      [3, 'none'],
    ]);
  });

  test('of more than a sentence has room for are counted', () => {
    const change = { weight_decay: 0.1, momentum: 0.9, nesterov: true };
    const runs = [
      ...specsOf(onDigits(onData)),
      ...specsOf(
        onDigits({
          ...{ ...onlyOptimizer('sgd', change), lr: [0.2], batch_size: [8], seed: [4], epochs: 2 },
          engine: 'float64',
        }),
      ),
    ];
    expect(textOf(runs)).toMatch(/and 2 more settings\.$/);
  });

  test('of one run say nothing, and equal runs say so', () => {
    expect(textOf(adam)).toBe('');
    expect(textOf([...adam, ...adam])).toMatch(/200 steps\. They have all settings alike\.$/);
  });

  test('differ within an optimizer, or between optimizers alone', () => {
    const momentumOf = (runs: readonly NamedSpec[]) => {
      const found = differencesOf(runs).differ.find(({ name }) => name === 'momentum');
      if (!found) throw new Error('expected momentum to differ');
      return differsWithin(found, runs);
    };
    const sgd = specsOf(onValley({ ...onlyOptimizer('sgd'), lr: [0.01] }));
    expect(momentumOf([...sgd, ...momentum])).toBe(false);
    expect(momentumOf([...sgd, ...momentum, ...heavier])).toBe(true);
  });
});
