import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeRace, encodeRace } from '../../../core/race/raceFile.ts';
import { RaceFileError } from '../../../core/race/raceFileError.ts';
import { onValley } from '../experiment/faults.ts';
import { raceOf } from './pieces.ts';
import { seal, withHead as withHeadOf, withLine } from './raceBytes.ts';
import { sampleRace, sampleRaces } from './sampleRaces.ts';

const race = sampleRace('on a surface');
const bytes = encodeRace(race);
const end = bytes.indexOf(0x0a) + 1;
const encode = (text: string) => new TextEncoder().encode(text);

const withHead = (change: (head: Record<string, unknown>) => void) => withHeadOf(bytes, change);

/** What is said about the bytes; fails where that is another error, or none. */
function messageFor(given: Uint8Array): string {
  try {
    decodeRace(given);
  } catch (error) {
    if (error instanceof RaceFileError) return error.message;
    throw error;
  }
  throw new Error('expected the bytes to be refused');
}

describe('refused with the reason:', () => {
  const noJson = 'the file does not begin with a line of JSON — expected a race';
  const other = 'the first line is about something else — expected a race';

  test.each([
    ['nothing', new Uint8Array(), noJson],
    ['text', encode('Once upon a time\n'), noJson],
    ['a line that has no end', bytes.subarray(0, end - 1), noJson],
    ['numbers alone', bytes.subarray(end), noJson],
    ['JSON of something else', encode('{"format":"optimizer-playground-queue","version":1}\n'), other],
    ['JSON that is no object', encode('[4]\n'), other],
    ['null', encode('null\n'), other],
    ['no version', withHead((head) => delete head['version']), other],
    [
      'a newer version',
      withHead((head) => Object.assign(head, { version: 9, runs: 'in another way' })),
      'version = 9 — expected at most 8: a newer Optimizer Playground wrote it',
    ],
    [
      'quantities of unlike numbers of points',
      withHead((head) => {
        const [run] = head['runs'] as { points: [string, number][] }[];
        for (const each of run?.points ?? []) if (each[0] === 'position') each[1] = 4;
      }),
      'runs[0].points.position = 4 numbers — expected 6, for 3 points',
    ],
    [
      'numbers that are cut off',
      bytes.subarray(0, bytes.length - 1),
      `the file has ${bytes.length - 1} bytes — expected at least ${bytes.length}: it is cut off`,
    ],
  ])('%s', (_, given, message) => {
    expect(messageFor(given)).toBe(message);
  });

  test.each<[string, (head: Record<string, unknown>) => void, RegExp]>([
    ['an older version than there was', (head) => Object.assign(head, { version: 1 }), /version/],
    ['no runs', (head) => delete head['runs'], /runs/],
    ['no experiment', (head) => Object.assign(head, { experiment: {} }), /experiment/],
    ['a speed that there is not', (head) => Object.assign(head, { speed: 2 }), /speed/],
    [
      'more numbers than follow',
      (head) => lengths(head, 19),
      /^the runs have more numbers than follow — expected 18$/,
    ],
    [
      'more numbers than any file has',
      (head) => lengths(head, 1e15),
      /^the runs have more numbers than follow/,
    ],
    [
      'fewer numbers than follow',
      (head) => noPoints(head),
      /^the runs have fewer numbers than follow — expected 18$/,
    ],
    [
      'more numbers than the file',
      (head) => Object.assign(head, { numbers: 1e15 }),
      /bytes — expected at least/,
    ],
    [
      'numbers that are not counted',
      (head) => delete head['numbers'],
      /does not say how many numbers follow/,
    ],
    ['more runs than there can be', (head) => manyRuns(head), /runs/],
    ['numbers fewer than none', (head) => lengths(head, -1), /runs\[0\]\.points/],
    ['half a number', (head) => lengths(head, 1.5), /runs\[0\]\.points/],
    ['no number of numbers', (head) => lengths(head, Number.NaN), /runs\[0\]\.points/],
  ])('%s', (_, change, message) => {
    expect(messageFor(withHead(change))).toMatch(message);
  });
});

describe('a file with rules of people’s own is refused where', () => {
  const bytesOfOwn = encodeRace(sampleRace('with rules of people’s own'));
  const refused = (change: (head: Record<string, unknown>) => void) =>
    messageFor(withHeadOf(bytesOfOwn, change));

  test('a run has one that is not there', () => {
    const message = refused((head) =>
      Object.assign((head['runs'] as object[])[0] ?? {}, { spec: specWith(head, 7) }),
    );
    expect(message).toBe('rule = 7 — expected one of 2');
  });

  test('one is longer than any', () => {
    const text = 'a'.repeat(65_537);
    const message = refused((head) => Object.assign((head['rules'] as object[])[0] ?? {}, { text }));
    expect(message).toMatch(/rules\[0\]\.text/);
  });
});

