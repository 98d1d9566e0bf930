/** How lines and paths look: widths, colours, dashes, marks, and what lies beneath. */
import { describe, expect, it } from 'vitest';
import { marksPoints, TracePainter } from '../../../webview/shared/chart/drawTrace.ts';
import type { Line, Scene } from '../../../webview/shared/chart/scene.ts';
import { HighlightPainter } from '../../../webview/shared/landscape/drawHighlighted.ts';
import { type DrawnPath, drawPathTail, PathPainter } from '../../../webview/shared/landscape/drawPaths.ts';
import { PathOutline } from '../../../webview/shared/landscape/pathOutline.ts';
import { projection } from '../../../webview/shared/landscape/projection.ts';
import type { Path } from '../../../webview/shared/landscape/scene.ts';
import { mix } from '../../../webview/shared/pen.ts';
import { barsOf, RecordingPen } from './recordingPen.ts';
import { curveOf, laidOut, lineOf, pathOf, theme as plain, sceneOf } from './scenes.ts';

const theme = { ...plain, runs: ['#000000', '#000001', '#000002'] };
const axis = (max: number) => ({ kind: 'step', log: false, min: 0, max, quantum: 1 }) as const;
const losses = (count: number) => Array.from({ length: count }, (_, i) => 5 + Math.sin(i / 5));

function painted(lines: readonly Line[], change: Partial<Scene> = {}, fine = false) {
  const scene = sceneOf(lines, { axis: axis(100), logY: false, ...change });
  const { plot, lines: traces } = laidOut(scene);
  const painter = new TracePainter({ fine });
  const [settled, tail, highlighted] = [new RecordingPen(), new RecordingPen(), new RecordingPen()];
  painter.drawSettled(settled, plot, traces, scene);
  for (const trace of traces) painter.drawTail(tail, plot, trace, scene);
  painter.drawHighlighted(highlighted, plot, traces, scene);
  return { settled, tail, highlighted, plot };
}

describe('a line', () => {
  const line = (change: Partial<Line> = {}) =>
    lineOf({ color: '#00f', curve: curveOf(losses(60)), ...change });

  it('is drawn in its colour, thinner where it diverged, and pale where another is highlighted', () => {
    const looks = [line(), line({ divergedAt: 59 }), line({ faded: true })].map((each) => {
      const [stroke] = painted([each]).settled.of('stroke');
      return [stroke?.color, stroke?.width];
    });
    expect(looks).toEqual([
      ['#00f', 1.75],
      ['#00f', 1.25],
      [mix('#00f', 30, theme.background), 1.75],
    ]);
  });

  it('is drawn in full above the others where it is highlighted, and only then', () => {
    const { highlighted } = painted([
      line({ highlighted: true, faded: true, dash: [3, 3] }),
      line({ key: '1' }),
    ]);
    expect(highlighted.drawn).toMatchObject([{ what: 'stroke', color: '#00f', width: 2.5, dash: [3, 3] }]);
    expect(highlighted.drawn[0]?.segments).toHaveLength(59);
    expect(painted([line()]).highlighted.drawn).toEqual([]);
  });

  it('is made of columns where there are more than sixteen, but not in a drawing of strokes', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => line({ key: `${i}` }));
    expect(barsOf(painted(many(16)).settled)).toEqual([]);
    const columns = painted(many(17)).settled;
    expect([columns.of('stroke').length, barsOf(columns).length > 17 * 100]).toEqual([17, true]);
    expect(barsOf(painted(many(17), {}, true).settled)).toEqual([]);
  });

  it('begins its dashes elsewhere than others where it is made of columns', () => {
    const many = Array.from({ length: 17 }, (_, i) => line({ key: `${i}`, color: `#0${i}`, dash: [4, 4] }));
    const { settled, plot } = painted(many);
    const firsts = many.map(({ color }) => {
      const bars = barsOf(settled).filter((bar) => bar.color === color);
      return Math.min(...bars.map(({ points: [x = 0] }) => x)) - Math.floor(plot.left);
    });
    expect(new Set(firsts).size).toBeGreaterThan(3);
  });

  it('has its points marked where they are far apart and what lies between was not measured', () => {
    const few = line({ curve: curveOf([5, 4, 3, 2], [0, 30, 60, 90]) });
    const marksOf = (change: Partial<Scene>) => {
      const { settled, tail } = painted([few], change);
      return [...settled.of('fill'), ...tail.of('fill')].map(({ points }) => points.length);
    };
    expect(marksOf({ marksPoints: true })).toEqual([2, 2, 2, 2]);
    expect(marksOf({ marksPoints: false })).toEqual([]);
    const { plot, lines } = laidOut(sceneOf([few], { axis: axis(100) }));
    const [trace] = lines;
    if (!trace) throw new Error('expected a line');
    const scene = sceneOf([few], { marksPoints: true });
    const wide = (right: number) => marksPoints(scene, trace.line, trace.points, { ...plot, left: 0, right });
    expect([wide(48), wide(49)]).toEqual([false, true]);
  });

  it('lies above the band of what it was smoothed from', () => {
    const smoothed = (faded: boolean) =>
      painted([line({ raw: curveOf(losses(60)), faded })]).settled.drawn.map(({ what, color }) => [
        what,
        color,
      ]);
    for (const faded of [false, true]) {
      const drawn = smoothed(faded);
      const band = mix('#00f', faded ? 6 : 18, 'transparent');
      expect(drawn.at(-1)?.[0]).toBe('stroke');
      expect(new Set(drawn.slice(0, -1).map((each) => each.join(' ')))).toEqual(new Set([`fill ${band}`]));
    }
  });

  it('has the rest of the band drawn with its tail, to the last value', () => {
    const { tail, plot } = painted([line({ raw: curveOf(losses(60)) })]);
    const xs = tail.of('fill').flatMap(({ points }) => points.filter((_, i) => i % 2 === 0));
    expect(Math.max(...xs)).toBe(Math.round(plot.x(59)));
  });
});

