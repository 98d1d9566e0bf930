/** Starts by chance, so that what holds from one place can be told from what holds from most. */
import { createRandom } from '../../random.ts';
import { isFiniteAt } from './finiteAt.ts';
import type { PlaneFunction, Point, Window } from './surface.ts';

/** A function that is finite in a hundredth of the range is found there by all but one of 20,000 seeds. */
const mostDraws = 1000;

/**
 * A point of the range, uniformly drawn: the same for the same seed. Points where a run can't begin are drawn again, so that the others
 * are as likely as each other. Null where none of many is one where a run can begin.
 */
export function drawStart(surface: PlaneFunction, { x, y }: Window, seed: number): Point | null {
  const random = createRandom(seed);
  const within = ([from, to]: readonly [number, number]) => from + (to - from) * random.uniform();
  for (let draw = 0; draw < mostDraws; draw++) {
    const at: Point = [within(x), within(y)];
    if (isFiniteAt(surface, at)) return at;
  }
  return null;
}
