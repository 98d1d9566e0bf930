/** Rows held out to test on: apart from those to validate on, and without any effect where there are none. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prepareDataset } from '../../../core/problems/data/preparation/prepareDataset.ts';
import { splitCounts, splitDataset } from '../../../core/problems/data/preparation/splitDataset.ts';
import { classCounts, column, deviationOf, meanOf } from './dataStatistics.ts';
import { loadDataset } from './shippedData.ts';

function labelled(labels: readonly number[], classes: number) {
  return { rows: labels.length, classes, labels: Int32Array.from(labels) };
}

/** Classes in an order that repeats late; none where there are 0. */
function mixed(rows: number, classes: number) {
  const labels = Array.from(
    { length: classes ? rows : 0 },
    (_, row) => ((row * row + 3 * row) % 7) % classes,
  );
  return { ...labelled(labels, classes), rows };
}

describe('without test rows a split is the one it always was:', () => {
  test.each([
    [10, 0, 0.3, 0, [4, 6, 8]],
    [12, 3, 0.25, 0, [0, 3, 11]],
    [40, 0, 0.2, 5, [0, 2, 4, 7, 10, 14, 28, 31]],
    [30, 2, 0.5, 1, [2, 4, 9, 10, 12, 14, 15, 16, 18, 19, 21, 22, 24, 25, 27]],
  ])('%i rows of %i classes, %d of them, seed %i', (rows, classes, validation, seed, expected) => {
    const split = splitDataset(mixed(rows, classes), { validation, seed });
    expect([...split.validation]).toEqual(expected);
    expect([...split.test]).toEqual([]);
  });

  test.each([
    [1797, 10, 0.2, '8604434cdc5ce2e7'],
    [1000, 0, 0.9, 'caac3d0d9139ab29'],
    [178, 3, 0.25, '68a421c1f658fa1e'],
    [5000, 5, 0.1, 'c859856f54d0e6c4'],
  ])('%i rows of %i classes, %d of them', (rows, classes, validation, expected) => {
    const { validation: held } = splitDataset(mixed(rows, classes), { validation });
    const hash = createHash('sha256').update(new Uint8Array(held.buffer)).digest('hex');
    expect(hash.slice(0, 16)).toBe(expected);
  });
});

describe('with test rows', () => {
  const labels = fc
    .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 3, max: 200 }))
    .chain(([classes, rows]) =>
      fc.record({
        classes: fc.constant(classes),
        rows: fc.constant(rows),
        each: fc.array(fc.integer({ min: 0, max: Math.max(0, classes - 1) }), {
          minLength: classes ? rows : 0,
          maxLength: classes ? rows : 0,
        }),
      }),
    );
  const dataOf = ({ classes, rows, each }: { classes: number; rows: number; each: number[] }) => ({
    ...labelled(each, classes),
    rows,
  });
  const shares = fc
    .tuple(fc.double({ min: 0.01, max: 0.94, noNaN: true }), fc.double({ min: 0.01, max: 0.94, noNaN: true }))
    .filter(([validation, held]) => validation + held < 0.95);

  test('each row is in one of the three, in ascending order, and none of the three is empty', () => {
    fc.assert(
      fc.property(labels, shares, fc.nat(), (given, [validation, held], seed) => {
        const data = dataOf(given);
        const split = splitDataset(data, { validation, test: held, seed });
        const parts = [split.training, split.validation, split.test];
        const all = parts.flatMap((part) => [...part]);
        expect(all.toSorted((a, b) => a - b)).toEqual(Array.from({ length: data.rows }, (_, row) => row));
        for (const part of parts) expect([...part]).toEqual([...part].toSorted((a, b) => a - b));
        const counts = splitCounts(data.rows, { validation, test: held });
        expect(parts.map((part) => part.length)).toEqual([counts.training, counts.validation, counts.test]);
        for (const part of parts) expect(part.length).toBeGreaterThan(0);
        expect(splitDataset(data, { validation, test: held, seed })).toEqual(split);
      }),
    );
  });

  test('each class is in each part by its share, to less than two rows', () => {
    fc.assert(
      fc.property(labels, shares, (given, [validation, held]) => {
        const data = dataOf(given);
        const split = splitDataset(data, { validation, test: held });
        const left = Array.from({ length: data.rows }, (_, row) => row).filter(
          (row) => !split.test.includes(row),
        );
        for (let label = 0; label < data.classes; label++) {
          const of = (rows: ArrayLike<number>) =>
            Array.from(rows).filter((row) => data.labels[row] === label).length;
          const ideals = [
            [of(split.test), (of([...left, ...split.test]) * split.test.length) / data.rows],
            [of(split.validation), (of(left) * split.validation.length) / left.length],
          ] as const;
          for (const [found, ideal] of ideals) {
            expect(found).toBeGreaterThanOrEqual(Math.floor(ideal) - 1);
            expect(found).toBeLessThanOrEqual(Math.ceil(ideal) + 1);
          }
        }
      }),
    );
  });

  test('they are the same, whatever share is for validation', () => {
    const data = mixed(300, 4);
    const testRows = (validation: number) => [...splitDataset(data, { validation, test: 0.2 }).test];
    expect(testRows(0)).toHaveLength(60);
    for (const validation of [0.1, 0.3, 0.7]) expect(testRows(validation)).toEqual(testRows(0));
  });

  test('they are others for another seed, and not those that the same share for validation draws', () => {
    const data = mixed(300, 0);
    const of = (seed: number) => [...splitDataset(data, { test: 0.3, seed }).test];
    expect(of(5)).not.toEqual(of(6));
    expect(of(0)).not.toEqual([...splitDataset(data, { validation: 0.3 }).validation]);
  });

  test.each([
    [10, 0.2, 0.3, [5, 2, 3]],
    [1797, 0.2, 0.2, [1079, 359, 359]],
    [10, 0.45, 0.45, [1, 4, 5]],
    [3, 0.1, 0.8, [1, 1, 1]],
    [2, 0.3, 0.3, [1, 1, 0]],
    [2, 0, 0.3, [1, 0, 1]],
    [1, 0.3, 0.3, [1, 0, 0]],
  ])('of %i rows %d are to validate on and %d to test on: %j', (rows, validation, held, expected) => {
    const counts = splitCounts(rows, { validation, test: held });
    expect([counts.training, counts.validation, counts.test]).toEqual(expected);
    const split = splitDataset(mixed(rows, 0), { validation, test: held });
    expect([split.training, split.validation, split.test].map(({ length }) => length)).toEqual(expected);
  });

  test.each([
    [{ test: 1 }, 'test = 1 — expected 0 <= test < 1'],
    [{ test: -0.1 }, 'test = -0.1 — expected 0 <= test < 1'],
    [{ test: Number.NaN }, 'test = NaN — expected 0 <= test < 1'],
    [{ validation: 0.5, test: 0.5 }, 'test = 0.5 — expected less than 1 with validation = 0.5'],
  ])('shares of %j are refused', (options, message) => {
    expect(() => splitDataset(mixed(20, 2), options)).toThrow(new RangeError(message));
  });
});

