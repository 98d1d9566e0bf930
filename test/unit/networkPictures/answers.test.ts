/** What a network says: regions, confusion, predictions. */
import { describe, expect, test } from 'vitest';
import {
  type Confusion,
  confusionOf,
  countOf,
  precisionOf,
  recallOf,
  rowsOfClass,
  worstPairs,
} from '../../../core/networkPictures/confusion.ts';
import { dataPoints } from '../../../core/networkPictures/dataPoints.ts';
import { decisionGrid } from '../../../core/networkPictures/decisionGrid.ts';
import { predictionsOf } from '../../../core/networkPictures/predictions.ts';
import { sampledRows } from '../../../core/networkPictures/sampledRows.ts';
import { prepareDataset } from '../../../core/problems/data/preparation/prepareDataset.ts';
import { createMlp } from '../../../core/problems/models/mlp.ts';
import { createRandom } from '../../../core/random.ts';
import { sharedDataset } from '../problems/shippedData.ts';

describe('a decision grid', () => {
  const model = createMlp([2, 5, 3]);
  const parameters = model.initialize(createRandom(2));
  const window = { x: [-2, 2], y: [0, 40] } as const;

  test('has in each cell the softmax of what the network says of its middle', () => {
    const grid = decisionGrid(model, parameters, window, 4);
    for (const [i, j] of [
      [0, 0],
      [3, 0],
      [1, 2],
    ] as const) {
      const outputs = model.predict(parameters, [-2 + i + 0.5, 10 * (j + 0.5)]);
      const sum = outputs.reduce((total, output) => total + Math.exp(output), 0);
      for (const [k, output] of outputs.entries())
        expect(grid[3 * (4 * j + i) + k]).toBeCloseTo(Math.exp(output) / sum, 6);
    }
  });

  test('takes places in the units of the data', () => {
    const scale = { means: Float64Array.of(1, 20), deviations: Float64Array.of(2, 5) };
    const grid = decisionGrid(model, parameters, window, 4, scale);
    const same = decisionGrid(model, parameters, { x: [-1.5, 0.5], y: [-4, 4] }, 4);
    for (const [place, probability] of same.entries()) expect(grid[place]).toBeCloseTo(probability, 6);
  });

  test('does not overflow', () => {
    const grid = decisionGrid({ predict: () => Float64Array.of(1000, -1000) }, [], window, 1);
    expect([...grid]).toEqual([1, 0]);
  });
});

describe('a confusion table', () => {
  const labels = [0, 0, 1, 1, 1, 2];
  // Answers 0, 1, 1, 0, 0, 2; the last but one has two equal outputs.
  const outputs = Float64Array.of(3, 1, 0, 0, 2, 1, 0, 5, 4, 2, 1, 1, 4, 4, 0, 0, 1, 9);
  const confusion = confusionOf(outputs, labels, 3);

  test('counts rows by class and answer, each once; of equal outputs the first is the answer', () => {
    expect(confusion.counts).toEqual([1, 1, 0, 2, 1, 0, 0, 0, 1]);
    expect(countOf(confusion, 1, 0)).toBe(2);
    expect(rowsOfClass(confusion, 1)).toBe(3);
  });

  test('has recall and precision of each class, none where there is nothing to divide by', () => {
    expect([0, 1, 2].map((k) => recallOf(confusion, k))).toEqual([1 / 2, 1 / 3, 1]);
    expect([0, 1, 2].map((k) => precisionOf(confusion, k))).toEqual([1 / 3, 1 / 2, 1]);
    const empty: Confusion = { classes: 2, counts: [2, 0, 0, 0] };
    expect([recallOf(empty, 1), precisionOf(empty, 1)]).toEqual([null, null]);
  });

  test('names the most frequent mistakes first, and none that was not made', () => {
    expect(worstPairs(confusion, 5)).toEqual([
      { truth: 1, answer: 0, count: 2, of: 3 },
      { truth: 0, answer: 1, count: 1, of: 2 },
    ]);
    expect(worstPairs(confusion, 1)).toHaveLength(1);
  });
});

describe('predictions', () => {
  test('are in the units of the data, and so is their error', () => {
    const scale = { means: Float64Array.of(200), deviations: Float64Array.of(50) };
    const found = predictionsOf([1, 0, -1], [2, 0, -2], scale, 10);
    expect([...found.targets]).toEqual([300, 200, 100]);
    expect([...found.predictions]).toEqual([250, 200, 150]);
    expect(found.error).toBeCloseTo(Math.sqrt((50 ** 2 + 50 ** 2) / 3), 12);
    expect(found.errorOfMean).toBeCloseTo(Math.sqrt((100 ** 2 + 100 ** 2) / 3), 12);
  });

  test('are compared with the mean of the targets', () => {
    expect(predictionsOf([3, 3], [2, 4], undefined, 10)).toMatchObject({ error: 1, errorOfMean: 1 });
  });

  test('of many rows some are drawn, and the error is over all', () => {
    const outputs = Array.from({ length: 100 }, (_, row) => (row === 99 ? 10 : 0));
    const found = predictionsOf(outputs, new Array(100).fill(0), undefined, 10);
    expect(found).toMatchObject({ rows: 100, error: 1 });
    expect(found.targets).toHaveLength(10);
  });
});

test('rows are sampled evenly, and all taken where they are few', () => {
  expect([...sampledRows(10, 4)]).toEqual([0, 2, 5, 7]);
  expect([...sampledRows(3, 4)]).toEqual([0, 1, 2]);
});

describe('the rows of a data set as points', () => {
  const data = prepareDataset(sharedDataset('moons'), { validation: 0.2 });

  test('have places and classes, and all are in the window', () => {
    const points = dataPoints(data, 2000) ?? expect.fail('no points');
    expect([...points.training.places]).toEqual([...data.training.inputs]);
    expect([...(points.validation?.labels ?? [])]).toEqual([...(data.validation?.labels ?? [])]);
    const { x, y } = points.window;
    for (const { places } of [points.training, points.validation ?? points.training])
      for (let i = 0; i < places.length; i += 2) {
        expect(places[i]).toBeGreaterThan(x[0]);
        expect(places[i]).toBeLessThan(x[1]);
        expect(places[i + 1]).toBeGreaterThan(y[0]);
        expect(places[i + 1]).toBeLessThan(y[1]);
      }
  });

  test('are in the units of the data, with its names', () => {
    const named = { ...sharedDataset('moons'), featureNames: ['length', 'width'] };
    const standardized = prepareDataset(named, { validation: 0.2, standardize: true });
    const points = dataPoints(standardized, 2000) ?? expect.fail('no points');
    expect(points.axes).toEqual(['length', 'width']);
    for (const [i, value] of data.training.inputs.entries())
      expect(points.training.places[i]).toBeCloseTo(value, 12);
  });

  test('are not there with other inputs, or without classes', () => {
    for (const id of ['iris', 'linear']) {
      const other = { training: sharedDataset(id), validation: null };
      expect(dataPoints(other, 2000)).toBeNull();
    }
    const regression = { ...sharedDataset('moons'), classes: 0 };
    expect(dataPoints({ training: regression, validation: null }, 2000)).toBeNull();
  });

  test('of many rows some are drawn', () => {
    const { training } = dataPoints(data, 7) ?? expect.fail('no points');
    expect([training.labels.length, training.rows]).toEqual([7, data.training.rows]);
  });
});
