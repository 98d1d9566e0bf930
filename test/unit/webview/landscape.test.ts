import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valley } from '../../../core/problems/surfaces/valley.ts';
import { Series } from '../../../core/race/series.ts';
import { contoursOf, levelLabels } from '../../../webview/shared/landscape/contours.ts';
import { PathOutline } from '../../../webview/shared/landscape/pathOutline.ts';
import { type Box, type Place, placeNames } from '../../../webview/shared/landscape/placeNames.ts';
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
    expect(windowFor(valley, [-9, 10]).x[0]).toBeLessThan(-9);
    expect(windowFor(valley, [1, 99]).y[1]).toBeGreaterThan(99);
    expect(windowFor(valley, [1, -99]).y[0]).toBeLessThan(-99);
  });

  it('has in view all of the part that starts are drawn from', () => {
    const { x } = windowFor(valley, { x: [-9, 4], y: [0, 1] });
    expect(x[0]).toBeLessThan(-9);
    expect(x[1]).toBeGreaterThan(4);
    expect(windowFor(valley, { x: [-1, 1], y: [0, 1] })).toEqual(valley.window);
  });

  it('leaves the window as it is for a start on its edge', () => {
    const { x, y } = valley.window;
    for (const start of [
      [x[0], y[0]],
      [x[1], y[1]],
      [x[0], y[1]],
    ] as const)
      expect(windowFor(valley, start)).toEqual(valley.window);
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
    expect(outline.points.slice(2, 4)).toEqual([10, 180]);
    positions.append(Float64Array.of(9, 9));
    outline.grow();
    expect(outline.end).toEqual([90, 20]);
    expect(outline.points.slice(-2)).toEqual([90, 20]);
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
    expect([outline.end, outline.points]).toEqual([null, []]);
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
    expect(outline.end).toBeNull();
  });

  it('says where a path left that is outside now, and nothing of one that came back', () => {
    const positions = new Series(Float64Array.of(5, 5, 15, 5));
    const outline = new PathOutline(pathOf([], { positions }), projected);
    outline.grow();
    expect(outline.exit).toEqual({ x: 100, y: 100, angle: 0 });
    positions.append(Float64Array.of(16, 6, 5, 6));
    outline.grow();
    expect([outline.exit, outline.end]).toEqual([null, [50, 80]]);
  });
});

describe('names', () => {
  const anchor = (x: number, y: number, width = 20) => ({ x, y, width });
  /** What a name takes of the landscape. */
  const boxOf = ({ x, y, align }: Place, width: number) => ({
    left: align === 'start' ? x : x - width,
    right: align === 'start' ? x + width : x,
    top: y - 8,
    bottom: y + 8,
  });
  const overlap = (a: Box, b: Box) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  it('are put beside their points and out of each other’s way', () => {
    const [a, b] = placeNames([anchor(50, 50), anchor(52, 52)], [], frame);
    expect(a).toMatchObject({ x: 59, y: 50, align: 'start', far: false });
    expect(b).toMatchObject({ align: 'end' });
  });

  it.each([3, 4, 5, 6, 7, 8])('do not overlap where %i paths end in one place', (count) => {
    const large = { left: 0, right: 400, top: 0, bottom: 400 };
    const anchors = Array.from({ length: count }, (_, i) => anchor(200 + i, 200 - i, 60));
    const places = placeNames(anchors, [], large);
    const boxes = places.map((place) => (place ? boxOf(place, 60) : null));
    expect(boxes.every((box) => box !== null)).toBe(true);
    boxes.forEach((box, i) => {
      for (const other of boxes.slice(i + 1)) expect(box && other && overlap(box, other)).toBe(false);
    });
  });

  it('never overlap, nor leave the landscape, wherever the paths end', () => {
    const place = fc.record({ x: fc.integer({ min: 0, max: 100 }), y: fc.integer({ min: 0, max: 200 }) });
    const marks = [{ left: 40, right: 60, top: 90, bottom: 110 }];
    fc.assert(
      fc.property(fc.array(place, { maxLength: 8 }), (points) => {
        const places = placeNames(
          points.map(({ x, y }) => anchor(x, y)),
          marks,
          frame,
        );
        const boxes = places.flatMap((each) => (each ? [boxOf(each, 20)] : []));
        for (const [i, box] of boxes.entries()) {
          for (const other of [...marks, ...boxes.slice(i + 1)]) expect(overlap(box, other)).toBe(false);
          expect(box.left >= 0 && box.right <= 100 && box.top >= 0 && box.bottom <= 200).toBe(true);
        }
      }),
    );
  });

  it('are left out where there is no room for them', () => {
    expect(placeNames([anchor(50, 50, 500)], [], frame)).toEqual([null]);
  });
});

it('draws and names the levels of the valley', () => {
  const contours = contoursOf(valley, valley.window);
  expect(contours.rings).toHaveLength(valley.levels.length);
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
