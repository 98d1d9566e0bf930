/** What the landscape has beside its paths: contours, axes, minima, levels. */
import { describe, expect, it, vi } from 'vitest';
import { surfaces } from '../../../core/problems/surfaces/index.ts';
import type { Surface } from '../../../core/problems/surfaces/surface.ts';
import { valley } from '../../../core/problems/surfaces/valley.ts';
import { contoursOf, drawContours, levelLabels } from '../../../webview/shared/landscape/contours.ts';
import { drawLandscape, frameOf, stretchOf } from '../../../webview/shared/landscape/drawLandscape.ts';
import { drawAxes, drawSurfaceMarks } from '../../../webview/shared/landscape/drawMarks.ts';
import { projection, windowFor } from '../../../webview/shared/landscape/projection.ts';
import { type Drawn, RecordingPen } from './recordingPen.ts';
import { landscapeOf, pathOf, theme } from './scenes.ts';

const frame = { left: 50, right: 250, top: 20, bottom: 220 };

/** Height is the distance to the left edge: contours are upright lines. */
function slope(change: Partial<Surface> = {}): Surface {
  return {
    ...valley,
    ...{ axes: ['a', 'bb'], minima: [], levels: [2.5, 5, 7.5], window: { x: [0, 10], y: [0, 10] } },
    value: (x) => x,
    ...change,
  };
}
const projected = projection({ x: [0, 10], y: [0, 10] }, frame);

function drawnWith(draw: (pen: RecordingPen) => void): RecordingPen {
  const pen = new RecordingPen();
  draw(pen);
  return pen;
}

describe('the axes of a landscape', () => {
  const textsOf = (surface: Surface) =>
    drawnWith((pen) => drawAxes(pen, surface, projected, theme))
      .of('text')
      .map(({ text, points, align }) => [text, ...points, align]);

  it('have round numbers, the last one across with its name', () => {
    expect(textsOf(slope())).toEqual([
      ['0', 50, 229, 'center'],
      ['5', 150, 229, 'center'],
      // Kept within the drawing: 254 less half of 36 pixels.
      ['a = 10', 236, 229, 'center'],
      ['0', 44, 220, 'right'],
      ['5', 44, 120, 'right'],
      ['10', 44, 20, 'right'],
      // No room above the 10: beside it, above the corner.
      ['bb', 50, 12, 'left'],
    ]);
  });

  it('have the name of the one upward above its highest number, where there is room', () => {
    const low = projection({ x: [0, 10], y: [0, 12] }, { ...frame, top: 60 });
    const texts = drawnWith((pen) => drawAxes(pen, slope(), low, theme)).of('text');
    const highest = texts.find(({ text }) => text === '10')?.points[1] ?? 0;
    expect(texts.at(-1)).toMatchObject({ text: 'bb', points: [44, highest - 16] });
  });
});

describe('the axes of every built-in surface', () => {
  const sizes = [150, 160, 320, 541, 780, 1440].flatMap((width) =>
    [160, 280, 600].map((height) => [width, height] as const),
  );
  const starts = (surface: Surface) => [surface.start, [-19, 31] as const];

  it.each(surfaces.map((surface) => [surface.name, surface] as const))(
    '%s: two numbers or more on each, and nothing touches, at any size',
    (_, surface) => {
      for (const [width, height] of sizes)
        for (const start of starts(surface))
          for (const margins of [null, { top: 14, bottom: 26 }]) {
            const window = windowFor(surface, start);
            const scene = { ...landscapeOf([]), surface, start, margins };
            const land = projection(window, frameOf(scene, window, width, height));
            const texts = drawnWith((pen) => drawAxes(pen, surface, land, theme)).of('text');
            const where = `${surface.name} from ${start} in ${width} × ${height}`;
            const across = texts.filter(({ align }) => align === 'center');
            const numbers = texts.filter(({ text }) => Number.isFinite(Number(text)));
            expect(across.length, `${where}: across`).toBeGreaterThanOrEqual(2);
            expect(numbers.length - across.length + 1, `${where}: up`).toBeGreaterThanOrEqual(2);
            const boxes = texts.map(boxOf);
            boxes.forEach((box, i) => {
              expect(box.top, `${where}: ${texts[i]?.text}`).toBeGreaterThanOrEqual(0);
              for (const other of boxes.slice(i + 1))
                expect(touches(box, other), `${where}: ${JSON.stringify(texts)}`).toBe(false);
            });
          }
    },
  );

  /** 6 pixels a letter, and a line of 11 pixels; what stands across hangs below its place. */
  const boxOf = ({ text, align, points: [x = 0, y = 0] }: Drawn) => {
    const wide = 6 * text.length;
    const left = align === 'right' ? x - wide : align === 'center' ? x - wide / 2 : x;
    const top = align === 'center' ? y : y - 5.5;
    return { left, right: left + wide, top, bottom: top + 11 };
  };
  type Box = ReturnType<typeof boxOf>;
  const touches = (a: Box, b: Box) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
});

