/** Which losses of a run are compared, and when one counts as a rise. */
import { describe, expect, test } from 'vitest';
import { outcomeOf, riseOf } from '../../../core/engine/outcome.ts';
import type { RunSpec } from '../../../core/experiment/runSpec.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { specOf } from './runs.ts';

const surface = specOf(onValley({ steps: 10 }));
const model = specOf(onDigits({ batch_size: [600], epochs: 3 }));
const judged = specOf(
  onDigits({ problem: { data: 'digits', validation: 0.2 }, batch_size: [600], epochs: 3 }),
);
const losses = { first: 1, last: 2, firstEvaluation: 3, lastEvaluation: 4 };

describe('compared are', () => {
  test('of a surface the first and the last loss, exactly', () => {
    expect(outcomeOf(surface, 10, losses)).toEqual({ from: 1, to: 2, noise: 0 });
    expect(outcomeOf(surface, 0, { ...losses, firstEvaluation: null })).toEqual({ from: 1, to: 2, noise: 0 });
  });

  test('of a model those of the first and the last evaluation', () => {
    expect(outcomeOf(model, 9, losses)).toEqual({ from: 3, to: 4, noise: 1e-5 });
  });

  test('where rows are held out the first evaluation and the last mini-batches', () => {
    expect(outcomeOf(judged, 9, losses)).toEqual({ from: 3, to: 2, noise: 0.2 });
  });

  test('none before there was an epoch, or without evaluations', () => {
    expect(model.stepsPerEpoch).toBe(3);
    expect(outcomeOf(model, 2, losses)).toBeNull();
    expect(outcomeOf(model, 3, losses)).not.toBeNull();
    expect(outcomeOf(model, 9, { ...losses, firstEvaluation: null })).toBeNull();
    expect(outcomeOf(model, 9, { ...losses, lastEvaluation: null })).toBeNull();
  });
});

describe('a loss has risen', () => {
  const rises = (from: number, to: number, noise: number, run: RunSpec = model) =>
    riseOf(run, { from, to, noise }) !== null;

  test.each([
    [1, 1, 0, false],
    [1, 1 + 1e-9, 0, true],
    [1, 0.9, 0, false],
    [10, 11.9, 0.2, false],
    [10, 12.1, 0.2, true],
    // A loss may be below 0, and the noise is above it all the same.
    [-10, -9, 0.2, false],
    [-10, -7.9, 0.2, true],
    [0, 1e-12, 0.2, true],
    [0, 0, 0.2, false],
    [1, Number.NaN, 0, false],
  ])('from %d to %d with noise %d: %s', (from, to, noise, expected) => {
    expect(rises(from, to, noise)).toBe(expected);
  });

  test('unless it was meant to', () => {
    const hyperparameters = { ...surface.hyperparameters, maximize: true };
    expect(rises(1, 2, 0, { ...surface, hyperparameters })).toBe(false);
    expect(rises(1, 2, 0, { ...surface, hyperparameters: { ...hyperparameters, maximize: false } })).toBe(
      true,
    );
  });

  test('in words, with a rate to try', () => {
    expect(riseOf(model, { from: 2.4, to: 585, noise: 0 })).toBe(
      'loss rose from 2.400 to 585.0; try a learning rate of 0.001',
    );
  });
});
