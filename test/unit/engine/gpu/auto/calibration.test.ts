import { describe, expect, test } from 'vitest';
import {
  calibrationSchema,
  millisecondsAt,
  speedCurve,
} from '../../../../../core/engine/gpu/auto/calibration.ts';
import { measured } from './measured.ts';

const curve = [
  { work: 1e3, milliseconds: 0.01 },
  { work: 1e5, milliseconds: 1 },
  { work: 1e6, milliseconds: 5 },
];

describe('the time of a step', () => {
  test.each([
    ['that was measured', 1e5, 1],
    ['that was measured as the smallest', 1e3, 0.01],
    ['that was measured as the largest', 1e6, 5],
    ['between two is on their line', 1e4, 0.01 + (0.99 * 9) / 99],
    ['between two others on theirs', 5.5e5, 3],
    ['below the smallest is the smallest one’s', 10, 0.01],
    ['above the largest is in proportion', 4e6, 20],
  ])('%s', (_, work, milliseconds) => {
    expect(millisecondsAt(curve, work)).toBeCloseTo(milliseconds, 10);
  });

  test('never falls where steps grow', () => {
    const works = Array.from({ length: 200 }, (_, index) => 100 * 1.06 ** index);
    const times = works.map((work) => millisecondsAt(curve, work));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('of a single size that was measured is known for all', () => {
    const one = [{ work: 100, milliseconds: 2 }];
    expect([1, 100, 300].map((work) => millisecondsAt(one, work))).toEqual([2, 2, 6]);
  });
});

test('a small step that was disturbed takes no longer than a larger one', () => {
  const disturbed = [
    { work: 1, milliseconds: 9 },
    { work: 2, milliseconds: 3 },
    { work: 3, milliseconds: 4 },
  ];
  expect(speedCurve(disturbed).map(({ milliseconds }) => milliseconds)).toEqual([3, 3, 4]);
});

test.each([
  ['nothing', undefined],
  ['no times', { ...measured(), cpu: [] }],
  ['a time that is none', { ...measured(), cpu: [{ work: 1, milliseconds: Number.NaN }] }],
  ['a time of nothing', { ...measured(), cpu: [{ work: 1, milliseconds: 0 }] }],
  ['a size that is none', { ...measured(), cpu: [{ work: -1, milliseconds: 1 }] }],
  ['a part that is missing', { ...measured(), gpu: { ...measured().gpu, tiled: undefined } }],
])('%s is no calibration', (_, value) => {
  expect(calibrationSchema.safeParse(value).success).toBe(false);
  expect(calibrationSchema.safeParse(measured()).success).toBe(true);
});
