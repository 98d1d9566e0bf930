// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { drawTuning } from '../../../webview/shared/sweep/drawTuning.ts';
import { layOutTuning, leastHeight, markAt } from '../../../webview/shared/sweep/tuningLayout.ts';
import type { TuningMark, TuningPanel, TuningScene } from '../../../webview/shared/sweep/tuningScene.ts';
import { TuningView } from '../../../webview/shared/sweep/tuningView.ts';
import { setSize } from './fakeCanvas.ts';
import { canvasesBeforeEach, canvasesOf } from './figureTools.ts';
import { RecordingPen } from './recordingPen.ts';
import { theme } from './scenes.ts';

canvasesBeforeEach();

const infinite = Number.POSITIVE_INFINITY;
const mark = (value: number, median: number, half = 0): TuningMark => ({
  value,
  median,
  low: median - half,
  high: median + half,
});

function panel(change: Partial<TuningPanel> = {}): TuningPanel {
  const marks = change.marks ?? [mark(0.01, 4), mark(0.1, 1), mark(1, 2)];
  return {
    name: 'Adam',
    color: '#a00',
    marks,
    best: marks[1] ?? null,
    bestText: '1.00 at 0.1',
    edge: null,
    ...change,
  };
}

function sceneOf(panels: readonly TuningPanel[], change: Partial<TuningScene> = {}): TuningScene {
  return {
    label: 'Final loss by rate.',
    setting: 'rate',
    panels,
    grows: false,
    logX: true,
    logY: true,
    theme,
    card: ({ panel: place, mark: number }) => [`panel ${place}`, `mark ${number}`],
    ...change,
  };
}

function drawn(scene: TuningScene, width = 400, height = 300) {
  const pen = new RecordingPen();
  drawTuning(pen, scene, width, height);
  const layout = layOutTuning(pen, scene, width, height);
  const { plots } = layout;
  const [plot] = plots;
  if (!plot) throw new Error('expected a plot');
  return { pen, layout, plot, texts: pen.of('text').map(({ text }) => text) };
}

