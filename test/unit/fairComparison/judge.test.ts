/** What a run of a network or on a surface is judged by. */
import { describe, expect, test } from 'vitest';
import { type JudgedRun, scoreOfRun } from '../../../core/fairComparison/judge.ts';
import { beforeStart, type RunState } from '../../../core/race/runRecord.ts';

const state: RunState = { ...beforeStart, status: { kind: 'finished' }, stepsDone: 40, stepsPerSecond: 20 };
/** Ten steps an epoch; the loss rises at the end. */
const onData: JudgedRun = {
  spec: { problem: { data: 'digits', hidden: [] }, stepsPerEpoch: 10 },
  state,
  evaluations: [
    { step: 0, loss: 2, accuracy: 0.1 },
    { step: 15, loss: 0.5, accuracy: 0.8 },
    { step: 30, loss: 0.2, accuracy: 0.95 },
    { step: 40, loss: 0.3, accuracy: 0.9 },
  ],
};
const onSurface: JudgedRun = {
  spec: { problem: { surface: 'valley' }, stepsPerEpoch: 1 },
  state: { ...state, loss: 0.3, best: 0.2, reached: 12 },
  evaluations: [],
};
const one = { rows: 320, gradientsPerStep: 1 };
const two = { rows: 320, gradientsPerStep: 2 };

describe('of a network', () => {
  test.each([
    ['final loss', 0.3, 0.3],
    ['best loss', 0.2, 0.2],
    ['accuracy', -0.9, -0.9],
    // The first evaluation at or below 0.5.
    ['steps', 15, 30],
    // One and a half epochs of 320 rows.
    ['samples', 480, 960],
    // Time is what it is.
    ['seconds', 0.75, 0.75],
  ] as const)('%s; where a step takes two gradients, steps and samples count twice', (judge, of1, of2) => {
    expect(scoreOfRun(onData, judge, 0.5, one)).toMatchObject({
      value: of1,
      finalLoss: 0.3,
      hasMissed: false,
    });
    expect(scoreOfRun(onData, judge, 0.5, two)?.value).toBe(of2);
  });

  test.each(['steps', 'samples', 'seconds'] as const)('%s of a run that misses the target', (judge) => {
    const missed = { value: Number.POSITIVE_INFINITY, finalLoss: 0.3, hasDiverged: false, hasMissed: true };
    expect(scoreOfRun(onData, judge, 0.1, one)).toEqual(missed);
  });
});

test.each([
  ['final loss', 0.3, 0.3],
  ['best loss', 0.2, 0.2],
  ['steps', 12, 24],
] as const)('on a surface, %s', (judge, of1, of2) => {
  expect(scoreOfRun(onSurface, judge, 0.25, one)?.value).toBe(of1);
  expect(scoreOfRun(onSurface, judge, 0.25, two)?.value).toBe(of2);
});

test('a run that missed the target of a surface, one that diverged, and one that is not over', () => {
  const missed = { ...onSurface, state: { ...onSurface.state, reached: null } };
  expect(scoreOfRun(missed, 'steps', 0.1, two)).toMatchObject({
    ...{ value: Number.POSITIVE_INFINITY, hasMissed: true },
  });
  const diverged: RunState['status'] = { kind: 'diverged', step: 3, reason: 'loss rose', hint: '' };
  expect(scoreOfRun({ ...onData, state: { ...state, status: diverged } }, 'final loss', null, one)).toEqual({
    ...{ value: Number.POSITIVE_INFINITY, finalLoss: Number.POSITIVE_INFINITY },
    ...{ hasDiverged: true, hasMissed: false },
  });
  for (const kind of ['running', 'stopped'] as const)
    expect(
      scoreOfRun({ ...onData, state: { ...state, status: { kind } } }, 'final loss', null, one),
    ).toBeNull();
});
