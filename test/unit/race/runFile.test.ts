import { describe, expect, test } from 'vitest';
import { decodeRun, encodeRun } from '../../../core/race/runFile.ts';
import { beforeStart, type RecordPiece } from '../../../core/race/runRecord.ts';

const key = 'ab'.repeat(32);
const piece: RecordPiece = {
  firstPoint: 0,
  points: {
    loss: Float64Array.of(1, Number.NaN, Number.POSITIVE_INFINITY),
    position: Float64Array.of(1, 2, -0, 4, 5, 6),
  },
  evaluations: [{ step: 0, loss: 1, accuracy: 0.5 }],
  state: { ...beforeStart, status: { kind: 'finished' }, stepsDone: 2, loss: Number.NaN, best: 1 },
};
const bytes = encodeRun(key, piece);

test('comes back bit for bit', () => {
  expect(decodeRun(key, bytes)).toEqual(piece);
  expect(encodeRun(key, decodeRun(key, bytes))).toEqual(bytes);
});

describe('is refused', () => {
  test('with any byte changed', () => {
    for (let at = 0; at < bytes.length; at += 7) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => decodeRun(key, changed), `byte ${at}`).toThrow();
    }
  });

  test('cut off, or with more behind it', () => {
    expect(() => decodeRun(key, bytes.subarray(0, -1))).toThrow('cut off');
    expect(() => decodeRun(key, new Uint8Array([...bytes, 0]))).toThrow(`expected ${bytes.length}`);
    expect(() => decodeRun(key, new Uint8Array())).toThrow();
  });

  test('under the key of another run', () => {
    expect(() => decodeRun('cd'.repeat(32), bytes)).toThrow(`key = ${key} — expected cdcd`);
  });

  test('with points that are too few', () => {
    const uneven = { ...piece, points: { ...piece.points, position: Float64Array.of(1, 2) } };
    expect(() => decodeRun(key, encodeRun(key, uneven))).toThrow('expected 6, for 3 points');
  });
});
