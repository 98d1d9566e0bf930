/** Lesson 5, on Adam: its numbers, and what its words say of them. */
import { describe, expect, test } from 'vitest';
import { DebugThread } from '../../../core/debug/debugThread.ts';
import { lineValuesOf } from '../../../core/debug/lineValues.ts';
import { parseLesson } from '../../../core/lesson/parseLesson.ts';
import { minimize } from '../../../core/minimize.ts';
import { runsOf as debuggedRuns } from '../debug/debugClient.ts';
import type { RecordedRun } from '../engine/runs.ts';
import { divergedAt, holdNumbers, lossOf, points, runsOf, tableIn, textOf } from './shipped.ts';

/** By how much the step without the correction is longer. */
const ratioAt = (t: number) => (1 - 0.9 ** t) / Math.sqrt(1 - 0.999 ** t);

/** Of each step along the floor, in learning rates. */
const lengthsOf = (run: RecordedRun | undefined) => {
  const floor = points(run).map(([, w1 = Number.NaN]) => w1);
  return floor.slice(1).map((w1, step) => Math.abs(w1 - (floor[step] ?? Number.NaN)) / 0.01);
};

describe('lesson 5', async () => {
  const text = textOf('5-adam.lesson.md');
  const shared = await runsOf(text, 'shared-rate');
  const [, momentum, , adam] = shared;
  const ownRates = await runsOf(text, 'own-rate');
  const [corrected, uncorrected] = await runsOf(text, 'with-and-without');

  const [steepSgd, steepMomentum, steepAdam] = await runsOf(text, 'steeper');
  const stepsAt = (lr: number) =>
    minimize({
      ...{ optimizer: 'adam', hyperparameters: { lr }, start: [1, 10], steps: 200 },
      value: ([w0 = 0, w1 = 0]) => (100 * w0 ** 2 + w1 ** 2) / 2,
      gradient: ([w0 = 0, w1 = 0]) => [100 * w0, w1],
    }).values.findIndex((loss) => loss <= 0.1);

  const computed: Readonly<Record<string, unknown>> = {
    '32.7': lossOf(adam).toPrecision(3),
    '8.08': points(adam).at(-1)?.[1]?.toFixed(2),
    '1.59e-8': lossOf(momentum).toPrecision(3),
    '2.33e-8': lossOf(ownRates[3]).toPrecision(3),
    '3.16': ratioAt(1).toFixed(2),
    '6.57': ratioAt(12).toFixed(2),
    '3.24': ratioAt(100).toFixed(2),
    '7.27': lossOf(uncorrected).toFixed(2),
    '32,694': Math.round(lossOf(steepAdam)).toLocaleString('en'),
    '0.0156': points(steepAdam).at(-1)?.[0]?.toFixed(4),
    '71': stepsAt(0.2),
    '43': stepsAt(0.3),
    '25': stepsAt(0.5),
    '0.99997': (1 - 0.9 ** 100).toFixed(5),
    '10.5': (1 / (1 - 0.999 ** 100)).toFixed(1),
    '2.54': (1 / (1 - 0.999 ** 500)).toFixed(2),
    '2': (0.01 * 200).toFixed(0),
    '0.907': lengthsOf(corrected).at(-1)?.toPrecision(3),
    '6.52': Math.max(...lengthsOf(uncorrected)).toPrecision(3),
  };

  test.each(Object.entries(computed))('%s comes out', (stated, found) => {
    expect(String(found)).toBe(stated);
  });

  test('states no number that is neither computed nor a setting', () => {
    // Of formulas, the start, other lessons, a factor, steps that are asked about, and the paper.
    const given = ['0', '1', '5', '10', '12', '100', '500', '1000', '2015'];
    // Of the table, and a way of 10 in 50 steps.
    holdNumbers(text, computed, [...given, ...tableIn(text, 'step').flat(), '0.2', '50', '0.99993']);
  });

  test('is right about a valley that is 1000 times as steep', () => {
    for (const gone of [steepSgd, steepMomentum]) expect(divergedAt(gone)).toBeLessThan(5);
    const here = points(adam).at(-1) ?? [];
    for (const [which, value] of (points(steepAdam).at(-1) ?? []).entries())
      expect(value).toBeCloseTo(here[which] ?? Number.NaN, 8);
    expect(lossOf(steepAdam) / lossOf(adam)).toBeCloseTo(1000, 5);
    expect(points(adam).at(-1)?.[1]?.toFixed(2)).toBe('8.08');
  });

  test('is right about the first steps by hand', () => {
    let [m, v] = [0, 0];
    const ratios: number[] = [];
    for (const [index, cells] of tableIn(text, 'step').entries()) {
      const [t, g] = [index + 1, points(adam)[index]?.[1] ?? Number.NaN];
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g ** 2;
      const [mHat, vHat] = [m / (1 - 0.9 ** t), v / (1 - 0.999 ** t)];
      const digits = [3, 4, 4, 4, 4];
      const found = [g, m, v, mHat, vHat].map((value, at) => Number(value.toPrecision(digits[at])));
      expect(cells.map(Number)).toEqual([t, ...found]);
      ratios.push(Number((mHat / Math.sqrt(vHat)).toFixed(5)));
    }
    expect(ratios).toEqual([1, 0.99997, 0.99993]);
  });

  test('is right about rates that reach 0.1', () => {
    expect(stepsAt(0.5)).toBeLessThan(50);
    expect(10 / 50).toBe(0.2);
  });

  test('is right about what the debugger shows in step 1', () => {
    const rule = parseLesson(text).cells.find(
      (cell) => cell.kind === 'optimizer' && cell.id === 'uncorrected',
    )?.text;
    const [run] = debuggedRuns(rule ?? '', { problem: { surface: 'valley' }, lr: [0.001], steps: 200 });
    const thread = new DebugThread(1, run ?? expect.fail());
    thread.goToPlace(2);
    expect(thread.parameterName).toBe('w0');
    expect(lineValuesOf(thread).map((line) => line.text)).toEqual([
      'm = 10, g = 100',
      'v = 10, g = 100',
      expect.stringMatching(/^p = 1, /),
    ]);
  });

  test('is right about who is last, and which rate is best', () => {
    const losses = shared.map(lossOf);
    expect(Math.max(...losses)).toBe(lossOf(adam));
    expect(Math.min(...ownRates.map(lossOf))).toBe(lossOf(ownRates[3]));
    expect(lossOf(corrected)).toBe(lossOf(adam));
    // Of the five rates, 1 is the fourth.
    expect(text).toContain('"lr": [0.01, 0.1, 0.3, 1, 3]');
  });

  test('is right about the lengths of steps in its chart', () => {
    const [first = Number.NaN, ...later] = lengthsOf(corrected);
    expect(first).toBeCloseTo(1, 6);
    for (const [step, length] of later.entries()) expect(length).toBeLessThan(later[step - 1] ?? first);
    const without = lengthsOf(uncorrected);
    expect(without.indexOf(Math.max(...without)) + 1).toBe(12);
  });

  test('is right that no step is further off than the twelfth', () => {
    const ratios = Array.from({ length: 5000 }, (_, i) => ratioAt(i + 1));
    expect(ratios.indexOf(Math.max(...ratios)) + 1).toBe(12);
    expect(ratios.every((ratio) => ratio > 1)).toBe(true);
  });

  test('is right about the length of steps, and gradients that are 1000 times as large', () => {
    const pathOf = (scale: number) =>
      minimize({
        ...{ optimizer: 'adam', hyperparameters: { lr: 0.01, eps: 0 }, steps: 200, start: [1, 10] },
        gradient: ([x = 0, y = 0]) => [scale * 100 * x, scale * y],
      }).path.map(([, y = 0]) => y);
    const path = pathOf(1);
    for (const [step, y] of path.entries()) expect(pathOf(1000)[step]).toBeCloseTo(y, 9);
    // Along the floor all gradients agree. They get smaller, and the mean of the squares is slow to follow.
    const lengths = path.slice(1).map((y, step) => (path[step] ?? 0) - y);
    expect(Math.max(...lengths)).toBeCloseTo(0.01, 6);
    expect(Math.min(...lengths)).toBeGreaterThan(0.009);
  });

  test('has a rule to begin with that becomes Adam by what the hints say', async () => {
    const start = /```optimizer mine\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    const done = start
      .replace('state m', 'state m, v')
      .replace(
        '  p -= lr * m\n',
        [
          '  v = beta2 * v + (1 - beta2) * g**2',
          '  m_hat = m / (1 - beta1**t)',
          '  v_hat = v / (1 - beta2**t)',
          '  p -= lr * m_hat / (sqrt(v_hat) + eps)\n',
        ].join('\n'),
      );
    const [shipped, mine] = await runsOf(text, 'compare', done);
    const digits = (run: RecordedRun | undefined) => run?.losses.map((loss) => loss.toPrecision(8));
    expect(digits(mine)).toEqual(digits(shipped));
  });
});
