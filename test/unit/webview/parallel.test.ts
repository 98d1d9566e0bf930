// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { drawParallel } from '../../../webview/shared/sweep/drawParallel.ts';
import {
  axisAt,
  layOutParallel,
  lineAt,
  shareAt,
  yAt,
} from '../../../webview/shared/sweep/parallelLayout.ts';
import {
  type Brush,
  lostShare,
  type ParallelAxis,
  type ParallelLine,
  type ParallelScene,
} from '../../../webview/shared/sweep/parallelScene.ts';
import { ParallelView } from '../../../webview/shared/sweep/parallelView.ts';
import { setSize } from './fakeCanvas.ts';
import { canvasesBeforeEach, canvasesOf } from './figureTools.ts';
import { RecordingPen } from './recordingPen.ts';
import { theme } from './scenes.ts';

canvasesBeforeEach();

const [width, height] = [400, 300];
const axis = (name: string, change: Partial<ParallelAxis> = {}): ParallelAxis => ({
  ...{ name, brush: null, hasLost: false },
  ticks: [
    { text: '0', share: 0 },
    { text: '1', share: 1 },
  ],
  ...change,
});
const line = (
  key: string,
  shares: ParallelLine['shares'],
  change: Partial<ParallelLine> = {},
): ParallelLine => ({
  ...{ key, shares, color: `#${key}`, dash: [], isFound: true, highlighted: false },
  ...change,
});
const axes = [axis('rate'), axis('momentum'), axis('loss', { hasLost: true })];
const lines = [
  line('a', [0, 0.5, 1]),
  line('b', [1, null, lostShare]),
  line('c', [0.5, 0.5, 0], { isFound: false }),
];
const sceneOf = (change: Partial<ParallelScene> = {}): ParallelScene => ({
  label: 'Parallel coordinates.',
  axes,
  lines,
  theme: { ...theme, grid: 'grid', foreground: 'fore' },
  ...change,
});

function drawn(change: Partial<ParallelScene> = {}) {
  const pen = new RecordingPen();
  const scene = sceneOf(change);
  drawParallel(pen, scene, width, height);
  return {
    pen,
    layout: layOutParallel(pen, scene, width, height),
    texts: pen.of('text').map(({ text }) => text),
  };
}

describe('parallel coordinates', () => {
  it('lead each run from axis to axis', () => {
    const { pen, layout } = drawn();
    const points = (color: string) => pen.of('stroke').find((each) => each.color === color)?.points;
    const [first, second, third] = layout.xs;
    expect(points('#a')).toEqual([first, yAt(layout, 0), second, yAt(layout, 0.5), third, yAt(layout, 1)]);
    expect(yAt(layout, 1)).toBeLessThan(yAt(layout, 0));
  });

  it('have room for a line of names, or for two, above what diverged, and for what is lacking below', () => {
    const placesOn = (width: number) => {
      const layout = layOutParallel(new RecordingPen(), sceneOf(), width, height);
      return [lostShare, 0, null].map((share) => yAt(layout, share));
    };
    expect(placesOn(400).map(Math.round)).toEqual([18 + 8, height - 22, height - 10]);
    expect(placesOn(110).map(Math.round)).toEqual([2 * 18 + 8, height - 22, height - 10]);
  });

  it('have what diverged above its axis and what is lacking below, and say so', () => {
    const { layout, texts } = drawn();
    expect(yAt(layout, lostShare)).toBeLessThan(layout.top);
    expect(yAt(layout, null)).toBeGreaterThan(layout.bottom);
    expect(texts).toEqual(expect.arrayContaining(['rate', 'momentum', 'loss', 'diverged', 'none']));
    expect(drawn({ axes: [axis('rate')], lines: [] }).texts).not.toContain('none');
  });

  it.each([
    ['0', 22],
    ['0.0001', 46],
    ['one of the longest names of all optimizers', 120],
  ])('leave room beside the first axis for %j, but not for more than there is', (text, left) => {
    const first = axis('rate', { ticks: [{ text, share: 0 }] });
    const { xs } = drawn({ axes: [first, axis('momentum'), axis('loss')], lines: [] }).layout;
    expect(xs).toEqual([left, (left + 384) / 2, 384]);
  });

  it('have their one axis at the left, and are blank without any', () => {
    const placesOf = (count: number) => drawn({ axes: axes.slice(0, count), lines: [] }).layout.xs;
    expect([placesOf(1), placesOf(2)]).toEqual([[22], [22, 384]]);
    const blank = drawn({ axes: [], lines: [] });
    expect([blank.layout.xs, blank.layout.titles, blank.texts]).toEqual([[], [], []]);
  });

  it('have names on two lines where they have no room on one, and on three where on two neither', () => {
    const named = ['optimizer', 'learning rate', 'momentum', 'loss'].map((name) => axis(name));
    const on = (width: number) => {
      const layout = layOutParallel(new RecordingPen(), sceneOf({ axes: named, lines: [] }), width, height);
      const { titles } = layout;
      const last = Math.max(...titles.map(({ y }) => y));
      expect(yAt(layout, lostShare)).toBeGreaterThan(last + 8);
      return { texts: titles.map(({ text }) => text), lines: new Set(titles.map(({ y }) => y)).size };
    };
    expect(on(600)).toEqual({ texts: ['optimizer', 'learning rate', 'momentum', 'loss'], lines: 1 });
    expect(on(260)).toEqual({ texts: ['optimizer', 'learning rate', 'momentum', 'loss'], lines: 2 });
    const [first, ...others] = on(140).texts;
    expect([first, others]).toEqual(['optimizer', ['learning rate', 'momentum', 'loss']]);
    expect(on(140).lines).toBe(3);
    expect(on(70)).toMatchObject({ lines: 3 });
  });

  it('draw what was not found beneath, without its colour', () => {
    const { pen } = drawn();
    const colors = pen.of('stroke').map(({ color }) => color);
    expect(colors).not.toContain('#c');
    expect(colors.indexOf('grid')).toBeLessThan(colors.indexOf('#a'));
  });

  it('draw the highlighted run last and wide', () => {
    const { pen } = drawn({ lines: [line('a', [0, 1, 0], { highlighted: true }), line('b', [1, 1, 1])] });
    const last = pen.of('stroke').at(-1);
    expect([last?.color, (last?.width ?? 0) > 2]).toEqual(['#a', true]);
  });

  it('let many lines shine through, but not in high contrast', () => {
    const many = Array.from({ length: 100 }, (_, i) => line(`${i}`, [0, 1, 0]));
    const alphas = (contrast: boolean) =>
      new Set(
        drawn({ lines: many, theme: { ...theme, contrast } })
          .pen.of('stroke')
          .map(({ alpha }) => alpha),
      );
    expect(alphas(false).has(0.6)).toBe(true);
    expect([...alphas(true)]).toEqual([1]);
  });

  it('show what is brushed', () => {
    const { pen, layout } = drawn({
      axes: [axis('rate', { brush: { low: 0.25, high: 0.75 } }), axis('loss')],
      lines: [],
    });
    const [brush] = pen.of('fillRect');
    expect(brush?.points[1]).toBeCloseTo(yAt(layout, 0.75), 9);
    expect((brush?.points[1] ?? 0) + (brush?.points[3] ?? 0)).toBeCloseTo(yAt(layout, 0.25), 9);
  });

  it('know the axis and the line at a place', () => {
    const { layout } = drawn();
    const [first = 0, second = 0] = layout.xs;
    expect([axisAt(layout, first + 5), axisAt(layout, (first + second) / 2), axisAt(layout, second)]).toEqual(
      [0, null, 1],
    );
    const middle = (first + second) / 2;
    expect(lineAt(layout, lines, middle, yAt(layout, 0.25))).toBe('a');
    expect(lineAt(layout, lines, middle, yAt(layout, 0.9))).toBeNull();
    // Where only a run lies that was not found.
    expect(lineAt(layout, lines, middle, yAt(layout, 0.5) + 2)).not.toBe('c');
    expect(lineAt(layout, lines, 0, 10)).toBeNull();
    expect(shareAt(layout, yAt(layout, 0.3))).toBeCloseTo(0.3, 9);
  });
});

