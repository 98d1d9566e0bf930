import type { Frame } from './projection.ts';

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Anchor {
  readonly x: number;
  readonly y: number;
  /** Width of the name. */
  readonly width: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly align: 'start' | 'end';
  /** Far enough away to need a hairline. */
  readonly far: boolean;
}

const half = 8;
const near = 9;

/** Where to write the name of each point: right, left, then farther off; the first place that is free, null where none is. */
export function placeNames(
  anchors: readonly Anchor[],
  taken: readonly Box[],
  frame: Frame,
): (Place | null)[] {
  const boxes = [...taken];
  return anchors.map((anchor) => {
    const places = candidates(anchor);
    const free = places.find((place) => {
      const box = boxOf(place, anchor.width);
      return isWithin(box, frame) && !boxes.some((other) => overlap(box, other));
    });
    if (free) boxes.push(boxOf(free, anchor.width));
    return free ?? null;
  });
}

function candidates({ x, y }: Anchor): Place[] {
  const at = (dx: number, dy: number): Place => ({
    x: x + dx,
    y: y + dy,
    align: dx < 0 ? 'end' : 'start',
    far: Math.abs(dx) > near || Math.abs(dy) > half,
  });
  const shifts = [-18, 18, -36, 36, -54, 54, -72, 72, -90, 90];
  return [
    at(near, 0),
    at(-near, 0),
    ...[34, -34].map((dx) => at(dx, 0)),
    ...shifts.flatMap((dy) => [at(24, dy), at(-24, dy)]),
  ];
}

function boxOf({ x, y, align }: Place, width: number): Box {
  const left = align === 'start' ? x : x - width;
  return { left, right: left + width, top: y - half, bottom: y + half };
}

function isWithin(box: Box, { left, right, top, bottom }: Frame): boolean {
  return box.left >= left && box.right <= right && box.top >= top && box.bottom <= bottom;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
