/** A learning rate range test as of a network. */
import type { ShownRangeTest } from '../../core/protocol/rangeTest.ts';
import { createRandom } from '../../core/random.ts';
import { rangeCurve } from '../../core/rangeTest/rangeCurve.ts';
import { suggestionsOf } from '../../core/rangeTest/suggestions.ts';

const steps = 115;
export const ramp = { first: 1e-7, factor: 1e8 ** (1 / (steps - 1)) };

/** As of a network: it falls where rates are large enough, and rises steeply at last. */
function losses(): number[] {
  const random = createRandom(1);
  return Array.from({ length: steps + 1 }, (_, step) => {
    const fall = 2 / (1 + Math.exp((62 - step) / 6));
    const rise = step > 92 ? 0.02 * 1.7 ** (step - 92) : 0;
    return 2.4 - fall + rise + 0.12 * random.normal();
  });
}

/** @param count How many losses there are. */
export function shown(count = steps + 1, change: Partial<ShownRangeTest> = {}): ShownRangeTest {
  const curve = rangeCurve(losses().slice(0, count), ramp, true);
  return {
    type: 'test',
    place: { experiment: {}, optimizer: 0, csvFolder: null, race: 'race' },
    ...{ optimizer: 'Adam', problem: '64-64-10 on Digits', color: 5 },
    ...{ steps, stepsDone: count - 1, isRunning: count <= steps, range: [1e-7, 10], isNoisy: true },
    ...{ curve, suggestions: suggestionsOf(curve) },
    ...change,
  };
}
