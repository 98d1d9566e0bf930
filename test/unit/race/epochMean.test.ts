import { expect, test } from 'vitest';
import { epochsAfter, type StepsPerEpoch, stepsAfter } from '../../../core/epochs.ts';
import { createEpochMean, createMeanOfSteps } from '../../../core/race/epochMean.ts';
import fc from '../fastCheck.ts';

/** By its definition: of the losses since one epoch ago, or since the start. */
function meansOf(values: readonly number[], plan: StepsPerEpoch): number[] {
  return values.map((_, index) => {
    const epochs = epochsAfter(plan, index + 1) - 1;
    const begin = Math.min(index, Math.max(0, Math.round(stepsAfter(plan, Math.max(0, epochs)))));
    const recent = values.slice(begin, index + 1);
    return recent.reduce((sum, value) => sum + value, 0) / recent.length;
  });
}

const count = (max: number) => fc.integer({ min: 1, max });
const stages = fc.array(fc.record({ epochs: count(4), steps: count(12) }), { minLength: 1, maxLength: 4 });
const losses = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 150 });

test('is the mean since one epoch ago, whatever epochs there are', () => {
  fc.assert(
    fc.property(losses, stages, (values, plan) => {
      const means = [...createEpochMean(plan).next(values)];
      const expected = meansOf(values, plan);
      expect(means).toHaveLength(expected.length);
      for (const [index, mean] of means.entries())
        expect(Math.abs(mean - (expected[index] ?? 0))).toBeLessThanOrEqual(1e-12 * mean);
    }),
  );
});

test('goes on to the same bits where another stood', () => {
  fc.assert(
    fc.property(losses, stages, fc.nat(150), (values, plan, at) => {
      const first = createEpochMean(plan);
      first.next(values.slice(0, at));
      const { state } = first;
      const rest = values.slice(at);
      const means = first.next(rest);
      expect([...createEpochMean(plan, state).next(rest)]).toEqual([...means]);
    }),
  );
});

test('of epochs with as many steps each it is the same to the last bit', () => {
  fc.assert(
    fc.property(losses, count(12), count(3), (values, steps, epochs) => {
      const plan = [
        { epochs, steps },
        { epochs: 1, steps },
      ];
      expect([...createEpochMean(plan).next(values)]).toEqual([...createEpochMean(steps).next(values)]);
    }),
  );
});

test('there is none where each epoch is one step', () => {
  const one = { epochs: 3, steps: 1 };
  expect(createMeanOfSteps(1)).toBeNull();
  expect(createMeanOfSteps([one, one])).toBeNull();
  expect(createMeanOfSteps([one, { epochs: 1, steps: 2 }])).not.toBeNull();
});
