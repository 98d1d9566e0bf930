/** The maps of lessons that ship, as far as a test looks at them. */
import { float64Engine } from '../../../core/engine/cpu/float64Engine.ts';
import { enginesOf } from '../../../core/engine/engines.ts';
import type { RunScore } from '../../../core/engine/runScore.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { type LessonMap, lessonMapOf } from '../../../core/lesson/lessonMap.ts';
import { MapGrid, numbersOfCell, writeScore } from '../../../core/map/mapGrid.ts';
import { createScorer } from '../../../core/map/scorer.ts';
import {
  type PreparedDataset,
  prepareDataset,
} from '../../../core/problems/data/preparation/prepareDataset.ts';
import type { builds } from '../engine/networkTools.ts';
import { kernelsOf } from '../engine/networkTools.ts';
import { sharedDataset } from '../problems/shippedData.ts';
import { experimentIn } from './shipped.ts';

export interface ScoredMap extends LessonMap {
  /** By values of the settings, which need be those of no cell. */
  score(x: number, y: number): Promise<RunScore>;
  /** What is known of the columns that are wanted. */
  grid(isWanted: (x: number) => boolean): Promise<MapGrid>;
  /** The values of both settings. */
  valuesOf(cell: number): readonly [x: number, y: number];
}

/** @param engine A build of the kernels, as on a machine that has them, or float64. */
export function mapIn(text: string, id: string, engine: (typeof builds)[number] | 'float64'): ScoredMap {
  const { value, rules } = experimentIn(text, id);
  const experiment = parseExperiment(value, rules);
  const map = lessonMapOf(experiment, undefined);
  const engines = engine === 'float64' ? [float64Engine] : enginesOf({ kernels: kernelsOf(engine) });
  const score = createScorer(map.spec, {
    ...{ engines, isGivenUp: () => false },
    data: 'data' in experiment.problem ? dataOf(experiment.problem.data) : null,
  });
  const { columns, rows } = map;
  const scored: ScoredMap = {
    ...map,
    async score(x, y) {
      const known = await score(x, y);
      if (!known) throw new TypeError('expected a run that is not given up');
      return known;
    },
    async grid(isWanted) {
      const grid = new MapGrid(columns.values.length, rows.values.length);
      for (let cell = 0; cell < grid.count; cell++) {
        const [x, y] = scored.valuesOf(cell);
        if (!isWanted(x)) continue;
        const numbers = new Float64Array(numbersOfCell);
        writeScore(await scored.score(x, y), numbers, 0);
        grid.take({ cells: Uint32Array.of(cell), numbers });
      }
      return grid;
    },
    valuesOf: (cell) => {
      const width = columns.values.length;
      return [
        columns.values[cell % width] ?? Number.NaN,
        rows.values[Math.floor(cell / width)] ?? Number.NaN,
      ];
    },
  };
  return scored;
}

function dataOf(id: string): PreparedDataset {
  return prepareDataset(sharedDataset(id), { validation: 0, standardize: false });
}
