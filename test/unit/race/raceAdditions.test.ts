import { describe, expect, test } from 'vitest';
import type { Race } from '../../../core/race/race.ts';
import { decodeRace, encodeAddition, encodeRace } from '../../../core/race/raceFile.ts';
import { RaceFileError } from '../../../core/race/raceFileError.ts';
import { onValley } from '../experiment/faults.ts';
import { contentOf, pieceOf, raceOf, recordOf } from './pieces.ts';
import { seal } from './raceBytes.ts';

const lrs = [0.1, 0.2];
const race = raceOf(onValley({ lr: lrs }));
const first = [3, 2].map((loss) => pieceOf({ loss: [loss], position: [loss, 0], state: { stepsDone: 0 } }));
for (const [run, piece] of first.entries()) recordOf(race, run).append(piece);
const base = encodeRace(race);

const piece = (firstPoint: number, loss: number, kind: 'running' | 'finished' = 'running') =>
  pieceOf({
    firstPoint,
    loss: [loss],
    position: [loss, 1],
    evaluations: [{ step: firstPoint, loss }],
    state: { status: { kind }, stepsDone: firstPoint, loss, best: loss },
  });
const additions = [
  encodeAddition([
    { run: 0, piece: piece(1, 0.5) },
    { run: 1, piece: piece(1, 0.25, 'finished') },
  ]),
  encodeAddition([{ run: 0, piece: piece(2, 1 / 3, 'finished') }]),
];
const file = Buffer.concat([base, ...additions]);

const lossesOf = (each: Race) => each.runs.map(({ record }) => contentOf(record).points['loss']);
const kindsOf = (each: Race) => each.runs.map(({ record }) => record.state.status.kind);

test('what was added is there, as if it had been in the file from the start', () => {
  const back = decodeRace(file);
  expect(lossesOf(back)).toEqual([
    [3, 0.5, 1 / 3],
    [2, 0.25],
  ]);
  expect(kindsOf(back)).toEqual(['finished', 'finished']);
  expect(recordOf(back, 0).evaluations.map(({ step }) => step)).toEqual([1, 2]);
  expect(recordOf(back, 1).state).toMatchObject({ stepsDone: 1, loss: 0.25 });
  expect(contentOf(recordOf(decodeRace(encodeRace(back)), 1))).toEqual(contentOf(recordOf(back, 1)));
});

test('what is there twice is there once', () => {
  const twice = Buffer.concat([file, ...additions]);
  expect(lossesOf(decodeRace(twice))).toEqual(lossesOf(decodeRace(file)));
});

test('a block that was cut off by a kill is left out, wherever it was; what came before is there', () => {
  for (let length = base.length; length < file.length; length++) {
    const whole = length >= base.length + (additions[0]?.length ?? 0);
    const back = decodeRace(file.subarray(0, length));
    expect(kindsOf(back)).toEqual(['interrupted', whole ? 'finished' : 'interrupted']);
  }
});

describe('a block that was damaged', () => {
  const damaged = Buffer.from(file);
  damaged.writeUInt8((file[base.length + 3] ?? 0) ^ 1, base.length + 3);

  test('is an error', () => {
    expect(() => decodeRace(damaged)).toThrow(RaceFileError);
  });

  test('can be told, and then the race is as it was before it', () => {
    const reasons: string[] = [];
    const back = decodeRace(damaged, (reason) => reasons.push(reason));
    expect(lossesOf(back)).toEqual([[3], [2]]);
    expect(kindsOf(back)).toEqual(['interrupted', 'interrupted']);
    expect(reasons).toEqual([expect.stringMatching(/^what was added at byte \d+ /)]);
  });

  test('in the first block leaves no race', () => {
    const other = Buffer.from(file);
    other.writeUInt8((file[3] ?? 0) ^ 1, 3);
    expect(() => decodeRace(other, () => {})).toThrow(RaceFileError);
  });
});

test.each<[string, Uint8Array, RegExp]>([
  [
    'a run that there is not',
    encodeAddition([{ run: 2, piece: piece(1, 1) }]),
    /^run = 2 — expected one of 2$/,
  ],
  [
    'points after a gap',
    encodeAddition([{ run: 0, piece: piece(2, 1) }]),
    /^runs\[0\] goes on with point 2 — expected point 1$/,
  ],
  ['another file', base, /pieces/],
  ['zeros', seal(new Uint8Array(64)), /is cut off|is no line of JSON/],
  ['a line of anything', seal(Buffer.from('{"numbers":0}  \n')), /pieces/],
])('an addition with %s is told', (_, bytes, message) => {
  const reasons: string[] = [];
  const back = decodeRace(Buffer.concat([base, bytes, Buffer.from('\n')]), (reason) => reasons.push(reason));
  expect(lossesOf(back)).toEqual([[3], [2]]);
  expect(reasons).toEqual([expect.stringMatching(message)]);
});
