import { describe, expect, test } from 'vitest';
import { isOneOf, isWithin, rangeIn, valuesIn, withCondition } from '../../../core/compare/filterText.ts';
import { filterName, runFilter } from '../../../core/compare/runFilter.ts';
import { settingsOf } from '../../../core/race/runSettings.ts';
import { compared } from './specs.ts';

const runs = [
  compared({ name: 'Adam', lr: 0.1, score: 1, hyperparameters: { beta2: 0.99 }, batchSize: 'full' }),
  compared({ name: 'Adam', lr: 0.001, score: 4, hyperparameters: { beta2: 0.999 }, batchSize: 32, seed: 3 }),
  compared({ name: 'SGD', lr: 0.01, score: 2, batchSize: 32 }),
];
const settings = settingsOf(runs.map(({ facts }) => facts));

function found(text: string): string {
  const filter = runFilter(text, settings);
  if ('fault' in filter) throw new Error(filter.fault);
  return runs.map((run, i) => (filter.matches(run) ? i : '')).join('');
}

describe('a filter of runs', () => {
  test.each([
    ['', '012'],
    ['adam', '01'],
    ['ADAM 0.1', '0'],
    ['-adam', '2'],
    ['lr<0.1', '12'],
    ['lr<=0.1 lr>0.001', '02'],
    ['LR>=0.01', '02'],
    ['learning-rate<0.01', '1'],
    ['beta2=0.99', '0'],
    ['beta2!=0.99', '12'],
    ['beta2>0.5', '01'],
    ['batch=full', '0'],
    ['batch_size=32', '12'],
    ['optimizer:sgd,lion', '2'],
    ['optimizer:sgd,adam', '012'],
    ['-optimizer:sgd', '01'],
    ['loss<3 best<2', '0'],
    ['state:finished seed=3', '1'],
    ['score<=2', '02'],
    ['optimizer="adam" "lr 0.001"', '1'],
    ['optimizer="Clipped SGD",sgd', '2'],
    ['-optimizer="adam"', '2'],
    ['"', ''],
    ['"ad"am', ''],
    ['state:diverged', ''],
  ])('%s', (text, expected) => {
    expect(found(text)).toBe(expected);
  });

  test('finds a run by the id of its optimizer, too', () => {
    const run = compared({ name: 'Schedule-free AdamW', optimizer: 'schedulefree' });
    const filter = runFilter('SCHEDULEFREE', settings);
    expect('matches' in filter && filter.matches(run)).toBe(true);
  });

  test('names what runs have where it is asked for something else', () => {
    expect(runFilter('gamma<1', settings)).toEqual({
      fault: expect.stringMatching(
        /^gamma is nothing that runs have\. Known are .*lr.*beta2.*loss.*state\.$/,
      ),
    });
  });

  test('asks for a number where it compares', () => {
    expect(runFilter('lr<small', settings)).toEqual({
      fault: 'lr<small: small is no number, and < needs one.',
    });
  });

  test('takes signs without a name or a value for words', () => {
    expect(['<', 'lr<', '-', '<3'].map((text) => found(text))).toEqual(['', '', '', '']);
  });

  test('finds what its own conditions ask for, whatever it is called', () => {
    const names = ['Clipped SGD', 'a,b', 'say "no" \\ or "yes"', 'Adam'];
    const named = names.map((name) => compared({ name, hyperparameters: { weight_decay: 0.1 } }));
    const all = settingsOf(named.map(({ facts }) => facts));
    const setting = (id: string) => all.find((each) => each.id === id) ?? expect.fail(id);
    for (const name of names) {
      const text = isOneOf(setting('optimizer'), [name], all);
      const filter = runFilter(text, all);
      expect(named.filter((run) => 'matches' in filter && filter.matches(run))).toEqual(
        named.filter((run) => run.facts.name === name),
      );
    }
    expect(isOneOf(setting('optimizer'), ['Adam', 'Clipped SGD'], all)).toBe('optimizer=Adam,"Clipped SGD"');
    expect(isOneOf(setting('hyperparameter-weight_decay'), [0.1], all)).toBe('weight_decay=0.1');
  });

  test('calls a setting by its whole name where the short one means something else', () => {
    const specs = [
      compared({
        schedule: { name: 'stepLR', step_size: 3, gamma: 0.1 },
        hyperparameters: { gamma: 1, step: 2 },
      }).facts,
    ];
    const all = settingsOf(specs);
    const called = all.map((setting) => filterName(setting, all));
    expect(new Set(called).size).toBe(all.length);
    expect(called).toEqual(expect.arrayContaining(['gamma', 'schedule-gamma', 'hyperparameter-step']));
  });

  test('writes ranges with the ends that there are', () => {
    expect(isWithin('lr', 0.1, 1)).toBe('lr>=0.1 lr<=1');
    expect(isWithin('score', Number.NEGATIVE_INFINITY, 2e-9)).toBe('score<=2e-9');
  });

  test('takes a condition in place of those about the same', () => {
    const text = 'adam lr>=0.01 lr<=1 lrx=2 optimizer="Clipped SGD",Adam';
    expect(withCondition(text, 'lr', 'lr<=0.5')).toBe('adam lrx=2 optimizer="Clipped SGD",Adam lr<=0.5');
    expect(withCondition(text, 'optimizer', '')).toBe('adam lr>=0.01 lr<=1 lrx=2');
    expect(withCondition('', 'lr', 'lr<=0.5')).toBe('lr<=0.5');
  });

  test('tells what a text asks of something', () => {
    const text = 'adam lr>=0.01 lr<=1 score<=2 optimizer="Clipped SGD",Adam';
    expect(rangeIn(text, 'lr')).toEqual({ low: 0.01, high: 1 });
    expect(rangeIn(text, 'score')).toEqual({ low: Number.NEGATIVE_INFINITY, high: 2 });
    expect([rangeIn(text, 'momentum'), valuesIn(text, 'lr')]).toEqual([null, null]);
    expect(valuesIn(text, 'optimizer')).toEqual(['Clipped SGD', 'Adam']);
  });

  test('knows a score where runs have one', () => {
    const filter = runFilter('score<2', settings);
    const scored = [1, 2, null, Number.POSITIVE_INFINITY].map((score) => ({ ...compared(), score }));
    expect(scored.map((run) => 'matches' in filter && filter.matches(run))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  test('is not slow with a long line', () => {
    const filter = runFilter(`${'a'.repeat(20_000)} ${'lr<1 '.repeat(5000)}`, settings);
    expect('matches' in filter && runs.some(filter.matches)).toBe(false);
  });
});