describe('their element', () => {
  function setUp() {
    const brushed: (readonly [number, Brush | null])[] = [];
    const highlighted: (string | null)[] = [];
    const view = new ParallelView({
      invalidate() {},
      brush: (at, to) => void brushed.push([at, to]),
      highlight: (key) => void highlighted.push(key),
    });
    setSize(view.element, width, height);
    view.update(sceneOf());
    const [canvas] = canvasesOf(view.element);
    if (!canvas) throw new Error('expected a canvas');
    canvas.setPointerCapture = () => {};
    const layout = layOutParallel(new RecordingPen(), sceneOf(), width, height);
    const send = (type: string, x: number, y: number) => {
      const event = new MouseEvent(type, { button: 0 });
      Object.defineProperties(event, {
        offsetX: { value: x },
        offsetY: { value: y },
        pointerId: { value: 1 },
      });
      canvas.dispatchEvent(event);
    };
    return { canvas, brushed, highlighted, send, layout, x: layout.xs[1] ?? 0 };
  }

  it('is a picture with a sentence', () => {
    const { canvas } = setUp();
    expect([canvas.getAttribute('role'), canvas.getAttribute('aria-label')]).toEqual([
      'img',
      'Parallel coordinates.',
    ]);
  });

  it('finds what lies between two places of an axis while they are dragged, whichever is the higher', () => {
    const { brushed, send, layout, x } = setUp();
    send('pointerdown', x, yAt(layout, 0.75));
    send('pointermove', x + 40, yAt(layout, 0.25));
    send('pointermove', x, yAt(layout, 0.75) - 30);
    send('pointerup', x, 0);
    expect(brushed.map(([at]) => at)).toEqual([1, 1]);
    expect(brushed[0]?.[1]?.low).toBeCloseTo(0.25, 9);
    expect(brushed[0]?.[1]?.high).toBeCloseTo(0.75, 9);
    expect(brushed[1]?.[1]?.low).toBeCloseTo(0.75, 9);
    send('pointermove', x, 10);
    expect(brushed).toHaveLength(2);
  });

  it('lets go by a press, also one of a hand that shakes', () => {
    const { brushed, send, x } = setUp();
    send('pointerdown', x, 100);
    send('pointermove', x, 102);
    send('pointerup', x, 102);
    expect(brushed).toEqual([[1, null]]);
    send('pointerdown', x + 60, 100);
    send('pointerup', x + 60, 100);
    expect(brushed).toHaveLength(1);
  });

  it('tells the run under the pointer, and where brushing begins', () => {
    const { canvas, highlighted, send, layout, x } = setUp();
    const middle = ((layout.xs[0] ?? 0) + x) / 2;
    send('pointermove', middle, yAt(layout, 0.25));
    expect(canvas.classList.contains('brushes')).toBe(false);
    send('pointermove', x, yAt(layout, 0.9));
    expect(canvas.classList.contains('brushes')).toBe(true);
    send('pointerleave', 0, 0);
    expect([highlighted[0], highlighted.at(-1)]).toEqual(['a', null]);
  });
});
