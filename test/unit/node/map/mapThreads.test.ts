/** The threads of a map, as they ship: what they compute, in which order, and how soon they let go of it. */
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { float64Engine } from '../../../../core/engine/cpu/float64Engine.ts';
import { levelOf } from '../../../../core/map/cellOrder.ts';
import { createScorer } from '../../../../core/map/scorer.ts';
import { bundleMapThreads, mapOf, viewOf, type Watched, watching as watchingThreads } from './watchedMap.ts';

let programs: Awaited<ReturnType<typeof bundleMapThreads>>;
beforeAll(async () => {
  programs = await bundleMapThreads();
});
afterAll(() => programs.remove());

const watching = (work: (watched: Watched) => Promise<void>, count = 2, worker = 'worker.js') =>
  watchingThreads({ workerFile: path.join(programs.folder, worker), count }, work);

const valley = {
  problem: { surface: 'valley' },
  ...{ optimizers: [{ optimizer: 'momentum' }], lr: [0.01], steps: 100, target: 1 },
};
const spirals = {
  problem: { data: 'spirals', hidden: [16] },
  ...{ optimizers: [{ optimizer: 'adam' }], lr: [0.01], epochs: 100, target: 0.5 },
};

test('computes every cell once, coarse ones first, with the scores of single runs', () =>
  watching(async (watched) => {
    const view = viewOf(mapOf(valley), 48);
    watched.show(view);
    await watched.until(() => watched.done === 1);
    expect(watched.grid?.knownCount).toBe(48 * 48);
    expect(watched.cells.length).toBe(48 * 48);
    const levels = watched.cells.map((cell) => levelOf(cell % 48, Math.floor(cell / 48)));
    expect(levels).toEqual([...levels].sort((a, b) => b - a));
    const score = createScorer(view.spec, { engines: [float64Engine], data: null, isGivenUp: () => false });
    for (const cell of [0, 100, 999, 2303])
      expect(watched.grid?.scoreOf(cell)).toEqual(
        await score(view.columns[cell % 48] ?? 0, view.rows[Math.floor(cell / 48)] ?? 0),
      );
    watched.show(viewOf(mapOf({ ...valley, steps: 50 }), 16));
    await watched.until(() => watched.done === 2);
    expect(watched.grid?.knownCount).toBe(256);
  }, 1));

test('in single precision cells have other last digits, the same for each of its threads', () =>
  watching(async (watched) => {
    const inDouble = mapOf(valley);
    const map = { x: inDouble.x, y: inDouble.y, precision: 'float32' };
    const view = viewOf(mapOf({ ...valley, map }), 16);
    watched.show(view);
    await watched.until(() => watched.done === 1);
    const options = { engines: [float64Engine], data: null, isGivenUp: () => false };
    const [single, double] = [view.spec, inDouble].map((spec) => createScorer(spec, options));
    for (let cell = 0; cell < 256; cell += 5) {
      const at = [view.columns[cell % 16] ?? 0, view.rows[Math.floor(cell / 16)] ?? 0] as const;
      expect(watched.grid?.scoreOf(cell)).toEqual(await single?.(...at));
      const [final, precise] = [watched.grid?.scoreOf(cell)?.final, (await double?.(...at))?.final];
      expect(final).toSatisfy(
        (loss) => Number.isNaN(loss) || (loss !== precise && Math.fround(loss) === loss),
      );
    }
  }));

test('another view takes the place of one that takes long within 50 ms, also within a run', () =>
  watching(async (watched) => {
    const long = mapOf({ ...spirals, epochs: 100_000 });
    const short = viewOf(mapOf({ ...spirals, epochs: 1 }), 2);
    watched.show(short);
    await watched.until(() => watched.done === 1);
    watched.show(viewOf(long, 16));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(watched.cells).toEqual([]);
    const begin = performance.now();
    watched.show(short);
    await watched.until(() => watched.done === 2);
    const took = performance.now() - begin;
    expect(watched.grid?.knownCount).toBe(4);
    // 50 ms where the machine is free; tests share it with others.
    expect(took).toBeLessThan(1000);
  }));

test('waits while it is paused, and stops', () =>
  watching(async (watched) => {
    const view = viewOf(mapOf(spirals), 16);
    watched.show(view);
    await watched.until(() => watched.cells.length > 0);
    watched.threads.setPaused(true);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const before = watched.cells.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(watched.cells.length).toBe(before);
    watched.threads.setPaused(false);
    await watched.until(() => watched.cells.length > before);
    watched.threads.focus({ column: 0, row: 0 });
    watched.threads.stop();
    const stopped = watched.cells.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(watched.cells.length).toBe(stopped);
    expect(watched.done).toBe(0);
  }));

test('gives the loss of a run, also while cells are computed', () =>
  watching(async (watched) => {
    const spec = mapOf(valley);
    watched.show(viewOf(mapOf({ ...valley, steps: 20_000 }), 200));
    const { steps, losses } = await watched.threads.curve(spec, 0.01, 0.9);
    expect(steps).toEqual(Array.from({ length: 101 }, (_, step) => step));
    expect([losses[0], losses[24], losses[44]].map((loss) => (loss ?? 0) <= 1)).toEqual([false, true, true]);
    expect(watched.done).toBe(0);
    await expect(
      watched.threads.curve({ ...spec, x: { ...spec.x, setting: 'other' } }, 0.01, 0.9),
    ).rejects.toThrow('setting = other — expected one that the run has');
  }));

test('tells what goes wrong, with the cells and with the threads', async () => {
  await watching(async (watched) => {
    const spec = mapOf(spirals);
    const problem = { data: 'nothing', hidden: [] };
    watched.show(viewOf({ ...spec, run: { ...spec.run, problem } }, 4));
    await watched.until(() => watched.failed !== null);
    expect(watched.failed).toContain('problem.data = nothing');
  });
  await watching(
    async (watched) => {
      await watched.until(() => watched.failed !== null);
      expect(watched.failed).toContain('missing.js');
      await expect(watched.threads.curve(mapOf(valley), 1, 1)).rejects.toThrow('missing.js');
    },
    1,
    'missing.js',
  );
});
