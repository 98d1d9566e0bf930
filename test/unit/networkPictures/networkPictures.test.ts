/** Pictures of runs: they are computed again, to the same numbers as the engine recorded. */
import { describe, expect, test } from 'vitest';
import { Replay } from '../../../core/debug/replay.ts';
import type { LossGrid } from '../../../core/networkPictures/lossGrid.ts';
import { NetworkPictures } from '../../../core/networkPictures/networkPictures.ts';
import { writePoint } from '../../../core/networkPictures/plane.ts';
import type { SliceRequest } from '../../../core/networkPictures/slice.ts';
import { prepareDataset } from '../../../core/problems/data/preparation/prepareDataset.ts';
import { createMlp } from '../../../core/problems/models/mlp.ts';
import { createRandom } from '../../../core/random.ts';
import { createRunners } from '../engine/runs.ts';
import { type OpenedPictures, picturesOf, spirals } from './networks.ts';

const { pictures, runs, data } = picturesOf(spirals);
const steps = runs[0]?.stepsDone ?? 0;
const { problem, ...others } = spirals;
const allTraining = { ...others, problem: { ...problem, validation: 0 } };

/** What the float64 engine records of each run: the evaluation at its end, and the loss after each step. */
async function recorded(experiment: unknown) {
  const runners = await createRunners(experiment);
  return Promise.all(
    runners.map(async (runner) => {
      while (!runner.ended) await runner.advance(runner.spec.steps, Number.POSITIVE_INFINITY);
      const { evaluations, points } = runner.takePiece();
      return { evaluation: evaluations.at(-1), losses: points.loss };
    }),
  );
}

function sliceOf(
  { pictures }: Pick<OpenedPictures, 'pictures'>,
  request: Partial<SliceRequest>,
): { slice: ReturnType<NetworkPictures['slice']>['slice']; grid: LossGrid } {
  const { slice, grids } = pictures.slice({ run: 0, kind: 'random', seed: 0, ...request });
  let grid: LossGrid | null = null;
  // The first grid is as right as the finest.
  for (const progress of grids) {
    grid = progress.grid;
    if (grid) break;
  }
  return { slice, grid: grid ?? expect.fail('no grid') };
}

describe('a run that is computed again', () => {
  test('is evaluated as the engine evaluated it', async () => {
    for (const [run, { evaluation }] of (await recorded(spirals)).entries()) {
      const { validation, step, hasFiniteWeights } = pictures.at(run, steps);
      expect({ step, ...validation }).toEqual(evaluation);
      expect(hasFiniteWeights).toBe(true);
    }
  });

  test('has at each step the loss that was recorded, there and back', async () => {
    const full = { ...allTraining, batch_size: ['full'] };
    const opened = picturesOf(full);
    const [first] = await recorded(full);
    for (const step of [0, 4, 1, 2])
      expect(opened.pictures.at(0, step).training.loss).toBe(first?.losses?.[step]);
  });

  test('is told with what its network has', () => {
    expect(pictures.facts).toMatchObject({
      parameters: 2 * 8 + 8 + 8 * 2 + 2,
      trainingRows: data.training.rows,
      validationRows: data.validation?.rows,
      classNames: ['0', '1'],
      targetName: null,
      points: { axes: ['x', 'y'] },
      lastFinite: [null, null],
    });
  });

  test('is reached in portions where nobody has been, and at once where somebody has', () => {
    const fresh = new NetworkPictures(runs, data);
    const reached = [...fresh.reach(0, steps)];
    expect(reached.slice(0, 2)).toEqual([10, 20]);
    expect(reached.at(-1)).toBe(steps);
    expect(fresh.at(0, steps)).toEqual(pictures.at(0, steps));
    expect([...fresh.reach(0, steps - 1)]).toEqual([]);
    expect([...pictures.reach(1, steps)]).toEqual([]);
    expect(() => [...fresh.reach(0, steps + 1)]).toThrow('expected 0 <= step');
  });

  test('that goes on is shown by the weights it has, and may be looked back at as far as it is by then', () => {
    const early = new NetworkPictures(
      runs.map(({ spec }) => ({ spec, stepsDone: 2 })),
      data,
    );
    expect(early.facts.lastFinite).toEqual([null, null]);
    expect(() => early.at(0, 5)).toThrow('expected 0 <= step <= 2');
    const replay = new Replay(runs[0]?.spec ?? expect.fail('no run'), data);
    replay.goTo(5);
    const live = early.live(0, { stepsDone: 5, parameters: replay.parameters });
    expect(live).toEqual(pictures.at(0, 5));
    expect(early.at(0, 5)).toEqual(live);
    expect(() => early.at(1, 5)).toThrow('expected 0 <= step <= 2');
    for (const _ of early.follow([4, 3]));
    expect(early.paths.map((path) => path.steps.at(-1))).toEqual([4, 3]);
  });

  test('has no other steps, and no other runs', () => {
    expect(() => pictures.at(0, steps + 1)).toThrow(`step = ${steps + 1} — expected 0 <= step <= ${steps}`);
    expect(() => pictures.at(0, -1)).toThrow('step = -1');
    expect(() => pictures.at(2, 0)).toThrow('run = 2 — expected 0 <= run < 2');
    expect(() => new NetworkPictures([], data)).toThrow('runs = []');
  });

  test('says how far it is', () => {
    const shares = [...new NetworkPictures(runs, data).follow()];
    expect(shares).toHaveLength(2 * (steps + 1));
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares);
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
    expect(shares.at(-1)).toBeGreaterThan(0.95);
  });
});

