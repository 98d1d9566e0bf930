import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../../core/problems/data/dataset.ts';
import { makeLinear } from '../../../core/problems/data/linear.ts';
import { prepareDataset } from '../../../core/problems/data/preparation/prepareDataset.ts';
import { measureScale } from '../../../core/problems/data/preparation/scale.ts';
import { splitCounts, splitDataset } from '../../../core/problems/data/preparation/splitDataset.ts';
import { classCounts, column, deviationOf, examplesOf, meanOf } from './dataStatistics.ts';
import { loadDataset } from './shippedData.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);

function labelled(labels: readonly number[], classes: number) {
  return { rows: labels.length, classes, labels: Int32Array.from(labels) };
}

/** Examples of one feature each, and their targets. */
function regression(inputs: readonly number[], targets: readonly number[] = inputs): Dataset {
  return {
    rows: inputs.length,
    features: 1,
    classes: 0,
    inputs: Float64Array.from(inputs),
    labels: new Int32Array(0),
    targets: Float64Array.from(targets),
  };
}

describe('a split', () => {
  const labels = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 2, max: 200 }))
    .chain(([classes, rows]) =>
      fc.tuple(
        fc.constant(classes),
        fc.array(fc.integer({ min: 0, max: classes - 1 }), { minLength: rows, maxLength: rows }),
      ),
    );
  const share = fc.double({ min: 0.01, max: 0.95, noNaN: true });

  test('has each row once, in ascending order, and as many held out as asked for', () => {
    fc.assert(
      fc.property(labels, share, fc.nat(), ([classes, each], validation, seed) => {
        const { training, validation: heldOut } = splitDataset(labelled(each, classes), { validation, seed });
        expect([...training, ...heldOut].sort((a, b) => a - b)).toEqual(numbers(each.length));
        for (const rows of [training, heldOut]) expect([...rows].sort((a, b) => a - b)).toEqual([...rows]);
        expect(heldOut.length).toBe(splitCounts(each.length, { validation }).validation);
        expect(training.length).toBeGreaterThan(0);
        expect(heldOut.length).toBeGreaterThan(0);
      }),
    );
  });

  test('holds out each class in its share, to less than two rows', () => {
    fc.assert(
      fc.property(labels, share, ([classes, each], validation) => {
        const { validation: heldOut } = splitDataset(labelled(each, classes), { validation });
        for (let label = 0; label < classes; label++) {
          const all = each.filter((other) => other === label).length;
          const out = heldOut.filter((row) => each[row] === label).length;
          const ideal = (all * heldOut.length) / each.length;
          expect(out).toBeGreaterThanOrEqual(Math.floor(ideal) - 1);
          expect(out).toBeLessThanOrEqual(Math.ceil(ideal) + 1);
        }
      }),
    );
  });

  test('keeps the classes of iris exactly', () => {
    const iris = loadDataset('iris');
    const { training, validation } = prepareDataset(iris, { validation: 0.2 });
    expect(classCounts(training)).toEqual([40, 40, 40]);
    expect(validation && classCounts(validation)).toEqual([10, 10, 10]);
  });

  test('keeps a row of a rare class for training', () => {
    const rare = labelled([...numbers(18).map(() => 0), 1, 2], 3);
    for (let seed = 0; seed < 20; seed++) {
      const { training } = splitDataset(rare, { validation: 0.5, seed });
      expect([...training]).toEqual(expect.arrayContaining([18, 19]));
    }
  });

  test('is the same for the same seed and another for another', () => {
    const data = labelled(
      numbers(100).map((row) => row % 2),
      2,
    );
    const of = (seed: number) => [...splitDataset(data, { validation: 0.3, seed }).validation];
    expect(of(5)).toEqual(of(5));
    expect(of(5)).not.toEqual(of(6));
    expect(of(0)).toEqual([...splitDataset(data, { validation: 0.3 }).validation]);
  });

  test('is by chance, whatever the order of the rows', () => {
    const data = { rows: 1000, classes: 0, labels: new Int32Array(0) };
    const { validation: heldOut } = splitDataset(data, { validation: 0.2 });
    // The mean of 200 of 1000 rows has a standard error of 18.
    expect(Math.abs(meanOf(heldOut) - 499.5)).toBeLessThan(90);
    expect(Math.max(...numbers(199).map((i) => (heldOut[i + 1] ?? 0) - (heldOut[i] ?? 0)))).toBeGreaterThan(
      8,
    );
  });

  test.each([
    [10, 0, 0],
    [10, 0.2, 2],
    [10, 0.25, 3],
    [10, 0.01, 1],
    [10, 0.99, 9],
    [2, 0.5, 1],
    [1797, 0.2, 359],
  ])('of %i rows with validation %d holds out %i', (rows, validation, expected) => {
    expect(splitCounts(rows, { validation }).validation).toBe(expected);
    const { training, validation: heldOut } = splitDataset(
      { rows, classes: 0, labels: new Int32Array(0) },
      { validation },
    );
    expect([training.length, heldOut.length]).toEqual([rows - expected, expected]);
  });

  test('without validation is all rows in order', () => {
    expect([...splitDataset(labelled([1, 0, 1], 2)).training]).toEqual([0, 1, 2]);
  });

  test.each([-0.1, 1, 1.5, Number.NaN])('of %d is refused', (validation) => {
    expect(() => splitDataset(labelled([0, 1], 2), { validation })).toThrow(
      `validation = ${validation} — expected 0 <= validation < 1`,
    );
  });
});

