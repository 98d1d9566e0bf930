/** The page of diagnostics: its state by messages and keys, its scale, and what it says. */
import { describe, expect, test } from 'vitest';
import { emptySeries, type MeasuredSeries } from '../../../core/diagnostics/measuredSeries.ts';
import type {
  MeasuredRun,
  OpenedDiagnostics,
  Progress,
  ShownMeasurement,
  ToDiagnostics,
} from '../../../core/protocol/diagnostics.ts';
import {
  afterMessage,
  type DiagnosticsState,
  emptyState,
  measurementsOf,
  nearestIndex,
  readAfter,
  stepsOf,
} from '../../../webview/diagnostics/diagnosticsState.ts';
import { type Drawn, frameOf, runNear, valueAt } from '../../../webview/diagnostics/drawChart.ts';
import { valueScale } from '../../../webview/diagnostics/valueScale.ts';
import { comparisons, headline, rangeText, valueText } from '../../../webview/diagnostics/words.ts';

const chart = {
  ...({ id: 'gradientNorm', name: 'N', description: 'D', source: 'S' } as const),
  ...{ referenceName: null, limits: null },
};
const opened = (count = 2): OpenedDiagnostics => ({
  type: 'opened',
  place: { diagnostics: ['gradientNorm'], runs: [] },
  title: 'T',
  charts: [chart],
  runs: Array.from({ length: count }, (_, i) => ({ title: `Run ${i}`, color: i, variant: 0, steps: 100 })),
});

function series(
  steps: readonly number[],
  values: readonly number[],
  others: Partial<MeasuredSeries> = {},
): MeasuredSeries {
  return { ...emptySeries, steps: Float64Array.from(steps), values: Float64Array.from(values), ...others };
}

const measurement = (given: MeasuredSeries): ShownMeasurement => ({
  id: 'gradientNorm',
  series: given,
  seen: null,
});

function measured(run: number, change: Partial<MeasuredRun> = {}): MeasuredRun {
  const progress: Progress = { kind: 'done' };
  return { type: 'run', run, progress, stepsDone: 100, comparison: null, measured: [], ...change };
}

const stateAfter = (...messages: readonly ToDiagnostics[]): DiagnosticsState =>
  messages.reduce(afterMessage, emptyState);

describe('messages', () => {
  test('open the page, and each run has its last', () => {
    expect(stateAfter({ type: 'opening', title: 'SGD' }).notice).toEqual({ kind: 'opening', title: 'SGD' });
    const state = stateAfter(opened(), measured(1, { stepsDone: 5 }), measured(1, { stepsDone: 9 }));
    expect(state.measured[0]).toBeUndefined();
    expect(state.measured[1]?.stepsDone).toBe(9);
    expect(stateAfter(opened(), measured(0), opened(3)).measured).toEqual([]);
    expect(stateAfter(opened(), { type: 'failed', message: 'gone' })).toMatchObject({
      ...{ opened: null, notice: { kind: 'failed', message: 'gone' } },
    });
  });

  test('what a chart has of each run is found by its id', () => {
    const own = measurement(series([1], [2]));
    const other: ShownMeasurement = { ...own, id: 'sharpness' };
    const state = stateAfter(opened(), measured(1, { measured: [other, own] }));
    expect(measurementsOf(state, 0)).toEqual([undefined, own]);
  });
});

describe('reading', () => {
  const steps = [1, 5, 9, 13];
  const press = (key: string, read: DiagnosticsState['read'], shiftKey = false) =>
    readAfter({ key, shiftKey }, read, steps, 3);

  test('arrows go along the steps and through the runs', () => {
    expect(press('ArrowRight', null)).toEqual({ step: 1, run: 0 });
    expect(press('ArrowLeft', null)).toEqual({ step: 13, run: 0 });
    expect(press('ArrowRight', { step: 5, run: 2 })).toEqual({ step: 9, run: 2 });
    expect(press('ArrowLeft', { step: 5, run: 2 })).toEqual({ step: 1, run: 2 });
    expect(press('ArrowLeft', { step: 1, run: 0 })).toEqual({ step: 1, run: 0 });
    expect(press('ArrowRight', { step: 1, run: 0 }, true)).toEqual({ step: 13, run: 0 });
    expect(press('Home', { step: 9, run: 1 })).toEqual({ step: 1, run: 1 });
    expect(press('End', { step: 1, run: 1 })).toEqual({ step: 13, run: 1 });
    expect(press('ArrowDown', { step: 5, run: 2 })).toEqual({ step: 5, run: 0 });
    expect(press('ArrowUp', { step: 5, run: 0 })).toEqual({ step: 5, run: 2 });
    expect(press('Escape', { step: 5, run: 0 })).toBeNull();
    expect(press('a', { step: 5, run: 0 })).toBeUndefined();
    expect(readAfter({ key: 'ArrowRight', shiftKey: false }, null, [], 3)).toBeUndefined();
  });

  test('the steps of all runs, and the value at the one that is nearest', () => {
    const given = [
      measurement(series([1, 3], [1, Number.NaN])),
      undefined,
      measurement(series([2, 3], [5, 6])),
    ];
    expect(stepsOf(given)).toEqual([1, 2, 3]);
    expect([nearestIndex([1, 10], 5), nearestIndex([1, 10], 6), nearestIndex([], 1)]).toEqual([0, 1, -1]);
    expect(given.map((each) => valueAt(each, 1))).toEqual([1, null, 5]);
    expect(given.map((each) => valueAt(each, 9))).toEqual([null, null, 6]);
  });

  test('a place is at the step below it, and at the run whose line is nearest', () => {
    const { runs } = opened();
    const drawn: Drawn = {
      ...{ chart, runs, read: null, contrast: false },
      measurements: [measurement(series([1, 100], [0, 0])), measurement(series([1, 100], [10, 10]))],
    };
    const frame = frameOf(drawn, { width: 400, height: 200 });
    expect(frame.stepAt(frame.xOf(37))).toBeCloseTo(37, 9);
    expect([frame.xOf(1), frame.xOf(100)]).toEqual([frame.box.left, frame.box.right]);
    expect(runNear(drawn, frame, frame.xOf(50), frame.yOf(8))).toBe(1);
    expect(runNear(drawn, frame, frame.xOf(50), frame.yOf(3))).toBe(0);
    expect(runNear({ ...drawn, measurements: [] }, frame, 0, 0)).toBe(0);
  });
});

