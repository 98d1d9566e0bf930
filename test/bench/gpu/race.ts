/** A race of many small networks: in one stream, all side by side, and one after the other. */
import { beginAhead } from '../../../core/engine/gpu/beginOnDevice.ts';
import type { Device } from '../../../core/engine/gpu/deviceAccess.ts';
import { planNetwork } from '../../../core/engine/gpu/networkPlan.ts';
import { sampleProblem, sampleTask } from '../../../core/engine/gpu/selfTest/sampleProblem.ts';
import { methodFor } from '../../../core/engine/gpu/selfTest/selfTest.ts';
import type { StepsAhead } from '../../../core/engine/gpu/stepsAhead.ts';
import { median } from '../measure.ts';

export interface RaceSpeeds {
  readonly runs: number;
  readonly widths: readonly number[];
  readonly steps: number;
  /** Whole runs a second, medians over rounds. */
  readonly sideBySide: number;
  readonly oneByOne: number;
  /** Of the rounds' ratios. */
  readonly ratio: number;
}

/** As a sweep of learning rates on digits. */
const [runs, widths, batchSize] = [64, [64, 32, 10], 32];

/** Steps of a run; of one on a software adapter. */
const [usualSteps, stepsInSoftware] = [400, 5];

export async function raceOnDevice(device: Device, rounds: number): Promise<RaceSpeeds> {
  const steps = device.facts.isSoftware ? stepsInSoftware : usualSteps;
  const model = sampleTask(sampleProblem(widths, 'relu', 'cross_entropy', 1797), batchSize);
  const rates = Array.from({ length: runs }, (_, run) => 0.0005 * 1.05 ** run);
  let names = 0;
  const begin = (lr: number): Promise<StepsAhead> => {
    const method = methodFor('adam', { lr });
    const plan = planNetwork({
      widths,
      activation: 'relu',
      loss: 'cross_entropy',
      rule: method.rule,
      batchSize,
      isSoftware: device.facts.isSoftware,
    });
    return beginAhead(device, `race/${names++}`, { kind: 'model', model, method }, plan);
  };
  const finish = async (run: StepsAhead) => {
    for (let left = steps; left > 0; ) left -= (await run.give(left, Number.MAX_VALUE, 0)).loss.length;
    run.dispose();
  };
  const ways = {
    sideBySide: async () => {
      const begun = await Promise.all(rates.map(begin));
      await Promise.all(begun.map(finish));
    },
    oneByOne: async () => {
      for (const lr of rates) await finish(await begin(lr));
    },
  };
  const secondsOf = async (way: () => Promise<void>) => {
    const start = performance.now();
    await way();
    return (performance.now() - start) / 1000;
  };
  // Kernels are compiled and the room is there.
  await ways.sideBySide();
  const times = { sideBySide: [] as number[], oneByOne: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const order =
      round % 2 === 0 ? (['sideBySide', 'oneByOne'] as const) : (['oneByOne', 'sideBySide'] as const);
    for (const way of order) times[way].push(await secondsOf(ways[way]));
  }
  const ratios = times.sideBySide.map((time, round) => (times.oneByOne[round] ?? Number.NaN) / time);
  return {
    ...{ runs, widths, steps },
    sideBySide: runs / median(times.sideBySide),
    oneByOne: runs / median(times.oneByOne),
    ratio: median(ratios),
  };
}
