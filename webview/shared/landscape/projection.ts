import type { Point, Surface } from '../../../core/problems/surfaces/surface.ts';

/** Pixels within the drawing. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export type Window = Surface['window'];

/** From the plane of the two parameters to pixels. */
export interface Projection {
  readonly frame: Frame;
  /** What is in view. */
  readonly window: Window;
  /** Where all of the landscape is, in pixels: larger than the frame where less of it is in view. */
  readonly whole: Frame;
  /** How many times larger a unit of the first parameter is drawn than one of the second. */
  readonly stretch: number;
  x(value: number): number;
  y(value: number): number;
}

/** @param all All of the landscape. Default: what is in view. */
export function projection(window: Window, frame: Frame, all: Window = window): Projection {
  const { x: xs, y: ys } = window;
  const perX = (frame.right - frame.left) / (xs[1] - xs[0]);
  const perY = (frame.bottom - frame.top) / (ys[1] - ys[0]);
  const x = (value: number) => frame.left + (value - xs[0]) * perX;
  const y = (value: number) => frame.bottom - (value - ys[0]) * perY;
  const whole =
    all === window ? frame : { left: x(all.x[0]), right: x(all.x[1]), top: y(all.y[1]), bottom: y(all.y[0]) };
  return { frame, window, whole, stretch: perX / perY, x, y };
}

/** The values at a pixel. */
export function pointAt({ frame, window }: Projection, px: number, py: number): Point {
  const across = (px - frame.left) / (frame.right - frame.left);
  const up = (frame.bottom - py) / (frame.bottom - frame.top);
  return [window.x[0] + across * (window.x[1] - window.x[0]), window.y[0] + up * (window.y[1] - window.y[0])];
}

/** The start that all paths have; null where they are drawn from a part of the plane. */
export function oneStart(start: Point | Window): Point | null {
  return 'x' in start ? null : start;
}

/** The surface's own window, made larger where the race starts outside of it. */
export function windowFor(surface: Surface, start: Point | Window): Window {
  const widen = ([low, high]: readonly [number, number], ...values: number[]): [number, number] => {
    const margin = (high - low) / 12;
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return [least < low ? least - margin : low, most > high ? most + margin : high];
  };
  const { x, y } = 'x' in start ? start : { x: [start[0]], y: [start[1]] };
  return { x: widen(surface.window.x, ...x), y: widen(surface.window.y, ...y) };
}

export function isInside({ left, right, top, bottom }: Frame, x: number, y: number): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

export interface Exit {
  readonly x: number;
  readonly y: number;
  /** Direction of the side that is crossed, in degrees clockwise from the right. */
  readonly angle: 0 | 90 | 180 | 270;
}

/** Where the way from a point inside the frame to one outside crosses its border. */
export function exitThrough(frame: Frame, from: Point, to: Point): Exit {
  const [x0, y0] = from;
  const [dx, dy] = [to[0] - x0, to[1] - y0];
  const horizontal = dx === 0 ? Number.POSITIVE_INFINITY : ((dx > 0 ? frame.right : frame.left) - x0) / dx;
  const vertical = dy === 0 ? Number.POSITIVE_INFINITY : ((dy > 0 ? frame.bottom : frame.top) - y0) / dy;
  const share = Math.min(horizontal, vertical, 1);
  const angle = horizontal <= vertical ? (dx > 0 ? 0 : 180) : dy > 0 ? 90 : 270;
  return { x: x0 + share * dx, y: y0 + share * dy, angle };
}
