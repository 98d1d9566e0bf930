import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { viewShown } from '../../../core/protocol/viewShown.ts';
import { createRace, type Race } from '../../../core/race/race.ts';
import { decodeRace, encodeRace } from '../../../core/race/raceFile.ts';
import { wholeRace } from '../../../core/race/shown.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { half, parsed, withHalf } from '../experiment/ownRules.ts';
import { contentOf, pieceOf, raceOf, recordOf } from './pieces.ts';
import { asVersion4, withHead } from './raceBytes.ts';
import { sampleRace, sampleRaces } from './sampleRaces.ts';

/** All of a race that a file keeps. */
function contentOfRace(race: Race) {
  const { id, startedAt, title, caption, notes, experiment, csv, speed, phase } = race;
  const runs = race.runs.map(({ record, ...rest }) => ({ ...rest, ...contentOf(record) }));
  return { id, startedAt, title, caption, notes, experiment, csv, speed, phase, runs };
}

test.each(Object.entries(sampleRaces))('a race %s comes back as it was', (_, race) => {
  const back = decodeRace(encodeRace(race));
  expect(contentOfRace(back)).toEqual(contentOfRace(race));
  expect(viewShown(wholeRace(back))).toEqual(viewShown(wholeRace(race)));
  expect(encodeRace(back)).toEqual(encodeRace(race));
});

test('has the text of a rule once, however many runs have it, and is of an older version without any', () => {
  const lr = Array.from({ length: 64 }, (_, index) => (index + 1) / 100);
  const experiment = parsed(withHalf({ lr }));
  const bytes = encodeRace(createRace(experiment, { id: 'own', startedAt: 0 }));
  const text = new TextDecoder().decode(bytes);
  expect(text.split('Half of a step').length - 1).toBe(1);
  expect(JSON.parse(text.split('\n')[0] ?? '')).toMatchObject({ version: 6, rules: [{ text: half }] });
  const back = decodeRace(bytes);
  expect(new Set(back.runs.map(({ spec }) => spec.rule)).size).toBe(1);
  expect(back.runs[63]?.spec.rule).toBe(back.experiment.optimizers[0]?.rule);
  const head = new TextDecoder().decode(encodeRace(raceOf(onValley()))).split('\n')[0] ?? '';
  expect(JSON.parse(head)).toMatchObject({ version: 5 });
  expect(Object.keys(JSON.parse(head))).not.toContain('rules');
});

test('is of an older version where no rows are held out to test on', () => {
  const versionOf = (problem: object) => {
    const bytes = encodeRace(raceOf(onDigits({ problem: { data: 'digits', ...problem } })));
    expect(decodeRace(bytes).experiment.problem).toMatchObject(problem);
    return JSON.parse(new TextDecoder().decode(bytes).split('\n')[0] ?? '').version;
  };
  expect(versionOf({ validation: 0.2 })).toBe(5);
  expect(versionOf({ validation: 0.2, test: 0.2 })).toBe(8);
  expect(versionOf({ evaluate_on: 'validation' })).toBe(8);
});

test('keeps the speed, when it was started, and each digit', () => {
  const race = raceOf(onValley(), { id: '1790000000000-3', startedAt: 1_790_000_000_000 });
  race.speed = 0.25;
  recordOf(race).append(pieceOf({ loss: [0.1 + 0.2, -0, 5e-324], position: [1, 2, 3, 4, 5, 6] }));
  const back = decodeRace(encodeRace(race));
  expect(back).toMatchObject({
    id: '1790000000000-3',
    startedAt: 1_790_000_000_000,
    speed: 0.25,
    threads: 0,
  });
  const [, zero = 1] = contentOf(recordOf(back)).points['loss'] ?? [];
  expect(Object.is(zero, -0)).toBe(true);
});

test('keeps what the person was told of the experiment, in its words of then', () => {
  const race = raceOf(onValley({ lr: [0.1, 0.1, 50] }));
  expect(race.notes).toEqual([
    expect.stringMatching(/^1 run is the same as another and is left out: /),
    expect.stringMatching(/^A learning rate of 50 is above /),
  ]);
  expect(decodeRace(encodeRace(race)).notes).toEqual(race.notes);
  const told = withHead(encodeRace(race), (head) => {
    head['notes'] = ['In other words.'];
  });
  expect(decodeRace(told).notes).toEqual(['In other words.']);
});

test.each([
  ['a file that has no notes', (bytes: Uint8Array) => bytes],
  ['a file of version 4', asVersion4],
])('%s is read without any', (_, write) => {
  const without = withHead(encodeRace(raceOf(onValley({ lr: [0.1, 50] }))), (head) => {
    delete head['notes'];
  });
  expect(decodeRace(write(without)).notes).toEqual([]);
});

