/** Which minimum the runs of a map of starts end at. */
import { expect, test } from 'vitest';
import { float64Engine } from '../../../core/engine/cpu/float64Engine.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { createBasinScorer, minimaOf } from '../../../core/map/basins.ts';
import { joinChunks, MapGrid, numbersOfCell } from '../../../core/map/mapGrid.ts';
import { kindOf, measuresOf } from '../../../core/map/mapMeasure.ts';
import { type MapSpec, mapOfExperiment } from '../../../core/map/mapSpec.ts';
import { createScorer } from '../../../core/map/scorer.ts';

const options = { engines: [float64Engine], data: null, isGivenUp: () => false };

function startsOn(surface: string, x = 'start_x', y = 'start_y', lr = 0.01, change: object = {}): MapSpec {
  const experiment = {
    problem: { surface },
    optimizers: [{ optimizer: 'sgd' }],
    lr: [lr],
    steps: 300,
    ...change,
  };
  return mapOfExperiment(parseExperiment(experiment), undefined, { x, y });
}

test('a run ends at the minimum whose number it has, with the score that it has anyway', async () => {
  const spec = startsOn('himmelblau');
  const minima = minimaOf(spec);
  expect(minima.length).toBe(4);
  const [basin, score] = [createBasinScorer(spec, options), createScorer(spec, options)];
  for (const [index, [x, y]] of minima.entries()) {
    const known = await basin?.(x + 0.3, y - 0.2);
    expect(known?.minimum).toBe(index + 1);
    expect(known?.score).toEqual(await score(x + 0.3, y - 0.2));
  }
  // Axes may be the other way around.
  const turned = createBasinScorer(startsOn('himmelblau', 'start_y', 'start_x'), options);
  expect((await turned?.(2.2, 3.1))?.minimum).toBe(1);
});

test('is the same where runs are done step by step', async () => {
  const schedule = { name: 'ReduceLROnPlateau' };
  const followed = startsOn('himmelblau', 'start_x', 'start_y', 0.01, { schedule });
  const basin = createBasinScorer(followed, options);
  for (const [index, [x, y]] of minimaOf(followed).entries())
    expect((await basin?.(x + 0.3, y - 0.2))?.minimum).toBe(index + 1);
});

test('one that diverges, or stands still on the way, ends at none', async () => {
  const far = await createBasinScorer(startsOn('himmelblau', 'start_x', 'start_y', 1), options)?.(3.5, 2);
  expect([far?.minimum, (far?.score.divergedAt ?? 0) > 0]).toEqual([0, true]);
  const slow = createBasinScorer(startsOn('himmelblau', 'start_x', 'start_y', 1e-9), options);
  expect((await slow?.(0, 0))?.minimum).toBe(0);
  const followed = startsOn('himmelblau', 'start_x', 'start_y', 0.01, {
    schedule: { name: 'ReduceLROnPlateau' },
  });
  const given = createBasinScorer(followed, { ...options, isGivenUp: () => true });
  expect(await given?.(0, 0)).toBe(null);
});

test('only starts on a surface of several minima have them', () => {
  expect(minimaOf(startsOn('rosenbrock'))).toEqual([]);
  expect(minimaOf(startsOn('himmelblau', 'start_x', 'lr'))).toEqual([]);
  expect(createBasinScorer(startsOn('rosenbrock'), options)).toBe(null);
  // Local ones count.
  expect(minimaOf(startsOn('styblinskiTang')).length).toBeGreaterThan(1);
});

test('travel with the cells', () => {
  const numbers = new Float64Array(numbersOfCell);
  const chunk = (cell: number, minimum?: number) => ({
    ...{ cells: Uint32Array.of(cell), numbers },
    ...(minimum !== undefined && { minima: Uint8Array.of(minimum) }),
  });
  const grid = new MapGrid(2, 2);
  grid.take(joinChunks([chunk(1, 3), chunk(2, 0)]));
  expect([grid.minimum[1], grid.minimum[2]]).toEqual([3, 0]);
  expect([0, 1, 2].map((cell) => kindOf(grid, cell, 'minimum'))).toEqual(['unknown', 'value', 'elsewhere']);
  expect(grid.chunk().minima).toEqual(Uint8Array.of(3, 0));
  expect(joinChunks([chunk(0), chunk(1)])).not.toHaveProperty('minima');
  expect(measuresOf(null, true)[0]).toBe('minimum');
  expect(measuresOf(1)).not.toContain('minimum');
});