describe('tuning curves', () => {
  it('have a score to compare with dashed in each panel, and named in the one with most room', () => {
    const falling = panel({ marks: [mark(0.01, 2), mark(0.1, 2), mark(1, 0.5)] });
    const high = panel({ marks: [mark(0.01, 9), mark(0.1, 9), mark(1, 0.5)] });
    const reference = { value: 2, text: 'guessing 2.00' };
    const { pen, layout, texts } = drawn(sceneOf([falling, high], { reference }));
    const dashed = pen.of('stroke').filter(({ dash }) => dash.length > 0);
    expect(dashed).toHaveLength(2);
    const [, second] = layout.plots;
    if (!second) throw new Error('expected two plots');
    for (const { points } of dashed) expect(points[1]).toBeCloseTo(layout.y(second, 2), -0.5);
    expect(texts.filter((text) => text === reference.text)).toHaveLength(1);
    const [name] = pen.of('text').filter(({ text }) => text === reference.text);
    expect(name?.points[0]).toBeGreaterThan(second.left);
  });

  it('have none that is out of sight, or that nobody gave', () => {
    const dashes = (change: Partial<TuningScene>) =>
      drawn(sceneOf([panel()], change))
        .pen.of('stroke')
        .filter(({ dash }) => dash.length > 0);
    expect(dashes({})).toEqual([]);
    expect(dashes({ reference: { value: 1000, text: 'guessing' } })).toEqual([]);
    expect(drawn(sceneOf([panel()], { reference: { value: 1000, text: 'guessing' } })).texts).not.toContain(
      'guessing',
    );
  });

  it('go through the medians, at the places of their values', () => {
    const { pen, layout, plot } = drawn(sceneOf([panel()]));
    const curve = pen.of('stroke').find(({ color, segments }) => color === '#a00' && segments.length === 2);
    const at = (value: number, loss: number) => [layout.x(plot, value), layout.y(plot, loss)];
    expect(curve?.points).toEqual([...at(0.01, 4), ...at(0.1, 1), ...at(1, 2)]);
    expect(layout.x(plot, 0.1)).toBeCloseTo((plot.left + plot.right) / 2, 9);
    expect(layout.y(plot, 1)).toBeGreaterThan(layout.y(plot, 4));
  });

  it('have the same scales in all panels', () => {
    const { layout } = drawn(
      sceneOf([panel(), panel({ marks: [mark(0.001, 100), mark(0.01, 50)], best: null })]),
      600,
    );
    const [first, second] = layout.plots;
    if (!first || !second) throw new Error('expected two plots');
    expect(layout.y(second, 4)).toBe(layout.y(first, 4));
    expect(second.right - second.left).toBeCloseTo(first.right - first.left, 9);
    expect(layout.x(second, 0.1) - second.left).toBeCloseTo(layout.x(first, 0.1) - first.left, 9);
  });

  it('ring the best, with its numbers above', () => {
    const { pen, layout, plot, texts } = drawn(sceneOf([panel()]));
    const ring = pen
      .of('stroke')
      .filter(({ points }) => points.join() === [layout.x(plot, 0.1), layout.y(plot, 1)].join());
    expect(ring).toHaveLength(1);
    expect(texts).toEqual(expect.arrayContaining(['Adam', '1.00 at 0.1', 'rate 1']));
    expect(drawn(sceneOf([panel({ best: null, bestText: '' })])).pen.of('fill')).toHaveLength(3);
  });

  it('say so where the best is at an edge, inwards of it', () => {
    const marks = [mark(0.01, 4), mark(0.1, 3), mark(1, 2)];
    for (const [best, align] of [
      [marks[0], 'left'],
      [marks[2], 'right'],
    ] as const) {
      const { pen } = drawn(sceneOf([panel({ marks, best: best ?? null, edge: 'edge of the rates tried' })]));
      expect(pen.of('text').find(({ text }) => text.startsWith('edge'))?.align).toBe(align);
    }
  });

  it('say it beneath the curve, which comes down to its best, where there is room', () => {
    const place = (half: number, isShare = false) => {
      const marks = [mark(0.01, 4), mark(0.1, 3), mark(1, 2, half)];
      const edged = panel({ marks, best: marks[2] ?? null, edge: 'edge' });
      const { pen, layout, plot } = drawn(sceneOf([edged], { logY: false, isShare }));
      return (pen.of('text').find(({ text }) => text === 'edge')?.points[1] ?? 0) - layout.y(plot, 2);
    };
    expect(place(1.5)).toBeGreaterThan(8);
    // At the bottom of its panel there is none.
    expect(place(0)).toBe(0);
    // Above it where more is better.
    expect(place(1.5, true)).toBeLessThan(-8);
  });

  it('have hollow marks where values were added later', () => {
    const marks = [mark(0.01, 4), mark(0.1, 1), { ...mark(1, 2), isAdded: true }];
    const { pen, layout, plot } = drawn(sceneOf([panel({ marks, best: null })]));
    const fillAt = (value: number, loss: number) =>
      pen
        .of('fill')
        .find(({ points }) => points.join() === [layout.x(plot, value), layout.y(plot, loss)].join());
    expect([fillAt(0.1, 1)?.color, fillAt(1, 2)?.color]).toEqual(['#a00', theme.background]);
    const added = { ...mark(1, 0.5), isAdded: true };
    const best = drawn(sceneOf([panel({ marks: [mark(0.01, 4), added], best: added })]));
    const place = [best.layout.x(best.plot, 1), best.layout.y(best.plot, 0.5)].join();
    const inner = best.pen.of('fill').filter(({ points }) => points.join() === place);
    expect(inner.at(-1)?.color).toBe(theme.background);
  });

  it('are not joined where their marks differ in more, and have a bar for each middle half', () => {
    const marks = [mark(0.01, 4, 0.5), mark(0.05, 1, 0.25), mark(0.06, 3), mark(1, infinite)];
    const { pen, layout, plot } = drawn(sceneOf([panel({ marks, best: null, isCloud: true })]));
    expect(pen.of('stroke').filter(({ color }) => color === '#a00')).toEqual([]);
    const bars = pen.of('stroke').find(({ width }) => width === 2)?.points ?? [];
    expect(bars).toHaveLength(8);
    expect(bars.slice(0, 4)).toEqual([
      ...[layout.x(plot, 0.01), layout.y(plot, 3.5)],
      ...[layout.x(plot, 0.01), layout.y(plot, 4.5)],
    ]);
  });

  it('leave room for values that are still to come', () => {
    const { layout, plot } = drawn(sceneOf([panel({ marks: [mark(0.1, 1)] })], { coming: [0.01, 0.1, 10] }));
    expect(layout.x(plot, 0.01)).toBeCloseTo(plot.left, 9);
    expect(layout.x(plot, 10)).toBeCloseTo(plot.right, 9);
  });

  it('write shares in percent', () => {
    const marks = [mark(0.01, 0.2), mark(0.1, 0.8), mark(1, 0.4)];
    const { texts } = drawn(sceneOf([panel({ marks })], { isShare: true, logY: false }));
    expect(texts).toContain('50 %');
  });

  it('lead to the top where runs diverge, and are not drawn along it', () => {
    const marks = [mark(0.01, 4), mark(0.1, 1), mark(1, infinite), mark(10, infinite)];
    const { pen, plot } = drawn(sceneOf([panel({ marks, best: marks[1] ?? null })]));
    const curve = pen.of('stroke').find(({ color, segments }) => color === '#a00' && segments.length === 2);
    expect(curve?.segments.at(-1)?.[3]).toBeLessThan(plot.top + 6);
    // Triangles, in place of dots.
    expect(pen.of('fill').filter(({ segments }) => segments.length === 2)).toHaveLength(2);
  });

  it('have the middle half of runs as a band, where there are several', () => {
    const bands = (half: number) => {
      const marks = [mark(0.01, 4, half), mark(0.1, 1, half)];
      return drawn(sceneOf([panel({ marks })]))
        .pen.of('fill')
        .filter(({ segments }) => segments.length === 3);
    };
    expect(bands(0.5)).toHaveLength(1);
    expect(bands(0)).toHaveLength(0);
  });

  it('stand beside each other where there is room, as evenly as can be', () => {
    const columns = (count: number, width: number) =>
      drawn(sceneOf(Array.from({ length: count }, () => panel())), width, 600).layout.columns;
    expect([columns(4, 700), columns(4, 1400), columns(5, 1400), columns(3, 300)]).toEqual([2, 4, 3, 1]);
  });

  it('are nothing where there are no runs', () => {
    const pen = new RecordingPen();
    drawTuning(pen, sceneOf([]), 400, 300);
    expect(pen.drawn).toEqual([]);
    expect(leastHeight(sceneOf([]), 400)).toBe(0);
  });

  it('are drawn where nothing is known but that all diverged, or one value was tried', () => {
    const lost = [mark(0.01, infinite), mark(0.1, infinite)];
    expect(drawn(sceneOf([panel({ marks: lost, best: null, bestText: '' })])).layout.yRange).toBeNull();
    const one = drawn(sceneOf([panel({ marks: [mark(0.1, 1)] })]));
    expect(one.layout.x(one.plot, 0.1)).toBeCloseTo((one.plot.left + one.plot.right) / 2, 9);
  });
});

