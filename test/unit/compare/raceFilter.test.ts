import { expect, test } from 'vitest';
import { raceFilter } from '../../../core/compare/raceFilter.ts';
import { runFilter } from '../../../core/compare/runFilter.ts';
import type { Race } from '../../../core/race/race.ts';
import { outlineOf } from '../../../core/race/raceOutline.ts';
import { countOf, summaryOf } from '../../../core/race/raceSummary.ts';
import { settingsOf } from '../../../core/race/runSettings.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { pieceOf, raceOf, recordOf } from '../race/pieces.ts';

/** Adam and Cautious AdamW at two rates; the second run has diverged, the third is running. */
function sample(change: Partial<Race> = {}): Race {
  const optimizers = [{ optimizer: 'adam' }, { optimizer: 'cautious-adamw' }];
  const race = raceOf(onValley({ title: 'My valley', optimizers, lr: [0.01, 0.1] }));
  const status = { kind: 'diverged', step: 3, reason: '', hint: '' } as const;
  recordOf(race, 1).append(pieceOf({ loss: [1], state: { best: 0.5, status } }));
  recordOf(race, 2).append(pieceOf({ loss: [1], state: { best: 0.25 } }));
  return { ...race, ...change };
}

function filterOf(text: string) {
  const filter = raceFilter(text);
  return filter && !('fault' in filter) ? filter : expect.fail(`${text} is no filter`);
}

/** The runs that match; undefined where the race doesn't. */
function found(text: string, race = sample()): number[] | undefined {
  const filter = filterOf(text);
  const outline = outlineOf(race);
  const numbers = [...outline.runs.entries()].flatMap(([number, run]) =>
    filter.matchesRun(run, outline) ? [number] : [],
  );
  if (numbers.length > 0) expect(filter.matchesRace(summaryOf(race)), text).toBe(true);
  return filter.matchesRace(summaryOf(race)) ? numbers : undefined;
}

test('nothing typed is no filter', () => {
  expect([raceFilter(''), raceFilter('  ')]).toEqual([null, null]);
  expect(filterOf(' adam ').text).toBe('adam');
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
  ['-cautious', [0, 1]],
  ['-state:diverged', [0, 2, 3]],
  ['optimizer:sgd,"Cautious AdamW"', [2, 3]],
  ['optimizer:"---"', undefined],
  ['lr!=0.1', [0, 2]],
  ['learning-rate=0.05,0.1', [1, 3]],
  ['-beta9<1', [0, 1, 2, 3]],
  ['beta9<1', undefined],
  ['step<=3 best<0.3', [2]],
  ['best=0.25', [2]],
  ['steps>10', [0, 1, 2, 3]],
  ['schedule=steplr', []],
  ['hyperparameter-beta2>0.9', [0, 1, 2, 3]],
  ['weight_decay=0.01', [2, 3]],
])('%s finds %o', (text, numbers) => {
  expect(found(text)).toEqual(numbers);
});

test('a number is asked for where it is needed', () => {
  expect(raceFilter('lr<x')).toEqual({ fault: 'lr<x: x is no number, and < needs one.' });
});

test('what is found is the same in the side bar and in the panel', () => {
  const race = sample();
  const specs = race.runs.map(({ spec, name }) => ({ ...spec, name }));
  const settings = settingsOf(specs);
  for (const text of ['adam', 'state:waiting', 'optimizer:cautious-adamw', '-lr=0.1', 'best<0.6', 'best:1']) {
    const filter = runFilter(text, settings);
    if ('fault' in filter) return expect.fail(filter.fault);
    const numbers = race.runs.flatMap(({ name, record }, number) => {
      const facts = specs[number] ?? expect.fail();
      return filter.matches({ facts, name, state: record.state }) ? [number] : [];
    });
    expect(numbers, text).toEqual(found(text, race));
    expect(filter.most).toBe(filterOf(text).most);
  }
});

test('a number of best runs is no condition on any of them', () => {
  expect(filterOf('adam best:10 BEST:3')).toMatchObject({ most: 3 });
  expect(filterOf('adam').most).toBe(Number.POSITIVE_INFINITY);
  expect(found('best:10')).toEqual([0, 1, 2, 3]);
  expect(found('best:10 state:running')).toEqual([2]);
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

test('rows held out are settings, by either name', () => {
  const problem = { data: 'digits', validation: 0.2, test: 0.1, evaluate_on: 'test' };
  const race = raceOf(onDigits({ problem }));
  for (const text of ['validation=0.2', 'share-held-out=0.2', 'test=0.1', 'share-of-test-rows=0.1'])
    expect(found(text, race), text).toEqual([0]);
  for (const text of ['evaluate-on:test', 'evaluate_on:test', 'evaluation-rows:test'])
    expect(found(text, race), text).toEqual([0]);
  for (const text of ['test>0.1', 'evaluate-on:validation']) expect(found(text, race), text).toEqual([]);
});

test('a race that has not begun has no best loss', () => {
  const race = raceOf(onValley());
  expect(summaryOf(race).best).toBeNull();
  expect(found('best>0.3', race)).toBeUndefined();
});
