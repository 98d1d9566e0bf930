import { describe, expect, test } from 'vitest';
import { mostPoints, runsAtOnce } from '../../../core/experiment/limits.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { checkRecording, recordingOf } from '../../../core/experiment/recording.ts';
import { recordingOfRace } from '../../../core/race/raceFacts.ts';
import { raceOf } from '../race/pieces.ts';
import { onDigits, onValley } from './faults.ts';

const plain = parseExperiment(onDigits());
const asking = (record: string) => parseExperiment(onDigits({ record }));
/** As many runs of so many steps. */
const runs = (count: number, steps: number) => new Array<number>(count).fill(steps);

describe('of a race is kept, where nobody says what,', () => {
  test.each([
    ['every step of a short one', runs(1, 10), 'steps'],
    ['every step up to five million points, the start being one', runs(10, 499_999), 'steps'],
    ['the shape of the curves of a longer one', [...runs(9, 499_999), 500_000], 'thinned'],
    ['the shape of one that is very long', runs(1, 1e9), 'thinned'],
    ['every step of 500 runs', runs(500, 9_999), 'steps'],
    ['the shape of 500 longer runs', runs(500, 10_000), 'thinned'],
    ['the score of more', runs(501, 1), 'score'],
    ['the score of ten thousand', runs(10_000, 100_000), 'score'],
    ['every step of none', [], 'steps'],
  ])('%s', (_, steps, keep) => {
    expect(recordingOf(plain, steps).keep).toBe(keep);
  });
});

test.each(['steps', 'thinned', 'evaluations', 'score'])(
  'what an experiment asks for is kept: %s',
  (record) => {
    for (const steps of [runs(1, 10), runs(1, 1e9), runs(501, 10)])
      expect(recordingOf(asking(record), steps).keep).toBe(record);
  },
);

test('a thinned curve has at most ten thousand points, and all together five million', () => {
  const pointsOf = (count: number) => recordingOf(plain, runs(count, 1e6)).points;
  expect([1, 500, 501, 10_000].map(pointsOf)).toEqual([10_000, 10_000, 9_980, 500]);
  for (const count of [1, 499, 500, 501, 3333, 10_000])
    expect(count * pointsOf(count)).toBeLessThanOrEqual(mostPoints);
});

test('how a run stands to the target is kept, where there is one', () => {
  expect(recordingOf(plain, []).target).toBeNull();
  expect(recordingOf(parseExperiment(onDigits({ target: 0.5 })), []).target).toBe(0.5);
});

test('of a race, the steps of its runs decide', () => {
  expect(recordingOfRace(raceOf(onValley({ steps: 100 }))).keep).toBe('steps');
  const long = onValley({ lr: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6], steps: 1_000_000 });
  expect(recordingOfRace(raceOf(long)).keep).toBe('thinned');
});

describe('what is asked for can be kept', () => {
  const messages = (record: string, steps: readonly number[]) =>
    checkRecording(asking(record), () => steps).map(({ path, message }) => `${path.join()}: ${message}`);

  test('where it is little enough', () => {
    expect(checkRecording(plain, () => runs(10_000, 1e9))).toEqual([]);
    expect(messages('score', runs(10_000, 1e9))).toEqual([]);
    expect(messages('thinned', runs(500, 1e9))).toEqual([]);
    expect(messages('evaluations', runs(500, 1e9))).toEqual([]);
    expect(messages('steps', runs(500, 9_999))).toEqual([]);
  });

  test('not where there are too many runs for curves', () => {
    for (const record of ['steps', 'thinned', 'evaluations'])
      expect(messages(record, runs(1234, 1))).toEqual([
        `record: record = "${record}" — expected "score" for 1,234 runs: the curves of at most 500 are kept`,
      ]);
  });

  test('not where there are too many steps', () => {
    expect(messages('steps', runs(1, 5_000_000))).toEqual([
      'record: record = "steps" — expected "thinned" for 5,000,001 points over all runs: at most 5,000,000 are kept',
    ]);
  });
});

test.each([
  [64, true, undefined],
  [65, true, 64],
  [10_000, true, 64],
  [500, false, undefined],
  [501, false, 64],
])('of %i runs, on data: %j, so many go on at once: %j', (count, trainsNetworks, expected) => {
  expect(runsAtOnce(count, trainsNetworks)).toBe(expected);
});