describe('their element', () => {
  const panels = Array.from({ length: 12 }, () => panel());

  function shown(scene: TuningScene, height = 300) {
    const view = new TuningView({ invalidate() {} });
    setSize(view.element, 400, height);
    view.update(scene);
    const [canvas] = canvasesOf(view.element);
    return { element: view.element, canvas };
  }

  it('is a picture with a sentence', () => {
    const { canvas, element } = shown(sceneOf([panel()]));
    expect([canvas?.getAttribute('role'), canvas?.getAttribute('aria-label')]).toEqual([
      'img',
      'Final loss by rate.',
    ]);
    expect(element.hasAttribute('tabindex')).toBe(false);
    expect(canvas?.height).toBe(300);
  });

  it('scrolls where its panels are too many, and is reached by keys then', () => {
    const scene = sceneOf(panels);
    const { canvas, element } = shown(scene);
    expect(canvas?.height).toBe(leastHeight(scene, 400));
    expect(leastHeight(scene, 400)).toBeGreaterThan(900);
    expect(element.tabIndex).toBe(0);
    expect(shown(scene, 2000).element.hasAttribute('tabindex')).toBe(false);
  });

  it('grows where the page scrolls', () => {
    const scene = sceneOf(panels, { grows: true });
    const { element } = shown(scene);
    expect(element.style.getPropertyValue('min-height')).toBe(`${leastHeight(scene, 400)}px`);
    expect(element.hasAttribute('tabindex')).toBe(false);
  });
});

