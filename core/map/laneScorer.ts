/** Scores of many cells of a map at once: in WebAssembly, where it computes the rule and the surface exactly. */
import { numbersOfCell } from './mapGrid.ts';
import { keepLast, lanesOf } from './scorer.ts';

export interface LaneScorer {
  /** How many cells take some milliseconds at most. */
  readonly cells: number;
  /**
   * @param xs Values of the settings, each of all cells, in their units.
   * @param numbers Gets the numbers of each cell, as a chunk has them.
   */
  score(xs: Float64Array, ys: Float64Array, numbers: Float64Array): void;
}

/** Steps of all runs together that take about as long as one wants to wait. */
const stepsAtOnce = 2 ** 20;
const mostCells = 256;

/** The same numbers as one by one, to the last bit; null where cells are scored one by one. */
export const createLaneScorer = keepLast((spec): LaneScorer | null => {
  const made = lanesOf(spec);
  if (!made) return null;
  const found = new Float64Array(numbersOfCell * mostCells);
  return {
    cells: Math.max(made.lanes, Math.min(mostCells, Math.floor(stepsAtOnce / spec.run.steps))),
    score(xs, ys, numbers) {
      const scores = found.subarray(0, numbersOfCell * xs.length);
      made.score(xs, ys, scores);
      for (let i = 0; i < scores.length; i++)
        numbers[numbersOfCell * (i % xs.length) + Math.floor(i / xs.length)] = scores[i] ?? Number.NaN;
    },
  };
});
