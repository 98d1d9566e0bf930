/** Outlines of paths, the places of their names, and where they leave the landscape. */
import { describe, expect, it } from 'vitest';
import { Series } from '../../../core/race/series.ts';
import { createRandom } from '../../../core/random.ts';
import { nearestPath } from '../../../webview/shared/landscape/nearestPath.ts';
import { PathOutline } from '../../../webview/shared/landscape/pathOutline.ts';
import { type Box, placeNames } from '../../../webview/shared/landscape/placeNames.ts';
import { exitThrough, isInside, projection } from '../../../webview/shared/landscape/projection.ts';
import { pathOf } from './scenes.ts';

const frame = { left: 0, right: 400, top: 0, bottom: 400 };
/** One pixel for each unit, y upward. */
const projected = projection({ x: [0, 400], y: [0, 400] }, frame);

describe('the outline of a long path', () => {
  /** To and fro, so that no point is near the one before. */
  const zigzag = (from: number, to: number) =>
    Float64Array.from({ length: 2 * (to - from) }, (_, i) =>
      i % 2 === 0 ? ((from + i / 2) % 3) * 100 : (from + (i - 1) / 2) / 100,
    );

  it('has all of up to 4000 points; of more, every second after the first 1500', () => {
    const positions = new Series(zigzag(0, 4000));
    const outline = new PathOutline(pathOf([], { positions }), projected);
    outline.grow();
    expect([outline.points.length, outline.thinned]).toEqual([8000, 0]);
    const before = [...outline.points];
    positions.append(zigzag(4000, 4001));
    outline.grow();
    expect([outline.points.length, outline.thinned]).toEqual([2 * (1500 + 1251), 1]);
    expect(outline.points.slice(0, 3000)).toEqual(before.slice(0, 3000));
    expect(outline.points.slice(3000, 3004)).toEqual([
      ...before.slice(3000, 3002),
      ...before.slice(3004, 3006),
    ]);
    // From then on it takes every second point.
    positions.append(zigzag(4001, 4011));
    outline.grow();
    expect(outline.points.length).toBe(2 * (1500 + 1251 + 5));
    expect(outline.end).toEqual([200, 400 - 40.1]);
  });

  it('is the same however its points came', () => {
    const random = createRandom(1);
    const at = () => (random.below(50) === 0 ? Number.NaN : 200 + 300 * (random.uniform() - 0.5) ** 3);
    // Also out of the frame, and back into it.
    const all = Float64Array.from({ length: 24_000 }, (_, i) => (i % 701 === 0 ? 900 : at()));
    const growing = new Series();
    const outline = new PathOutline(pathOf([], { positions: growing }), projected);
    for (let taken = 0; taken < all.length; ) {
      const count = 2 * random.below(2000);
      growing.append(all.subarray(taken, taken + count));
      outline.grow();
      taken += count;
    }
    const whole = new PathOutline(pathOf(all), projected);
    whole.grow();
    expect(outline.points).toEqual(whole.points);
    expect([outline.exit, outline.end, outline.thinned]).toEqual([whole.exit, whole.end, whole.thinned]);
    expect(whole.thinned).toBeGreaterThan(1);
  });

  it('leaves out points that are nearer than 0.7 pixels to the last one, and what is no number', () => {
    const outline = new PathOutline(
      pathOf([0, 0, 0.6, 0, 0.71, 0, Number.NaN, 5, 5, Number.POSITIVE_INFINITY, 1.3, 0, 1.42, 0]),
      projected,
    );
    outline.grow();
    expect(outline.points).toEqual([0, 400, 0.71, 400, 1.42, 400]);
  });

  it('follows what is very far along the border of a box, in its direction, and has no end there', () => {
    const outline = new PathOutline(pathOf([5, 5, 1e300, -1e300]), projected);
    outline.grow();
    const [, , x, ...others] = outline.points;
    expect(outline.points.slice(0, 2)).toEqual([5, 395]);
    expect(x).toBeCloseTo(1010, 2);
    expect(others).toEqual([1400, 1400, 1400]);
    expect(outline.end).toBeNull();
    expect(outline.exit).not.toBeNull();
  });

  it('that begins outside has not left', () => {
    const outline = new PathOutline(pathOf([-50, 5, -40, 5]), projected);
    outline.grow();
    expect([outline.exit, outline.end]).toEqual([null, [-40, 395]]);
  });
});

