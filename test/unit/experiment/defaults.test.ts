import { describe, expect, it } from 'vitest';
import { defaultsFor, problems } from '../../../core/experiment/defaults.ts';
import { datasets } from '../../../core/problems/data/index.ts';
import { surfaces } from '../../../core/problems/surfaces/index.ts';

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
