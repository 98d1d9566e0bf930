import { expect, it } from 'vitest';
import { frameWork } from '../../../scripts/benchPanel/frameWork.mjs';

const event = (name: string, ts: number, dur: number, tdur = dur, tid = 1) => ({
  ...{ name, ph: 'X', pid: 7, tid, ts, dur, tdur },
});

/** A task in which two callbacks of a frame run. */
const frame = (ts: number, dur: number, tdur = dur) => [
  event('ThreadControllerImpl::RunTask', ts, dur, tdur),
  event('FireAnimationFrame', ts + 10, 100),
  event('FireAnimationFrame', ts + 200, 100),
];

it('is the processor’s time from one frame to the next, where something is drawn', () => {
  const events = [
    event('ThreadControllerImpl::RunTask', 0, 9000),
    ...frame(10_000, 5000, 3000),
    event('ThreadControllerImpl::RunTask', 16_000, 500),
    // Nothing to draw.
    ...frame(26_000, 1000),
    ...frame(43_000, 8000, 7000),
    event('ThreadControllerImpl::RunTask', 52_000, 30_000, 1500),
  ];
  expect(frameWork(events)).toEqual([3.5, 8.5]);
});

it('is that of the page’s own thread', () => {
  const others = [
    event('FireAnimationFrame', 100, 10, 10, 2),
    event('ThreadControllerImpl::RunTask', 50, 90_000, 90_000, 2),
  ];
  expect(
    frameWork([
      ...others,
      ...frame(10_000, 3000),
      event('ThreadControllerImpl::RunTask', 15_000, 9000, 9000, 3),
    ]),
  ).toEqual([3]);
  expect(frameWork([])).toEqual([]);
});
