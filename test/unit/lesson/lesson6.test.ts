/** Lesson 6, on AdamW: its numbers, and what its words say of them. */
import { describe, expect, test } from 'vitest';
import { createModel } from '../../../core/createModel.ts';
import { minimize } from '../../../core/minimize.ts';
import { createBatches } from '../../../core/problems/data/batches.ts';
import { createRandom } from '../../../core/random.ts';
import { kernelsOf } from '../engine/networkTools.ts';
import { createRunners, type RecordedRun, recordAll } from '../engine/runs.ts';
import { sharedDataset } from '../problems/shippedData.ts';
import { holdNumbers, lossOf, points, runsOf, textOf } from './shipped.ts';

const problem = { data: 'teacher', hidden: [32], validation: 0.5 };
const rates = [0.001, 0.003, 0.01, 0.03, 0.1];
const decays: Readonly<Record<string, readonly number[]>> = {
  adam: [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1],
  adamw: [0.03, 0.1, 0.3, 1, 3],
};
const seeds = 5;

const heldOut = (run: RecordedRun | undefined) => run?.evaluation?.loss ?? Number.NaN;
const lowest = (losses: readonly number[]) => losses.indexOf(Math.min(...losses));

/** The mean loss on the held-out rows, rate by rate, and in each constant by constant. */
async function searched(optimizer: string): Promise<number[][]> {
  const constants = decays[optimizer] ?? [];
  const runs = await recordAll(
    createRunners(
      {
        ...{ problem, optimizers: [{ optimizer, hyperparameters: { weight_decay: constants } }], lr: rates },
        ...{ seed: { from: 0, count: seeds }, epochs: 100, evaluate_every: 100, record: 'score' },
      },
      { kernels: kernelsOf('simd') },
    ),
  );
  const losses = runs.map(heldOut);
  const perRate = losses.length / rates.length;
  return rates.map((_, rate) =>
    constants.map((_, constant) => {
      const begin = rate * perRate + constant * seeds;
      return losses.slice(begin, begin + seeds).reduce((sum, loss) => sum + loss, 0) / seeds;
    }),
  );
}

/** Where a weight that begins at 1 is after some steps. */
function weight(steps: number, optimizer: string, decay: number, gradientAt: (t: number) => number): number {
  let t = 0;
  const { path } = minimize({
    ...{ optimizer, hyperparameters: { lr: 0.01, weight_decay: decay }, steps, start: [1] },
    gradient: () => [gradientAt(++t)],
  });
  return path.at(-1)?.[0] ?? Number.NaN;
}
const quiet = () => 0;
const loud = (t: number) => (t % 2 === 1 ? 10 : -10);

