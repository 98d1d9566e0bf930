/** Lesson 4, on RMSProp: its numbers, and what its words say of them. */
import { describe, expect, test } from 'vitest';
import { valueOfFormula } from '../../../core/lesson/exercise/formula.ts';
import { minimize } from '../../../core/minimize.ts';
import { kernelsOf } from '../engine/networkTools.ts';
import { createRunners, type RecordedRun, recordAll } from '../engine/runs.ts';
import { readReference } from '../optimizers/readReference.ts';
import { sharedDataset } from '../problems/shippedData.ts';
import { divergedAt, experimentIn, holdNumbers, lossOf, points, runsOf, tableIn, textOf } from './shipped.ts';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Gradients of the surface of the lesson. */
const gradient = ([w0 = 0, w1 = 0]: readonly number[]): [number, number] => [10 * w0, 0.01 * w1];

describe('lesson 4', async () => {
  const text = textOf('4-rmsprop.lesson.md');
  const [sgd, rmsprop] = await runsOf(text, 'two-scales');
  const [slowSgd, slow] = await runsOf(text, 'effective-rates');
  const [end, wildEnd] = await runsOf(text, 'where-it-ends');
  const lastOf = (run: RecordedRun | undefined) => points(run).at(-1) ?? [];
  const movedBy = (run: RecordedRun | undefined) => lastOf(run).map((value) => 1 - value);
  /** The mean of squares at the end of the run, from the gradients on its way. */
  const [factor0 = 0, factor1 = 0] = [0, 1].map((which) => {
    const before = points(slow).slice(0, -1);
    const mean = before.reduce((v, w) => 0.99 * v + 0.01 * (gradient(w)[which] ?? 0) ** 2, 0);
    return 0.001 / Math.sqrt(mean);
  });
  const [moved0 = 0, moved1 = 0] = movedBy(slow);
  const [sgdMoved0 = 0, sgdMoved1 = 0] = movedBy(slowSgd);

  const [withEps, withoutEps] = await runsOf(text, 'without-eps');
  const [still, broken] = await runsOf(text, 'zero-slope');
  const digits = sharedDataset('digits');
  /** Pixels that no picture has. */
  const blank = Array.from({ length: digits.features }, (_, pixel) => pixel).filter((pixel) =>
    Array.from({ length: digits.rows }, (_, row) => digits.inputs[row * digits.features + pixel]).every(
      (value) => value === digits.inputs[pixel],
    ),
  );
  /** The step after t gradients that are the same, in learning rates. */
  const stepAt = (t: number) => 1 / Math.sqrt(1 - 0.99 ** t);

  const { ratio, mean_abs_update_per_step: steps } = readReference<{
    ratio: number;
    mean_abs_update_per_step: readonly number[];
  }>('tutorial/rmsprop_demo.json');

  const computed: Readonly<Record<string, unknown>> = {
    '1086': ratio.toFixed(0),
    '0.00158': steps[0]?.toFixed(5),
    '0.00180': steps[1]?.toFixed(5),
    '0.684': lastOf(sgd)[1]?.toFixed(3),
    '0.000145': factor0.toPrecision(3),
    '0.145': factor1.toPrecision(3),
    '0.195': moved0.toPrecision(3),
    '0.634': sgdMoved0.toPrecision(3),
    '0.001': sgdMoved1.toFixed(3),
    '1.26': stepAt(100).toPrecision(3),
    '9.88e-10': lossOf(withoutEps).toPrecision(3),
    '1.4e-7': Math.min(...points(withoutEps).map((w) => Math.abs(gradient(w)[1]))).toPrecision(2),
    '3': blank.length,
    '64': digits.features,
    '9.87e-9': lossOf(end).toPrecision(3),
    '6.07': lossOf(wildEnd).toPrecision(3),
  };

  test.each(Object.entries(computed))('%s comes out', (stated, found) => {
    expect(String(found)).toBe(stated);
  });

  test('states no number that is neither computed nor a setting', () => {
    // Of formulas and the start, gradients there, ratios, defaults, counting, lessons, years, and losses on rare words.
    const given = [
      '0',
      '1',
      '−1',
      '2',
      '4',
      '5',
      '6',
      '10',
      '20',
      '100',
      '1000',
      '0.99',
      '1e-8',
      '2011',
      '2012',
      // Of the table, shares, and the digits that a share is worked out with.
      ...tableIn(text, 'step').flat(),
      ...['0.75', '1e-8'],
      ...['30', '0.13', '0.17', '0.05', '0.06', '0.07', '0.08'],
    ];
    holdNumbers(text, computed, given);
  });

  test('is right about equal ways, first steps and ratios', () => {
    expect(gradient([1, 1])).toEqual([10, 0.01]);
    expect(lossOf(rmsprop)).toBeLessThan(lossOf(sgd));
    for (const [w0 = 0, w1 = 0] of points(rmsprop)) expect(Math.abs(w0 - w1)).toBeLessThan(1e-3);
    expect(1 / factor0 / (1 / factor1)).toBeCloseTo(1000, 0);
    expect(moved1.toPrecision(3)).toBe(moved0.toPrecision(3));
    for (const start of [1, 50]) {
      const given = { optimizer: 'rmsprop', hyperparameters: { lr: 0.01 }, steps: 1, start: [start] };
      const { path } = minimize({ ...given, gradient: ([w = 0]) => [3 * w] });
      expect(start - (path.at(-1)?.[0] ?? 0)).toBeCloseTo(0.1, 6);
    }
  });

  test('is right about the first steps by hand', () => {
    for (const [index, cells] of tableIn(text, 'step').entries()) {
      const [share, step] = [1 - 0.99 ** (index + 1), stepAt(index + 1)];
      const sizes = [10, 0.01].flatMap((size) => [size ** 2 * share, step]);
      expect(cells.map(Number)).toEqual([index + 1, ...sizes.map((value) => Number(value.toPrecision(3)))]);
    }
    const given = { optimizer: 'rmsprop', hyperparameters: { lr: 1, eps: 0 }, steps: 3, start: [0, 0] };
    const { path } = minimize({ ...given, gradient: () => [10, 0.01] });
    for (const t of [1, 2, 3])
      for (const which of [0, 1])
        expect((path[t - 1]?.[which] ?? 0) - (path[t]?.[which] ?? 0)).toBeCloseTo(stepAt(t), 9);
    expect([stepAt(28) > 2, stepAt(29) > 2]).toEqual([true, false]);
    expect(1 - 0.99 ** 300).toBeGreaterThan(0.95);
  });

  test('is right about eps: it matters where no gradient has ever been', () => {
    for (const [step, w] of points(withoutEps).entries())
      for (const [which, value] of w.entries()) expect(points(withEps)[step]?.[which]).toBeCloseTo(value, 5);
    expect(lossOf(withEps).toPrecision(3)).toBe('9.88e-10');
    expect([divergedAt(still), divergedAt(broken)]).toEqual([null, 1]);
    expect(points(still).every(([, w1]) => w1 === 0)).toBe(true);
    expect(lossOf(still)).toBeLessThan(1);
    // The gradient of a weight of the first layer is its pixel times something.
    expect(blank.every((pixel) => digits.inputs[pixel] === 0)).toBe(true);
  });

  test('is right about data with rare words', async () => {
    const losses = (runs: readonly RecordedRun[]) =>
      runs.map(({ evaluation }) => evaluation?.loss ?? Number.NaN);
    const all = losses(await runsOf(text, 'rare-words'));
    const [sgd = [], adagrad = [], rmsprop = []] = [0, 3, 6].map((at) => all.slice(at, at + 3));
    const between = (values: readonly number[]) =>
      `between ${Math.min(...values).toFixed(2)} and ${Math.max(...values).toFixed(2)}`;
    expect(text).toContain(
      `Plain descent ends ${between(sgd)}, Adagrad ${between(adagrad)}, RMSProp ${between(rmsprop)}.`,
    );
    for (const [seed, loss] of adagrad.entries()) expect(loss).toBeLessThan((sgd[seed] ?? 0) / 2);
    const { value } = experimentIn(text, 'rare-words');
    const given = { ...Object(value), epochs: 10, optimizers: [{ optimizer: 'sgd' }] };
    const longer = losses(await recordAll(createRunners(given, { kernels: kernelsOf('simd') })));
    expect(text).toContain(`With ten passes plain descent comes to ${between(longer)}, at the same rate.`);
    // Of the rates that were tried each has the best.
    for (const [optimizer, own, others] of [
      ['sgd', sgd, [1, 3, 30]],
      ['adagrad', adagrad, [0.3, 1, 10]],
      ['rmsprop', rmsprop, [0.03, 0.1, 1]],
    ] as const) {
      const tried = { ...Object(value), optimizers: [{ optimizer }], lr: others };
      const found = losses(await recordAll(createRunners(tried, { kernels: kernelsOf('simd') })));
      for (const at of [0, 3, 6]) expect(mean(found.slice(at, at + 3))).toBeGreaterThan(mean(own));
    }
  });

  test('is right about rare words', () => {
    const steps = 200;
    let visit = 0;
    const { path } = minimize({
      ...{ optimizer: 'adagrad', hyperparameters: { lr: 0.01 }, steps, start: [0, 0] },
      gradient: () => {
        visit += 1;
        return [1, visit % 20 === 0 ? 1 : 0];
      },
    });
    const [before = [], last = []] = path.slice(-2);
    const [common = 0, rare = 0] = [0, 1].map((which) => (before[which] ?? 0) - (last[which] ?? 0));
    const asked = valueOfFormula('sqrt(200 / 10)', {});
    expect('value' in asked && asked.value).toBeCloseTo(rare / common, 6);
  });

  test('has a rule to begin with that is plain descent, and becomes RMSProp by what the hints say', async () => {
    const start = /```optimizer mine\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    const done = start.replace(
      'update\n  p -= lr * g',
      'state v\n\nupdate\n  v = alpha * v + (1 - alpha) * g**2\n  p -= lr * g / (sqrt(v) + eps)',
    );
    const [shipped, mine] = await runsOf(text, 'compare', done);
    // Rounding may differ: the one that ships has options.
    const digits = (run: RecordedRun | undefined) => run?.losses.map((loss) => loss.toPrecision(8));
    expect(digits(mine)).toEqual(digits(shipped));
  });
});
