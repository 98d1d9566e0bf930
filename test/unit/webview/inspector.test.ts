/** What the page of the step inspector makes of what it gets. */
import { describe, expect, test, vi } from 'vitest';
import type { OpenedRun } from '../../../core/protocol/inspector.ts';
import {
  byLine,
  currentLine,
  type InspectorState,
  keptPlace,
  opened,
  placeOf,
} from '../../../webview/inspector/inspectorState.ts';
import { placeCurve, ticksOf } from '../../../webview/inspector/lossCurve.ts';
import { Latest } from '../../../webview/shared/latest.ts';
import { inspected, onValley, ownRun } from '../debug/inspections.ts';

const { inspection } = inspected(onValley('radam', { steps: 12 }));
const run: OpenedRun = {
  ...{ type: 'opened', runs: [], curve: { steps: [], losses: [] }, precision: null },
  facts: inspection.facts,
  place: { race: 'a', run: 0, step: 3, parameters: [0, 1] },
};
const at = (step: number, line: number | null = null): InspectorState => ({
  ...opened(run),
  ...{ step, line, shown: inspection.step(step, [0, 1]) },
});

describe('the line that is looked at', () => {
  test('is the last that was computed, until another is chosen', () => {
    expect(currentLine(opened(run))).toBe(0);
    // Before the mean of squares can be trusted.
    expect(currentLine(at(3))).toBe(34);
    expect(currentLine(at(12))).toBe(32);
    expect(currentLine(at(12, 27))).toBe(27);
    // An else has no numbers to look at.
    expect(currentLine(at(12, 33))).toBe(32);
  });

  test('is where values stop being finite, until another is chosen', () => {
    const rootless = ownRun('s = sqrt(-p)', 'p -= lr * s');
    const state = { ...opened({ ...run, facts: rootless.facts }), step: 1, shown: rootless.step(1, [0]) };
    expect([currentLine(state), currentLine({ ...state, line: 5 })]).toEqual([4, 5]);
  });

  test('moves by lines that are computed, and from step to step', () => {
    expect(byLine(at(12, 27), 1)).toEqual({ step: 12, line: 28 });
    expect(byLine(at(12, 27), -1)).toEqual({ step: 12, line: 26 });
    // Lines 31 and 32 are skipped.
    expect(byLine(at(3, 30), 1)).toEqual({ step: 3, line: 34 });
    expect(byLine(at(3), 1)).toEqual({ step: 4, line: 25 });
    expect(byLine(at(3, 25), -1)).toEqual({ step: 2, line: null });
    expect(byLine(at(1, 25), -1)).toBeNull();
    expect(byLine(at(12), 1)).toBeNull();
    expect(byLine({ ...at(12), run: null }, 1)).toBeNull();
  });

  test('is no part of where the person is after a reload', () => {
    expect(placeOf(at(12, 27))).toEqual({ race: 'a', run: 0, step: 12, parameters: [0, 1] });
    expect(placeOf({ ...at(12), run: null })).toBeNull();
    const place = { race: 'a', run: 0, step: 3, parameters: [0, 1] };
    expect(keptPlace(place)).toEqual(place);
  });
});

describe('the curve', () => {
  const box = { left: 10, right: 110, top: 0, bottom: 20 };

  test('lies between its smallest and its largest loss', () => {
    const curve = placeCurve({ steps: [0, 50, 100], losses: [4, 0, 2] }, 100, box);
    expect([curve.xOf(0), curve.xOf(50), curve.xOf(100)]).toEqual([10, 60, 110]);
    expect([4, 2, 0].map((loss) => curve.yOf(loss))).toEqual([0, 10, 20]);
    expect(curve.path(100)).toBe('M10.0 0.0L60.0 20.0L110.0 10.0');
    expect(curve.path(25)).toBe('M10.0 0.0L35.0 10.0');
    expect([curve.lossAt(25), curve.lossAt(100), curve.lossAt(120)]).toEqual([2, 2, 2]);
  });

  test('is logarithmic over many powers of ten', () => {
    const curve = placeCurve({ steps: [0, 1, 2], losses: [1e4, 1, 1e-4] }, 2, box);
    expect(curve.path(2)).toBe('M10.0 0.0L60.0 10.0L110.0 20.0');
  });

  test('ends where losses stop being finite, and begins again', () => {
    const curve = placeCurve({ steps: [0, 1, 2, 3], losses: [1, null, 2, 2] }, 3, box);
    expect(curve.path(3).match(/M/g)).toHaveLength(2);
    expect(curve.lossAt(1)).toBeNull();
    expect(curve.yOf(null)).toBeNull();
    expect(placeCurve({ steps: [], losses: [] }, 3, box).path(3)).toBe('');
    expect(placeCurve({ steps: [0, 1], losses: [5, 5] }, 1, box).yOf(5)).toBe(20);
  });

  test.each([
    [200, 4, [0, 50, 100, 150, 200]],
    [200, 16, [0, 20, 40, 60, 80, 100, 120, 140, 160, 180, 200]],
    [7, 20, [0, 1, 2, 3, 4, 5, 6, 7]],
    [1, 5, [0, 1]],
    [123_456, 5, [0, 50_000, 100_000, 123_456]],
    [10, 0, [0, 10]],
  ])('%d steps with room for %d labels', (last, most, ticks) => {
    expect(ticksOf(last, most)).toEqual(ticks);
  });
});

describe('what is asked for', () => {
  const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
  const setUp = () => {
    const ends: { resolve(answer: string): void; reject(error: Error): void }[] = [];
    const ask = vi.fn<(question: number) => Promise<string>>(
      () => new Promise((resolve, reject) => ends.push({ resolve, reject })),
    );
    const [take, fail] = [vi.fn(), vi.fn()];
    return { ends, ask, take, fail, latest: new Latest(ask, take, fail) };
  };

  test('is the last that was wanted, one at a time', async () => {
    const { ends, ask, take, latest } = setUp();
    for (const step of [1, 2, 3, 4]) latest.want(step);
    expect(ask.mock.calls).toEqual([[1]]);
    ends[0]?.resolve('first');
    await settled();
    expect(ask.mock.calls).toEqual([[1], [4]]);
    ends[1]?.resolve('fourth');
    await settled();
    expect(take.mock.calls).toEqual([
      ['first', 1],
      ['fourth', 4],
    ]);
    latest.want(5);
    expect(ask).toHaveBeenLastCalledWith(5);
  });

  test('goes on after what failed', async () => {
    const { ends, ask, take, fail, latest } = setUp();
    latest.want(1);
    latest.want(2);
    ends[0]?.reject(new Error('gone'));
    await settled();
    expect(fail).toHaveBeenCalledExactlyOnceWith(new Error('gone'));
    ends[1]?.resolve('second');
    await settled();
    expect(take.mock.calls).toEqual([['second', 2]]);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  test('is forgotten where another run is opened', async () => {
    const { ends, ask, latest } = setUp();
    latest.want(1);
    latest.want(2);
    latest.forget();
    ends[0]?.resolve('first');
    await settled();
    expect(ask).toHaveBeenCalledTimes(1);
  });
});