describe('contours', () => {
  it('are where the surface has each level, in cells of a grid', () => {
    const { rings: levels } = contoursOf(slope(), { x: [0, 10], y: [0, 10] });
    expect(levels).toHaveLength(3);
    levels.forEach((rings, i) => {
      const least = Math.min(...rings.flat().map(([x]) => x));
      expect(least).toBeCloseTo(240 * 0.25 * (i + 1), 6);
    });
    const upward = contoursOf(slope({ value: (_, y) => y }), { x: [0, 10], y: [0, 10] });
    expect(Math.min(...(upward.rings[1] ?? []).flat().map(([, y]) => y))).toBeCloseTo(160, 6);
  });

  it('are filled above each level, and drawn but where they are the border', () => {
    const levels = contoursOf(slope(), { x: [0, 10], y: [0, 10] });
    const pen = drawnWith((pen) => drawContours(pen, levels, projected, theme));
    expect(pen.of('fill').map(({ color }) => color)).toEqual(Array(3).fill(theme.hill));
    const [, half] = pen.of('fill');
    const xs = half?.points.filter((_, i) => i % 2 === 0) ?? [];
    const ys = half?.points.filter((_, i) => i % 2 === 1) ?? [];
    expect([Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]).toEqual(
      [150, 250, 20, 220].map((each) => expect.closeTo(each, 6)),
    );
    expect(pen.of('stroke')).toMatchObject(Array(3).fill({ color: theme.contour, width: 1 }));
    // Along the border it is moved over, not drawn.
    for (const [i, { segments }] of pen.of('stroke').entries())
      for (const [x0 = 0, , x1 = 0] of segments)
        expect(Math.min(x0, x1), `level ${i}`).toBeLessThan(250 - 1e-6);
    for (const { segments } of pen.of('stroke')) expect(segments.length).toBeGreaterThan(300);
  });
});

describe('the numbers of levels', () => {
  const labelsOf = (surface: Surface) => levelLabels(surface, projected);

  it('stand where the lowest strip crosses them, at its height', () => {
    const labels = labelsOf(slope());
    expect(labels.map(({ level }) => level)).toEqual([2.5, 5, 7.5]);
    for (const { level, x, y } of labels) {
      expect(Math.abs(x - projected.x(level))).toBeLessThanOrEqual(1);
      expect(y).toBeCloseTo(projected.y(0.4), 9);
    }
  });

  it('are those right of the minimum, unless fewer than three are', () => {
    const bowl = (at: number, levels: number[]) =>
      slope({ minima: [[at, 0]], value: (x) => Math.abs(x - at), levels });
    expect(labelsOf(bowl(5, [1, 2, 3])).map(({ level }) => level)).toEqual([1, 2, 3]);
    expect(labelsOf(bowl(9, [1, 4, 7])).map(({ level }) => level)).toEqual([7, 4, 1]);
  });

  it('keep clear of each other and of the right edge', () => {
    const labels = labelsOf(slope({ levels: [3, 3.2, 3.4, 5, 9.9, 10] }));
    expect(labels.map(({ level }) => level)).toEqual([3, 5]);
    for (const [i, { x, level }] of labels.entries()) {
      const next = labels[i + 1];
      if (next) expect(next.x - x).toBeGreaterThan(3.3 * (String(level).length + String(next.level).length));
    }
  });

  it('are looked for once a surface', () => {
    const own = projection(projected.window, projected.frame);
    const value = vi.fn((x: number) => x);
    const surface = slope({ value });
    const labels = levelLabels(surface, own);
    const asked = value.mock.calls.length;
    expect(levelLabels(surface, own)).toBe(labels);
    expect(value).toHaveBeenCalledTimes(asked);
    expect(levelLabels(slope({ levels: [5] }), own).map(({ level }) => level)).toEqual([5]);
  });

  it('are written in the middle, with a rim', () => {
    const pen = drawnWith((pen) => drawSurfaceMarks(pen, slope(), projected, slope().levels, theme));
    expect(pen.of('text')).toMatchObject(
      ['2.5', '5', '7.5'].map((text) => ({ text, align: 'center', color: theme.quiet })),
    );
  });
});

