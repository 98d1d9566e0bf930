import type { Point, Surface } from '../../../core/problems/surfaces/surface.ts';
import { drawDot, drawText, fonts, textWidth } from '../chart/drawText.ts';
import { scaleTicks } from '../chart/ticks.ts';
import { mix, type Pen } from '../pen.ts';
import { lineColor, type Theme } from '../theme.ts';
import { words } from '../words.ts';
import { levelLabels } from './contours.ts';
import type { DrawnPath } from './drawPaths.ts';
import { isIn } from './landView.ts';
import { type Anchor, type Box, type Place, placeNames } from './placeNames.ts';
import { type Exit, isInside, type Projection } from './projection.ts';
import type { Numbers } from './scene.ts';

/** Room that a minimum's mark and name take on the side of the name. */
const minimumWidth = 74;

/** Of what is written on the axes. */
const halfLine = 6;
const mostTicks = 4;
/** Between numbers that stand beside each other; the second where there is little room. */
const tickGaps = [4, 0];

export function drawAxes(pen: Pen, surface: Surface, projected: Projection, theme: Theme): void {
  const { frame, window } = projected;
  const numbers = { font: fonts.number(theme, 11), color: theme.quiet };
  const [across, up] = surface.axes;
  const ys = scaleTicks(...window.y, mostTicks);
  for (const { text, at } of ticksAcross(pen, across, projected, numbers.font))
    drawText(pen, text, at, frame.bottom + 9, { ...numbers, align: 'center', baseline: 'top' });
  for (const value of ys)
    drawText(pen, String(value), frame.left - 6, projected.y(value), { ...numbers, align: 'right' });
  const above = projected.y(Math.max(...ys)) - 16;
  // Where there is no room above the highest number, the name stands above the corner beside it.
  if (above >= halfLine) drawText(pen, up, frame.left - 6, above, { ...numbers, align: 'right' });
  else drawText(pen, up, frame.left, frame.top - halfLine - 2, numbers);
}

interface TickText {
  readonly text: string;
  /** The middle of the text. */
  readonly at: number;
  readonly half: number;
}

/** As many as have room beside each other: of what is zoomed they have many digits. The last has the name of the axis. */
function ticksAcross(pen: Pen, name: string, projected: Projection, font: string): readonly TickText[] {
  const { window, frame, x } = projected;
  const textsOf = (values: readonly number[]) =>
    values.map((value, i): TickText => {
      const text = i === values.length - 1 ? `${name} = ${value}` : String(value);
      const half = textWidth(pen, text, font) / 2;
      return { text, at: Math.min(x(value), frame.right + 4 - half), half };
    });
  const isFree = (texts: readonly TickText[], gap: number) =>
    texts.every(({ at, half }, i) => {
      const before = texts[i - 1];
      return !before || at - half - gap >= before.at + before.half;
    });
  for (const gap of tickGaps)
    for (let count = mostTicks; count > 1; count--) {
      const texts = textsOf(scaleTicks(...window.x, count));
      if (isFree(texts, gap)) return texts;
    }
  return textsOf(scaleTicks(...window.x, 1).slice(-1));
}

/** Minima, and the numbers of levels. */
export function drawSurfaceMarks(
  pen: Pen,
  surface: Surface,
  projected: Projection,
  levels: readonly number[],
  theme: Theme,
): void {
  const numbers = { font: fonts.number(theme, 11), color: theme.quiet };
  for (const { level, x, y } of levelLabels(surface, projected, levels))
    drawText(pen, String(level), x, y, { ...numbers, align: 'center', halo: theme.background });
  for (const minimum of surface.minima)
    if (isIn(projected.window, minimum)) drawMinimum(pen, minimum, projected, theme);
}

function nameOnLeft([x]: Point, { x: across, frame }: Projection): boolean {
  return across(x) - minimumWidth - 10 > frame.left;
}

function drawMinimum(pen: Pen, minimum: Point, projected: Projection, theme: Theme): void {
  const [x, y] = [projected.x(minimum[0]), projected.y(minimum[1])];
  pen.strokeStyle = theme.foreground;
  pen.lineWidth = 1.25;
  pen.beginPath();
  pen.arc(x, y, 8, 0, 2 * Math.PI);
  pen.stroke();
  pen.beginPath();
  for (const [dx, dy] of [
    [-1, 0],
    [1, 0],
    [0, -1],
    [0, 1],
  ] as const) {
    pen.moveTo(x + 8 * dx, y + 8 * dy);
    pen.lineTo(x + 12 * dx, y + 12 * dy);
  }
  pen.stroke();
  const onLeft = nameOnLeft(minimum, projected);
  const style = { font: fonts.text(theme, 11), color: theme.foreground, halo: theme.background };
  drawText(pen, words.minimum, onLeft ? x - 18 : x + 18, y, { ...style, align: onLeft ? 'right' : 'left' });
}

export interface MarkedPaths {
  readonly paths: readonly DrawnPath[];
  /** Null: each path has its own. */
  readonly start: Point | null;
  readonly minima: readonly Point[];
  /** What else has its place: no name stands there. */
  readonly taken: readonly Box[];
}

