/** The one sentence about a step. */
import { describe, expect, test } from 'vitest';
import { type HeadlineContext, headlineOf } from '../../../../core/debug/inspector/headline.ts';
import type { LessonTopic } from '../../../../core/debug/inspector/lessonTopics.ts';

/** A parameter at 1 with a gradient, and what the step adds to it. */
const move = (gradient: number, change: number, name = 'w0') => ({
  name,
  gradient,
  before: 1,
  after: 1 + change,
});

const plain = {
  ...{ remembers: false, looksAhead: false, adapts: false, corrects: false, decays: false, movesUp: false },
};
const remembering = { ...plain, remembers: true };
const adam = { ...remembering, adapts: true, corrects: true };
const at = (step: number, traits = remembering): HeadlineContext => ({ step, traits, lr: 0.125 });
const textOf = (moves: Parameters<typeof headlineOf>[0], context = at(12)) => headlineOf(moves, context).text;

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
  expect(textOf([move(gradient, change)])).toBe(expected);
});

test.each([undefined, 0])('of a rule with the rate %s', (lr) => {
  expect(textOf([move(2, -0.5)], { ...at(12), lr })).toBe('w0 moves by −0.500, down its slope of 2.00.');
  expect(textOf([move(2, -0.5), move(4, -0.5, 'w1')], { ...at(12), lr })).toBe(
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
  expect(textOf([move(g0, change0), move(g1, change1, 'w1')])).toBe(expected);
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
  expect(textOf([move(1, -1, 'w1'), bad])).toBe(expected);
});

test('of nothing there is nothing to say', () => {
  expect(textOf([])).toBe('');
});

describe('what moves a parameter, other than its gradient', () => {
  const why = (context: HeadlineContext, gradient = 2) => {
    const { text, topic } = headlineOf([move(gradient, 0.25)], context);
    return [/: (.+)\.$/.exec(text)?.[1], topic];
  };

  test.each<[string, HeadlineContext, string, LessonTopic | null]>([
    ['is what it keeps', at(2), 'what the rule keeps from earlier steps', 'momentum'],
    [
      'ahead of itself',
      at(2, { ...remembering, looksAhead: true }),
      'what the rule keeps from earlier steps',
      'lookAhead',
    ],
    ['is not kept yet', at(1), 'another term of the rule', null],
    ['is its decay', at(1, { ...remembering, decays: true }), 'weight decay', 'weightDecay'],
    ['is its decay alone', at(2, { ...plain, decays: true }), 'weight decay', 'weightDecay'],
  ])('%s', (_, context, cause, topic) => {
    expect(why(context)).toEqual([`${cause} outweighs this gradient`, topic]);
    expect(why(context, 0)).toEqual([`${cause} carries it on`, topic]);
  });

  test('is the wrong sign of the rule', () => {
    expect(why(at(1, { ...adam, movesUp: true }))).toEqual(['the rule moves up the gradient', null]);
  });
});

describe('the lesson that explains it', () => {
  const topicOf = (changes: readonly [number, number], context: HeadlineContext) =>
    headlineOf([move(90, changes[0]), move(10, changes[1], 'w1')], context).topic;
  const [byRate, between] = [
    [-0.124, -0.125],
    [-4, -1],
  ] as const;

  test.each<[string, readonly [number, number], HeadlineContext, LessonTopic | null]>([
    ['corrected memories', byRate, at(10, adam), 'biasCorrection'],
    ['rates for each', byRate, at(11, adam), 'adaptiveRates'],
    ['rates without a correction', byRate, at(3, { ...adam, corrects: false }), 'adaptiveRates'],
    ['signs', byRate, at(12), null],
    ['between', between, at(12, adam), 'adaptiveRates'],
    ['between, of a memory', between, at(12), 'momentum'],
    ['between, ahead', between, at(12, { ...remembering, looksAhead: true }), 'lookAhead'],
    ['in proportion', [-90, -10], at(12), 'momentum'],
    ['the rate times the gradient', [-11.25, -1.25], at(12), null],
  ])('of %s', (_, changes, context, topic) => {
    expect(topicOf(changes, context)).toBe(topic);
  });

  test('of one parameter, too', () => {
    expect(headlineOf([move(90, -0.124)], at(2, adam)).topic).toBe('biasCorrection');
    expect(headlineOf([move(2, -0.5)], at(2)).topic).toBe('momentum');
    expect(headlineOf([move(0, 0), move(90, -0.124, 'w1')], at(2, adam)).topic).toBe('biasCorrection');
    expect(headlineOf([move(1e-9, -1e-9), move(90, -0.124, 'w1')], at(2, adam)).topic).toBe('biasCorrection');
  });
});
