import { describe, expect, test } from 'vitest';
import { isLarge, raceTimeName, takesLong, timeOfRace } from '../../../core/engine/raceTime.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { onDigits, onValley } from '../experiment/faults.ts';

const timeOf = (experiment: object, cores = 2, shape?: { rows: number; features: number; classes: number }) =>
  timeOfRace(parseExperiment(experiment), cores, shape);
const secondsOf = (...given: Parameters<typeof timeOf>) => Number(timeOf(...given).seconds);
const seeds = (count: number) => ({ seed: { from: 0, count } });
const network = (change: object = {}) =>
  onDigits({ problem: { data: 'digits', hidden: [32] }, epochs: 10, ...change });

describe('how long a race takes', () => {
  test('is within a factor of three of what was measured on a quiet server with two cores', () => {
    // Processor time of whole races, start included, shared out among both cores.
    const measured: [object, number][] = [
      [network({ lr: { from: 1e-4, to: 0.01, count: 10 }, ...seeds(10) }), 1.7],
      [
        network({
          problem: { data: 'spirals', hidden: [32] },
          epochs: 5,
          lr: { from: 1e-4, to: 0.01, count: 32 },
          ...seeds(31),
        }),
        2.6,
      ],
      [
        network({
          problem: { data: 'digits', hidden: [128, 128] },
          batch_size: [64],
          epochs: 20,
          ...seeds(4),
        }),
        0.75,
      ],
      [network({ epochs: 5, engine: 'float64', ...seeds(4) }), 0.65],
    ];
    for (const [experiment, seconds] of measured) {
      expect(secondsOf(experiment)).toBeGreaterThan(seconds / 3);
      expect(secondsOf(experiment)).toBeLessThan(seconds * 3);
    }
  });

  test('grows with runs and epochs, and falls with cores', () => {
    const long = (change: object) => secondsOf(network({ epochs: 1000, ...change }));
    for (const twice of [seeds(20), { ...seeds(10), epochs: 2000 }]) {
      expect(long(twice) / long(seeds(10))).toBeGreaterThan(1.9);
      expect(long(twice) / long(seeds(10))).toBeLessThan(2.01);
    }
    const onCores = (cores: number) => secondsOf(network({ epochs: 1000, ...seeds(16) }), cores);
    expect(onCores(2) / onCores(8)).toBeGreaterThan(3.5);
    expect(onCores(2) / onCores(8)).toBeLessThan(4);
  });

  test('is less with larger batches and fewer evaluations', () => {
    const of = (change: object) => secondsOf(network({ epochs: 100, ...change }));
    expect(of({ batch_size: [512] })).toBeLessThan(of({ batch_size: [1] }));
    expect(of({ evaluate_every: 100 })).toBeLessThan(of({}));
  });

  test('is at most what the runs stop after', () => {
    const stopped = network({ epochs: 100_000, stop: { seconds: 3 }, ...seeds(10) });
    expect(secondsOf(stopped)).toBeCloseTo(15, 0);
  });

  test('is the pace of surfaces, or more where there are many runs', () => {
    expect(secondsOf(onValley())).toBe(5);
    const momentum = { from: 0.1, to: 0.9, count: 64, scale: 'linear' };
    const many = onValley({
      optimizers: [{ optimizer: 'momentum', hyperparameters: { momentum } }],
      lr: { from: 0.001, to: 1, count: 63 },
      steps: 10_000,
    });
    expect(timeOf(many).runs).toBe(4032);
    expect(secondsOf(many)).toBeGreaterThan(10);
  });

  test('is not known of a GPU that is asked for, and of a file that is not read', () => {
    expect(timeOf(network({ engine: 'gpu', ...seeds(3) }))).toEqual({ runs: 3, seconds: null });
    const csv = onValley({ problem: { csv: 'a.csv', target: 'y' }, ...seeds(3) });
    expect(timeOf(csv)).toEqual({ runs: 3, seconds: null });
    expect(timeOf(csv, 2, { rows: 100, features: 3, classes: 0 }).seconds).toBeGreaterThan(0);
  });
});

test('is told with the number of runs, where it is more than a moment', () => {
  expect(raceTimeName({ runs: 1, seconds: 3 })).toBe('1 run');
  expect(raceTimeName({ runs: 12, seconds: 9.9 })).toBe('12 runs');
  expect(raceTimeName({ runs: 1260, seconds: 170 })).toBe('1,260 runs, about 3 min');
  expect(raceTimeName({ runs: 1260, seconds: null })).toBe('1,260 runs');
});

test('a race is large above 200 runs or a minute', () => {
  expect(isLarge({ runs: 200, seconds: 60 })).toBe(false);
  expect(isLarge({ runs: 201, seconds: 1 })).toBe(true);
  expect(isLarge({ runs: 1, seconds: 61 })).toBe(true);
  expect(isLarge({ runs: 200, seconds: null })).toBe(false);
  expect([60, 61, null].map((seconds) => takesLong({ runs: 1000, seconds }))).toEqual([false, true, false]);
});
