import { describe, expect, it } from 'vitest';
import { beforeStart, RunRecord } from '../../../core/race/runRecord.ts';
import { drawAxes } from '../../../webview/shared/chart/drawAxes.ts';
import { drawChart } from '../../../webview/shared/chart/drawChart.ts';
import { drawEnds, endRoom } from '../../../webview/shared/chart/drawEnds.ts';
import { drawBars, drawStroke } from '../../../webview/shared/chart/drawLines.ts';
import { TracePainter } from '../../../webview/shared/chart/drawTrace.ts';
import { LeavingSearch } from '../../../webview/shared/chart/leaving.ts';
import type { Line, Scene } from '../../../webview/shared/chart/scene.ts';
import { Traces } from '../../../webview/shared/chart/traces.ts';
import { RecordedCurve } from '../../../webview/shared/curves/recordedCurve.ts';
import { barsOf, RecordingPen } from './recordingPen.ts';
import { curveOf, laidOut, lineOf, sceneOf } from './scenes.ts';

const stepsTo = (max: number) => ({ kind: 'step', log: false, min: 0, max, quantum: 1 }) as const;

function textsOf(draw: (pen: RecordingPen) => void): string[] {
  const pen = new RecordingPen();
  draw(pen);
  return pen.of('text').map(({ text }) => text);
}

function lineOfLosses(losses: Iterable<number>, change: Partial<Line> = {}): Line {
  return lineOf({ curve: curveOf(losses), ...change });
}

describe('the axes', () => {
  const numbers = (scene: Scene) => textsOf((pen) => drawAxes(pen, laidOut(scene).plot, scene));

  it('have no numbers along y before there is a value', () => {
    const lines = [lineOfLosses([])];
    for (const change of [{}, { logY: false }, { isShare: true, logY: false }])
      expect(numbers(sceneOf(lines, change))).toEqual(['0', '1', '2', '3', 'step 4']);
    expect(numbers(sceneOf([lineOf()]))).toContain('1');
  });
});

describe('what leaves the plot', () => {
  /** Around 1, with these values at these steps. */
  const around = (odd: Readonly<Record<number, number>>) =>
    Array.from({ length: 401 }, (_, i) => odd[i] ?? 3 - i / 200);
  const leavingsOf = (losses: number[], change: Partial<Scene> = {}) => {
    const { plot, lines } = laidOut(sceneOf([lineOfLosses(losses)], { axis: stepsTo(400), ...change }));
    const [trace] = lines;
    if (!trace) throw new Error('There is one line.');
    const found = new LeavingSearch().next(trace.points, plot, trace.points.length);
    return found.map(({ x, side }) => [Math.round(((x - plot.left) / (plot.right - plot.left)) * 400), side]);
  };

  it('is marked at the bottom where a value is 0 or tiny, and at the top where one is huge', () => {
    expect(leavingsOf(around({ 100: 0, 200: 1e-30 }))).toEqual([
      [99, 'below'],
      [199, 'below'],
    ]);
    expect(leavingsOf(around({ 100: 1e9 }))).toEqual([[99, 'above']]);
    expect(leavingsOf(around({ 100: 1e9 }), { logY: false })).toEqual([[99, 'above']]);
    expect(leavingsOf(around({}))).toEqual([]);
  });

  it('is marked once where such values are close together', () => {
    expect(leavingsOf(around({ 100: 0, 102: 0, 104: 0 }))).toHaveLength(1);
  });

  it('is not drawn as a line along the edge', () => {
    const losses = Array.from({ length: 401 }, (_, i) => (i < 200 ? 10 ** -(i / 20) : 0));
    const scene = sceneOf([lineOfLosses(losses)], { axis: stepsTo(400) });
    const { plot, lines } = laidOut(scene);
    const pen = new RecordingPen();
    new TracePainter().drawSettled(pen, plot, lines, scene);
    const [stroke] = pen.of('stroke');
    const ys = stroke?.points.filter((_, i) => i % 2 === 1) ?? [];
    const beyond = ys.slice(210).every((y) => y > plot.bottom + 5);
    expect([ys.length > 300, beyond]).toEqual([true, true]);
  });

  it('is marked at the very end of a run that has ended', () => {
    const arrows = (ended: boolean) => {
      const line = lineOfLosses([4, 3, 2, 0], { ended });
      const scene = sceneOf([line], { axis: stepsTo(3) });
      const { plot, lines } = laidOut(scene);
      const pen = new RecordingPen();
      new TracePainter().drawSettled(pen, plot, lines, scene);
      return pen.of('fill').length;
    };
    expect([arrows(true), arrows(false)]).toEqual([1, 0]);
  });

  it('has an arrow in place of the dot at its end, and its value beside it', () => {
    const losses = Array.from({ length: 401 }, (_, i) => (i < 200 ? 10 ** -(i / 20) : 0));
    const scene = sceneOf([lineOfLosses(losses)], { axis: stepsTo(400) });
    const { plot } = laidOut(scene);
    const pen = new RecordingPen();
    drawEnds(pen, plot, scene, plot.top);
    const [mark] = pen.of('fill');
    expect(mark?.points).toHaveLength(6);
    expect(mark?.points[1]).toBeGreaterThan(plot.bottom);
    expect(pen.of('text').map(({ text }) => text)).toEqual(['SGD', '0']);
  });
});

