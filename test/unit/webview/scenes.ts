/** Scenes built by hand, as any page may build them: nothing here knows the panel. */
import { valley } from '../../../core/problems/surfaces/valley.ts';
import { beforeStart, RunRecord } from '../../../core/race/runRecord.ts';
import { Series } from '../../../core/race/series.ts';
import { layOut } from '../../../webview/shared/chart/drawChart.ts';
import type { Plot } from '../../../webview/shared/chart/plot.ts';
import type { Line, Scene } from '../../../webview/shared/chart/scene.ts';
import { Traces } from '../../../webview/shared/chart/traces.ts';
import { RecordedCurve } from '../../../webview/shared/curves/recordedCurve.ts';
import type { Path } from '../../../webview/shared/landscape/scene.ts';
import type { Theme } from '../../../webview/shared/theme.ts';
import { RecordingPen } from './recordingPen.ts';

export const theme: Theme = {
  contrast: false,
  foreground: '#ccc',
  quiet: '#999',
  grid: '#333',
  rule: '#555',
  background: '#111',
  error: '#f66',
  mark: '#fc0',
  hill: '#222',
  contour: '#444',
  textFont: 'sans-serif',
  numberFont: 'monospace',
  runs: [],
};

/** A curve of these losses: after each step, or after those in `steps`. */
export function curveOf(losses: Iterable<number>, steps?: readonly number[]): RecordedCurve {
  const record = new RunRecord();
  const points = {
    loss: Float64Array.from(losses),
    ...(steps && { step: Float64Array.from(steps) }),
  };
  record.append({ firstPoint: 0, points, evaluations: [], state: beforeStart });
  return new RecordedCurve(record, 'loss');
}

export function lineOf(change: Partial<Line> = {}): Line {
  return {
    key: '0',
    group: change.key ?? '0',
    isBeside: false,
    name: 'SGD lr 0.1',
    endName: 'SGD',
    stem: 'SGD',
    color: '#08f',
    dash: [],
    look: { slot: 0, variant: 0 },
    faded: false,
    highlighted: false,
    curve: curveOf([4, 3, 2, 1, 0.5]),
    raw: null,
    middle: null,
    stepsPerUnit: 1,
    ended: true,
    divergedAt: null,
    reached: null,
    positionAt: () => null,
    ...change,
  };
}

export function sceneOf(lines: readonly Line[], change: Partial<Scene> = {}): Scene {
  const axis = change.axis ?? ({ kind: 'step', log: false, min: 0, max: 4, quantum: 1 } as const);
  return {
    title: 'Loss',
    lines,
    axis,
    whole: axis,
    yLimits: null,
    ignoresOutliers: true,
    logY: true,
    isShare: false,
    marksPoints: false,
    target: null,
    cursor: null,
    theme,
    narrow: false,
    direct: true,
    ...change,
  };
}

export function pathOf(positions: Iterable<number>, change: Partial<Path> = {}): Path {
  return {
    key: '0',
    name: 'SGD',
    look: { slot: 0, variant: 0 },
    faded: false,
    highlighted: false,
    diverged: false,
    positions: new Series(Float64Array.from(positions)),
    ring: null,
    ...change,
  };
}

export function landscapeOf(paths: readonly Path[]) {
  return { surface: valley, start: valley.start, paths, theme, margins: null };
}

/** Points and plot of a scene, as the chart has them at this size. */
export function laidOut(scene: Scene, width = 800, height = 400) {
  return layOut(new RecordingPen(), scene, new Traces(), width, height);
}

/** x and y of each point that is drawn of the lines of a scene. */
export function drawnPoints(scene: Scene, width?: number): [number, number][][] {
  return laidOut(scene, width).lines.map(({ points }) =>
    Array.from({ length: points.length }, (_, i): [number, number] => [points.x(i), points.y(i)]),
  );
}

/** A plot with one pixel for each unit of the x axis, y downward from 100. */
export const pixelPlot: Plot = {
  ...{
    left: 0,
    right: 400,
    top: 10,
    bottom: 90,
    width: 480,
    range: { min: 10, max: 90, ticks: [10, 50, 90] },
    fitted: null,
  },
  x: (value) => value,
  y: (value) => 100 - value,
  yInside: (value) => Math.min(90, Math.max(10, 100 - value)),
};
