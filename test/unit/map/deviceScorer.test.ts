/** What a device gives of cells, as a map knows it. */
import { expect, test } from 'vitest';
import type { Device } from '../../../core/engine/gpu/deviceAccess.ts';
import type { GpuRequest } from '../../../core/engine/gpu/messages.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { createDeviceScorer } from '../../../core/map/deviceScorer.ts';
import { MapGrid } from '../../../core/map/mapGrid.ts';
import { mapOfExperiment } from '../../../core/map/mapSpec.ts';

const valley = {
  problem: { surface: 'valley' },
  ...{ optimizers: [{ optimizer: 'momentum' }], lr: [0.01], steps: 20, target: 1 },
};
const specOf = (x: string, y: string) => mapOfExperiment(parseExperiment(valley), undefined, { x, y });
const columns = Float64Array.of(0.01, 0.02, 0.03);
const rows = Float64Array.of(0.5, 0.9);

/** Loss at the end, lowest loss, first step at the target, since when for good, step of divergence. */
function wordsOf(...scores: readonly (readonly [number, number, number, number, number])[]): Uint32Array {
  const words = new Uint32Array(5 * scores.length);
  const floats = new Float32Array(words.buffer);
  for (const [run, [final, best, ...steps]] of scores.entries()) {
    floats[run] = final;
    floats[scores.length + run] = best;
    for (const [place, step] of steps.entries()) words[(2 + place) * scores.length + run] = step;
  }
  return words;
}

test('a score has the numbers of its words; a run that has diverged no loss, and no step for good', async () => {
  const score = createDeviceScorer(specOf('lr', 'momentum'), columns, rows);
  if (typeof score === 'string') return expect.fail(score);
  const requests: GpuRequest[] = [];
  const words = wordsOf([0.5, 0.25, 8, 11, 0], [7, 3, 2, 9, 12]);
  const device: Device = {
    facts: { name: 'Fake', isSoftware: false, hasSubgroups: false, version: '', largestBuffer: 2 ** 30 },
    tables: new Map(),
    request: async (request) => {
      requests.push(request);
      return (request.type === 'score' ? { scores: words, milliseconds: 1 } : null) as never;
    },
    dispose: () => {},
  };
  const chunk = await score(device, Uint32Array.of(4, 2), { name: 'a', isGivenUp: () => false });
  const grid = new MapGrid(3, 2);
  grid.take(chunk ?? expect.fail('it was given up'));
  expect(grid.scoreOf(4)).toEqual({ final: 0.5, best: 0.25, first: 8, forGood: 11, divergedAt: 0 });
  expect(grid.scoreOf(2)).toEqual({ final: Number.NaN, best: 3, first: 2, forGood: 0, divergedAt: 12 });
  const [created] = requests;
  expect(created).toMatchObject({ goal: 1, steps: 20, places: Uint32Array.of(65_536 + 1, 2) });
});

test('what no device computes has a reason', () => {
  expect(createDeviceScorer(specOf('lr', 'condition'), columns, Float64Array.of(1, 2))).toBe(
    'along one of the axes each run is on a surface of its own',
  );
  const near = Float64Array.of(0.5, 0.5 + 1e-7);
  const small = 'this part is so small that single precision can’t tell its runs apart';
  expect(createDeviceScorer(specOf('lr', 'momentum'), columns, near)).toBe(small);
  expect(createDeviceScorer(specOf('lr', 'momentum'), near, rows)).toBe(small);
  const spirals = parseExperiment({
    problem: { data: 'spirals', hidden: [4] },
    ...{ optimizers: [{ optimizer: 'adam' }], lr: [0.05], epochs: 6, batch_size: [64] },
  });
  const ofData = (y: string) =>
    mapOfExperiment(spirals, { features: 2, classes: 2, rows: 400 } as never, { x: 'lr', y });
  expect(createDeviceScorer(ofData('beta2'), columns, rows)).toBe('networks of a map are trained there');
  expect(createDeviceScorer(ofData('seed'), columns, rows)).toBe(
    'along one of the axes is no number of the optimizer and no start',
  );
});