describe('a minimum', () => {
  const markOf = (at: readonly [number, number]) =>
    drawnWith((pen) => drawSurfaceMarks(pen, slope({ minima: [at] }), projected, [], theme));

  it('is a crosshair with a ring', () => {
    const pen = markOf([5, 5]);
    const [ring, cross] = pen.of('stroke');
    expect(ring).toMatchObject({ points: [150, 120], color: theme.foreground, width: 1.25 });
    expect(cross?.segments).toEqual([
      [142, 120, 138, 120],
      [158, 120, 162, 120],
      [150, 112, 150, 108],
      [150, 128, 150, 132],
    ]);
  });

  it('has its name at the left, or at the right where there is no room', () => {
    expect(markOf([5, 5]).of('text')).toMatchObject([
      { text: 'minimum', points: [132, 120], align: 'right' },
    ]);
    expect(markOf([1, 5]).of('text')).toMatchObject([{ text: 'minimum', points: [88, 120], align: 'left' }]);
    // 84 pixels are needed.
    expect(markOf([4.2, 5]).of('text')[0]?.align).toBe('left');
    expect(markOf([4.25, 5]).of('text')[0]?.align).toBe('right');
  });
});

describe('the frame', () => {
  const scene = landscapeOf([pathOf(valley.start)]);

  it('has room for the numbers at its left, and lines up with what it stands beside', () => {
    expect(frameOf(scene, valley.window, 300, 400)).toEqual({ left: 23, right: 296, top: 16, bottom: 374 });
    const margins = { top: 14, bottom: 30 };
    expect(frameOf({ ...scene, margins }, valley.window, 300, 400)).toMatchObject({ top: 14, bottom: 370 });
    const far = { x: [0, 1], y: [-123_456, 0] } as const;
    expect(frameOf(scene, far, 300, 400).left).toBe(9 + Math.ceil(6.8 * '-100000'.length));
  });

  it('tells how much larger one parameter is drawn', () => {
    const { x, y } = valley.window;
    const perX = (296 - 23) / (x[1] - x[0]);
    const perY = (374 - 16) / (y[1] - y[0]);
    expect(stretchOf(scene, 300, 400)).toBeCloseTo(perX / perY, 9);
  });

  it('of a picture has paths, marks and names', () => {
    const pen = drawnWith((pen) =>
      drawLandscape(
        pen,
        landscapeOf([pathOf([1, 10, 0.5, 5], { name: 'Adam', highlighted: true })]),
        300,
        400,
      ),
    );
    expect(pen.of('text').map(({ text }) => text)).toEqual(
      expect.arrayContaining(['w1', 'w0 = 1', 'minimum', 'start', 'Adam', '100']),
    );
    expect(pen.of('stroke').some(({ width }) => width === 2.5)).toBe(true);
    expect(pen.of('stroke').some(({ width }) => width === 1.75)).toBe(true);
  });
});

describe('the place where somebody stands', () => {
  const boxesOf = (at: readonly [number, number]) => {
    const path = pathOf([1, 10, 0.9, 9.9], { name: 'run' });
    const scene = { ...landscapeOf([path]), mark: { at, text: 'step 1' } };
    const texts = drawnWith((pen) => drawLandscape(pen, scene, 400, 400)).of('text');
    return ['step 1', 'start', 'run'].map((name) => {
      const { points: [x = 0, y = 0] = [], align } =
        texts.find(({ text }) => text === name) ?? expect.fail(name);
      const left = align === 'right' ? x - 6 * name.length : x;
      return { left, right: left + 6 * name.length, top: y - 6, bottom: y + 6 };
    });
  };

  it.each([[[1, 10]], [[0.9, 9.9]], [[0.8, 10]], [[1.1, 10]]] as const)(
    'has its name clear of those of start and path, at %j',
    (at) => {
      const boxes = boxesOf(at);
      for (const a of boxes)
        for (const b of boxes.slice(boxes.indexOf(a) + 1))
          expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
    },
  );
});