describe('the head of a line that goes on', () => {
  const losses: Readonly<Record<string, (step: number) => number>> = {
    'falls steadily': (step) => 100 * 0.98 ** step,
    'falls ever faster': (step) => 10 ** (2 - (step / 300) ** 3),
    'falls to almost nothing at once': (step) => (step < 900 ? 1 : 1e-25),
    'falls to 0': (step) => (step < 700 ? 2 - step / 900 : 0),
    'has a spike where it stands': (step) => (step === 603 ? 1e9 : 5),
  };

  describe.each(Object.keys(losses))('%s', (name) => {
    it.each([true, false])('is within the plot, or an arrow marks it; its name written %s', (direct) => {
      const other = lineOfLosses([1, 2, 1e-3], { key: '1', endName: 'Best' });
      for (let steps = 2; steps <= 1000; steps += 7) {
        const curve = curveOf(Array.from({ length: steps }, (_, i) => losses[name]?.(i) ?? 0));
        const line = lineOf({ curve, ended: false });
        const scene = sceneOf([line, other], { axis: stepsTo(1000), direct });
        const { plot } = laidOut(scene, 300);
        const pen = new RecordingPen();
        drawEnds(pen, plot, scene, plot.top);
        const y = plot.y(curve.last);
        const marks = pen.of('fill').filter(({ color }) => color === line.color);
        const arrow = marks.filter(({ points }) => points.length === 6);
        const isWithin = y >= plot.top - 1e-9 && y <= plot.bottom + 1e-9;
        expect(isWithin || arrow.length > 0, `${steps} steps`).toBe(true);
      }
    });
  });

  it('is within the plot also before its column is full, however fast it falls', () => {
    // A column is more than fifty steps wide.
    const falling = Array.from({ length: 12_000 }, (_, i) => 3 - i / 10_000);
    const losses = [...falling, ...Array.from({ length: 40 }, (_, i) => 1.8 * 0.95 ** i)];
    const curve = curveOf(losses);
    const scene = sceneOf([lineOf({ curve, ended: false })], { axis: stepsTo(20_000) });
    const { plot } = laidOut(scene, 300);
    expect(plot.y(curve.last)).toBeLessThanOrEqual(plot.bottom);
  });
});

describe('the names at the line ends', () => {
  const nesterov = 'Nesterov’s accelerated gradient';
  const lines = [
    lineOfLosses([4, 1], { key: '0', endName: 'Adam', name: 'Adam', stem: 'Adam' }),
    lineOfLosses([4, 0.5], { key: '1', endName: `${nesterov} lr 0.001`, stem: nesterov }),
    lineOfLosses([4, Number.NaN], { key: '2', endName: 'Lion' }),
  ];
  const written = (change: Partial<Scene>, width = 800) => {
    const scene = sceneOf(lines, { axis: stepsTo(1), ...change });
    const pen = new RecordingPen();
    const { plot } = laidOut(scene, width);
    drawEnds(pen, plot, scene, plot.top);
    return { texts: pen.of('text'), room: endRoom(pen, scene, width), plot };
  };

  it.each([800, 541, 360, 320])('have their values, within %i pixels', (width) => {
    const { texts, plot, room } = written({ narrow: width < 720 }, width);
    expect(texts.map(({ text }) => text)).toEqual(expect.arrayContaining(['1.00', '0.500', 'NaN']));
    for (const { text, points } of texts)
      expect((points[0] ?? 0) + 6 * text.length).toBeLessThanOrEqual(width);
    expect(plot.right - plot.left).toBeGreaterThan(width * 0.35);
    expect(room).toBeGreaterThan(20);
  });

  it('are those of the best line and the highlighted one where there is no room for all', () => {
    const named = (change: Partial<Scene>) =>
      written(change).texts.flatMap(({ text }) => (/^[A-Z]/.test(text) ? [text.slice(0, 4)] : []));
    expect(named({ direct: false })).toEqual(['Nest']);
    expect(named({ direct: false, isShare: true, logY: false })).toEqual(['Adam']);
    const highlighted = lines.map((line) => ({ ...line, highlighted: line.key === '0' }));
    expect(named({ direct: false, lines: highlighted })).toEqual(['Adam', 'Nest']);
  });
});

