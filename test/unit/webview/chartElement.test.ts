// @vitest-environment happy-dom
/** The chart as an element of a page: what a frame draws anew, and what it adds. */
import { describe, expect, it, vi } from 'vitest';
import { beforeStart, RunRecord } from '../../../core/race/runRecord.ts';
import { LossChart } from '../../../webview/shared/chart/lossChart.ts';
import type { Scene } from '../../../webview/shared/chart/scene.ts';
import { RecordedCurve } from '../../../webview/shared/curves/recordedCurve.ts';
import { contextOf, setSize } from './fakeCanvas.ts';
import { canvasesBeforeEach, canvasesOf, eventsOf } from './figureTools.ts';
import { lineOf, sceneOf, theme } from './scenes.ts';

canvasesBeforeEach();

describe('the chart', () => {
  const axis = { kind: 'step', log: false, min: 0, max: 400, quantum: 1 } as const;

  function setUp(width = 600) {
    const events = eventsOf();
    const settled: HTMLCanvasElement[] = [];
    const create = document.createElement.bind(document);
    vi.spyOn(document, 'createElement').mockImplementation((name: string) => {
      const element = create(name);
      if (element instanceof HTMLCanvasElement) settled.push(element);
      return element;
    });
    const chart = new LossChart(events, 'hint');
    const [shown] = canvasesOf(chart.element).map(contextOf);
    const [beneath] = settled.filter((canvas) => canvas !== shown?.canvas).map(contextOf);
    if (!shown || !beneath) throw new Error('expected two canvases');
    document.body.replaceChildren(chart.element);
    setSize(chart.element, width, 400);
    return { events, chart, shown, beneath };
  }

  function growing() {
    const record = new RunRecord();
    const append = (count: number) =>
      record.append({
        firstPoint: record.length,
        points: { loss: Float64Array.from({ length: count }, (_, i) => 5 + Math.sin(record.length + i)) },
        evaluations: [],
        state: beforeStart,
      });
    const line = lineOf({ curve: new RecordedCurve(record, 'loss'), ended: false });
    append(100);
    return { line, append };
  }

  const sceneWith = (change: Partial<Scene>, line = lineOf()): Scene =>
    sceneOf([line], { axis, logY: false, ...change });

  it('has its size from the first frame on, whatever its shape', () => {
    const { chart, shown, events } = setUp(494);
    expect(events.invalidated).toBe(1);
    expect(chart.frame).toBeNull();
    setSize(chart.element, 494, 488);
    chart.update(sceneWith({}));
    expect([shown.canvas.width, shown.canvas.height]).toEqual([494, 488]);
    expect(chart.size).toEqual({ width: 494, height: 488 });
    expect(chart.frame).toEqual({ top: 14, bottom: 26 });
    setSize(chart.element, 300, 500);
    chart.update(sceneWith({}));
    expect([shown.canvas.width, shown.canvas.height]).toEqual([300, 500]);
  });

  it('is not drawn before it has a size', () => {
    const { chart, shown, beneath } = setUp(0);
    chart.update(sceneWith({}));
    setSize(chart.element, 100, 0);
    chart.update(sceneWith({}));
    expect([shown.drawn, beneath.drawn, chart.frame]).toEqual([[], [], null]);
  });

  it('is a slider with a name and a word on how it is moved', () => {
    const { chart, shown } = setUp();
    chart.update(sceneWith({ title: 'Accuracy' }));
    const { canvas } = shown;
    const attributes = ['role', 'aria-label', 'aria-describedby', 'tabindex'].map((name) =>
      canvas.getAttribute(name),
    );
    expect(attributes).toEqual(['slider', 'Accuracy chart, crosshair', 'hint', '0']);
  });

  it('adds what is new of a line to what lies beneath, and copies that with every frame', () => {
    const { chart, shown, beneath } = setUp();
    const { line, append } = growing();
    chart.update(sceneWith({}, line));
    const [first] = beneath.take();
    expect(first?.segments.length).toBeGreaterThan(90);
    expect(new Set(shown.copied)).toEqual(new Set([beneath.canvas]));
    const copies = shown.copied.length;
    shown.take();
    append(50);
    chart.update(sceneWith({}, line));
    const [more, ...others] = beneath.take();
    expect([more?.segments.length, others]).toEqual([50, []]);
    expect(beneath.cleared).toBe(0);
    expect(shown.copied).toHaveLength(copies + 1);
    expect(shown.of('text').map(({ text }) => text)).toContain('SGD');
  });

  it.each<[string, Partial<Scene>]>([
    ['the axis is logarithmic', { logY: true }],
    ['there is a target', { target: 4.9 }],
    ['it is narrow', { narrow: true }],
    ['the axis is longer', { axis: { ...axis, max: 500 } }],
    ['the theme is another', { theme: { ...theme } }],
  ])('begins anew where %s', (_, change) => {
    const { chart, beneath } = setUp();
    const { line } = growing();
    chart.update(sceneWith({}, line));
    const before = beneath.take().reduce((sum, { segments }) => sum + segments.length, 0);
    chart.update(sceneWith(change, line));
    const after = beneath.take().reduce((sum, { segments }) => sum + segments.length, 0);
    expect(beneath.cleared).toBe(1);
    expect(after).toBeGreaterThan(before / 2);
  });

  it('begins anew where a line steps back, is coloured otherwise, or has diverged', () => {
    const { chart, beneath } = setUp();
    const { line } = growing();
    chart.update(sceneWith({}, line));
    for (const [i, change] of [
      { faded: true },
      { color: '#fff' },
      { divergedAt: 99 },
      { key: 'other' },
    ].entries()) {
      chart.update(sceneWith({}, { ...line, ...change }));
      expect(beneath.cleared, JSON.stringify(change)).toBe(i + 1);
    }
  });

  it('goes on where only the crosshair or the highlight changes', () => {
    const { chart, beneath, shown } = setUp();
    const { line } = growing();
    chart.update(sceneWith({}, line));
    shown.take();
    chart.update(sceneWith({ cursor: 50 }, { ...line, highlighted: true }));
    expect(beneath.cleared).toBe(0);
    expect(shown.of('stroke').some(({ width }) => width === 2.5)).toBe(true);
    expect(shown.of('stroke').some(({ color }) => color === theme.rule)).toBe(true);
  });

  it('draws lines that come later above the others', () => {
    const { chart, shown } = setUp();
    const lines = ['#001', '#002', '#003'].map((color, i) => lineOf({ key: `${i}`, color, ended: false }));
    chart.update(sceneOf(lines, { axis, logY: false }));
    const tails = shown.of('stroke').filter(({ width }) => width === 1.75);
    expect(tails.slice(-3).map(({ color }) => color)).toEqual(['#001', '#002', '#003']);
  });
});
