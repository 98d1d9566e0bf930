import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeRace, encodeRace, RaceFileError } from '../../../core/race/raceFile.ts';
import { onValley } from '../experiment/faults.ts';
import { raceOf } from './pieces.ts';
import { sampleRace, sampleRaces } from './sampleRaces.ts';

const race = sampleRace('on a surface');
const bytes = encodeRace(race);
const end = bytes.indexOf(0x0a) + 1;
const encode = (text: string) => new TextEncoder().encode(text);

/** The file with another head. */
function withHead(change: (head: Record<string, unknown>) => void): Uint8Array {
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  change(head);
  return Buffer.concat([encode(`${JSON.stringify(head)}\n`), bytes.subarray(end)]);
}

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
      withHead((head) => Object.assign(head, { version: 5, runs: 'in another way' })),
      'version = 5 — expected at most 4: a newer Optimizer Playground wrote it',
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
    ['more numbers than any file has', (head) => lengths(head, 1e15), /bytes — expected at least/],
    ['numbers fewer than none', (head) => lengths(head, -1), /runs\[0\]\.points/],
    ['half a number', (head) => lengths(head, 1.5), /runs\[0\]\.points/],
    ['no number of numbers', (head) => lengths(head, Number.NaN), /runs\[0\]\.points/],
  ])('%s', (_, change, message) => {
    expect(messageFor(withHead(change))).toMatch(message);
  });
});

/** Changes how many losses the first run has. */
function lengths(head: Record<string, unknown>, length: number): void {
  const [run] = head['runs'] as { points: unknown[] }[];
  run?.points.splice(0, 1, ['loss', length]);
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

test('a file with bytes that were overwritten is decoded or refused, and nothing worse', () => {
  const files = [
    ...Object.values(sampleRaces),
    raceOf(onValley({ problem: { formula: 'x**2 + y**2' } })),
  ].map(encodeRace);
  const flips = fc.array(fc.tuple(fc.nat(100_000), fc.nat(255)), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.constantFrom(...files), flips, (file, changes) => {
      const damaged = file.slice();
      for (const [at, byte] of changes) damaged[at % damaged.length] = byte;
      tryToDecode(damaged);
    }),
    { numRuns: 500 },
  );
});

test('a head in which any value is another is decoded or refused, and nothing worse', () => {
  const text = new TextDecoder().decode(encodeRace(sampleRace('on a CSV file')));
  const values = text.split('\n')[0]?.match(/"[^"]*"(?!:)|-?\d+(\.\d+)?|null|true|false|\[\]|\{\}/g) ?? [];
  expect(values.length).toBeGreaterThan(50);
  const others = ['null', '-1', '1e999', '""', '"x"', '[]', '{}', '[[]]', '1.5', '"__proto__"'];
  for (const [index] of values.entries())
    for (const other of others) {
      let seen = -1;
      const changed = text.replace(/"[^"]*"(?!:)|-?\d+(\.\d+)?|null|true|false|\[\]|\{\}/g, (value) => {
        seen++;
        return seen === index ? other : value;
      });
      tryToDecode(encode(changed));
    }
});
