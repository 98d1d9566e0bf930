import { describe, expect, it } from 'vitest';
import { valley } from '../../../core/problems/surfaces/valley.ts';
import { Series } from '../../../core/race/series.ts';
import { coinciding } from '../../../webview/shared/landscape/coinciding.ts';
import { contoursOf, levelLabels } from '../../../webview/shared/landscape/contours.ts';
import { PathOutline } from '../../../webview/shared/landscape/pathOutline.ts';
import { placeNames } from '../../../webview/shared/landscape/placeNames.ts';
import { exitThrough, projection, windowFor } from '../../../webview/shared/landscape/projection.ts';
import { landscapeOf, pathOf } from './scenes.ts';

const frame = { left: 0, right: 100, top: 0, bottom: 200 };
const projected = projection({ x: [0, 10], y: [0, 10] }, frame);

describe('projection', () => {
  it('draws y upward and knows its stretch', () => {
    expect([projected.x(5), projected.y(0), projected.y(10)]).toEqual([50, 200, 0]);
    expect(projected.stretch).toBe(0.5);
  });

  it('widens the window for a start outside of it', () => {
    expect(windowFor(valley, [1, 10])).toEqual(valley.window);
    expect(windowFor(valley, [4, 10]).x[1]).toBeGreaterThan(4);
  });

  it('finds the side through which a path leaves', () => {
    expect(exitThrough(frame, [50, 100], [150, 100])).toEqual({ x: 100, y: 100, angle: 0 });
    expect(exitThrough(frame, [50, 100], [50, -100])).toEqual({ x: 50, y: 0, angle: 270 });
  });
});

describe('PathOutline', () => {
  it('follows a path as it grows', () => {
    const positions = new Series(Float64Array.of(0, 0, 1, 1, 2, 2));
    const path = pathOf([], { positions });
    const outline = new PathOutline(path, projected);
    outline.grow();
    expect(outline.text.split(' ')[1]).toBe('10.0,180.0');
    positions.append(Float64Array.of(9, 9));
    outline.grow();
    expect(outline.end).toEqual([90, 20]);
    expect(outline.text.endsWith('90.0,20.0')).toBe(true);
    expect(outline.fits(pathOf([], { positions, highlighted: true }), projected)).toBe(true);
  });

  it('is made anew for other positions, another projection, or a path that has diverged', () => {
    const path = pathOf([5, 5]);
    const outline = new PathOutline(path, projected);
    expect(outline.fits(pathOf([5, 5]), projected)).toBe(false);
    expect(outline.fits({ ...path, diverged: true }, projected)).toBe(false);
    expect(outline.fits(path, projection({ x: [0, 1], y: [0, 1] }, frame))).toBe(false);
  });

  it('is empty before there is a position', () => {
    const outline = new PathOutline(pathOf([], { positions: null }), projected);
    outline.grow();
    expect([outline.end, outline.text]).toEqual([null, '']);
  });

  it('stays light over a million steps', () => {
    const positions = Float64Array.from({ length: 2_000_000 }, (_, i) => 5 + 4 * Math.sin(i * 1.7));
    const outline = new PathOutline(pathOf(positions), projected);
    outline.grow();
    expect(outline.points.length).toBeLessThanOrEqual(8000);
  });

  it('ends a diverged path where it leaves', () => {
    const outline = new PathOutline(pathOf([5, 5, -15, 5, 500, 5], { diverged: true }), projected);
    outline.grow();
    expect(outline.exit).toEqual({ x: 0, y: 100, angle: 180 });
    expect(outline.points).toEqual([50, 100, 0, 100]);
  });
});

it('draws the longer of two coinciding paths beneath', () => {
  const line = (length: number, y: number) => [0, y, length, y];
  expect(coinciding([line(100, 5), line(300, 5.5), line(300, 90)])).toEqual([0, 1, 0]);
});

it('keeps a path thin that only crosses another, however often', () => {
  const straight = [50, 0, 50, 300];
  const zigzag = Array.from({ length: 300 }, (_, i) => [i % 2 === 0 ? 0 : 100, i]).flat();
  expect(coinciding([straight, zigzag])).toEqual([0, 0]);
});

it('puts names beside their points and out of each other’s way', () => {
  const [a, b] = placeNames(
    [
      { x: 50, y: 50, width: 20 },
      { x: 52, y: 52, width: 20 },
    ],
    [],
    frame,
  );
  expect(a).toMatchObject({ x: 59, y: 50, align: 'start', far: false });
  expect(b).toMatchObject({ align: 'end' });
});

it('draws and names the levels of the valley', () => {
  const contours = contoursOf(valley, valley.window);
  expect(contours.lines).toHaveLength(valley.levels.length);
  const wide = projection(valley.window, { left: 24, right: 312, top: 10, bottom: 460 });
  expect(levelLabels(valley, wide).map((label) => label.level)).toEqual([3, 10, 30, 60, 100]);
});

it('draws a scene that a page builds by hand', () => {
  const { surface, start, paths } = landscapeOf([
    pathOf([...valley.start, 0.5, 0.5]),
    pathOf([...valley.start, -90, 400], { key: '1', diverged: true }),
  ]);
  const wide = projection(windowFor(surface, start), { left: 24, right: 312, top: 10, bottom: 460 });
  const outlines = paths.map((path) => new PathOutline(path, wide));
  for (const outline of outlines) outline.grow();
  expect(outlines.map(({ points }) => points.slice(0, 2))).toEqual(
    paths.map(() => [wide.x(start[0]), wide.y(start[1])]),
  );
  expect(outlines.map(({ exit }) => exit !== null)).toEqual([false, true]);
});
