import { describe, expect, test } from 'vitest';
import { heatMap } from '../../../core/compare/heatMap.ts';
import { tuningCurves } from '../../../core/compare/tuning.ts';
import { type Setting, settingsOf } from '../../../core/race/runSettings.ts';
import { type Compared, compared, scoreOf } from './specs.ts';

const setting = (runs: readonly Compared[], id: string): Setting => {
  const found = settingsOf(runs.map(({ facts }) => facts)).find((each) => each.id === id);
  if (!found) throw new Error(`no setting ${id}`);
  return found;
};

describe('tuning curves', () => {
  const rates = (scores: readonly number[], name: string) =>
    scores.map((score, i) => compared({ name, lr: 10 ** (i - 3), score }));

  test('are one an optimizer, with the best rate, and whether it is the last one tried', () => {
    const runs = [...rates([3, 1, 2], 'Adam'), ...rates([3, 2, 1], 'SGD')];
    const curves = tuningCurves(runs, setting(runs, 'lr'), scoreOf);
    expect(curves.map(({ name, best, isAtEdge }) => [name, best?.value, isAtEdge])).toEqual([
      ['Adam', 0.01, false],
      ['SGD', 0.1, true],
    ]);
    expect(curves[0]?.points.map(({ value, median }) => [value, median])).toEqual([
      [0.001, 3],
      [0.01, 1],
      [0.1, 2],
    ]);
  });

  test('are by rate, however the runs came, and judge the seeds of a rate together', () => {
    const runs = [0.1, 0.01].flatMap((lr) =>
      [1, 2, 6].map((score, seed) => compared({ lr, seed, score: lr < 0.1 ? score : 4 * score })),
    );
    const [curve] = tuningCurves(runs, setting(runs, 'lr'), scoreOf);
    expect(curve?.points.map(({ value, low, median, high }) => [value, low, median, high])).toEqual([
      [0.01, 1.5, 2, 4],
      [0.1, 6, 8, 16],
    ]);
  });

  test('leave out what can’t be judged yet, and have no best where all have diverged', () => {
    const runs = rates([Number.NaN, Number.POSITIVE_INFINITY], 'Adam');
    const [curve] = tuningCurves(runs, setting(runs, 'lr'), scoreOf);
    expect([curve?.points.length, curve?.best, curve?.isAtEdge]).toEqual([1, null, false]);
  });

  test('of one value have no edge', () => {
    const runs = rates([1], 'Adam');
    expect(tuningCurves(runs, setting(runs, 'lr'), scoreOf)[0]?.isAtEdge).toBe(false);
  });
});

describe('a heat map', () => {
  const runs = [0.1, 0.001, 0.01].flatMap((lr) =>
    [32, 8].map((batchSize) => compared({ lr, batchSize, score: lr * batchSize })),
  );
  const map = (of: readonly Compared[]) => heatMap(of, setting(runs, 'lr'), setting(runs, 'batch'), scoreOf);

  test('has the values of both settings in order, and a cell for each pair', () => {
    const { columns, rows, cells, range } = map(runs);
    expect([columns, rows]).toEqual([
      [0.001, 0.01, 0.1],
      [8, 32],
    ]);
    expect(cells.map((row) => row.map((cell) => cell?.score))).toEqual([
      [0.008, 0.08, 0.8],
      [0.032, 0.32, 3.2],
    ]);
    expect(range).toEqual([0.008, 3.2]);
  });

  test('has no cell where no run is, and words in their order', () => {
    const some = [compared({ batchSize: 'full' }), compared({ lr: 0.2, batchSize: 8 })];
    const { rows, cells } = map(some);
    expect(rows).toEqual(['full', 8]);
    expect(cells.map((row) => row.map((cell) => cell !== null))).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  test('judges the runs of a cell together, and counts those that are lost', () => {
    const scores = [Number.POSITIVE_INFINITY, 1, 3, Number.NaN];
    const { cells, range } = map(scores.map((score, seed) => compared({ batchSize: 8, seed, score })));
    const [[cell] = []] = cells;
    expect([cell?.score, cell?.lost, cell?.runs.length, range]).toEqual([3, 1, 4, [3, 3]]);
  });

  test('has no range where all are lost', () => {
    expect(map([compared({ batchSize: 8, score: Number.POSITIVE_INFINITY })]).range).toBeNull();
  });
});