describe('prepared data', () => {
  const wine = loadDataset('wine');
  const shares = { validation: 0.25, test: 0.3 };
  const tuned = prepareDataset(wine, { ...shares, standardize: true });
  const tested = prepareDataset(wine, { ...shares, standardize: true, evaluateOn: 'test' });

  test('is the same to train on, whatever it is evaluated on', () => {
    expect(tested.training).toEqual(tuned.training);
  });

  test('has the rows that were asked for to be evaluated on, and tells how many are in neither', () => {
    const split = splitDataset(wine, shares);
    const labelsOf = (rows: Int32Array) => Array.from(rows, (row) => wine.labels[row]);
    expect([...(tuned.validation?.labels ?? [])]).toEqual(labelsOf(split.validation));
    expect([...(tested.validation?.labels ?? [])]).toEqual(labelsOf(split.test));
    expect([tuned.unused, tested.unused]).toEqual([split.test.length, split.validation.length]);
    const { means, deviations } = tuned.training.inputScale ?? {};
    for (const [index, row] of split.test.entries())
      expect(tested.validation?.inputs[index * wine.features]).toBe(
        ((wine.inputs[row * wine.features] ?? 0) - (means?.[0] ?? 0)) / (deviations?.[0] ?? 1),
      );
  });

  test('is scaled by the training rows alone', () => {
    for (let j = 0; j < wine.features; j++) {
      expect(Math.abs(meanOf(column(tested.training, j)))).toBeLessThan(1e-12);
      expect(Math.abs(deviationOf(column(tested.training, j)) - 1)).toBeLessThan(1e-12);
    }
    const { training: _, ...held } = splitDataset(wine, shares);
    const inputs = wine.inputs.slice();
    for (const row of [...held.test, ...held.validation])
      inputs.fill(1e6, row * wine.features, (row + 1) * wine.features);
    expect(prepareDataset({ ...wine, inputs }, { ...shares, standardize: true }).training).toEqual(
      tuned.training,
    );
  });

  test('without rows to validate on is evaluated on the training rows, which are not all', () => {
    const iris = loadDataset('iris');
    const prepared = prepareDataset(iris, { test: 0.2 });
    expect(prepared.validation).toBeNull();
    expect([classCounts(prepared.training), prepared.unused]).toEqual([[40, 40, 40], 30]);
  });

  test('says nothing of rows in neither where all are in one', () => {
    expect(prepareDataset(wine, { validation: 0.25 })).not.toHaveProperty('unused');
    expect(prepareDataset(wine, { test: 0.25, evaluateOn: 'test' })).not.toHaveProperty('unused');
  });

  test.each(['iris', 'diabetes'])('of %s that is overwritten has the same numbers', (id) => {
    const options = { ...shares, standardize: true, evaluateOn: 'test' } as const;
    const whole = loadDataset(id);
    const overwritten = prepareDataset(whole, { ...options, overwrite: true });
    expect(overwritten).toEqual(prepareDataset(loadDataset(id), options));
    expect(overwritten.training.inputs.buffer).toBe(whole.inputs.buffer);
  });
});
