/** The one sentence about a step. */
import { expect, test } from 'vitest';
import { headlineOf } from '../../../../core/debug/inspector/headline.ts';

/** A parameter at 1 with a gradient, and what the step adds to it. */
const move = (gradient: number, change: number, name = 'w0') => ({
  name,
  gradient,
  before: 1,
  after: 1 + change,
});

test.each([
  ['without a gradient it stays', 0, 0, 'The gradient of w0 is 0, and it stays where it is.'],
  ['with one, it stays', 2, 0, 'The gradient of w0 is 2.00, yet it stays where it is.'],
  [
    'without a gradient it moves',
    ...([0, -0.25] as const),
    'The gradient of w0 is 0, yet it moves by −0.250: what the rule keeps from earlier steps carries it on.',
  ],
  [
    'against its slope',
    ...([2, 0.25] as const),
    'w0 moves by 0.250, up its slope of 2.00: what the rule keeps from earlier steps outweighs this gradient.',
  ],
  ['by rate and gradient', 2, -0.25, 'w0 moves by the learning rate times its gradient: −0.250.'],
  [
    'by about the rate',
    20,
    -0.12,
    'The gradient of w0 is 20.0, yet it moves by about the learning rate: 0.120.',
  ],
  ['by more', 2, -0.5, 'w0 moves by −0.500: 2.0 times the learning rate times its gradient.'],
])('of one parameter: %s', (_, gradient, change, expected) => {
  expect(headlineOf([move(gradient, change)], 0.125)).toBe(expected);
});

test.each([undefined, 0])('of a rule with the rate %s', (lr) => {
  expect(headlineOf([move(2, -0.5)], lr)).toBe('w0 moves by −0.500, down its slope of 2.00.');
  expect(headlineOf([move(2, -0.5), move(4, -0.5, 'w1')], lr)).toBe(
    'One gradient is 2.0 times the other, yet both coordinates move by about the same: 0.500 and 0.500.',
  );
});

test.each([
  [
    'by about the rate',
    ...([90, -0.124, 10, -0.125] as const),
    'One gradient is 9.0 times the other, yet both coordinates move by about the learning rate: 0.124 and 0.125.',
  ],
  [
    'by about the rate, with like gradients',
    ...([10, -0.124, 11, -0.125] as const),
    'Both gradients are about the same, and both coordinates move by about the learning rate: 0.124 and 0.125.',
  ],
  [
    'by rate and gradient',
    ...([8, -1, 2, -0.25] as const),
    'One gradient is 4.0 times the other; each step is the learning rate times its gradient: 1.00 and 0.250.',
  ],
  [
    'in proportion to the gradients',
    ...([8, -4, 2, -1] as const),
    'One gradient is 4.0 times the other, and so is one step: 4.00 and 1.00.',
  ],
  [
    'by about the same',
    ...([8, -4, 2, -4.1] as const),
    'One gradient is 4.0 times the other, yet both coordinates move by about the same: 4.00 and 4.10.',
  ],
  [
    'otherwise',
    ...([8, -4, 2, -2] as const),
    'One gradient is 4.0 times the other; one step is 2.0 times the other: 4.00 and 2.00.',
  ],
  [
    'one of them up its slope',
    ...([8, -4, 2, 2] as const),
    'w1 moves by 2.00, up its slope of 2.00: what the rule keeps from earlier steps outweighs this gradient.',
  ],
  [
    'one of them not at all',
    ...([8, -4, 2, 0] as const),
    'The gradient of w1 is 2.00, yet it stays where it is.',
  ],
  [
    'one of them at its minimum',
    ...([0, 0, 2, -0.25] as const),
    'w0 has no gradient and stays where it is. w1 moves by the learning rate times its gradient: −0.250.',
  ],
  [
    'one of them next to its minimum',
    ...([1e-9, -1e-9, 2, -0.25] as const),
    'The gradient of w0 is next to nothing beside that of w1. w1 moves by the learning rate times its gradient: −0.250.',
  ],
])('of two parameters: %s', (_, g0, change0, g1, change1, expected) => {
  expect(headlineOf([move(g0, change0), move(g1, change1, 'w1')], 0.125)).toBe(expected);
});

test.each([
  [
    'w0 was NaN before this step: look at earlier ones.',
    { name: 'w0', gradient: 1, before: Number.NaN, after: 1 },
  ],
  [
    'The gradient of w0 is ∞, and no rule can go on from that.',
    { name: 'w0', gradient: Number.POSITIVE_INFINITY, before: 1, after: Number.NaN },
  ],
  [
    'The gradient of w0 is 3.00, yet the step takes it to −∞.',
    { name: 'w0', gradient: 3, before: 1, after: Number.NEGATIVE_INFINITY },
  ],
])('%s', (expected, bad) => {
  expect(headlineOf([move(1, -1, 'w1'), bad], 0.1)).toBe(expected);
});

test('of nothing there is nothing to say', () => {
  expect(headlineOf([], 0.1)).toBe('');
});
