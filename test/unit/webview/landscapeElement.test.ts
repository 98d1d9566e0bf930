// @vitest-environment happy-dom
/** The landscape as an element of a page: what a frame draws anew, and what it adds. */
import { describe, expect, it, vi } from 'vitest';
import { valley } from '../../../core/problems/surfaces/valley.ts';
import { Series } from '../../../core/race/series.ts';
import { CanvasLayer } from '../../../webview/shared/canvasLayer.ts';
import { Landscape } from '../../../webview/shared/landscape/landscape.ts';
import type { LandscapeScene, Path } from '../../../webview/shared/landscape/scene.ts';
import { contextOf, setSize } from './fakeCanvas.ts';
import { canvasesBeforeEach, canvasesOf, eventsOf } from './figureTools.ts';
import { landscapeOf, pathOf, theme } from './scenes.ts';

canvasesBeforeEach();

describe('a layer', () => {
  it('has the pixels of the screen for its size, and is drawn on in those of the page', () => {
    vi.stubGlobal('devicePixelRatio', 1.5);
    const layer = new CanvasLayer();
    expect(layer.resize(101, 50)).toBe(true);
    expect([layer.canvas.width, layer.canvas.height]).toEqual([152, 75]);
    expect(contextOf(layer.canvas).transform).toEqual([1.5, 0, 0, 1.5, 0, 0]);
    expect(layer.resize(101, 50)).toBe(false);
    expect(layer.resize(100, 50)).toBe(true);
    expect(layer.resize(100, 51)).toBe(true);
    vi.stubGlobal('devicePixelRatio', 2);
    expect(layer.resize(100, 51)).toBe(true);
    layer.clear();
    expect(contextOf(layer.canvas).cleared).toBe(1);
  });

  it('says so where there is no canvas', () => {
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
    expect(() => new CanvasLayer().context).toThrow('The page needs a canvas to draw on, and there is none.');
  });
});

