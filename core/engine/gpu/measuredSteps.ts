/** What a device has measured after each of some steps. */
import { type Measured, quantities } from '../../race/quantities.ts';
import type { StepsTaken } from './deviceRun.ts';

/** Numbers of a position. */
const width = quantities.position;

/** @param first Which of the losses is the first: the one before the steps is 0. */
export function measuredIn({ losses, positions }: StepsTaken, first: number): Measured {
  const loss = Float64Array.from(losses.subarray(first));
  return positions ? { loss, position: Float64Array.from(positions.subarray(width * first)) } : { loss };
}

/** Of the steps from `begin` to before `end`. */
export function partOf({ loss, position }: Measured, begin: number, end: number): Measured {
  const part = loss.subarray(begin, end);
  if (!position) return { loss: part };
  return { loss: part, position: position.subarray(width * begin, width * (begin + part.length)) };
}

/** After a step that can't be taken. */
export function nothingMeasured(hasPosition: boolean): Measured {
  const loss = Float64Array.of(Number.NaN);
  return hasPosition ? { loss, position: new Float64Array(width).fill(Number.NaN) } : { loss };
}
