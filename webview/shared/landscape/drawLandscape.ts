import type { Surface } from '../../../core/problems/surfaces/surface.ts';
import { scaleTicks } from '../chart/ticks.ts';
import type { Pen } from '../pen.ts';
import type { Theme } from '../theme.ts';
import { type Contours, contoursOf, drawContours } from './contours.ts';
import { HighlightPainter } from './drawHighlighted.ts';
import { drawAxes, drawPathMarks, drawSurfaceMarks } from './drawMarks.ts';
import { type DrawnPath, drawPathTail, PathPainter } from './drawPaths.ts';
import { boxOfPlaceMark, drawPlaceMark } from './drawPlaceMark.ts';
import { viewIn } from './landView.ts';
import { levelsInView } from './levelsInView.ts';
import { PathOutline } from './pathOutline.ts';
import { type Frame, oneStart, type Projection, projection, type Window, windowFor } from './projection.ts';
import type { LandscapeScene } from './scene.ts';

/** In pixels, where nothing stands beside it. */
const ownMargins = { top: 16, bottom: 26 };

/** Where the landscape is within a drawing of this size. */
export function frameOf(
  { surface, margins }: LandscapeScene,
  window: Window,
  width: number,
  height: number,
): Frame {
  const { top, bottom } = margins ?? ownMargins;
  const longest = Math.max(
    ...[surface.axes[1], ...scaleTicks(...window.y, 4)].map((text) => String(text).length),
  );
  return { left: 9 + Math.ceil(6.8 * longest), right: width - 4, top, bottom: height - bottom };
}

/** The land with its axes. */
export function drawLand(
  pen: Pen,
  surface: Surface,
  contours: Contours,
  projected: Projection,
  theme: Theme,
): void {
  clipTo(pen, projected.frame, () => drawContours(pen, contours, projected, theme));
  drawAxes(pen, surface, projected, theme);
}

/** What is drawn anew with each frame. */
interface Shown {
  readonly paths: readonly DrawnPath[];
  /** They have the marks and names of the others. */
  readonly previews: readonly DrawnPath[];
  readonly levels: readonly number[];
}

/** What lies above the paths. */
export function drawMoving(
  pen: Pen,
  { paths, previews, levels }: Shown,
  scene: LandscapeScene,
  projected: Projection,
): void {
  const { surface, start, theme } = scene;
  clipTo(pen, projected.frame, () => {
    for (const drawn of paths) drawPathTail(pen, drawn, theme);
    new PathPainter().drawNew(pen, previews, theme);
  });
  drawSurfaceMarks(pen, surface, projected, levels, theme);
  const marked = previews.length > 0 ? previews : paths;
  const box = boxOfPlaceMark(pen, scene, projected);
  drawPathMarks(
    pen,
    { paths: marked, start: oneStart(start), minima: surface.minima, taken: box ? [box] : [] },
    projected,
    theme,
  );
  drawPlaceMark(pen, scene, projected);
}

export function previewsOf({ previews = [] }: LandscapeScene, projected: Projection): readonly DrawnPath[] {
  return previews.map((path) => {
    const outline = new PathOutline(path, projected);
    outline.grow();
    return { path, outline };
  });
}

export function highlightedOf(paths: readonly DrawnPath[]): readonly DrawnPath[] {
  return paths.filter(({ path }) => path.highlighted);
}

export function clipTo(pen: Pen, { left, right, top, bottom }: Frame, draw: () => void): void {
  pen.save();
  pen.beginPath();
  pen.rect(left, top, right - left, bottom - top);
  pen.clip();
  draw();
  pen.restore();
}

/** How the plane lies on a drawing of this size. */
function projectionOf(scene: LandscapeScene, width: number, height: number): Projection {
  const whole = windowFor(scene.surface, scene.start);
  const window = viewIn(scene.view ?? null, whole) ?? whole;
  return projection(window, frameOf(scene, window, width, height), whole);
}

/** How many times larger the first parameter is drawn than the second, in a picture of this size. */
export function stretchOf(scene: LandscapeScene, width: number, height: number): number {
  return projectionOf(scene, width, height).stretch;
}

/** All of it at once, for a picture. */
export function drawLandscape(pen: Pen, scene: LandscapeScene, width: number, height: number): void {
  const { surface, theme } = scene;
  const projected = projectionOf(scene, width, height);
  const { window, frame, whole } = projected;
  const levels = frame === whole ? surface.levels : levelsInView(surface, window);
  const paths = scene.paths.map((path) => ({ path, outline: new PathOutline(path, projected) }));
  for (const { outline } of paths) outline.grow();
  const painter = new PathPainter();
  drawLand(pen, surface, contoursOf(surface, window, levels), projected, theme);
  clipTo(pen, frame, () => {
    painter.drawCovered(pen, paths, theme);
    painter.drawNew(pen, paths, theme);
    new HighlightPainter().drawNew(pen, highlightedOf(paths), theme);
  });
  drawMoving(pen, { paths, previews: [], levels }, scene, projected);
}