describe('the landscape', () => {
  const width = 300;

  function setUp() {
    const events = eventsOf();
    const landscape = new Landscape(events);
    const [land, lines, highlights, upper] = canvasesOf(landscape.element).map(contextOf);
    if (!land || !lines || !highlights || !upper) throw new Error('expected four canvases');
    setSize(landscape.element, width, 400);
    return { events, landscape, land, lines, highlights, upper };
  }

  /** A path that goes on. */
  function growing(change: Partial<Path> = {}) {
    const positions = new Series(Float64Array.of(...valley.start, 0.5, 8));
    return {
      path: pathOf([], { positions, ...change }),
      step: (x: number, y: number) => positions.append(Float64Array.of(x, y)),
    };
  }

  const sceneWith = (paths: readonly Path[], change: Partial<LandscapeScene> = {}): LandscapeScene => ({
    ...landscapeOf(paths),
    ...change,
  });

  it('has a size, and asks to be drawn when it gets one', () => {
    const { events, landscape } = setUp();
    expect(events.invalidated).toBe(1);
    expect(landscape.size).toEqual({ width: 300, height: 400 });
    expect(landscape.element.getAttribute('role')).toBe('application');
    landscape.update(sceneWith([]));
    expect(landscape.element.getAttribute('aria-label')).toBe(
      'Contour lines of Ill-conditioned valley with the paths of the runs',
    );
  });

  it('is not drawn before it has a size', () => {
    const events = eventsOf();
    const landscape = new Landscape(events);
    landscape.update(sceneWith([]));
    setSize(landscape.element, 0, 100);
    landscape.update(sceneWith([]));
    setSize(landscape.element, 100, 0);
    landscape.update(sceneWith([]));
    for (const canvas of canvasesOf(landscape.element)) expect(contextOf(canvas).drawn).toEqual([]);
    expect(landscape.stretch).toBe(1);
  });

  it('draws the land once, and of a path what is new', () => {
    const { landscape, land, lines, upper } = setUp();
    const { path, step } = growing();
    landscape.update(sceneWith([path]));
    expect(landscape.stretch).toBeCloseTo(273 / 3.04 / (358 / 13.8), 6);
    expect(land.take().length).toBeGreaterThan(6);
    const [first] = lines.take();
    expect(first?.segments).toHaveLength(1);
    upper.take();
    step(0.2, 5);
    landscape.update(sceneWith([path]));
    expect(land.take()).toEqual([]);
    const [more, ...others] = lines.take();
    expect([more?.segments.length, others]).toEqual([1, []]);
    expect(more?.points.slice(0, 2)).toEqual(first?.points.slice(2));
    expect([land.cleared, lines.cleared]).toEqual([1, 1]);
    // Names and marks are drawn anew with every frame.
    expect(upper.cleared).toBe(1);
    expect(upper.of('text').map(({ text }) => text)).toContain('SGD');
  });

  it.each<[string, (path: Path) => Partial<LandscapeScene>]>([
    ['a path steps back', (path) => ({ paths: [{ ...path, faded: true }] })],
    ['a path gets another colour', (path) => ({ paths: [{ ...path, look: { slot: 3, variant: 0 } }] })],
    ['a path gets another style', (path) => ({ paths: [{ ...path, look: { slot: 0, variant: 1 } }] })],
    ['a path goes', () => ({ paths: [] })],
    ['a path comes', (path) => ({ paths: [path, pathOf([0, 0, 1, 1], { key: 'new' })] })],
    ['the theme is another', () => ({ theme: { ...theme } })],
    ['it lines up with something else', () => ({ margins: { top: 30, bottom: 30 } })],
    ['it starts far away', () => ({ start: [9, 99] })],
  ])('begins anew where %s', (_, change) => {
    const { landscape, land, lines } = setUp();
    const { path } = growing();
    landscape.update(sceneWith([path]));
    land.take();
    lines.take();
    landscape.update(sceneWith([path], change(path)));
    expect([land.cleared, lines.cleared]).toEqual([2, 2]);
    expect(land.take().length).toBeGreaterThan(6);
  });

  it('begins anew at another size, where canvases are empty', () => {
    const { landscape, land } = setUp();
    const { path } = growing();
    landscape.update(sceneWith([path]));
    const { stretch } = landscape;
    land.take();
    setSize(landscape.element, 400, 400);
    landscape.update(sceneWith([path]));
    expect(land.take().length).toBeGreaterThan(6);
    expect(landscape.stretch).toBeGreaterThan(stretch);
  });

  it('goes on where only what is above the paths changes', () => {
    const { landscape, land, lines, highlights, upper } = setUp();
    const { path } = growing();
    landscape.update(sceneWith([path]));
    upper.take();
    landscape.update(sceneWith([{ ...path, highlighted: true, ring: [0, 0] }]));
    expect([land.cleared, lines.cleared]).toEqual([1, 1]);
    expect(highlights.of('stroke').map(({ width }) => width)).toEqual([2.5]);
  });

  it('draws the highlighted path once, what is new of it, and nothing of it afterwards', () => {
    const { landscape, highlights } = setUp();
    const { path, step } = growing();
    const show = (change: Partial<Path> = {}) => {
      const before = highlights.cleared;
      landscape.update(sceneWith([{ ...path, ...change }]));
      const drawn = highlights.take();
      return [highlights.cleared - before, drawn.flatMap(({ segments }) => segments).length];
    };
    show();
    const [, all] = show({ highlighted: true });
    expect(all).toBeGreaterThan(0);
    expect(show({ highlighted: true, ring: [0, 0] })).toEqual([0, 0]);
    step(0.2, 4);
    expect(show({ highlighted: true })).toEqual([0, 1]);
    expect(show({ highlighted: true, look: { slot: 3, variant: 0 } })).toEqual([1, (all ?? 0) + 1]);
    expect(show({ look: { slot: 3, variant: 0 } })).toEqual([1, 0]);
  });

  it('looks for paths on each other in up to eight', () => {
    const wide = (count: number) => {
      const { landscape, land } = setUp();
      const paths = Array.from({ length: count }, (_, i) => pathOf([1, 10, 0, 2], { key: `${i}` }));
      landscape.update(sceneWith(paths));
      return land.of('stroke').filter(({ width }) => width >= 5).length;
    };
    expect(wide(8)).toBeGreaterThan(10);
    expect(wide(9)).toBe(0);
  });

  it('tells which path is under the pointer, and when it has left', () => {
    const { landscape, events } = setUp();
    landscape.update(sceneWith([pathOf([0, -2, 0, 10], { key: 'up' })]));
    const point = (offsetX: number, offsetY: number) =>
      landscape.element.dispatchEvent(Object.assign(new Event('pointermove'), { offsetX, offsetY }));
    point(23 + 273 / 2, 200);
    point(290, 200);
    landscape.element.dispatchEvent(new Event('pointerleave'));
    expect(events.highlighted).toEqual(['up', null, null]);
  });
});
