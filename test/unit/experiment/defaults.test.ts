import { describe, expect, it } from 'vitest';
import { defaultsFor, lengthOf, problems } from '../../../core/experiment/defaults.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { datasets } from '../../../core/problems/data/index.ts';
import { surfaces } from '../../../core/problems/surfaces/index.ts';
import { onDigits, onValley } from './faults.ts';

describe('the problems that are offered', () => {
  const texts = problems.map((problem) => JSON.stringify(problem));

  it('are each offered once', () => {
    expect(texts.filter((text, i) => texts.indexOf(text) !== i)).toEqual([]);
  });

  it('are every surface, and every data set with a hidden layer', () => {
    expect(problems.flatMap((problem) => ('surface' in problem ? [problem.surface] : []))).toEqual(
      surfaces.map(({ id }) => id),
    );
    const networks = problems.flatMap((each) =>
      'data' in each && each.hidden.length > 0 ? [each.data] : [],
    );
    expect(networks.toSorted()).toEqual(datasets.map(({ id }) => id).toSorted());
  });

  it('are spirals and digits without a hidden layer, too, and no others', () => {
    const linear = problems.flatMap((each) =>
      'data' in each && each.hidden.length === 0 ? [each.data] : [],
    );
    expect(linear).toEqual(['spirals', 'digits']);
  });

  it('have a good first experiment each', () => {
    for (const problem of problems) {
      const { optimizers, lr, batchSizes, steps, epochs } = defaultsFor(problem);
      expect(optimizers.length).toBeGreaterThan(2);
      expect(lr).toHaveLength(1);
      expect([batchSizes.length, steps === undefined, epochs === undefined]).toEqual(
        'data' in problem ? [1, true, false] : [0, false, true],
      );
    }
  });
});

describe('how long a first experiment is', () => {
  it('depends on how much data there is, so that it ends within minutes', () => {
    const problem = { csv: 'a.csv', target: 'y', hidden: [16] };
    const epochs = [10, 100_000, 100_001, 1_000_000, 3_000_000, 3_000_001, 1e9].map(
      (rows) => defaultsFor(problem, { rows, features: 4, classes: 0 }).epochs,
    );
    expect(epochs).toEqual([30, 30, 29, 3, 1, 1, 1]);
    // Before the file is read, nothing is known of it.
    expect(defaultsFor(problem).epochs).toBe(30);
  });

  it('is longer on spirals, which take long to learn', () => {
    const [spirals, digits] = ['spirals', 'digits'].map((data) => defaultsFor({ data, hidden: [] }).epochs);
    expect([spirals, digits]).toEqual([200, 30]);
  });

  it('and its rate are those of the surface', () => {
    for (const { id, learningRate, steps } of surfaces)
      expect(defaultsFor({ surface: id })).toMatchObject({ lr: [learningRate], steps });
    expect(defaultsFor({ surface: 'none' })).toMatchObject({ lr: [0.01], steps: 200 });
  });
});

describe('the length of an experiment', () => {
  it.each([
    [onValley({ steps: 7 }), { steps: 7 }],
    [onValley({ steps: undefined }), { steps: defaultsFor({ surface: 'valley' }).steps }],
    [onDigits({ epochs: 3 }), { epochs: 3 }],
    [onDigits({ epochs: undefined }), { epochs: 30 }],
  ])('is what it says, or else the usual', (value, length) => {
    expect(lengthOf(parseExperiment(value))).toEqual(length);
  });

  it('on a CSV file is known when its rows are', () => {
    const experiment = parseExperiment(
      onDigits({ problem: { csv: 'a.csv', target: 'y' }, epochs: undefined }),
    );
    expect(lengthOf(experiment, { rows: 300_000, features: 4, classes: 0 })).toEqual({ epochs: 10 });
  });
});
