import { describe, expect, it } from 'vitest';
import { moveOnAxis } from '../../../webview/shared/chart/axis.ts';
import { exitOf } from '../../../webview/shared/chart/drawExits.ts';
import { readingsAt, readingsText } from '../../../webview/shared/chart/hoverCard.ts';
import { valueText, xText, xTickLabel, yTickLabel } from '../../../webview/shared/chart/labels.ts';
import type { XAxis } from '../../../webview/shared/chart/scene.ts';
import { curveOf, drawnPoints, laidOut, lineOf, sceneOf } from './scenes.ts';

describe('the points of a line', () => {
  it('are its values over the axis', () => {
    const line = lineOf({ stepsPerUnit: 2 });
    expect(drawnPoints(sceneOf([line]))).toEqual([
      [
        [0, 4],
        [0.5, 3],
        [1, 2],
        [1.5, 1],
        [2, 0.5],
      ],
    ]);
  });

  it('end where a diverged line leaves at the top', () => {
    const line = lineOf({ curve: curveOf([1, 1, 1e6, Number.POSITIVE_INFINITY]), divergedAt: 3 });
    const { plot, lines } = laidOut(sceneOf([line]));
    const [trace] = lines;
    const exit = trace && exitOf(trace, plot);
    expect(exit).toBeGreaterThan(plot.x(1));
    expect(exit).toBeLessThan(plot.x(2));
    expect(trace && exitOf({ ...trace, line: { ...line, divergedAt: null } }, plot)).toBeNull();
  });
});

/** Each of the first ten steps, then two of every thousand. */
const steps = Array.from({ length: 10 }, (_, i) => i).concat([700, 900, 1200, 1999, 2000]);
const thinned = lineOf({
  curve: curveOf(
    steps.map((step) => 1 + step),
    steps,
  ),
});
const long = { axis: { kind: 'step', log: false, min: 0, max: 2000, quantum: 1 } } as const;

describe('a curve that keeps some of its points', () => {
  it('is drawn at their steps', () => {
    const scene = sceneOf([thinned], long);
    expect(drawnPoints(scene, 4000)[0]?.map(([x]) => x)).toEqual(steps);
    const log = { ...long.axis, log: true, min: 1 };
    expect(drawnPoints({ ...scene, axis: log }, 4000)[0]?.map(([x]) => x)).toEqual(steps.slice(1));
  });

  it('leaves where that is in view, and only there', () => {
    const line = lineOf({ curve: curveOf([1, 1, 1e6, Number.POSITIVE_INFINITY]), divergedAt: 3 });
    const exitIn = (min: number, max: number) => {
      const axis = { kind: 'step', log: false, min, max, quantum: 1 } as const;
      const { plot, lines } = laidOut(sceneOf([line], { axis, yLimits: { min: 0.5, max: 2 } }));
      return lines.map((trace) => exitOf(trace, plot));
    };
    expect(exitIn(0, 4)[0]).toBeGreaterThan(0);
    expect([exitIn(0, 1), exitIn(2, 4)]).toEqual([[null], [null]]);
  });

  it('leaves between the last point within the chart and the next that is kept', () => {
    const line = { ...thinned, divergedAt: 2000 };
    const usual = lineOf({ curve: curveOf([950, 940], [0, 2000]) });
    const { plot, lines } = laidOut(sceneOf([usual, line], { ...long, logY: false }));
    expect(plot.range?.max).toBe(1000);
    const [, trace] = lines;
    // From 901 at step 900 to 1201 at step 1200.
    expect(trace && exitOf(trace, plot)).toBeCloseTo(plot.x(999), 6);
  });

  it('is read at the last point before, which is named', () => {
    const read = (x: number) =>
      readingsAt(sceneOf([thinned], long), x).map(({ value, place }) => [value, place]);
    expect(read(5)).toEqual([[6, null]]);
    expect(read(899)).toEqual([[701, 'Step 700']]);
    expect(read(900)).toEqual([[901, null]]);
    expect(read(2001)).toEqual([]);
  });
});

describe('readings', () => {
  it('name the best first, and where each stood', () => {
    const scene = sceneOf([
      lineOf({ name: 'A', positionAt: (step) => [step, -1.5] }),
      lineOf({ name: 'B', curve: curveOf([9, 8, 1]) }),
    ]);
    const readings = readingsAt(scene, 2);
    expect(readings.map(({ line, value, place }) => [line.name, value, place])).toEqual([
      ['B', 1, null],
      ['A', 2, '(2.00, -1.50)'],
    ]);
    expect(readingsText(readings, scene)).toBe('B 1.000, A 2.000');
    expect(readingsAt({ ...scene, isShare: true }, 2).map(({ line }) => line.name)).toEqual(['A', 'B']);
    expect(readingsAt(scene, 3).map(({ line }) => line.name)).toEqual(['A']);
  });

  it('are moved along the axis, and kept on it', () => {
    const { axis } = sceneOf([]);
    expect([moveOnAxis(axis, 1, 1), moveOnAxis(axis, 1.4, 0), moveOnAxis(axis, 0, -1)]).toEqual([2, 1, 0]);
    expect([moveOnAxis(axis, 4, 10), moveOnAxis({ ...axis, log: true, min: 1 }, 1, -10)]).toEqual([4, 1]);
  });
});

describe('labels', () => {
  const epochs = { kind: 'epoch', log: false, min: 0, max: 3, quantum: 0.5 } as const;

  it('say at the last tick what the axis is', () => {
    expect([xTickLabel(2, epochs), xTickLabel(3, epochs)]).toEqual(['2', 'epoch 3']);
    const { axis } = sceneOf([]);
    expect([xTickLabel(4, axis), xText(3, axis), xText(1.5, epochs)]).toEqual([
      'step 4',
      'Step 3',
      'Epoch 1.50',
    ]);
    const of = (kind: XAxis['kind']) => ({ ...axis, kind, max: 12_800 });
    const kinds = ['sample', 'second', 'gradient'] as const;
    expect(kinds.map((kind) => [xTickLabel(12_800, of(kind)), xText(12.5, of(kind))])).toEqual([
      ['samples 12,800', '13 samples'],
      ['seconds 12800', '12.5 s'],
      ['gradients 12,800', '13 gradients'],
    ]);
  });

  it('write shares in percent', () => {
    expect([yTickLabel(0.25, true), yTickLabel(0.25, false), valueText(0.5, true)]).toEqual([
      '25 %',
      '0.25',
      '50.0 %',
    ]);
  });
});
