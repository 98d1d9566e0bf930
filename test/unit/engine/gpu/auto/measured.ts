/** What could have been measured. */
import type { Calibration } from '../../../../../core/engine/gpu/auto/calibration.ts';
import type { RunGroup } from '../../../../../core/engine/gpu/auto/raceWork.ts';

/** Of steps of a thousand and of a million multiplications. */
const curve = (small: number, large: number) => [
  { work: 1e3, milliseconds: small },
  { work: 1e6, milliseconds: large },
];

/** @param gain How many times as fast the GPU is as in fact. */
export function measured(gain = 1): Calibration {
  return {
    cpu: curve(0.001, 1),
    gpu: {
      alone: curve(0.1 / gain, 0.4 / gain),
      together: curve(0.01 / gain, 0.04 / gain),
      tiled: curve(0.2 / gain, 0.5 / gain),
      ...{ startUp: 300, begin: 10 },
    },
  };
}

export const group = (others: Partial<RunGroup> = {}): RunGroup => ({
  ...{ widths: [100, 50, 10], batchSize: 100, work: 1e6, isShort: true, runs: 1, steps: 10_000 },
  ...others,
});