function specWith(head: Record<string, unknown>, rule: number): object {
  const [run] = head['runs'] as { spec: object }[];
  return { ...run?.spec, rule };
}

/** Changes how many losses the first run has. */
function lengths(head: Record<string, unknown>, length: number): void {
  const [run] = head['runs'] as { points: unknown[] }[];
  run?.points.splice(0, 1, ['loss', length]);
}

function noPoints(head: Record<string, unknown>): void {
  for (const run of head['runs'] as { points: unknown[] }[]) run.points = [];
}

function manyRuns(head: Record<string, unknown>): void {
  head['runs'] = new Array(10_001).fill((head['runs'] as unknown[])[0]);
}

test('cut off anywhere, a race is refused', () => {
  for (const each of Object.values(sampleRaces)) {
    const whole = encodeRace(each);
    for (let length = 0; length < whole.length; length += 1 + Math.floor(whole.length / 97))
      expect(messageFor(whole.subarray(0, length))).toMatch(/JSON|cut off/);
  }
});

/** Decodes, or refuses; anything else fails the test. */
function tryToDecode(given: Uint8Array): void {
  try {
    decodeRace(given);
  } catch (error) {
    if (!(error instanceof RaceFileError)) throw error;
    expect(error.message).not.toBe('');
  }
}

test('random bytes are refused, and nothing worse', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (given) => void messageFor(given)));
  fc.assert(
    fc.property(fc.json(), fc.uint8Array(), (json, rest) => {
      messageFor(Buffer.concat([encode(`${json}\n`), rest]));
    }),
  );
});

test('a file with a byte that was overwritten is refused, whichever it is', () => {
  const files = [
    ...Object.values(sampleRaces),
    raceOf(onValley({ problem: { formula: 'x**2 + y**2' } })),
  ].map(encodeRace);
  const flips = fc.array(fc.tuple(fc.nat(100_000), fc.integer({ min: 1, max: 255 })), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(fc.constantFrom(...files), flips, (file, changes) => {
      const damaged = file.slice();
      for (const [at, byte] of changes)
        damaged[at % damaged.length] = (file[at % damaged.length] ?? 0) ^ byte;
      expect(messageFor(damaged)).not.toBe('');
    }),
    { numRuns: 500 },
  );
  for (const file of files.slice(0, 2))
    for (let at = 0; at < file.length; at++) {
      const damaged = file.slice();
      damaged[at] = (file[at] ?? 0) ^ 0x10;
      expect(messageFor(damaged)).not.toBe('');
    }
});

test('a head in which any value is another is decoded or refused, and nothing worse', () => {
  const file = encodeRace(sampleRace('on a CSV file'));
  const text = new TextDecoder().decode(file.subarray(0, file.indexOf(0x0a)));
  const values = text.match(/"[^"]*"(?!:)|-?\d+(\.\d+)?|null|true|false|\[\]|\{\}/g) ?? [];
  expect(values.length).toBeGreaterThan(50);
  const others = ['null', '-1', '1e999', '""', '"x"', '[]', '{}', '[[]]', '1.5', '"__proto__"'];
  for (const [index] of values.entries())
    for (const other of others) {
      let seen = -1;
      const changed = withLine(file, (line) =>
        line.replace(/"[^"]*"(?!:)|-?\d+(\.\d+)?|null|true|false|\[\]|\{\}/g, (value) => {
          seen++;
          return seen === index ? other : value;
        }),
      );
      tryToDecode(changed);
    }
});

test('a count that is not what the file has sets no memory aside', () => {
  const before = process.memoryUsage().arrayBuffers;
  for (const count of [2 ** 27, 2 ** 31, 2 ** 40, Number.MAX_SAFE_INTEGER]) {
    messageFor(withHead((head) => lengths(head, count)));
    messageFor(withHead((head) => Object.assign(head, { numbers: count })));
    messageFor(
      withHead((head) => {
        lengths(head, count);
        head['numbers'] = count;
      }),
    );
  }
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 24);
});

test('a block with a right sum that is no block is refused', () => {
  expect(messageFor(seal(encode('[1]\n')))).toBe('the first line is about something else — expected a race');
});
