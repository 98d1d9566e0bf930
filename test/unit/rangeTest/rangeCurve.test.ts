import { expect, test } from 'vitest';
import { rangeCurve } from '../../../core/rangeTest/rangeCurve.ts';

const ramp = { first: 1e-3, factor: 10 };

test('the rate of a step belongs to the loss after it', () => {
  const { rates, losses, smoothed, end } = rangeCurve([5, 4, 3, 2], ramp, false);
  expect(rates.map((rate) => Number(rate.toPrecision(12)))).toEqual([1e-3, 1e-2, 1e-1]);
  expect(losses).toEqual([4, 3, 2]);
  expect(smoothed).toEqual([4, 3, 2]);
  expect(end).toBeNull();
});

test('losses of batches are smoothed, corrected for the bias of the first', () => {
  const { smoothed } = rangeCurve([9, 4, 2, 6], ramp, true);
  // 0.1 · 4 / 0.1; (0.9 · 0.1 · 4 + 0.1 · 2) / (1 - 0.9²); …
  const second = (0.9 * 0.4 + 0.2) / (1 - 0.9 ** 2);
  const third = (0.9 * (0.9 * 0.4 + 0.2) + 0.6) / (1 - 0.9 ** 3);
  expect(smoothed[0]).toBeCloseTo(4, 12);
  expect(smoothed[1]).toBeCloseTo(second, 12);
  expect(smoothed[2]).toBeCloseTo(third, 12);
});

test('it ends with the first loss above four times the best', () => {
  const risen = rangeCurve([5, 2, 1, 4, 4.01, 0.5], ramp, false);
  expect(risen.losses).toEqual([2, 1, 4, 4.01]);
  expect(risen.end).toBe('rise');
});

test('it ends before the first loss that is not finite', () => {
  expect(rangeCurve([5, 2, Number.NaN, 1], ramp, false)).toMatchObject({ losses: [2], end: 'not finite' });
  expect(rangeCurve([5, Number.POSITIVE_INFINITY], ramp, false)).toMatchObject({
    losses: [],
    end: 'not finite',
  });
  expect(rangeCurve([5], ramp, false)).toMatchObject({ losses: [], end: null });
});

test('losses below 0 end where they are three times above where they began, by what they fell', () => {
  const { losses, end } = rangeCurve([1, 0, -1, 6.9, 7.1, 0], ramp, false);
  expect(losses).toEqual([0, -1, 6.9, 7.1]);
  expect(end).toBe('rise');
});
