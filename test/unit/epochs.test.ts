import { describe, expect, test } from 'vitest';
import {
  endsEpoch,
  epochsAfter,
  mostStepsOfEpoch,
  perUnit,
  type StepsPerEpoch,
  stepsAfter,
  stepsOfLastEpoch,
} from '../../core/epochs.ts';
import fc from './fastCheck.ts';

const count = (max: number) => fc.integer({ min: 1, max });
const stages = fc.array(fc.record({ epochs: count(6), steps: count(9) }), { minLength: 1, maxLength: 4 });
const plans = fc.oneof(count(9), stages);

/** Of each step of a run, by going through it: in which epoch it is, which step of that, and how many that has. */
function walk(plan: StepsPerEpoch, epochs: number) {
  const sizes: number[] = [];
  const all = typeof plan === 'number' ? [{ epochs, steps: plan }] : plan;
  for (const [index, stage] of all.entries()) {
    const isLast = index === all.length - 1;
    for (let k = 0; k < stage.epochs || isLast; k++) {
      if (sizes.length === epochs) break;
      sizes.push(stage.steps);
    }
  }
  return sizes.flatMap((size, epoch) =>
    Array.from({ length: size }, (_, step) => ({ epoch, step, size, isEnd: step === size - 1 })),
  );
}

describe('is what counting step by step gives:', () => {
  test('epochs after steps', () => {
    fc.assert(
      fc.property(plans, count(30), (plan, epochs) => {
        for (const [index, { epoch, step, size, isEnd }] of walk(plan, epochs).entries()) {
          expect(epochsAfter(plan, index)).toBeCloseTo(epoch + step / size, 12);
          expect(Math.floor(epochsAfter(plan, index))).toBe(epoch);
          expect(endsEpoch(plan, index + 1)).toBe(isEnd);
          expect(stepsOfLastEpoch(plan, index + 1)).toBe(size);
        }
      }),
    );
  });

  test('steps after epochs', () => {
    fc.assert(
      fc.property(plans, count(30), (plan, epochs) => {
        for (let whole = 0; whole <= epochs; whole++)
          expect(stepsAfter(plan, whole)).toBe(walk(plan, whole).length);
      }),
    );
  });

  test('the most steps of an epoch', () => {
    fc.assert(
      fc.property(stages, (plan) => {
        const all = plan.reduce((sum, { epochs }) => sum + epochs, 0);
        expect(mostStepsOfEpoch(plan)).toBe(Math.max(...walk(plan, all).map(({ size }) => size)));
      }),
    );
  });
});

test('there and back is the same', () => {
  fc.assert(
    fc.property(plans, fc.integer({ min: 0, max: 300 }), (plan, steps) => {
      expect(stepsAfter(plan, epochsAfter(plan, steps))).toBeCloseTo(steps, 9);
    }),
  );
});

test('of as many steps in each epoch it is a plain quotient and product, to the last bit', () => {
  fc.assert(
    fc.property(count(2000), fc.integer({ min: 0, max: 1e6 }), (size, steps) => {
      expect(epochsAfter(size, steps)).toBe(steps / size);
      expect(stepsAfter(size, steps / 7)).toBe((steps / 7) * size);
    }),
  );
});

test('in a unit of which an epoch has several, as many more', () => {
  fc.assert(
    fc.property(plans, count(100), fc.integer({ min: 0, max: 300 }), (plan, units, steps) => {
      expect(epochsAfter(perUnit(plan, units), steps)).toBeCloseTo(units * epochsAfter(plan, steps), 9);
    }),
  );
});