describe('the scale', () => {
  const scaleOf = (values: readonly number[], others: Partial<MeasuredSeries> = {}) =>
    valueScale(chart, [
      measurement(
        series(
          values.map((_, i) => i + 1),
          values,
          others,
        ),
      ),
    ]);

  test('of values that are near to each other is linear, from zero', () => {
    const { at, ticks } = scaleOf([2, 10]);
    expect(ticks[0]).toBe(0);
    expect(at(0)).toBe(0);
    expect(at(6) - at(4)).toBeCloseTo(at(4) - at(2), 12);
    const below = scaleOf([-3, 10]);
    expect(below.at(-3)).toBeGreaterThanOrEqual(0);
    expect(below.ticks[0]).toBeLessThan(0);
  });

  test('of values that are far apart is logarithmic, and has a place for zero', () => {
    const { at, ticks } = scaleOf([1e-4, 1, Number.NaN]);
    expect(at(0.1) - at(0.01)).toBeCloseTo(at(0.01) - at(0.001), 12);
    expect(ticks).not.toContain(0);
    const withZero = scaleOf([0, 1e-4, 1]);
    expect(withZero.ticks[0]).toBe(0);
    expect(withZero.at(0)).toBe(0);
    expect(withZero.at(1e-4)).toBeGreaterThan(0.05);
    expect(withZero.at(1)).toBeLessThanOrEqual(1);
  });

  test('takes in bands, and references that are near', () => {
    const band = { lows: Float64Array.of(1, 1), highs: Float64Array.of(40, 40) };
    expect(scaleOf([10, 10], band).at(40)).toBeLessThanOrEqual(1);
    expect(scaleOf([10, 10], { references: Float64Array.of(25, 25) }).at(25)).toBeLessThanOrEqual(1);
    expect(scaleOf([10, 10], { references: Float64Array.of(200, 200) }).at(200)).toBeGreaterThan(2);
  });

  test('keeps to limits where there are some, and is there without values', () => {
    const limited = valueScale({ limits: [-1, 2] }, [measurement(series([1], [0]))]);
    expect([limited.at(-1), limited.at(2), limited.at(0.5)]).toEqual([0, 1, 0.5]);
    expect(valueScale(chart, [undefined]).at(0.5)).toBe(0.5);
    expect(scaleOf([0, 0]).at(0)).toBe(0);
  });
});

describe('words', () => {
  const kinds = (...all: readonly (Progress | number)[]) =>
    headline(
      stateAfter(
        opened(all.length),
        ...all.map((each, run) =>
          typeof each === 'number'
            ? measured(run, { stepsDone: each, progress: { kind: 'running' } })
            : measured(run, { progress: each, stepsDone: each.kind === 'stopped' ? 7 : 100 }),
        ),
      ),
    );
  const [done, stopped] = [{ kind: 'done' }, { kind: 'stopped' }] as const;

  test('how far measuring is', () => {
    expect(headline(stateAfter(opened(1)))).toBe('The run is computed again: step 0 of 100.');
    expect(kinds(30, 12)).toBe('The 2 runs are computed again: step 42 of 200.');
    expect(kinds(done, 50)).toBe('The 2 runs are computed again: step 150 of 200.');
    expect(kinds(done)).toBe('The run is measured.');
    expect(kinds(done, done)).toBe('All 2 runs are measured.');
    expect(kinds(done, stopped)).toBe('Measuring was stopped: what was measured until then stays.');
    expect(kinds(done, { kind: 'failed', message: 'no memory' })).toBe(
      "1 of 2 runs are measured. Run 1 can't be measured: no memory",
    );
    const reloaded = stateAfter(opened(1), measured(0, { stepsDone: 0, progress: stopped }));
    expect(headline(reloaded)).toMatch(
      /^What was measured .* is not kept any more\. Measure again to have it\.$/,
    );
  });

  test('how exact it is: a sentence for all that have the same', () => {
    const [same, other] = ['The losses are those that were recorded.', 'Others.'];
    const said = (...all: readonly string[]) =>
      comparisons(
        stateAfter(opened(all.length), ...all.map((comparison, run) => measured(run, { comparison }))),
      );
    expect(said(same)).toEqual([same]);
    expect(said(same, same)).toEqual([`Run 0; Run 1: ${same}`]);
    expect(said(same, other)).toEqual([`Run 0: ${same}`, `Run 1: ${other}`]);
    expect(comparisons(stateAfter(opened()))).toEqual([]);
  });

  test('values, with their bands where these have a width', () => {
    expect([valueText(null), valueText(0.1)]).toEqual(['no number', '0.1']);
    expect(rangeText(2, 1, 3)).toBe('2 (1 to 3)');
    expect(rangeText(2, 2, 2 + 1e-12)).toBe('2');
    expect(rangeText(2, undefined, undefined)).toBe('2');
  });
});
