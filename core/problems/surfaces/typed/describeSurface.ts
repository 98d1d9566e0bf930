import { SurfaceError } from '../expression/surfaceError.ts';
import type { Surface, Window } from '../surface.ts';
import { chooseStarts } from './chooseStarts.ts';
import { contourLevels } from './contourLevels.ts';
import { isStable, stableRate } from './descend.ts';
import { findMinima } from './findMinima.ts';
import { measureHeights, sortedHeights } from './heights.ts';
import type { TypedFunction } from './parseSurface.ts';

export interface TypedSurface extends Surface, TypedFunction {}

const usualWindow: Window = { x: [-5, 5], y: [-5, 5] };
/** Where no learning rate is stable. */
const usualRate = 0.01;
const steps = 200;
const longestName = 40;

/**
 * A typed function with all that a race and its landscape need, made from its heights and slopes in the window: the
 * same for the same formula, always.
 * @param window The part of the plane to look at. Default: -5 to 5 along both axes.
 * @throws {SurfaceError} if the function and its slope are finite at none of the places in the window that are tried.
 */
export function describeSurface(typed: TypedFunction, window: Window = usualWindow): TypedSurface {
  const heights = measureHeights(typed, window);
  const sorted = sortedHeights(heights.values);
  const [first, ...others] = chooseStarts(typed, window);
  if (!first) throw new SurfaceError(null, nowhere(sorted.length === 0 ? 'value' : 'slope', window));

  const minima = findMinima(typed, heights);
  const learningRate = commonRate([first, ...others].map(({ at }) => stableRate(typed, at, window, steps)));
  return {
    ...typed,
    id: 'typed',
    name: typed.text.length > longestName ? `${typed.text.slice(0, longestName - 1)}…` : typed.text,
    formula: typed.text,
    axes: ['x', 'y'],
    minima: minima.lowest,
    ...(minima.others.length > 0 && { localMinima: minima.others }),
    start: first.at,
    starts: [first, ...others.filter(({ at }) => isStable(typed, at, window, learningRate, steps))],
    window,
    levels: contourLevels(sorted),
    learningRate,
    steps,
  };
}

/** The lowest of the rates that are not far below the first. */
function commonRate([first = usualRate, ...others]: readonly (number | undefined)[]): number {
  return Math.min(
    first,
    ...others.flatMap((rate) => (rate !== undefined && rate >= first / 10 ? [rate] : [])),
  );
}

function nowhere(what: 'value' | 'slope', { x, y }: Window): string {
  return `the formula has no finite ${what} for x from ${x.join(' to ')} and y from ${y.join(' to ')}; the "window" of an experiment file looks elsewhere`;
}