test('a race that was going on has ended, and its runs were interrupted', () => {
  const race = raceOf(onValley({ lr: [0.1, 0.2, 0.3] }));
  recordOf(race, 0).append(pieceOf({ loss: [3, 2], position: [0, 0, 1, 1], state: { stepsDone: 1 } }));
  recordOf(race, 2).append(pieceOf({ state: { status: { kind: 'finished' } } }));
  const back = decodeRace(encodeRace(race));
  expect(back.phase).toBe('ended');
  expect(back.runs.map(({ record }) => record.state.status.kind)).toEqual([
    'interrupted',
    'interrupted',
    'finished',
  ]);
  expect(contentOf(recordOf(back, 0))).toMatchObject({
    points: { loss: [3, 2] },
    state: { stepsDone: 1, status: { kind: 'interrupted' } },
  });
});

test('runs are those that were saved, whatever an experiment expands into today', () => {
  const race = sampleRace('on data, with evaluations');
  const changed = withHead(encodeRace(race), ({ runs }) => {
    const [first = expect.fail()] = runs;
    first.spec = { ...first.spec, id: 'of another version', steps: 12, optimizer: 'unknown' };
  });
  const back = decodeRace(changed);
  expect(back.runs[0]).toMatchObject({ spec: { id: 'of another version', steps: 12 }, name: 'unknown' });
  expect(back.runs[1]?.spec).toEqual(race.runs[1]?.spec);
});

describe('the bytes', () => {
  const race = sampleRace('that was thinned');
  const bytes = encodeRace(race);
  const end = bytes.indexOf(0x0a) + 1;
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));

  test('begin with a line of JSON that says what the file is', () => {
    expect(head).toMatchObject({ format: 'optimizer-playground-race', version: 5, id: race.id, numbers: 9 });
    expect(head.experiment).toEqual(race.experiment);
    expect(head.runs).toHaveLength(1);
    expect(head.runs[0].points).toEqual([
      ['step', 3],
      ['loss', 3],
      ['mean', 3],
    ]);
  });

  test.each(Object.entries(sampleRaces))('of a race %s have numbers at a multiple of 8', (_, each) => {
    const all = encodeRace(each);
    const begin = all.indexOf(0x0a) + 1;
    expect([begin % 8, all.length % 8]).toEqual([0, 0]);
    // Spaces, and nothing else, fill the line.
    const line = new TextDecoder().decode(all.subarray(0, begin));
    expect(line).toMatch(/\} {0,7}\n$/);
  });

  test('go on with the numbers, float64 and little-endian, in the order of the entries', () => {
    const view = new DataView(bytes.buffer, bytes.byteOffset + end);
    const numbers = Array.from({ length: 9 }, (_, index) => view.getFloat64(8 * index, true));
    expect(numbers).toEqual([0, 90_000, 1_000_000, 3, 2, 1, 3, 2.5, 1.5]);
    expect(bytes.length).toBe(end + 72 + 8);
  });

  test('end with their check sum, as zlib has it, and how many bytes it is of', () => {
    const view = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 8);
    expect(view.getUint32(0, true)).toBe(crc32(bytes.subarray(0, -8)));
    expect(view.getUint32(4, true)).toBe(bytes.length - 8);
  });

  test('have all numbers of a run before those of the next', () => {
    const two = encodeRace(sampleRace('with the same run twice'));
    const view = new DataView(two.buffer, two.indexOf(0x0a) + 1);
    const numbers = Array.from({ length: 15 }, (_, index) => view.getFloat64(8 * index, true));
    const position = [1, 10, 0.1 + 0.2, 9, -0, 5e-324];
    expect(numbers).toEqual([100, 50, 1 / 3, ...position, 100, 50, 1, 10, 0, 9]);
  });

  test('can stand anywhere in memory', () => {
    const shifted = new Uint8Array(bytes.length + 3).subarray(3);
    shifted.set(bytes);
    expect(contentOfRace(decodeRace(shifted))).toEqual(contentOfRace(race));
    // As a file is read; its `slice` makes no copy.
    expect(contentOfRace(decodeRace(Buffer.from(bytes)))).toEqual(contentOfRace(race));
  });

  test('can be overwritten once the race is decoded', () => {
    const copy = Buffer.from(bytes);
    const decoded = decodeRace(copy);
    copy.fill(0);
    expect(contentOfRace(decoded)).toEqual(contentOfRace(race));
  });

  test('have numbers that JSON has no digits for as words', () => {
    const line = new TextDecoder().decode(encodeRace(sampleRace('with losses that are no numbers')));
    expect(line).toContain('"accuracy":"NaN"');
    expect(line).toContain('"loss":"Infinity"');
  });
});

test('a large race is a file of about its numbers', () => {
  const race = raceOf(onDigits({ seed: [1, 2] }));
  const losses = Array.from({ length: 10_000 }, (_, step) => 1 / step);
  for (const { record } of race.runs) record.append(pieceOf({ loss: losses, mean: losses }));
  expect(encodeRace(race).length).toBeLessThan(8 * 40_000 + 4000);
});

test.each(Object.entries(sampleRaces))(
  'a race %s of version 4, which has no sum, comes back as it was',
  (_, race) => {
    expect(contentOfRace(decodeRace(asVersion4(encodeRace(race))))).toEqual(contentOfRace(race));
  },
);
