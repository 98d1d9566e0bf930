// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { viridis } from '../../../core/viridis.ts';
import { drawHeatMap } from '../../../webview/shared/sweep/drawHeatMap.ts';
import { layOutHeat, placeAt, rectOf } from '../../../webview/shared/sweep/heatLayout.ts';
import { HeatMapView } from '../../../webview/shared/sweep/heatMapView.ts';
import type { CellKind, HeatCell, HeatScene } from '../../../webview/shared/sweep/heatScene.ts';
import { press, textsOf } from '../panel/pageTools.ts';
import { contextOf, setSize } from './fakeCanvas.ts';
import { canvasesBeforeEach, canvasesOf } from './figureTools.ts';
import { RecordingPen } from './recordingPen.ts';
import { theme } from './scenes.ts';

canvasesBeforeEach();

const value = (score: number): HeatCell => ({ kind: 'value', score });
const without = (kind: CellKind): HeatCell => ({ kind, score: Number.POSITIVE_INFINITY });

/** Three rates by two momenta; the best at the top in the middle. */
const scene: HeatScene = {
  label: 'Heat map of final loss.',
  across: 'learning rate',
  down: 'momentum',
  columns: ['0.01', '0.1', '1'],
  rows: ['0.9', '0'],
  cells: [
    [value(1), value(0.01), without('diverged')],
    [value(100), null, without('missed')],
  ],
  range: [0.01, 100],
  log: true,
  best: { column: 1, row: 0 },
  card: ({ column, row }) => [`cell ${column} ${row}`, '5 runs'],
  theme: { ...theme, foreground: '#111', background: '#eee' },
};
const [width, height] = [400, 300];

function drawn(change: Partial<HeatScene> = {}, size = [width, height]) {
  const pen = new RecordingPen();
  const all = { ...scene, ...change };
  drawHeatMap(pen, all, size[0] ?? 0, size[1] ?? 0);
  const layout = layOutHeat(pen, all, size[0] ?? 0, size[1] ?? 0);
  const texts = pen.of('text').map(({ text }) => text);
  return { pen, layout, texts };
}

