/** The chart as Chart.js lays it out, on a canvas that takes everything and shows nothing. */
import { Chart, LinearScale, LogarithmicScale, PointElement } from 'chart.js';
import { describe, expect, test } from 'vitest';
import { chartOptions } from '../../../webview/shared/chart/chartOptions.ts';
import { drawAxes } from '../../../webview/shared/chart/drawAxes.ts';
import { layOut } from '../../../webview/shared/chart/drawChart.ts';
import { xTicks } from '../../../webview/shared/chart/labels.ts';
import type { Scene } from '../../../webview/shared/chart/scene.ts';
import { TraceController } from '../../../webview/shared/chart/traceController.ts';
import { Traces } from '../../../webview/shared/chart/traces.ts';
import { RecordingPen } from './recordingPen.ts';
import { curveOf, laidOut, lineOf, sceneOf } from './scenes.ts';

Chart.register(TraceController, PointElement, LinearScale, LogarithmicScale);

const [width, height] = [640, 400];

/** A canvas whose context's methods note their names and first arguments; it measures texts like the recording pen. */
function fakeCanvas(calls: unknown[][]): HTMLCanvasElement {
  const canvas = { width, height, style: {}, getContext: () => context };
  const known: Record<PropertyKey, unknown> = {
    canvas,
    measureText: (text: string) => ({ width: 6 * text.length }),
  };
  const context = new Proxy(known, {
    get: (target, name) => target[name] ?? ((...args: unknown[]) => void calls.push([name, ...args])),
  });
  return canvas as never;
}

function chartOf(scene: Scene, paints: (() => void)[] = []) {
  const calls: unknown[][] = [];
  const { plot } = layOut(new RecordingPen(), scene, new Traces(), width, height);
  const chart = new Chart<'trace'>(fakeCanvas(calls), {
    type: 'trace',
    data: {
      datasets: paints.map((paint, i) => ({
        type: 'trace',
        label: `line ${i}`,
        order: paints.length - i,
        data: [],
        paint,
      })),
    },
    options: chartOptions(plot, height, scene),
  });
  chart.resize(width, height);
  chart.update('none');
  return { chart, plot, calls };
}

const scenes: [string, Scene][] = [
  ['a logarithmic y axis', sceneOf([lineOf()])],
  ['a linear y axis', sceneOf([lineOf()], { logY: false })],
  [
    'a logarithmic x axis',
    sceneOf([lineOf()], { axis: { kind: 'epoch', log: true, min: 0.1, max: 20, quantum: 0.1 } }),
  ],
  ['shares', sceneOf([lineOf({ curve: curveOf([0.5, 0.75, 0.9]) })], { isShare: true, logY: false })],
  ['no value yet', sceneOf([lineOf({ curve: curveOf([]) })])],
  ['a legend in place of names', sceneOf([lineOf()], { direct: false, narrow: true })],
];

describe.each(scenes)('with %s', (_, scene) => {
  test('the plot of Chart.js is the one that the lines are placed in', () => {
    const { chart, plot } = chartOf(scene);
    const { left, right, top, bottom } = chart.chartArea;
    expect({ left, right, top, bottom }).toEqual({
      left: plot.left,
      right: plot.right,
      top: plot.top,
      bottom: plot.bottom,
    });
    const { min, max } = scene.axis;
    for (const x of [min, min + 0.3 * (max - min), max])
      expect(chart.scales['x']?.getPixelForValue(x)).toBeCloseTo(plot.x(x), 6);
    for (const y of plot.range ? [plot.range.min, (plot.range.min + plot.range.max) / 2, plot.range.max] : [])
      expect(chart.scales['y']?.getPixelForValue(y)).toBeCloseTo(plot.y(y), 6);
  });

  test('the numbers on the axes are those of a saved picture', () => {
    const { plot, calls } = chartOf(scene);
    const pen = new RecordingPen();
    drawAxes(pen, plot, scene);
    const written = calls.filter(([name]) => name === 'fillText').map(([, text]) => text);
    const saved = pen.of('text').map(({ text }) => text);
    expect(saved.length).toBeGreaterThan(1);
    expect(new Set(written)).toEqual(new Set(saved));
  });
});

test('every line is drawn once with a frame, later ones above', () => {
  const drawn: number[] = [];
  const { chart } = chartOf(
    sceneOf([lineOf()]),
    [0, 1, 2].map((i) => () => void drawn.push(i)),
  );
  drawn.length = 0;
  chart.render();
  expect(drawn).toEqual([0, 1, 2]);
  chart.render();
  expect(drawn).toEqual([0, 1, 2, 0, 1, 2]);
});

test('the axis has no number where that at its end has no room beside it', () => {
  const axis = { kind: 'sample', log: false, min: 0, max: 86_220, quantum: 32 } as const;
  const scene = sceneOf([lineOf()], { axis });
  const { plot } = laidOut(scene, 1300);
  const ticks = xTicks(plot, axis, false);
  expect(ticks.slice(-2)).toEqual([70_000, 86_220]);
  expect(xTicks(plot, { ...axis, kind: 'step' }, false).at(-1)).toBe(86_220);
});

test('an axis of trials has no number between two of them', () => {
  const axis = { kind: 'trial', log: false, min: 1, max: 3, quantum: 1 } as const;
  const scene = sceneOf([lineOf()], { axis, whole: axis });
  const { plot } = laidOut(scene, 1300);
  expect(xTicks(plot, axis, false)).toEqual([1, 2, 3]);
  expect(xTicks(plot, { ...axis, kind: 'epoch' }, false)).toContain(1.5);
});
