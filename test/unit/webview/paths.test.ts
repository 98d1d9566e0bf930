import { describe, expect, it } from 'vitest';
import { Series } from '../../../core/race/series.ts';
import { Coinciding, type Covered } from '../../../webview/shared/landscape/coinciding.ts';
import { type DrawnPath, PathPainter, strengthOf } from '../../../webview/shared/landscape/drawPaths.ts';
import { nearestPath } from '../../../webview/shared/landscape/nearestPath.ts';
import { PathOutline } from '../../../webview/shared/landscape/pathOutline.ts';
import { projection } from '../../../webview/shared/landscape/projection.ts';
import type { Path } from '../../../webview/shared/landscape/scene.ts';
import { RecordingPen } from './recordingPen.ts';
import { pathOf, theme } from './scenes.ts';

const projected = projection({ x: [0, 400], y: [0, 400] }, { left: 0, right: 400, top: 0, bottom: 400 });

/** One pixel for each unit, y downward being 400 less y. */
function drawnPath(positions: Iterable<number>, change: Partial<Path> = {}): DrawnPath {
  const path = pathOf(positions, change);
  const outline = new PathOutline(path, projected);
  outline.grow();
  return { path, outline };
}

const lengthOf = (pieces: readonly Covered[]) =>
  pieces.reduce((sum, { x0, y0, x1, y1 }) => sum + Math.hypot(x1 - x0, y1 - y0), 0);

describe('paths that lie on each other', () => {
  it('are covered where the later in order runs along, and nowhere else', () => {
    const search = new Coinciding();
    expect(search.add(0, 0, 50, 300, 50)).toEqual([]);
    const covered = search.add(1, 0, 50.5, 100, 50.5);
    expect(new Set(covered.map(({ path, depth }) => `${path} ${depth}`))).toEqual(new Set(['0 1']));
    expect(lengthOf(covered)).toBeCloseTo(100, 6);
    expect(search.add(1, 100, 50.5, 100, 300)).toEqual([]);
  });

  it('have the same one beneath whichever came first', () => {
    const search = new Coinciding();
    search.add(1, 0, 50, 300, 50);
    expect(new Set(search.add(0, 0, 50, 300, 50).map(({ path }) => path))).toEqual(new Set([0]));
  });

  it('are found piece by piece as they grow, and what was found stays', () => {
    const [whole, growing] = [new Coinciding(), new Coinciding()];
    whole.add(0, 0, 50, 300, 50);
    growing.add(0, 0, 50, 300, 50);
    const pieces: Covered[] = [];
    for (let x = 0; x < 300; x += 6) {
      const found = growing.add(1, x, 50, x + 6, 50);
      // Nothing but what lies on the new piece, once the stretch is long enough to be seen.
      if (x > 60) expect(found.every(({ x0, x1 }) => x0 >= x - 1e-9 && x1 <= x + 6 + 1e-9)).toBe(true);
      pieces.push(...found);
    }
    expect(lengthOf(pieces)).toBeCloseTo(lengthOf(whole.add(1, 0, 50, 300, 50)), 6);
  });

  it('are three deep at most two wide', () => {
    const search = new Coinciding();
    const depths = [0, 1, 2, 3].map((path) => search.add(path, 0, 50, 90, 50).map(({ depth }) => depth));
    expect(depths.map((found) => Math.max(0, ...found))).toEqual([0, 1, 2, 2]);
  });

  it('do not lie on each other where they only cross, however often', () => {
    const search = new Coinciding();
    search.add(0, 50, 0, 50, 300);
    for (let i = 0; i < 300; i++) {
      const [from, to] = i % 2 === 0 ? [0, 100] : [100, 0];
      expect(search.add(1, from, i, to, i + 1)).toEqual([]);
    }
  });
});

