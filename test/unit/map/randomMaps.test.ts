/** Whatever part of whatever plane is looked at can be computed, and takes no more memory than its cells. */
import { expect, test } from 'vitest';
import { float64Engine } from '../../../core/engine/cpu/float64Engine.ts';
import type { MapAxis } from '../../../core/experiment/map/mapAxis.ts';
import type { MapSetting } from '../../../core/experiment/map/mapSettings.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { createLaneScorer } from '../../../core/map/laneScorer.ts';
import { cellsOf } from '../../../core/map/mapCells.ts';
import { type CellChunk, MapGrid, numbersOfCell, writeScore } from '../../../core/map/mapGrid.ts';
import { cellsOfMap, type MapSpec, mapOfExperiment, settingsOfMap } from '../../../core/map/mapSpec.ts';
import { zoomed } from '../../../core/map/mapView.ts';
import { createScorer } from '../../../core/map/scorer.ts';
import { preciselyIn } from '../../../core/map/singlePrecision.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { dataOf } from '../engine/runs.ts';
import fc from '../fastCheck.ts';

const problems = [
  ...['valley', 'rosenbrock', 'himmelblau', 'rastrigin'].map((surface) => ({ surface })),
  { formula: 'x**2 + y**4' },
  { data: 'spirals', hidden: [2] },
];
const length = (problem: object) => ('data' in problem ? { epochs: 1 } : { steps: 20 });

/** Some of its cells have the scores that they have one by one, and take as many numbers as they are to. */
async function expectCells(
  spec: MapSpec,
  [x, y]: readonly [MapSetting, MapSetting],
  data: ReturnType<typeof dataOf>,
): Promise<CellChunk> {
  const [xs, ys] = [someOf(spec.x, x), someOf(spec.y, y)];
  const score = createScorer(spec, { engines: [float64Engine], data, isGivenUp: () => false });
  const numbers = new Float64Array(numbersOfCell * xs.length);
  const count = data ? 1 : xs.length;
  for (let i = 0; i < count; i++) {
    const cell = await score(xs[i] ?? 0, ys[i] ?? 0);
    if (!cell) throw new RangeError('expected a score');
    expect(Number.isNaN(cell.final)).toBe(cell.divergedAt > 0);
    for (const step of [cell.first, cell.forGood, cell.divergedAt]) {
      expect(Number.isInteger(step) && step >= 0).toBe(true);
      expect(step).toBeLessThanOrEqual(Math.max(1, spec.run.steps));
    }
    writeScore(cell, numbers, i);
  }
  const together = new Float64Array(numbers.length);
  const lanes = createLaneScorer(spec);
  lanes?.score(xs, ys, together);
  if (lanes) expect([...together]).toEqual([...numbers]);
  return { cells: Uint32Array.from({ length: count }, (_, i) => i), numbers };
}

/** The first, one in the middle, and the last. */
function someOf(axis: MapAxis, { isWhole }: MapSetting): Float64Array {
  const { values } = cellsOf(axis, isWhole);
  return Float64Array.of(values[0] ?? 0, values[values.length >> 1] ?? 0, values.at(-1) ?? 0);
}

const moves = fc.array(
  fc.record({
    x: fc.double({ min: -0.5, max: 1.5, noNaN: true }),
    y: fc.double({ min: -0.5, max: 1.5, noNaN: true }),
    factor: fc.double({ min: 0.001, max: 20, noNaN: true }),
  }),
  { minLength: 10, maxLength: 10 },
);
const places = fc.record({
  problem: fc.constantFrom(...problems),
  optimizer: fc.constantFrom(...optimizers.map(({ id }) => id)),
  across: fc.nat(),
  up: fc.nat(),
  precision: fc.constantFrom('float64', 'float32'),
  moves,
});

test('a thousand parts of the planes of a hundred pairs of axes', async () => {
  let inSingle = 0;
  await fc.assert(
    fc.asyncProperty(places, async ({ problem, optimizer, across, up, precision, moves: all }) => {
      const experiment = parseExperiment({
        ...{ problem, optimizers: [{ optimizer }], lr: [0.01], target: 1 },
        ...length(problem),
      });
      const settings = settingsOfMap(mapOfExperiment(experiment, undefined));
      const x = settings[across % settings.length];
      const others = settings.filter((each) => each !== x);
      const y = others[up % others.length];
      if (!x || !y) throw new RangeError('expected two settings');
      const whole = mapOfExperiment(experiment, undefined, { x: x.name, y: y.name, precision });
      const grid = new MapGrid(16, 16);
      const data = dataOf(experiment);
      let spec = whole;
      for (const move of all) {
        const part = {
          x: zoomed(spec.x, move.x, move.factor, { setting: x, whole: x.axis }) ?? spec.x,
          y: zoomed(spec.y, move.y, move.factor, { setting: y, whole: y.axis }) ?? spec.y,
        };
        spec = { ...spec, ...part };
        const inPart = preciselyIn(spec, ...cellsOfMap(spec)).spec;
        if (inPart.precision) inSingle++;
        grid.take(await expectCells(inPart, [x, y], data));
        expect(grid.knownCount).toBe(data ? 1 : 3);
      }
    }),
    { numRuns: 100 },
  );
  expect(inSingle).toBeGreaterThan(20);
}, 120_000);

test('a cell is 30 bytes, whatever its run was', () => {
  const grid = new MapGrid(256, 256);
  const arraysOf = () => Object.values(grid).filter((each) => ArrayBuffer.isView(each));
  const arrays = arraysOf();
  expect(arrays.length).toBe(7);
  const bytes = () => arrays.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  expect(bytes() / grid.count).toBe(30);
  const cells = Uint32Array.from({ length: grid.count }, (_, i) => i);
  grid.take({ cells, numbers: new Float64Array(numbersOfCell * cells.length).fill(7) });
  expect(arraysOf().map((each, i) => each === arrays[i])).toEqual(arrays.map(() => true));
  expect(grid.knownCount).toBe(65_536);
  expect(bytes() / grid.count).toBe(30);
});
