import { expect, it } from 'vitest';
import { RunningMean } from '../../../core/race/runningMean.ts';
import { run, updateOf } from './fixtures.ts';

it('appends an update, skipping what it already has', () => {
  const data = run();
  const applied = data.apply(updateOf(4, [0.5, 0.25], [4, 4, 5, 6]));
  expect(applied).toBe(true);
  expect(data.step).toBe(5);
  expect(data.drawn.last).toBe(0.25);
  expect(data.position).toEqual([5, 6]);
  expect(data.positionAt(4)).toEqual([4, 4]);
  expect(data.best).toBe(0.25);
});

it('appends evaluations, each once', () => {
  const data = run({ path: null, steps: 9, evaluations: [{ step: 4, loss: 2 }] });
  const evaluations = [4, 6].map((step) => ({ step, loss: step }));
  data.apply(updateOf(4, [0.5, 0.25, 0.1], null, evaluations));
  data.apply(updateOf(7, [0.05]));
  expect(data.evaluations).toEqual([
    { step: 4, loss: 2 },
    { step: 6, loss: 6 },
  ]);
  expect(data.evaluation?.step).toBe(6);
});

it('refuses an update with a gap before it, and changes nothing', () => {
  const data = run();
  expect(data.apply(updateOf(7, [1]))).toBe(false);
  expect(data.step).toBe(4);
  expect(data.status.kind).toBe('finished');
});

it('keeps the first step at or below the target', () => {
  expect(run({ losses: Float64Array.of(4, 1, 3, 0.5), target: 1 }).reached).toBe(1);
  expect(run({ target: 0.1 }).reached).toBeNull();
  expect(run({}).reached).toBeNull();
});

it('knows where a run stood that keeps some of its points', () => {
  const data = run({ losses: new Float64Array(), path: null });
  const { run: number, piece } = updateOf(0, [3, 2, 1], [0, 0, 1, 1, 2, 2]);
  const points = { ...piece.points, step: Float64Array.of(0, 10, 40) };
  data.apply({ run: number, piece: { ...piece, points, state: { ...piece.state, stepsDone: 50 } } });
  expect([0, 9, 10, 39, 40, 50, 51].map((step) => data.positionAt(step))).toEqual([
    ...[
      [0, 0],
      [0, 0],
      [1, 1],
      [1, 1],
      [2, 2],
      [2, 2],
    ],
    null,
  ]);
  expect([data.drawn.stepOf(1), data.drawn.indexFrom(11), data.drawn.indexFrom(41)]).toEqual([10, 2, 3]);
});

it('counts steps as the engine does: one loss comes before the first', () => {
  const steps = (losses: readonly number[]) => run({ path: null, losses: Float64Array.from(losses) }).step;
  expect([steps([]), steps([3]), steps([3, 2, 1])]).toEqual([0, 0, 2]);
});

it('knows since when an evaluation is out of date', () => {
  const after = (losses: number, step: number) =>
    run({
      path: null,
      stepsPerEpoch: 2,
      losses: new Float64Array(losses),
      evaluations: [
        { step: 0, loss: 3 },
        { step, loss: 1 },
      ],
    }).staleSince;
  expect([after(7, 6), after(9, 6), after(10, 6)]).toEqual([null, null, 3]);
  expect(run({ path: null }).staleSince).toBeNull();
});

it('draws a model smoothed over one epoch, right from the first step', () => {
  const losses = Float64Array.of(4, 2, 6);
  const data = run({ path: null, stepsPerEpoch: 2, losses });
  expect([0, 1, 2].map((step) => data.drawn.at(step))).toEqual([4, 3, 4]);
  expect(data.raw.at(2)).toBe(6);
});

it('smooths the same in one piece and in many', () => {
  const values = Float64Array.from({ length: 50 }, (_, i) => Math.cos(i * i));
  const whole = new RunningMean(7).next(values);
  const pieces = new RunningMean(7);
  const parts = [...values].flatMap((value) => [...pieces.next([value])]);
  expect(parts).toEqual([...whole]);
});

it('leaves constant losses as they are', () => {
  for (const value of new RunningMean(30).next([2, 2, 2, 2])) expect(value).toBeCloseTo(2, 14);
});