describe('a path that is drawn', () => {
  const draw = (painter: PathPainter, paths: readonly DrawnPath[]) => {
    const pen = new RecordingPen();
    painter.drawCovered(pen, paths, theme);
    painter.drawNew(pen, paths, theme);
    return pen.drawn;
  };

  it('has what is new added, and keeps its width whatever follows', () => {
    const positions = new Series(Float64Array.of(0, 350, 40, 350));
    const path = pathOf([], { positions });
    const outline = new PathOutline(path, projected);
    const other = drawnPath([0, 350, 300, 350], { key: '1' });
    const painter = new PathPainter();
    const widths = new Set<number>();
    for (let x = 40; x <= 300; x += 10) {
      positions.append(Float64Array.of(x, 350));
      outline.grow();
      for (const { points, width, color } of draw(painter, [{ path, outline }, other])) {
        if (color.startsWith('color-mix')) continue;
        widths.add(width);
        if (x > 50) expect(Math.min(...points.filter((_, i) => i % 2 === 0))).toBeGreaterThanOrEqual(x - 10);
      }
    }
    expect([...widths]).toEqual([1.75]);
    expect(painter.continues([{ path, outline }, other])).toBe(true);
    expect(painter.continues([other])).toBe(false);
  });

  it('goes on with its dashes where it stopped', () => {
    const positions = new Series(Float64Array.of(0, 0, 30, 0));
    const path = pathOf([], { positions, look: { slot: 0, variant: 1 } });
    const outline = new PathOutline(path, projected);
    const painter = new PathPainter();
    outline.grow();
    draw(painter, [{ path, outline }]);
    positions.append(Float64Array.of(50, 0));
    outline.grow();
    const [more] = draw(painter, [{ path, outline }]);
    expect([more?.dash, more?.dashOffset, more?.points]).toEqual([[3, 3], 30, [30, 400, 50, 400]]);
  });

  it('covers no more than a part of the landscape where it leaps to and fro', () => {
    const leaping = Float64Array.from({ length: 2000 }, (_, i) =>
      i % 2 === 1 ? 200 + (i / 2000) * 150 : (i / 2) % 2 === 0 ? 10 : 390,
    );
    for (const diverged of [false, true]) {
      const strokes = draw(new PathPainter(), [drawnPath(leaping, { diverged })]);
      const ink = strokes.reduce((sum, { points, alpha }) => {
        let length = 0;
        for (let i = 2; i < points.length; i += 2)
          length += Math.hypot(
            (points[i] ?? 0) - (points[i - 2] ?? 0),
            (points[i + 1] ?? 0) - (points[i - 1] ?? 0),
          );
        return sum + alpha * length * 1.75;
      }, 0);
      expect(ink).toBeGreaterThan(0);
      expect(ink / 400 ** 2).toBeLessThan(0.15);
    }
  });

  it('has swings that fade the more of them there are and the longer they are', () => {
    expect([1, 4, 8, 16].map((swings) => strengthOf(swings, 200))).toEqual([1, 1, 0.5, 0.25]);
    const late = Array.from({ length: 100 }, (_, i) => strengthOf(1000 + i, 200));
    expect(late.filter((strength) => strength > 0).length).toBeLessThan(8);
    expect(Math.max(...late)).toBe(1 / 16);
    expect([10, 35, 60, 400].map((length) => strengthOf(8, length))).toEqual([1, 0.75, 0.5, 0.5]);
    expect(strengthOf(1000, 9)).toBe(1);
  });

  it('is drawn in full where it goes to and fro in several steps', () => {
    const bends = Array.from({ length: 90 }, (_, i) => [
      200 + ([-60, -20, 20, 60, 20, -20][i % 6] ?? 0),
      4 * i,
    ]);
    const strokes = draw(new PathPainter(), [drawnPath(bends.flat())]);
    expect(strokes.map(({ alpha }) => alpha)).toEqual([1]);
  });

  it('is drawn in full where it runs on, however long', () => {
    const spiral = Array.from({ length: 300 }, (_, i) => [
      200 + i * 0.6 * Math.cos(i),
      200 + i * 0.6 * Math.sin(i),
    ]);
    const strokes = draw(new PathPainter(), [drawnPath(spiral.flat())]);
    expect(strokes.map(({ alpha }) => alpha)).toEqual([1]);
  });
});

describe('the path under the pointer', () => {
  const paths = [drawnPath([0, 400, 200, 400]), drawnPath([0, 380, 200, 380], { key: '1' })];

  it('is the nearest of those near by', () => {
    expect([nearestPath(paths, 100, 3), nearestPath(paths, 100, 18)]).toEqual(['0', '1']);
    expect([nearestPath(paths, 100, 10), nearestPath(paths, 230, 0)]).toEqual([null, null]);
  });
});