describe('the way out', () => {
  it.each([
    [[500, 200], { x: 400, y: 200, angle: 0 }],
    [[-200, 200], { x: 0, y: 200, angle: 180 }],
    [[200, 800], { x: 200, y: 400, angle: 90 }],
    [[200, -600], { x: 200, y: 0, angle: 270 }],
    [[600, 400], { x: 400, y: 300, angle: 0 }],
    [[400, 600], { x: 300, y: 400, angle: 90 }],
    // Through a corner.
    [[600, 600], { x: 400, y: 400, angle: 0 }],
  ] as const)('to %j is %j', (to, exit) => {
    const found = exitThrough(frame, [200, 200], to);
    expect(found).toEqual(exit);
  });

  it('is within the frame where it is on its border', () => {
    const on = [
      [0, 0],
      [400, 400],
      [200, 0],
    ] as const;
    expect(on.map(([x, y]) => isInside(frame, x, y))).toEqual([true, true, true]);
    const off = [
      [-0.1, 5],
      [400.1, 5],
      [5, -0.1],
      [5, 400.1],
    ] as const;
    expect(off.map(([x, y]) => isInside(frame, x, y))).toEqual([false, false, false, false]);
  });
});

describe('the place of a name', () => {
  it('is right of its point, left, a little farther, then above and below, ever farther, as long as one is free', () => {
    const taken: Box[] = [];
    const tried: (readonly number[] | null)[] = [];
    for (let turn = 0; turn < 25; turn++) {
      const [place] = placeNames([{ x: 200, y: 200, width: 8 }], taken, frame);
      tried.push(place ? [place.x - 200, place.y - 200] : null);
      if (!place) continue;
      expect(place.align).toBe(place.x < 200 ? 'end' : 'start');
      expect(place.far).toBe(Math.abs(place.x - 200) > 9);
      const left = place.align === 'start' ? place.x : place.x - 8;
      taken.push({ left, right: left + 8, top: place.y - 8, bottom: place.y + 8 });
    }
    const rows = [-18, 18, -36, 36, -54, 54, -72, 72, -90, 90];
    expect(tried).toEqual([
      ...[9, -9, 34, -34].map((dx) => [dx, 0]),
      ...rows.flatMap((dy) => [
        [24, dy],
        [-24, dy],
      ]),
      null,
    ]);
  });

  it('is within the landscape', () => {
    const at = (x: number, y: number) => placeNames([{ x, y, width: 30 }], [], frame)[0];
    expect(at(361, 200)).toMatchObject({ x: 370, align: 'start' });
    expect(at(362, 200)).toMatchObject({ x: 353, align: 'end' });
    expect(at(200, 8)).toMatchObject({ x: 209, y: 8 });
    expect(at(200, 7)).toMatchObject({ x: 224, y: 25, far: true });
  });
});

describe('the path under the pointer', () => {
  const drawn = (positions: number[], key: string) => {
    const path = pathOf(positions, { key });
    const outline = new PathOutline(path, projected);
    outline.grow();
    return { path, outline };
  };
  const paths = [drawn([100, 100, 200, 100], 'flat'), drawn([100, 92, 100, 20], 'down')];

  it('is the nearest within seven pixels, also beyond its ends', () => {
    const at = (x: number, y: number) => nearestPath(paths, x, 400 - y);
    expect([at(150, 106.9), at(150, 107), at(150, 93.1)]).toEqual(['flat', null, 'flat']);
    expect([at(94, 100), at(206, 100), at(208, 100)]).toEqual(['flat', 'flat', null]);
    expect([at(100, 95), at(100, 97), at(104, 50), at(96, 50)]).toEqual(['down', 'flat', 'down', 'down']);
    expect(nearestPath([drawn([50, 50], 'point')], 50, 350)).toBeNull();
  });
});
