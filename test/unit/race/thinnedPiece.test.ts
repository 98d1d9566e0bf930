import { expect, test } from 'vitest';
import { RunRecord } from '../../../core/race/runRecord.ts';
import { thinnedPiece } from '../../../core/race/thinnedPiece.ts';
import { pieceOf } from './pieces.ts';

function recordWith(losses: readonly number[], step?: readonly number[]): RunRecord {
  const record = new RunRecord();
  const position = losses.flatMap((loss, index) => [index, -loss]);
  record.append(pieceOf({ loss: losses, position, ...(step && { step }) }));
  return record;
}

const wave = Array.from({ length: 1001 }, (_, index) => 2 + Math.sin(index / 7) + (index === 600 ? 50 : 0));

test('a short record stays as it is, without steps', () => {
  const record = recordWith(wave.slice(0, 40));
  expect(thinnedPiece(record, 40)).toEqual(record.pieceFrom());
});

test('of a long one the first points, the extremes and the last are kept, with their steps and positions', () => {
  const { points } = thinnedPiece(recordWith(wave), 100);
  const { step = new Float64Array(), loss, position } = points;
  expect(step.length).toBeLessThanOrEqual(101);
  expect(step.length).toBeGreaterThan(90);
  expect([...step.slice(0, 50)]).toEqual([...Array(50).keys()]);
  expect(step.at(-1)).toBe(1000);
  expect([...step]).toEqual([...new Set(step)].toSorted((a, b) => a - b));
  expect(step).toContain(600);
  expect([...(loss ?? [])]).toEqual([...step].map((each) => wave[each]));
  expect([...(position ?? [])]).toEqual([...step].flatMap((each) => [each, -(wave[each] ?? 0)]));
});

test('what stands out in the last stretch is kept, and the last point beside it', () => {
  const end = wave.with(997, -5).with(998, 90).with(1000, 2);
  const { step } = thinnedPiece(recordWith(end), 100).points;
  expect([...(step ?? [])].slice(-3)).toEqual([997, 998, 1000]);
});

test('of one that was thinned before, points keep the steps that they had', () => {
  const steps = wave.map((_, index) => 10 * index);
  const { step = new Float64Array(), loss } = thinnedPiece(recordWith(wave, steps), 100).points;
  expect(step.at(-1)).toBe(10_000);
  expect([...(loss ?? [])]).toEqual([...step].map((each) => wave[each / 10]));
});