describe('a path', () => {
  const projected = projection({ x: [0, 400], y: [0, 400] }, { left: 0, right: 400, top: 0, bottom: 400 });
  const drawnPath = (positions: Iterable<number>, change: Partial<Path> = {}): DrawnPath => {
    const path = pathOf(positions, change);
    const outline = new PathOutline(path, projected);
    outline.grow();
    return { path, outline };
  };
  const draw = (paths: readonly DrawnPath[], in_ = theme) => {
    const painter = new PathPainter();
    const [covered, lines] = [new RecordingPen(), new RecordingPen()];
    painter.drawCovered(covered, paths, in_);
    painter.drawNew(lines, paths, in_);
    return { covered: covered.drawn, lines: lines.drawn, pen: lines };
  };
  const along = [10, 200, 300, 200];

  it('is drawn in its colour and style, thinner where it diverged, and pale where another is highlighted', () => {
    const looks = [
      drawnPath(along, { look: { slot: 1, variant: 1 } }),
      drawnPath(along, { key: '1', diverged: true }),
      drawnPath(along, { key: '2', faded: true }),
    ];
    const { lines, pen } = draw(looks);
    expect(lines.map(({ color, width, dash }) => [color, width, dash])).toEqual([
      ['#000001', 1.75, [3, 3]],
      ['#000000', 1.25, []],
      [mix('#000000', 25, theme.background), 1.75, []],
    ]);
    pen.fillText('after', 0, 0);
    expect([pen.drawn.at(-1)?.dash, pen.globalAlpha, pen.lineDashOffset]).toEqual([[], 1, 0]);
  });

  it('is wide and pale where others lie on it, wider where two do', () => {
    const three = [0, 1, 2].map((slot) => drawnPath(along, { key: `${slot}`, look: { slot, variant: 0 } }));
    const kinds = (paths: readonly DrawnPath[], in_ = theme) =>
      new Set(draw(paths, in_).covered.map(({ color, width }) => `${color} ${width}`));
    const pale = (color: string) => mix(color, 55, theme.background);
    expect(kinds(three.slice(0, 2))).toEqual(new Set([`${pale('#000000')} 5`]));
    expect(kinds(three)).toEqual(
      new Set([`${pale('#000000')} 5`, `${pale('#000000')} 8.25`, `${pale('#000001')} 5`]),
    );
    const contrast = kinds(three.slice(0, 2), { ...theme, contrast: true });
    expect(contrast).toEqual(new Set([`${mix('#000000', 100, theme.background)} 5`]));
    const [first, second] = three;
    if (!first || !second) throw new Error('expected two paths');
    const faded = { ...first, path: { ...first.path, faded: true } };
    expect(kinds([faded, second])).toEqual(new Set([`${mix('#000000', 14, theme.background)} 5`]));
  });

  it('that diverged neither hides another nor lies beneath one', () => {
    const two = [drawnPath(along), drawnPath(along, { key: '1', diverged: true })];
    expect(draw(two).covered).toEqual([]);
    expect(draw([...two].reverse()).covered).toEqual([]);
  });

  it('has where it stands now joined to what is drawn of it', () => {
    const { path, outline } = drawnPath([0, 0, 100, 0, 100.3, 0], { look: { slot: 2, variant: 0 } });
    const pen = new RecordingPen();
    drawPathTail(pen, { path, outline }, theme);
    expect(pen.drawn).toMatchObject([{ segments: [[100, 400, 100.3, 400]], color: '#000002', width: 1.75 }]);
    const none = new RecordingPen();
    drawPathTail(none, drawnPath([]), theme);
    drawPathTail(none, drawnPath([0, 0, 900, 0], { diverged: true }), theme);
    expect(none.drawn).toEqual([]);
  });

  it('is drawn from its start to its end where it is highlighted', () => {
    const pen = new RecordingPen();
    new HighlightPainter().drawNew(
      pen,
      [drawnPath([0, 0, 100, 0, 100, 50], { look: { slot: 1, variant: 1 } })],
      theme,
    );
    expect(pen.drawn).toMatchObject([
      {
        segments: [
          [0, 400, 100, 400],
          [100, 400, 100, 350],
        ],
        color: '#000001',
        width: 2.5,
        dash: [3, 3],
      },
    ]);
  });
});