describe('the pictures of a step', () => {
  test('are those of the held-out rows', () => {
    const { confusion, predictions, decision, validation } = pictures.at(0, steps);
    const counts = confusion?.counts ?? [];
    const rows = data.validation?.rows ?? Number.NaN;
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(rows);
    expect(((counts[0] ?? 0) + (counts[3] ?? 0)) / rows).toBe(validation?.accuracy);
    expect(predictions).toBeNull();
    expect(decision).toHaveLength(72 * 72 * 2);
  });

  test('are those of the training rows where none are held out', () => {
    const opened = picturesOf({ ...allTraining, epochs: 1 });
    const { confusion, validation } = opened.pictures.at(0, 1);
    expect(validation).toBeNull();
    expect(confusion?.counts.reduce((sum, count) => sum + count, 0)).toBe(opened.data.training.rows);
  });

  test('have the error of a regression in the units of what is predicted', () => {
    const random = createRandom(5);
    const rows = 40;
    const inputs = Float64Array.from({ length: 3 * rows }, () => random.normal());
    const targets = Float64Array.from({ length: rows }, (_, row) => 300 + 80 * (inputs[3 * row] ?? 0));
    const table = { rows, features: 3, classes: 0, inputs, labels: new Int32Array(), targets };
    const houses = prepareDataset({ ...table, targetName: 'price' }, { validation: 0.25, standardize: true });
    const experiment = { ...allTraining, problem: { data: 'linear', hidden: [3], validation: 0.25 } };
    const opened = picturesOf(experiment, houses);
    const { predictions, validation, confusion, decision } = opened.pictures.at(0, 3);
    const deviation = houses.training.targetScale?.deviations[0] ?? Number.NaN;
    expect(predictions?.rows).toBe(10);
    expect(predictions?.error).toBeCloseTo(Math.sqrt(validation?.loss ?? Number.NaN) * deviation, 9);
    expect(Math.min(...(predictions?.targets ?? []))).toBeGreaterThan(0);
    expect([confusion, decision]).toEqual([null, null]);
    expect(opened.pictures.facts).toMatchObject({ targetName: 'price', classNames: [], points: null });
  });

  test('of a run that diverged are none where its weights are not finite, and its path ends before', () => {
    const diverging = { ...allTraining, optimizers: [{ optimizer: 'momentum' }], lr: [1e60], epochs: 2 };
    const opened = picturesOf({ ...diverging, problem: { data: 'linear', hidden: [4] } });
    const last = opened.runs[0]?.stepsDone ?? 0;
    const { hasFiniteWeights, confusion, training } = opened.pictures.at(0, last);
    expect([hasFiniteWeights, confusion, Number.isFinite(training.loss)]).toEqual([false, null, false]);
    const [lastFinite] = opened.pictures.facts.lastFinite;
    expect(lastFinite).toBeLessThan(last);
    const [path] = opened.pictures.paths;
    expect(path?.steps.at(-1)).toBe(lastFinite);
    expect(path?.points.every((point) => point.every(Number.isFinite))).toBe(true);
  });
});

