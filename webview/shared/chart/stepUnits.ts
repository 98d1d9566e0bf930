/** Between the steps of a run and the unit that an x axis counts. */
import { epochsAfter, type StepsPerEpoch, stepsAfter } from '../../../core/epochs.ts';
import { stableText } from '../../../core/stableText.ts';

/** Steps in one unit of an axis: of epochs, whose batches may grow, and of what goes with them it may change as a run goes on. */
export type StepsPerUnit = StepsPerEpoch;

/** Where on the axis a run is after so many steps. */
export function placeAfter(stepsPerUnit: StepsPerUnit, steps: number): number {
  return epochsAfter(stepsPerUnit, steps);
}

/** Steps up to a place on the axis; not rounded. */
export function stepsTo(stepsPerUnit: StepsPerUnit, place: number): number {
  return stepsAfter(stepsPerUnit, place);
}

export function isSameUnit(a: StepsPerUnit, b: StepsPerUnit): boolean {
  return a === b || (typeof a !== 'number' && stableText(a) === stableText(b));
}

/**
 * The step of another run that is at the same place.
 * @param own Of the run that has done so many steps.
 * @param other Of the other.
 */
export function stepOfOther(own: StepsPerUnit, other: StepsPerUnit, steps: number): number {
  return isSameUnit(own, other) ? steps : stepsTo(other, placeAfter(own, steps));
}
