/** Numbers that exercises expect, and those that there are none of. */
import { expect, test } from 'vitest';
import { valueOfQuantity } from '../../../../core/lesson/exercise/quantity.ts';

test('a formula has its value, or says what is wrong with it', async () => {
  expect(await valueOfQuantity({ formula: '2 / a', values: { a: 4 } })).toBe(0.5);
  await expect(valueOfQuantity({ formula: '2 /', values: {} })).rejects.toThrow(
    /^formula = 2 \/ — expected /,
  );
});

const largestOn = (formula: string) =>
  valueOfQuantity({
    experiment: {
      problem: { formula, start: [0, 0] },
      ...{ optimizers: [{ optimizer: 'sgd' }], lr: [1], steps: 3 },
    },
    measure: 'largest-stable-lr',
  });

test('there is no largest stable rate where all are stable, or none is', async () => {
  await expect(largestOn('x + y')).rejects.toThrow(
    'experiment = stable at all rates — expected one that is not',
  );
  // A kink whose slope at its lowest place isn't 0: every step leads up.
  await expect(largestOn('abs(x) + 0.5 * x')).rejects.toThrow(
    'experiment = unstable at all rates — expected one that is not',
  );
});