describe('lesson 6', async () => {
  const text = textOf('6-adamw.lesson.md');
  const [sgd, shrink] = await runsOf(text, 'plain');
  const [adam, l2, adamw] = await runsOf(text, 'valley');
  const [sameL2, sameAdamw] = await runsOf(text, 'same-constant');
  const [oneLine, before, after] = await runsOf(text, 'order');
  const [ofL2, ofAdamw] = [await searched('adam'), await searched('adamw')];
  const best = (losses: readonly (readonly number[])[], optimizer: string) =>
    losses.map((row) => decays[optimizer]?.[lowest(row)] ?? Number.NaN);
  const [bestL2, bestAdamw] = [best(ofL2, 'adam'), best(ofAdamw, 'adamw')];
  const spread = (values: readonly number[]) => Math.max(...values) / Math.min(...values);

  const computed: Readonly<Record<string, unknown>> = {
    '37': (100 * (1 - 0.01 * 0.1) ** 1000).toFixed(0),
    '5.51': lossOf(sgd).toPrecision(3),
    '21.3': lossOf(adamw).toPrecision(3),
    '32.7': lossOf(l2).toPrecision(3),
    '0.537': weight(50, 'adam', 0.1, quiet).toFixed(3),
    '0.951': weight(50, 'adamw', 0.1, quiet).toFixed(3),
    '0.982': weight(200, 'adam', 0, loud).toFixed(3),
    '0.963': weight(200, 'adam', 0.1, loud).toFixed(3),
    '0.804': weight(200, 'adamw', 0.1, loud).toFixed(3),
    '0.0110': heldOut(sameL2).toFixed(4),
    '0.00495': heldOut(sameAdamw).toFixed(5),
    '30': spread(bestL2.slice(0, 4)),
    '3.3': spread(bestAdamw.slice(0, 4)).toFixed(1),
    '6': (100 * ((ofL2[3]?.[2] ?? 0) / Math.min(...(ofL2[3] ?? [])) - 1)).toFixed(0),
    '11': (100 * (1 - Math.min(...(ofAdamw[2] ?? [])) / Math.min(...(ofL2[2] ?? [])))).toFixed(0),
    // In 8 steps an epoch.
    '21': (100 * (1 - (1 - 0.001 * 0.3) ** (sameAdamw?.state.stepsDone ?? 0))).toFixed(0),
    '21.34': lossOf(before).toFixed(2),
    '21.35': lossOf(after).toFixed(2),
  };

  test.each(Object.entries(computed))('%s comes out', (stated, found) => {
    expect(String(found)).toBe(stated);
  });

  test('has the constants that come out in its table', () => {
    const rows = [...text.matchAll(/^\| +([\d.]+) \| +([\d.]+) \| +([\d.]+) \|$/gm)].map((row) =>
      row.slice(1).map(Number),
    );
    expect(rows).toEqual(rates.slice(0, 4).map((rate, i) => [rate, bestL2[i], bestAdamw[i]]));
    expect(bestAdamw[4]).toBe(0.1);
  });

  test('states no number that is neither computed nor a setting', () => {
    // Of lessons, papers and counting, the floor with its pull, examples, a gradient, and years.
    const given = ['0', '1', '2', '5', '1.1', '250', '50', '10', '−10', '0.003', '1995', '2019'];
    holdNumbers(text, computed, given);
  });

  test('is right about what is the same', () => {
    const digits = (run: RecordedRun | undefined) => run?.losses.map((loss) => loss.toPrecision(9));
    expect(digits(shrink)).toEqual(digits(sgd));
    expect(points(l2).at(-1)?.[1]).toBeCloseTo(points(adam).at(-1)?.[1] ?? 0, 6);
    expect(digits(oneLine)).toEqual(digits(before));
    expect(lossOf(adamw)).toBe(lossOf(before));
    expect(weight(50, 'adam', 0.001, quiet)).toBeCloseTo(weight(50, 'adam', 0.1, quiet), 4);
  });

  test('is right that the gradients of its network get smaller than the pull', () => {
    const { rows, features, inputs, targets = new Float64Array() } = sharedDataset('teacher');
    const model = createModel({ layers: [features, 32, 1], loss: 'mse' });
    const batches = createBatches(rows, 32, createRandom(0));
    const gradientOf = (parameters: ArrayLike<number>) => {
      const batch = [...batches.next()];
      const examples = batch.map((row) => [...inputs.subarray(row * features, (row + 1) * features)]);
      const numbers = batch.map((row) => [targets[row] ?? 0]);
      return model.lossAndGradient(parameters, examples, numbers).gradient;
    };
    const { path } = minimize({
      ...{ optimizer: 'adam', hyperparameters: { lr: 0.01 }, steps: 400 },
      start: [...model.initialParameters],
      gradient: (parameters) => [...gradientOf(Float64Array.from(parameters))],
    });
    /** How much longer than the gradient the pull is. */
    const ratio = (point: ArrayLike<number> = []) =>
      (0.1 * Math.hypot(...Array.from(point))) / Math.hypot(...gradientOf(point));
    expect(ratio(path[0])).toBeLessThan(1);
    expect(ratio(path.at(-1))).toBeGreaterThan(1);
  });

  test('is right about a slow rate and a fast one with one seed', async () => {
    const ends = async (id: string) => (await runsOf(text, id)).map(heldOut);
    for (const losses of [await ends('search-l2'), await ends('search-adamw')]) {
      const [slow, fast] = [lowest(losses.slice(0, 4)), lowest(losses.slice(4))];
      expect(fast).toBeLessThan(slow);
    }
    expect(heldOut(sameL2)).toBeGreaterThan(heldOut(sameAdamw));
  });

  test('has a rule to begin with that is Adam with L2, and becomes AdamW by what the hints say', async () => {
    const start = /```optimizer mine\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    const digits = (run: RecordedRun | undefined) => run?.losses.map((loss) => loss.toPrecision(8));
    const [, beginning] = await runsOf(text, 'compare');
    expect(digits(beginning)).toEqual(digits(l2));
    const done = start.replace('g += weight_decay * p', 'p *= 1 - lr * weight_decay');
    const [shipped, mine] = await runsOf(text, 'compare', done);
    expect(digits(mine)).toEqual(digits(shipped));
  });
});
