/** How far a run on a surface goes in each step along one parameter, in learning rates. */
import type { RunSpec } from '../experiment/runSpec.ts';
import type { Experiment } from '../experiment/schema.ts';
import { quantities } from '../race/quantities.ts';
import type { RunRecord } from '../race/runRecord.ts';

/** A parameter of a surface. */
export type SurfaceParameter = NonNullable<Experiment['step_along']>;

const coordinates = { w0: 0, w1: 1 } satisfies Record<SurfaceParameter, number>;

/**
 * |w(t) - w(t-1)| / lr after each step t. NaN before the first step, and where the step before was not recorded.
 * @param places Which points of the record.
 */
export function stepLengths(
  record: Pick<RunRecord, 'get' | 'stepOf'>,
  { hyperparameters }: Pick<RunSpec, 'hyperparameters'>,
  along: SurfaceParameter,
  places: readonly number[],
): number[] {
  const positions = record.get('position');
  const at = (place: number) => positions?.at(quantities.position * place + coordinates[along]) ?? Number.NaN;
  return places.map((place) => {
    const isNext = place > 0 && record.stepOf(place) - record.stepOf(place - 1) === 1;
    return isNext ? Math.abs(at(place) - at(place - 1)) / Number(hyperparameters['lr']) : Number.NaN;
  });
}
