import { niceStep } from '../chart/ticks.ts';

/** Round values within the window. */
export function axisTicks([low, high]: readonly [number, number]): number[] {
  const step = niceStep(high - low, 4);
  const ticks: number[] = [];
  for (let i = Math.ceil(low / step); i * step <= high; i++) ticks.push(Number((i * step).toPrecision(6)));
  return ticks;
}