describe('a slice', () => {
  const opened = picturesOf(allTraining);
  const last = opened.runs[0]?.stepsDone ?? 0;
  const model = createMlp([2, 8, 2]);
  const lossAt = (point: Float64Array) => model.evaluate(point, opened.data.training).loss;

  test('in random directions has the evaluated loss of the run in its middle', async () => {
    const [first] = await recorded(allTraining);
    const { slice, grid } = sliceOf(opened, {});
    const middle = grid.values[(grid.values.length - 1) / 2] ?? Number.NaN;
    expect(Math.abs(middle - (first?.evaluation?.loss ?? 0))).toBeLessThan(1e-12);
    expect(slice).toMatchObject({ kind: 'random', other: null });
    expect(Array.from(slice.paths[0]?.coordinates.slice(-2) ?? [])).toEqual([0, 0]);
  });

  test('has at each point the loss of the weights there', () => {
    const { slice, grid } = sliceOf(opened, { seed: 3 });
    const weights = new Float64Array(model.size);
    const { x, y } = slice.window;
    for (const [i, j] of [
      [0, 0],
      [7, 2],
    ] as const) {
      const at = ([from, to]: readonly [number, number], index: number) => from + ((to - from) * index) / 8;
      writePoint(slice.plane, at(x, i), at(y, j), weights);
      expect(grid.values[9 * j + i]).toBe(lossAt(weights));
    }
  });

  test('is another with another seed, and around another run', () => {
    const [a, b, c] = [{ seed: 1 }, { seed: 2 }, { seed: 1, run: 1 }].map(
      (request) => sliceOf(opened, request).grid.values,
    );
    expect(a).not.toEqual(b);
    expect(a).not.toEqual(c);
  });

  test('through start and ends has both ends, and all of the way that lies in the plane', () => {
    const { slice } = sliceOf(opened, { kind: 'ends' });
    expect(slice).toMatchObject({ kind: 'ends', other: 1 });
    const weights = new Float64Array(model.size);
    for (const run of [0, 1]) {
      const { coordinates, steps } = slice.paths[run] ?? expect.fail('no path');
      expect(steps.at(-1)).toBe(last);
      const [a = 0, b = 0] = coordinates.slice(-2);
      writePoint(slice.plane, a, b, weights);
      expect(Math.abs(lossAt(weights) - opened.pictures.at(run, last).training.loss)).toBeLessThan(1e-12);
      const { x, y } = slice.window;
      for (let i = 0; i < coordinates.length; i += 2) {
        expect(coordinates[i]).toBeGreaterThan(x[0]);
        expect(coordinates[i]).toBeLessThan(x[1]);
        expect(coordinates[i + 1]).toBeGreaterThan(y[0]);
        expect(coordinates[i + 1]).toBeLessThan(y[1]);
      }
    }
    const shareAtRandom = sliceOf(opened, {}).slice.paths[0]?.share ?? 1;
    expect(slice.paths[0]?.share).toBeGreaterThan(shareAtRandom);
  });

  test('of one run is through the point of its way that is farthest from the line between its ends', () => {
    const alone = picturesOf({ ...allTraining, optimizers: [{ optimizer: 'adam' }], epochs: 1 });
    const { slice } = sliceOf(alone, { kind: 'ends' });
    expect(slice).toMatchObject({ kind: 'ends', other: null });
    const [{ coordinates, share } = expect.fail('no path')] = slice.paths;
    const heights = coordinates.filter((_, i) => i % 2 === 1);
    const farthest = heights.indexOf(Math.max(...heights));
    const weights = new Float64Array(model.size);
    writePoint(slice.plane, coordinates[2 * farthest] ?? 0, heights[farthest] ?? 0, weights);
    const point = alone.pictures.paths[0]?.points[farthest] ?? expect.fail('no point');
    for (const [i, value] of point.entries()) expect(weights[i]).toBeCloseTo(value, 10);
    expect(share).toBeGreaterThan(0.5);
  });

  test('is of no run that there isn’t', () => {
    expect(() => sliceOf(opened, { run: 4 })).toThrow('run = 4 — expected 0 <= run < 2');
  });
});