describe('standardized data', () => {
  const wine = loadDataset('wine');
  const { training, validation } = prepareDataset(wine, { validation: 0.25, seed: 3, standardize: true });

  test('has mean 0 and deviation 1 over the training rows', () => {
    for (let j = 0; j < wine.features; j++) {
      expect(Math.abs(meanOf(column(training, j)))).toBeLessThan(1e-12);
      expect(Math.abs(deviationOf(column(training, j)) - 1)).toBeLessThan(1e-12);
    }
  });

  test('has other means over the held-out rows, which had no part in them', () => {
    expect(validation).not.toBeNull();
    for (let j = 0; j < wine.features; j++)
      expect(Math.abs(meanOf(column(validation ?? training, j)))).toBeGreaterThan(1e-6);
  });

  test('is the data again in its own units', () => {
    const { training: rows } = splitDataset(wine, { validation: 0.25, seed: 3 });
    const scale = training.inputScale ?? { means: new Float64Array(0), deviations: new Float64Array(0) };
    for (const [index, row] of rows.entries()) {
      expect(training.labels[index]).toBe(wine.labels[row]);
      for (let j = 0; j < wine.features; j++) {
        const original = wine.inputs[row * wine.features + j] ?? 0;
        const standardized = training.inputs[index * wine.features + j] ?? 0;
        const again = (scale.means[j] ?? 0) + (scale.deviations[j] ?? 1) * standardized;
        expect(Math.abs(again - original)).toBeLessThan(1e-12 * Math.max(1, Math.abs(original)));
      }
    }
  });

  test('does not depend on the held-out rows', () => {
    const { validation: heldOut } = splitDataset(wine, { validation: 0.25, seed: 3 });
    const inputs = wine.inputs.slice();
    for (const row of heldOut) inputs.fill(1e6, row * wine.features, (row + 1) * wine.features);
    const other = prepareDataset({ ...wine, inputs }, { validation: 0.25, seed: 3, standardize: true });
    expect(other.training).toEqual(training);
  });

  test('has targets that can be told in their own unit', () => {
    const diabetes = loadDataset('diabetes');
    const prepared = prepareDataset(diabetes, { standardize: true });
    const scale = prepared.training.targetScale;
    expect(scale?.means[0]).toBeCloseTo(152.13348416289594, 10);
    expect(scale?.deviations[0]).toBeCloseTo(77.00574586945044, 10);
    expect(meanOf(prepared.training.targets ?? [])).toBeCloseTo(0, 12);
    // Predicting 0, the mean, is wrong by the standard deviation.
    const squares = prepared.training.targets?.map((target) => target ** 2) ?? [];
    expect((scale?.deviations[0] ?? 0) * Math.sqrt(meanOf(squares))).toBeCloseTo(77.00574586945044, 10);
  });

  test('keeps names and the data it was made of', () => {
    expect(training.featureNames).toBe(wine.featureNames);
    expect(training.classNames).toBe(wine.classNames);
    expect(wine).toEqual(loadDataset('wine'));
  });
});

test('constant columns become 0 in training, whatever their rounding', () => {
  const data = regression(numbers(10).map(() => 0.1));
  const { training } = prepareDataset(data, { standardize: true });
  expect([...training.inputs]).toEqual(numbers(10).map(() => 0));
  expect([...(training.targets ?? [])]).toEqual(numbers(10).map(() => 0));
  expect(training.targetScale?.deviations[0]).toBe(1);
});

test('a column that is constant in training only stays finite in validation', () => {
  const data = regression([5, 5, 5, 5, 9]);
  for (let seed = 0; seed < 10; seed++) {
    const { training, validation } = prepareDataset(data, { validation: 0.2, seed, standardize: true });
    if ([...training.inputs].some((value) => value !== 0)) continue;
    expect([...(validation?.inputs ?? [])]).toEqual([4]);
    return;
  }
  expect.unreachable('no seed holds out the last row');
});

test('features of only 0 and 1 stay as they are, and targets don’t', () => {
  const data = regression([0, 1, 1, 0, 1]);
  const { training } = prepareDataset(data, { standardize: true });
  expect([...training.inputs]).toEqual([0, 1, 1, 0, 1]);
  expect(meanOf(training.targets ?? [])).toBeCloseTo(0, 12);
});

test('means and deviations of large numbers close together are exact', () => {
  const values = Float64Array.from([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);
  const { means, deviations } = measureScale(values, 1, Int32Array.from([0, 1, 2, 3]));
  expect([means[0], deviations[0]]).toEqual([1e9 + 10, Math.sqrt(22.5)]);
});

test('data that is neither split nor standardized is handed on as it is', () => {
  const data = loadDataset('spirals');
  expect(prepareDataset(data).training).toBe(data);
  expect(prepareDataset(data).validation).toBeNull();
});

test('split data that is not standardized keeps its numbers', () => {
  const data = makeLinear();
  const { training, validation } = prepareDataset(data, { validation: 0.3 });
  const { training: rows, validation: heldOut } = splitDataset(data, { validation: 0.3 });
  expect(examplesOf(training)).toEqual(Array.from(rows, (row) => examplesOf(data)[row]));
  expect([...(validation?.targets ?? [])]).toEqual(Array.from(heldOut, (row) => data.targets?.[row]));
  expect(training.inputScale).toBeUndefined();
});

test('prepared data can be posted to a thread without a copy', () => {
  const { training } = prepareDataset(loadDataset('iris'), { validation: 0.2 });
  for (const array of [training.inputs, training.labels])
    expect(array.buffer).toBeInstanceOf(SharedArrayBuffer);
});

test.each(['iris', 'diabetes'])('overwriting the data of %s gives the same numbers', (id) => {
  const options = { validation: 0.3, seed: 2, standardize: true };
  const data = loadDataset(id);
  const { training, validation } = prepareDataset(data, { ...options, overwrite: true });
  expect({ training, validation }).toEqual(prepareDataset(loadDataset(id), options));
  expect(training.inputs.buffer).toBe(data.inputs.buffer);
});
