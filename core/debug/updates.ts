/** How far a step takes each parameter, and which go farthest. */
import type { Replay } from './replay.ts';

/** By how much the next step changes each parameter. */
export function updatesOf({ parameters, recorded }: Pick<Replay, 'parameters' | 'recorded'>): Float64Array {
  const updates = new Float64Array(parameters.length);
  for (const { end } of recorded.tensors) end.write(end.get('p') ?? Number.NaN, updates);
  for (const [index, before] of parameters.entries()) updates[index] = (updates[index] ?? 0) - before;
  return updates;
}

/**
 * The parameters with the largest magnitudes, the largest first.
 * @param most How many.
 */
export function largest(values: Float64Array, most: number): readonly number[] {
  const best: number[] = [];
  let least = -1;
  for (let index = 0; index < values.length; index++) {
    const size = Math.abs(values[index] ?? 0);
    if (!(size > least) && best.length >= most) continue;
    const place = best.findIndex((each) => Math.abs(values[each] ?? 0) < size);
    best.splice(place < 0 ? best.length : place, 0, index);
    best.length = Math.min(best.length, most);
    least = Math.abs(values[best.at(-1) ?? 0] ?? 0);
  }
  return best;
}
