/** What diagnostics are said to cost, beside the gradients that they take. */
import { expect, test } from 'vitest';
import { costOf } from '../../../core/diagnostics/cost.ts';
import { diagnosticIds } from '../../../core/diagnostics/index.ts';
import { knownShape } from '../../../core/experiment/dataShape.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { onValley } from './diagnosed.ts';

const digits = (others: object = {}) => ({
  ...{ problem: { data: 'digits', hidden: [64] }, optimizers: [{ optimizer: 'sgd' }] },
  ...{ lr: [0.1], batch_size: [32], epochs: 10, ...others },
});

function cost(experiment: object, stepsDone?: number) {
  const [spec = expect.fail('no run')] = expandExperiment(parseExperiment(experiment));
  return costOf({ spec, stepsDone: stepsDone ?? spec.steps }, knownShape(spec.problem));
}

test('to compute a run again costs as much as its rows, whatever the batches', () => {
  const small = cost(digits()).replay;
  expect(cost(digits({ batch_size: [64] })).replay / small).toBeCloseTo(1, 2);
  expect(cost(digits({ epochs: 20 })).replay / small).toBeCloseTo(2, 2);
  // 1,797 rows ten times, each 12,288 + 1,920 multiplications or so.
  expect(small).toBeGreaterThan(0.2);
  expect(small).toBeLessThan(2);
});

test('what is measured costs its gradients, in the number of steps that are looked at', () => {
  const { each } = cost(digits());
  const rows = 1797;
  // 100 gradients over all rows beside 200 over 32.
  expect(each.noiseScale / each.gradientNorm).toBeCloseTo((100 * rows) / (200 * 32), -1);
  expect(each.sharpness).toBeGreaterThan(3 * each.noiseScale);
  expect(each.alpha / each.gradientNorm).toBeCloseTo(3, 1);
  expect(each.updateToWeight).toBeLessThan(each.gradientNorm / 10);
  // Of a longer run no more steps are looked at.
  expect(cost(digits({ epochs: 100 })).each.sharpness / each.sharpness).toBeCloseTo(1, 2);
  expect(cost(digits(), 20).each.sharpness / each.sharpness).toBeCloseTo(5 / 41, 2);
});

test('on a surface all of it is a moment', () => {
  const { replay, each } = cost(onValley('sgd', { steps: 200 }));
  expect(replay + diagnosticIds.reduce((sum, id) => sum + each[id], 0)).toBeLessThan(0.05);
  expect(replay).toBeGreaterThan(0);
});