/** What changes with every frame: exits, names at the ends, the start, rings under the crosshair. */
export function drawPathMarks(pen: Pen, marked: MarkedPaths, projected: Projection, theme: Theme): void {
  const { paths, start } = marked;
  for (const {
    path,
    outline: { exit },
  } of paths)
    if (exit && isOnBorder(exit, projected))
      drawExit(pen, exit, path.diverged ? theme.error : lineColor(path.look, theme));
  const named = paths.filter((drawn) => isNamed(drawn, projected));
  const places = placesOf(pen, named, marked, projected, theme);
  const startsHere = start !== null && isIn(projected.window, start);
  if (startsHere) {
    const [x, y] = [projected.x(start[0]), projected.y(start[1])];
    drawDot(pen, x, y, 5.5, theme.background, theme.foreground);
    drawDot(pen, x, y, 2, theme.foreground);
  }
  if (!start) for (const { path } of paths) drawOwnStart(pen, path.positions, projected, theme);
  // A path that has hardly moved ends on the start.
  named.forEach((drawn, i) => {
    drawEnd(pen, drawn, places[i] ?? null, theme);
  });
  const place = startsHere ? places.at(-1) : null;
  const note = { font: fonts.text(theme, 11), color: theme.foreground, halo: theme.background };
  if (place) drawText(pen, words.start, place.x, place.y, { ...note, align: alignOf(place) });
  for (const { path } of paths) drawRing(pen, path.ring, lineColor(path.look, theme), projected, theme);
}

/** A diverged path may have left where nobody looks. */
function isOnBorder({ x, y }: Exit, { frame: { left, right, top, bottom } }: Projection): boolean {
  return isInside({ left: left - 1, right: right + 1, top: top - 1, bottom: bottom + 1 }, x, y);
}

function drawOwnStart(pen: Pen, positions: Numbers | null, { window, x, y }: Projection, theme: Theme): void {
  if (!positions || positions.length < 2) return;
  const start = [positions.at(0), positions.at(1)] as const;
  if (isIn(window, start)) drawDot(pen, x(start[0]), y(start[1]), 2.5, theme.background, theme.foreground);
}

function drawExit(pen: Pen, { x, y, angle }: Exit, color: string): void {
  const turn = (angle / 180) * Math.PI;
  const to = (dx: number, dy: number): [number, number] => [
    x + dx * Math.cos(turn) - dy * Math.sin(turn),
    y + dx * Math.sin(turn) + dy * Math.cos(turn),
  ];
  pen.fillStyle = color;
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(...to(-7, -4));
  pen.lineTo(...to(-7, 4));
  pen.closePath();
  pen.fill();
}

/** A diverged path has no end to name, and before the first step all names would be those of the start. */
function isNamed({ path, outline }: DrawnPath, { frame }: Projection): boolean {
  const hasMoved = (path.positions?.length ?? 0) > 2;
  const { end } = outline;
  return path.name !== '' && hasMoved && !path.diverged && end !== null && isInside(frame, ...end);
}

/** For the names at the path ends and, last, for that of the start, where all have one. */
function placesOf(
  pen: Pen,
  named: readonly DrawnPath[],
  { start, minima, taken }: MarkedPaths,
  projected: Projection,
  theme: Theme,
): (Place | null)[] {
  const { x, y, frame } = projected;
  const box = (at: Point, left: number, right: number, half: number): Box => {
    const [cx, cy] = [x(at[0]), y(at[1])];
    return { left: cx - left, right: cx + right, top: cy - half, bottom: cy + half };
  };
  const marks = minima.map((at) =>
    nameOnLeft(at, projected) ? box(at, minimumWidth, 13, 10) : box(at, 13, minimumWidth, 10),
  );
  const ends = named.flatMap(({ path, outline }) =>
    outline.end ? [{ name: path.name, end: outline.end }] : [],
  );
  const dots = ends.map(({ end: [ex, ey] }) => ({
    left: ex - 4,
    right: ex + 4,
    top: ey - 4,
    bottom: ey + 4,
  }));
  const names = [
    ...ends,
    ...(start ? [{ name: words.start, end: [x(start[0]), y(start[1])] as const }] : []),
  ];
  const font = fonts.strong(theme, 11);
  const anchors = names.map(({ name, end }): Anchor => {
    return { x: end[0], y: end[1], width: textWidth(pen, name, font) };
  });
  return placeNames(anchors, [...taken, ...marks, ...dots, ...(start ? [box(start, 6, 6, 6)] : [])], frame);
}

function alignOf({ align }: Place): 'left' | 'right' {
  return align === 'start' ? 'left' : 'right';
}

function drawEnd(pen: Pen, { path, outline }: DrawnPath, place: Place | null, theme: Theme): void {
  const [x, y] = outline.end ?? [0, 0];
  const own = lineColor(path.look, theme);
  const color = path.faded ? mix(own, 25, theme.background) : own;
  if (place?.far) {
    const toward = place.align === 'start' ? 1 : -1;
    pen.strokeStyle = color;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(x + 5 * toward, y);
    pen.lineTo(place.x - 4 * toward, place.y);
    pen.stroke();
  }
  drawDot(pen, x, y, 3.5, color, theme.background);
  if (!place) return;
  const style = { font: fonts.strong(theme, 11), color, halo: theme.background };
  drawText(pen, path.name, place.x, place.y, { ...style, align: alignOf(place) });
}

/** The same step ringed as under the crosshair of the chart. */
function drawRing(pen: Pen, ring: Point | null, color: string, projected: Projection, theme: Theme): void {
  if (!ring) return;
  const [x, y] = [projected.x(ring[0]), projected.y(ring[1])];
  if (isInside(projected.frame, x, y)) drawDot(pen, x, y, 4.5, theme.background, color);
}