describe('a heat map', () => {
  it('fills cells with the colours of their scores, and leaves those without runs blank', () => {
    const { pen, layout } = drawn();
    const fills = pen.of('fillRect');
    const colorAt = (column: number, row: number) => {
      const { x, y } = rectOf(layout, { column, row });
      return fills.find(({ points }) => points[0] === x && points[1] === y)?.color;
    };
    expect([colorAt(1, 0), colorAt(0, 0), colorAt(0, 1)]).toEqual([viridis(1), viridis(0.5), viridis(0)]);
    expect(colorAt(1, 1)).toBeUndefined();
  });

  it('hatches what diverged, and not what missed its target', () => {
    const hatches = (cells: HeatScene['cells']) =>
      drawn({ cells })
        .pen.of('stroke')
        .filter(
          ({ segments }) =>
            segments.length > 3 && segments.every(([x0 = 0, y0 = 0, x1 = 0, y1 = 0]) => x0 - x1 === y1 - y0),
        ).length;
    // On the map, and in its key.
    expect(hatches([[without('diverged')]])).toBeGreaterThanOrEqual(1);
    expect(hatches([[without('missed')]])).toBe(0);
  });

  it('writes the number where there is room', () => {
    expect(drawn().texts).toEqual(expect.arrayContaining(['1', '0.01000', '100']));
    expect(drawn({}, [110, 300]).texts).not.toContain('0.01000');
    expect(drawn({}, [400, 110]).texts).not.toContain('0.01000');
    const small = { cells: [[value(4.19e-13), value(4e-13)]], columns: ['0', '1'], rows: ['0'] };
    expect(drawn(small, [110, 300]).texts).toContain('4e-13');
  });

  it('writes none where most cells have no room', () => {
    const cellsOf = (...scores: number[]) => ({
      ...{ cells: [scores.map(value)], columns: scores.map((_, i) => `0.${i}`), rows: ['0'], best: null },
    });
    const [some, few] = [cellsOf(8, 7, 46.28, 47.31), cellsOf(8, 46.28, 47.31, 46.28)].map((cells) => {
      const { pen, layout } = drawn(cells, [96, 300]);
      const ys = pen.of('text').map(({ text, points }) => ({ text, y: points[1] ?? 0 }));
      const { top, cellHeight } = layout;
      return ys.flatMap(({ text, y }) =>
        Math.abs(y - (top + cellHeight / 2)) < 2 && text !== '0' ? [text] : [],
      );
    });
    expect([some, few]).toEqual([['8', '7'], []]);
  });

  it('names axes, values and colours', () => {
    const { texts } = drawn();
    for (const text of [
      'learning rate',
      'momentum',
      '0.1',
      '0.9',
      'diverged',
      'target not reached',
      '0.0100',
      '1.00',
    ])
      expect(texts).toContain(text);
    expect(drawn({ cells: [[value(1)]] }).texts).not.toContain('diverged');
  });

  it('leaves out values along an axis that have no room', () => {
    const columns = Array.from({ length: 40 }, (_, i) => `0.00${100 + i}`);
    const { texts } = drawn({ columns, cells: [columns.map(() => null)], rows: ['0'], best: null });
    const shown = columns.filter((each) => texts.includes(each));
    expect(shown.length).toBeGreaterThan(3);
    expect(shown.length).toBeLessThan(12);
  });

  it('cuts no value at its right edge, and has none on another', () => {
    for (let count = 2; count <= 40; count++) {
      const columns = Array.from({ length: count }, (_, i) => `0.00${100 + i}`);
      const { pen, layout } = drawn({ columns, cells: [columns.map(() => null)], rows: ['0'], best: null });
      const right = layout.left + layout.columns * layout.cellWidth;
      const half = pen.measureText('0.00100').width / 2;
      const places = pen
        .of('text')
        .flatMap(({ text, points: [x = 0] }) => (text.startsWith('0.00') ? [x] : []));
      expect(places.at(-1), `${count} columns`).toBeLessThanOrEqual(right - half);
      for (const [i, x] of places.entries())
        expect(x - (places[i - 1] ?? -width), `${count} columns`).toBeGreaterThanOrEqual(2 * half);
    }
  });

  it('rings the best', () => {
    const { pen, layout } = drawn();
    const { x, y, width, height } = rectOf(layout, { column: 1, row: 0 });
    const rings = pen.of('stroke').filter(({ points }) => points.join() === [x, y, width, height].join());
    expect(rings.map(({ color }) => color)).toEqual(['#eee', '#111']);
  });

  it('borders cells in high contrast, whose ground is as dark or as bright as their ends', () => {
    const strokes = (contrast: boolean) =>
      drawn({ theme: { ...scene.theme, contrast } }).pen.of('stroke').length;
    expect(strokes(true) - strokes(false)).toBe(3);
  });

  it('borders no cells that are so small that little else would be seen', () => {
    const strokes = (contrast: boolean) =>
      drawn({ theme: { ...scene.theme, contrast } }, [110, 110]).pen.of('stroke').length;
    expect(strokes(true)).toBe(strokes(false));
  });

  it('knows the cell of each place', () => {
    const { layout } = drawn();
    for (const place of [
      { column: 0, row: 0 },
      { column: 2, row: 1 },
    ]) {
      const { x, y, width, height } = rectOf(layout, place);
      expect(placeAt(layout, x + width / 2, y + height / 2)).toEqual(place);
    }
    expect([placeAt(layout, 2, 150), placeAt(layout, 200, 20), placeAt(layout, 200, 299)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('its element', () => {
  function setUp() {
    const opened: unknown[] = [];
    const view = new HeatMapView({ invalidate() {}, open: (place) => void opened.push(place) }, 'hint');
    document.body.replaceChildren(view.element);
    setSize(view.element, width, height);
    view.update(scene);
    const [lower, upper] = canvasesOf(view.element);
    if (!lower || !upper) throw new Error('expected two canvases');
    const card = () =>
      view.element.querySelector('.hovercard:not([hidden])') ? textsOf(view.element, '.hovercard p') : null;
    const point = (type: string, column: number, row: number) => {
      const { x, y } = rectOf(layOutHeat(new RecordingPen(), scene, width, height), { column, row });
      const event = new MouseEvent(type, { bubbles: true });
      Object.defineProperties(event, { offsetX: { value: x + 3 }, offsetY: { value: y + 3 } });
      upper.dispatchEvent(event);
    };
    return { view, opened, lower, upper, card, point };
  }

  it('is a picture with a sentence, and above it cells for pointer and keys', () => {
    const { lower, upper } = setUp();
    expect([lower.getAttribute('role'), lower.getAttribute('aria-label')]).toEqual([
      'img',
      'Heat map of final loss.',
    ]);
    expect([upper.tabIndex, upper.getAttribute('aria-describedby')]).toEqual([0, 'hint']);
    expect(contextOf(lower).of('text').length).toBeGreaterThan(0);
  });

  it('says what is in the cell under the pointer, and opens it by a press', () => {
    const { card, point, opened, upper } = setUp();
    expect(card()).toBeNull();
    point('pointermove', 0, 1);
    expect(card()).toEqual(['cell 0 1', '5 runs']);
    expect(upper.classList.contains('opens')).toBe(true);
    point('click', 1, 0);
    expect(opened).toEqual([{ column: 1, row: 0 }]);
    // No run is there.
    point('pointermove', 1, 1);
    expect([card(), upper.classList.contains('opens')]).toEqual([null, false]);
    point('click', 1, 1);
    expect(opened).toHaveLength(1);
    upper.dispatchEvent(new Event('pointerleave'));
    expect(card()).toBeNull();
  });

  it('goes from cell to cell by keys, beginning with the best', () => {
    vi.useFakeTimers();
    const { card, opened, upper, view } = setUp();
    const at = (key: string) => {
      expect(press(upper, key).defaultPrevented, key).toBe(true);
      return card()?.[0];
    };
    expect(at('ArrowDown')).toBe('cell 1 0');
    expect(at('ArrowRight')).toBe('cell 2 0');
    expect(at('ArrowRight')).toBe('cell 2 0');
    expect(at('ArrowDown')).toBe('cell 2 1');
    expect(at('Home')).toBe('cell 0 1');
    vi.advanceTimersByTime(1000);
    expect(view.element.querySelector('[aria-live]')?.textContent).toBe('cell 0 1, 5 runs');
    at('Enter');
    expect(opened).toEqual([{ column: 0, row: 1 }]);
    at('ArrowRight');
    vi.advanceTimersByTime(1000);
    expect(view.element.querySelector('[aria-live]')?.textContent).toBe('No runs');
    at('Enter');
    expect(opened).toHaveLength(1);
    at('End');
    at('ArrowUp');
    expect(at('Escape')).toBeUndefined();
    expect(press(upper, 'Escape').defaultPrevented).toBe(false);
    expect(press(upper, 'x').defaultPrevented).toBe(false);
    vi.useRealTimers();
  });
});
