/** Where the runs of a race are computed whose engine is "auto". */
import type { Calibration } from './calibration.ts';
import { type Room, secondsOnCpu, secondsOnGpu } from './prediction.ts';
import type { RunGroup } from './raceWork.ts';

export interface Verdict {
  readonly onGpu: boolean;
  /**
   * For people, of what was measured: completes "GPU (…), float32, " or "WebAssembly, float32, since ". null where no GPU
   * was considered.
   */
  readonly reason: string | null;
}

export const onCpu: Verdict = { onGpu: false, reason: null };

/** A race that is over sooner stays on the processor, in seconds. */
export const leastSeconds = 5;
/** So many times as fast a GPU is to be: what is predicted is not exact. */
const leastGain = 1.5;

/** @param name Of the GPU. */
export function verdictOf(
  groups: readonly RunGroup[],
  { cpu, gpu }: Calibration,
  room: Room,
  name: string,
): Verdict {
  const onCpuSeconds = secondsOnCpu(groups, cpu, room);
  if (onCpuSeconds < leastSeconds) return onCpu;
  const gain = onCpuSeconds / secondsOnGpu(groups, gpu, room);
  if (gain >= leastGain)
    return { onGpu: true, reason: `measured to be ${times(gain)} times as fast here as the processor` };
  return { onGpu: false, reason: `the GPU (${name}) was measured to ${slowness(gain)}` };
}

/** Never rounded to what would be fast enough. */
function slowness(gain: number): string {
  if (gain > 1 / 1.05 && gain < 1.05) return 'be about as fast';
  return gain < 1
    ? `take ${times(1 / gain)} times as long`
    : `be only ${times(Math.floor(10 * gain) / 10)} times as fast`;
}

/** `1.2`, `14` */
function times(factor: number): string {
  return factor < 9.95 ? factor.toFixed(1) : factor.toFixed(0);
}
