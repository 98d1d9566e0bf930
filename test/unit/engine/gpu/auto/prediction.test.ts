import { describe, expect, test } from 'vitest';
import {
  secondsOnCpu,
  secondsOnFastCpu,
  secondsOnGpu,
} from '../../../../../core/engine/gpu/auto/prediction.ts';
import { group, measured } from './measured.ts';

const { cpu, gpu } = measured();
const room = (cores: number, runsAtOnce = 64) => ({ cores, runsAtOnce });

describe('on the processor', () => {
  test.each([
    ['a run takes its steps one after the other', [group()], room(8), 10],
    ['runs share the cores', [group({ runs: 8 })], room(4), 20],
    ['runs share no more cores than there is memory for', [group({ runs: 8 })], room(4, 2), 40],
    ['the longest run is waited for', [group(), group({ steps: 1e5 })], room(2), 100],
    ['a core is left where there is none', [group({ runs: 2 })], room(0), 20],
  ])('%s', (_, groups, given, seconds) => {
    expect(secondsOnCpu(groups, cpu, given)).toBeCloseTo(seconds, 10);
  });

  test('cores that runs leave help with large steps', () => {
    const large = group({ widths: [1000, 1000, 10], batchSize: 256, work: 5e8 });
    expect(secondsOnCpu([large], cpu, room(1)) / secondsOnCpu([large], cpu, room(4))).toBeCloseTo(4, 10);
  });
});

describe('on the GPU', () => {
  test.each([
    ['a short step of one run', [group()], 4],
    ['a large step', [group({ isShort: false })], 5],
    ['large steps of runs that take turns', [group({ isShort: false, runs: 3 })], 15 + 0.02],
    ['short steps of 64 runs that take them together', [group({ runs: 64 })], 64 * 0.4 + 0.63],
    ['short steps of more than that', [group({ runs: 128 })], 128 * 0.4 + 1.27],
    ['short steps of 8 runs, half way', [group({ runs: 8 })], 8 * 4 * 10 ** -0.5 + 0.07],
  ])('%s, and what it takes to begin', (_, groups, seconds) => {
    expect(secondsOnGpu(groups, gpu, room(8))).toBeCloseTo(0.3 + seconds, 10);
  });

  test('runs of several kinds share the places of those that go on together', () => {
    const one = secondsOnGpu([group({ runs: 64 })], gpu, room(8));
    const two = secondsOnGpu([group({ runs: 32 }), group({ runs: 32 })], gpu, room(8));
    expect(two).toBeGreaterThan(one + 0.29);
    const few = secondsOnGpu([group({ runs: 64 })], gpu, room(8, 1));
    expect(few).toBeCloseTo(0.3 + 0.63 + 64 * 4, 10);
  });
});

test('more steps, more runs and larger steps take longer, on each', () => {
  const predictions = [
    (groups: readonly ReturnType<typeof group>[]) => secondsOnCpu(groups, cpu, room(4)),
    (groups: readonly ReturnType<typeof group>[]) => secondsOnGpu(groups, gpu, room(4)),
    (groups: readonly ReturnType<typeof group>[]) => secondsOnFastCpu(groups, room(4)),
  ];
  const changes = [
    (factor: number) => group({ steps: 10_000 * factor }),
    (factor: number) => group({ runs: 4 * factor }),
    (factor: number) => group({ work: 1e6 * factor, isShort: false }),
  ];
  for (const predict of predictions)
    for (const change of changes) {
      const seconds = [1, 2, 3, 5, 8, 13, 50].map((factor) => predict([change(factor)]));
      expect(seconds).toEqual(seconds.toSorted((a, b) => a - b));
      expect(seconds.at(-1)).toBeGreaterThan(2 * (seconds[0] ?? 0));
    }
});

test('a fast processor multiplies 24 billion times a second, and needs a microsecond a step', () => {
  const large = group({ work: 1e12, steps: 1 });
  expect(secondsOnFastCpu([large], room(1))).toBeCloseTo(1e12 / 2.4e10, 5);
  expect(secondsOnFastCpu([group({ work: 1, steps: 1e6 })], room(1))).toBeCloseTo(1, 4);
});
