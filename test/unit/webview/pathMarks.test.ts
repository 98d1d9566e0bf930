/** What stands at the ends of paths, and at their start. */
import { describe, expect, it } from 'vitest';
import { valley } from '../../../core/problems/surfaces/valley.ts';
import { drawPathMarks } from '../../../webview/shared/landscape/drawMarks.ts';
import { PathOutline } from '../../../webview/shared/landscape/pathOutline.ts';
import type { Box } from '../../../webview/shared/landscape/placeNames.ts';
import { projection } from '../../../webview/shared/landscape/projection.ts';
import type { Path } from '../../../webview/shared/landscape/scene.ts';
import { RecordingPen } from './recordingPen.ts';
import { pathOf, theme } from './scenes.ts';

const [startX, startY] = valley.start;
const frame = { left: 24, right: 412, top: 10, bottom: 460 };
const projected = projection(valley.window, frame);
const runs = [0, 1, 2, 3, 4].map((slot) => `#00000${slot}`);

function marksOf(
  paths: readonly Path[],
  start: typeof valley.start | null = valley.start,
  taken: readonly Box[] = [],
) {
  const pen = new RecordingPen();
  const drawn = paths.map((path) => {
    const outline = new PathOutline(path, projected);
    outline.grow();
    return { path, outline };
  });
  const marked = { paths: drawn, start, minima: valley.minima, taken };
  drawPathMarks(pen, marked, projected, { ...theme, runs });
  return pen;
}

/** The boxes of what is written, each letter 6 pixels wide. */
function boxesOf(pen: RecordingPen) {
  return pen.of('text').map(({ text, points: [x = 0, y = 0], align }) => {
    const left = align === 'right' ? x - 6 * text.length : x;
    return { text, left, right: left + 6 * text.length, top: y - 7, bottom: y + 7 };
  });
}

const moved = (slot: number, dx: number, dy: number, change: Partial<Path> = {}) =>
  pathOf([startX, startY, startX + dx, startY + dy], {
    ...{ key: `${slot}`, name: `run ${slot}`, look: { slot, variant: 0 } },
    ...change,
  });

it('where each path has a start of its own, each has a dot there, and none is named', () => {
  const paths = [
    pathOf([0.5, 1, 0.4, 0.9], { key: 'a', name: 'a' }),
    pathOf([-0.5, 3, 0, 2], { key: 'b', name: 'b' }),
  ];
  const pen = marksOf(paths, null);
  expect(pen.of('text').map(({ text }) => text)).toEqual(['a', 'b']);
  const dots = pen.of('fill').map(({ points: [x = 0, y = 0] }) => [Math.round(x), Math.round(y)].join());
  for (const [x, y] of [
    [0.5, 1],
    [-0.5, 3],
  ] as const)
    expect(dots).toContain([Math.round(projected.x(x)), Math.round(projected.y(y))].join());
});

describe('the names of paths', () => {
  const names = (paths: readonly Path[]) =>
    marksOf(paths)
      .of('text')
      .map(({ text }) => text);

  it('are there as soon as the paths have a step, however near to the start they end', () => {
    expect(names([moved(0, 0, 0), moved(1, 1e-4, -1e-4)])).toEqual(['run 0', 'run 1', 'start']);
    expect(names([pathOf(valley.start), pathOf([])])).toEqual(['start']);
  });

  it('are not there for paths that have none, have diverged, or have left', () => {
    const paths = [moved(0, 0, -1, { name: '' }), moved(1, 0, -1, { diverged: true }), moved(2, 99, 0)];
    expect(names(paths)).toEqual(['start']);
  });

  it('do not lie on each other, nor on the start, where all are near it', () => {
    const boxes = boxesOf(marksOf([0, 1, 2, 3, 4].map((slot) => moved(slot, -0.001 * slot, -0.01 * slot))));
    expect(boxes.map(({ text }) => text).sort()).toEqual([
      'run 0',
      'run 1',
      'run 2',
      'run 3',
      'run 4',
      'start',
    ]);
    const [x, y] = [projected.x(startX), projected.y(startY)];
    const all = [...boxes, { text: 'ring', left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }];
    for (const [i, a] of all.entries())
      for (const b of all.slice(i + 1)) {
        const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
        expect(apart, `${a.text} and ${b.text}`).toBe(true);
      }
  });
});

it('the end of a path that has hardly moved lies on the ring of the start, in its colour', () => {
  const fills = marksOf([moved(3, 0, 0)])
    .of('fill')
    .map(({ color }) => color);
  expect(fills).toEqual([theme.background, theme.foreground, '#000003']);
});
