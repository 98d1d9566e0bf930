import { expect, test } from 'vitest';
import type { Checkpoint } from '../../../../core/engine/checkpoint.ts';
import { Checkpoints } from '../../../../core/engine/gpu/checkpoints.ts';

const at = (stepsDone: number): Checkpoint => ({
  stepsDone,
  parameters: Float32Array.of(stepsDone),
  state: { tensors: [], scalars: new Float64Array() },
});

/** Has been given one after each of so many steps, and the last when the device was at it for so long. */
function given(...steps: number[]): Checkpoints {
  const checkpoints = new Checkpoints(at(0));
  for (const each of steps) checkpoints.take(1, checkpoints.ask(), at(each));
  return checkpoints;
}

test('the first steps bring one, and none is asked for twice', () => {
  const checkpoints = new Checkpoints(at(0));
  expect([checkpoints.ask(), checkpoints.ask()]).toEqual([true, false]);
  checkpoints.take(5000, false, null);
  expect(checkpoints.ask()).toBe(false);
});

test('the next is due after two seconds of the device', () => {
  const checkpoints = given(4);
  checkpoints.take(1999, false, null);
  expect(checkpoints.ask()).toBe(false);
  checkpoints.take(1, false, null);
  expect(checkpoints.ask()).toBe(true);
});

test('one that did not come, since the run has halted, is asked for again', () => {
  const checkpoints = new Checkpoints(at(0));
  checkpoints.take(1, checkpoints.ask(), null);
  expect(checkpoints.ask()).toBe(true);
});

test('each loss of the device makes them four times as frequent, until one comes', () => {
  const checkpoints = given(4);
  checkpoints.timesLost = 2;
  checkpoints.take(125, false, null);
  expect(checkpoints.ask()).toBe(true);
  checkpoints.take(1, true, at(9));
  expect(checkpoints.timesLost).toBe(0);
  checkpoints.take(1999, false, null);
  expect(checkpoints.ask()).toBe(false);
});

test('the last one that is not behind a step is where it goes on', () => {
  const checkpoints = given(4, 20, 60);
  expect([0, 3, 4, 19, 20, 59, 60, 999].map((steps) => checkpoints.upTo(steps).stepsDone)).toEqual([
    0, 0, 4, 4, 20, 20, 60, 60,
  ]);
});

test('those that are not needed any more are let go of', () => {
  const checkpoints = given(4, 20, 60);
  checkpoints.release(30);
  expect([0, 19, 30, 60].map((steps) => checkpoints.upTo(steps).stepsDone)).toEqual([20, 20, 20, 60]);
});

test('behind the step that a run goes back to there are none, and one that was asked for is asked for again', () => {
  const checkpoints = given(4, 20, 60);
  checkpoints.take(2000, false, null);
  expect(checkpoints.ask()).toBe(true);
  checkpoints.goBack(30);
  expect([30, 60].map((steps) => checkpoints.upTo(steps).stepsDone)).toEqual([20, 20]);
  expect(checkpoints.ask()).toBe(true);
});
