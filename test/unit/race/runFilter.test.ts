import { expect, test } from 'vitest';
import type { Race } from '../../../core/race/race.ts';
import { outlineOf } from '../../../core/race/raceOutline.ts';
import { countOf, summaryOf } from '../../../core/race/raceSummary.ts';
import { parseFilter } from '../../../core/race/runFilter.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { pieceOf, raceOf, recordOf } from './pieces.ts';

/** Adam and Cautious AdamW at two rates; the second run has diverged, the third is running. */
function sample(change: Partial<Race> = {}): Race {
  const optimizers = [{ optimizer: 'adam' }, { optimizer: 'cautious-adamw' }];
  const race = raceOf(onValley({ title: 'My valley', optimizers, lr: [0.01, 0.1] }));
  const status = { kind: 'diverged', step: 3, reason: '', hint: '' } as const;
  recordOf(race, 1).append(pieceOf({ loss: [1], state: { best: 0.5, status } }));
  recordOf(race, 2).append(pieceOf({ loss: [1], state: { best: 0.25 } }));
  return { ...race, ...change };
}

/** The runs that match; undefined where the race doesn't. */
function found(text: string, race = sample()): number[] | undefined {
  const filter = parseFilter(text) ?? expect.fail('expected a filter');
  const { runs, title, phase } = outlineOf(race);
  const numbers = [...runs.keys()].filter((number) => {
    const run = runs[number];
    return run && filter.matchesRun(run, title, phase);
  });
  if (numbers.length > 0) expect(filter.matchesRace(summaryOf(race)), text).toBe(true);
  return filter.matchesRace(summaryOf(race)) ? numbers : undefined;
}

test('nothing typed is no filter', () => {
  expect([parseFilter(''), parseFilter('  ')]).toEqual([null, null]);
  expect(parseFilter(' adam ')?.text).toBe('adam');
});

test.each<[string, number[] | undefined]>([
  ['valley', [0, 1, 2, 3]],
  ['MY', [0, 1, 2, 3]],
  ['cautious', [2, 3]],
  ['adam', [0, 1, 2, 3]],
  ['lion', undefined],
  ['valley lion', undefined],
  ['state:diverged', [1]],
  ['State:Waiting', [0, 3]],
  ['state:queued', [0, 3]],
  ['state:running', [2]],
  ['state:done', undefined],
  ['state:constructor', undefined],
  ['optimizer:cautious-adamw', [2, 3]],
  ['optimizer:cautiousadamw state:running', [2]],
  ['optimizer:sgd', undefined],
  ['lr<0.1', [0, 2]],
  ['lr<=0.1', [0, 1, 2, 3]],
  ['lr>0.1', undefined],
  ['lr>=1e-1', [1, 3]],
  ['lr=0.01 adam', [0, 2]],
  ['lr=0.05', []],
  ['beta2>0.9', [0, 1, 2, 3]],
  ['constructor<3', undefined],
  ['best<0.3', [2]],
  ['best>0.3', [1]],
  ['best<0.1', undefined],
  ['lr<', undefined],
  ['lr<x', undefined],
])('%s finds %o', (text, numbers) => {
  expect(found(text)).toEqual(numbers);
});

test('runs of a paused race that go on are paused', () => {
  expect(found('state:paused', sample({ phase: 'paused' }))).toEqual([2]);
  expect(found('state:running', sample({ phase: 'paused' }))).toEqual([]);
  expect(found('state:paused', sample())).toEqual([]);
});

test('batch and seed are settings, too', () => {
  const race = raceOf(onDigits({ batch_size: [16, 64], seed: [0, 1] }));
  expect(found('batch>16', race)).toEqual([2, 3]);
  expect(found('batch=16 seed=1', race)).toEqual([1]);
  expect(found('seed>1', race)).toBeUndefined();
  expect(countOf(summaryOf(race))).toBe(4);
});

test('a race that has not begun has no best loss', () => {
  const race = raceOf(onValley());
  expect(summaryOf(race).best).toBeNull();
  expect(found('best>0.3', race)).toBeUndefined();
});