describe('a line that is drawn', () => {
  /** A line that grows by these losses at a time, and what is drawn each time. */
  function growing(sizes: readonly number[], steps: number, change: Partial<Line> = {}) {
    const record = new RunRecord();
    const line = lineOf({ curve: new RecordedCurve(record, 'loss'), ended: false, ...change });
    const scene = sceneOf([line], { axis: stepsTo(steps), logY: false });
    const [traces, painter] = [new Traces(), new TracePainter()];
    const value = (i: number) => 2 + Math.sin(i / 9);
    return sizes.map((size) => {
      const loss = Float64Array.from({ length: size }, (_, i) => value(record.length + i));
      record.append({ firstPoint: record.length, points: { loss }, evaluations: [], state: beforeStart });
      const pen = new RecordingPen();
      const { plot } = laidOut(scene);
      const lines = traces.update(scene, Math.round(plot.right - plot.left));
      const goesOn = painter.continues(lines);
      painter.drawSettled(pen, plot, lines, scene);
      return { plot, drawn: pen.drawn, goesOn };
    });
  }

  it('has only what is new added', () => {
    const frames = growing([100, 10, 0, 10], 400);
    expect(frames.map(({ goesOn }) => goesOn)).toEqual([false, true, true, true]);
    expect(frames.map(({ drawn }) => drawn.length)).toEqual([1, 1, 0, 1]);
    const [first, second] = frames.map(({ drawn }) => drawn[0]?.points ?? []);
    expect(second?.slice(0, 2)).toEqual(first?.slice(-2));
    expect(second).toHaveLength(2 * 11);
  });

  it('goes on with its dashes where it stopped', () => {
    const [first, second] = growing([100, 100], 400, { dash: [3, 3] }).map(({ drawn }) => drawn[0]);
    expect([first?.dashOffset, first?.dash]).toEqual([0, [3, 3]]);
    expect(second?.dashOffset).toBeGreaterThan(100);
  });

  it('is one bar a pixel column where it has many points, with no gap', () => {
    const losses = Array.from({ length: 20_001 }, (_, i) => 5 + Math.sin(i));
    const scene = sceneOf([lineOfLosses(losses)], { axis: stepsTo(20_000) });
    const { plot, lines } = laidOut(scene);
    const pen = new RecordingPen();
    const [trace] = lines;
    if (!trace) throw new Error('There is one line.');
    drawBars(pen, plot, trace.points, 0, trace.points.length, { color: '#08f', width: 2, dash: [] });
    const bars = barsOf(pen).map(({ points }) => points);
    expect(bars.map(([x]) => x)).toEqual(
      Array.from({ length: bars.length }, (_, i) => Math.floor(plot.left) + i),
    );
    expect(bars.length).toBeGreaterThanOrEqual(Math.floor(plot.right - plot.left));
    const [, top = 0, , height = 0] = bars[100] ?? [];
    expect(top).toBeCloseTo(Math.max(plot.top, plot.y(6) - 1), 0);
    expect(top + height).toBeCloseTo(Math.min(plot.bottom, plot.y(4) + 1), 0);
  });

  it('is the same as a stroke where its points are far apart', () => {
    const scene = sceneOf([lineOfLosses([1, 9, 1])], { axis: stepsTo(2), logY: false });
    const { plot, lines } = laidOut(scene);
    const [points] = lines.map((trace) => trace.points);
    if (!points) throw new Error('There is one line.');
    const [bars, stroke] = [new RecordingPen(), new RecordingPen()];
    drawBars(bars, plot, points, 0, 3, { color: '', width: 2, dash: [] });
    drawStroke(stroke, plot, points, 0, 3, { color: '', width: 2, dash: [] });
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = stroke.of('stroke')[0]?.points ?? [];
    const along = barsOf(bars).filter(({ points: [x = 0] }) => x > x0 + 1 && x < x1 - 2);
    for (const {
      points: [x = 0, top = 0, , height = 0],
    } of along) {
      const middle = y0 + ((x + 0.5 - x0) / (x1 - x0)) * (y1 - y0);
      expect(top + height / 2).toBeCloseTo(middle, 6);
    }
    expect(along.length).toBeGreaterThan(100);
  });

  it('leaves out columns where it is dashed', () => {
    const losses = Array.from({ length: 20_001 }, () => 5);
    const scene = sceneOf([lineOfLosses(losses)], { axis: stepsTo(20_000) });
    const { plot, lines } = laidOut(scene);
    const pen = new RecordingPen();
    for (const { points } of lines)
      drawBars(pen, plot, points, 0, points.length, { color: '', width: 2, dash: [8, 3, 2, 3] });
    const columns = new Set(barsOf(pen).map(({ points: [x = 0] }) => x % 16));
    expect([...columns].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 11, 12]);
  });
});

it('a picture has the whole chart: axes, lines, names', () => {
  const scene = sceneOf([lineOf(), lineOf({ key: '1', endName: 'Adam', curve: curveOf([4, 2, 1, 1, 1]) })]);
  const pen = new RecordingPen();
  drawChart(pen, scene, 800, 400, true);
  const texts = pen.of('text').map(({ text }) => text);
  expect(texts).toEqual(expect.arrayContaining(['step 4', 'SGD', '0.500', 'Adam', '1.00']));
  const thick = () => pen.of('stroke').filter(({ width }) => width === 1.75);
  expect(thick()).toHaveLength(4);
  drawChart(pen, sceneOf([lineOf({ isMember: true, endName: '' })]), 800, 400, true);
  expect(thick()).toHaveLength(4);
});