describe('a press on a mark', () => {
  it('chooses the nearest of the panel there', () => {
    const chosen: unknown[] = [];
    const scene = sceneOf([panel(), panel({ name: 'SGD' })]);
    const view = new TuningView({ invalidate() {}, choose: (place) => chosen.push(place) });
    setSize(view.element, 600, 300);
    view.update(scene);
    const [canvas] = canvasesOf(view.element);
    const layout = layOutTuning(new RecordingPen(), scene, 600, 300);
    const plot = layout.plots[1] ?? expect.fail('expected a plot');
    const press = (offsetX: number, offsetY: number) =>
      canvas?.dispatchEvent(Object.assign(new Event('click'), { offsetX, offsetY }));
    press(layout.x(plot, 0.1) + 4, plot.bottom - 3);
    press(2, 150);
    expect(chosen).toEqual([{ panel: 1, mark: 1 }]);
  });

  it('of a cloud is the nearest up and down, too', () => {
    const marks = [mark(0.01, 4), mark(0.1, 1), mark(0.11, 4), mark(1, 2)];
    const at = (isCloud: boolean) => {
      const scene = sceneOf([panel({ marks, isCloud })]);
      const layout = layOutTuning(new RecordingPen(), scene, 600, 300);
      const plot = layout.plots[0] ?? expect.fail('expected a plot');
      return markAt(layout, scene, layout.x(plot, 0.1), layout.y(plot, 4) + 3);
    };
    expect([at(false)?.mark, at(true)?.mark]).toEqual([1, 2]);
  });
});

describe('the card under the pointer', () => {
  const scene = sceneOf([panel(), panel({ name: 'SGD' })]);

  function open() {
    const view = new TuningView({ invalidate() {} });
    setSize(view.element, 600, 300);
    view.update(scene);
    const [canvas] = canvasesOf(view.element);
    const card = view.element.querySelector<HTMLElement>('.hovercard');
    const layout = layOutTuning(new RecordingPen(), scene, 600, 300);
    if (!canvas || !card) throw new Error('expected a canvas and a card');
    const point = (offsetX: number, offsetY: number) => {
      const event = new Event('pointermove');
      canvas.dispatchEvent(Object.assign(event, { offsetX, offsetY }));
      return card.hidden ? null : [...card.querySelectorAll('p')].map(({ textContent }) => textContent);
    };
    return { view, canvas, card, layout, point };
  }

  const plotOf = ({ plots }: ReturnType<typeof layOutTuning>, panelAt: number) =>
    plots[panelAt] ?? expect.fail('expected a plot');

  it('is about the nearest mark across of the panel there', () => {
    const { layout, point } = open();
    for (const [panelAt, value, number] of [
      [0, 0.01, 0],
      [1, 0.1, 1],
      [1, 1, 2],
    ] as const) {
      const plot = plotOf(layout, panelAt);
      expect(point(layout.x(plot, value) + 5, plot.bottom - 3)).toEqual([
        `panel ${panelAt}`,
        `mark ${number}`,
      ]);
    }
    expect(point(2, 150)).toBeNull();
  });

  it('stays within the drawing, and goes with the pointer', () => {
    const { card, layout, point, canvas } = open();
    const plot = plotOf(layout, 1);
    Object.defineProperty(card, 'offsetWidth', { value: 100 });
    Object.defineProperty(card, 'offsetHeight', { value: 60 });
    const leftOf = () => Number.parseFloat(card.style.getPropertyValue('left'));
    point(layout.x(plot, 1), plot.top + 30);
    expect(leftOf()).toBeCloseTo(layout.x(plot, 1) - 112, 6);
    point(layout.x(plot, 0.01), plot.top + 30);
    expect(leftOf()).toBeCloseTo(layout.x(plot, 0.01) + 12, 6);
    expect(Number.parseFloat(card.style.getPropertyValue('top'))).toBeLessThanOrEqual(240);
    canvas.dispatchEvent(new Event('pointerleave'));
    expect(card.hidden).toBe(true);
  });

  it('goes where its mark is gone', () => {
    const { view, card, layout, point } = open();
    const plot = plotOf(layout, 1);
    expect(point(layout.x(plot, 1), plot.top + 30)).not.toBeNull();
    view.update(sceneOf([panel()]));
    expect(card.hidden).toBe(true);
  });
});
