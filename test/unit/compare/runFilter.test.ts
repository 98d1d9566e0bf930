import { describe, expect, test } from 'vitest';
import { runFilter } from '../../../core/compare/runFilter.ts';
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
    ['state:diverged', ''],
  ])('%s', (text, expected) => {
    expect(found(text)).toBe(expected);
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

  test('is not slow with a long line', () => {
    const filter = runFilter(`${'a'.repeat(20_000)} ${'lr<1 '.repeat(5000)}`, settings);
    expect('matches' in filter && runs.some(filter.matches)).toBe(false);
  });
});
