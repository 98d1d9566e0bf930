import { render } from 'lit/html.js';
import type { Point, Surface } from '../../../core/problems/surfaces/surface.ts';
import { fonts, textWidth } from '../chart/drawText.ts';
import { roundTicks } from '../chart/ticks.ts';
import type { Theme } from '../theme.ts';
import { words } from '../words.ts';
import { coinciding } from './coinciding.ts';
import { type Contours, contoursOf } from './contours.ts';
import { type DrawnPath, landscapeSvg, minimumWidth, nameOnLeft } from './landscapeSvg.ts';
import { PathOutline } from './pathOutline.ts';
import { type Anchor, type Box, placeNames } from './placeNames.ts';
import { type Frame, isInside, type Projection, projection, type Window, windowFor } from './projection.ts';
import type { LandscapeEvents, LandscapeScene, Path } from './scene.ts';

/** In pixels, where nothing stands beside it. */
const ownMargins = { top: 16, bottom: 24 };

/** Several may be on one page. */
let count = 0;

/** The contours of a surface with paths. Lives as long as its page. */
export class Landscape {
  readonly element = document.createElement('div');
  readonly #events: LandscapeEvents;
  readonly #clip = `land-${++count}`;
  readonly #measure = document.createElement('canvas').getContext('2d');
  #surface: Surface | null = null;
  #window: Window = { x: [0, 1], y: [0, 1] };
  #contours: Contours = { hills: [], lines: [] };
  #projected: Projection | null = null;
  readonly #outlines = new Map<string, PathOutline>();
  #compared: readonly { outline: PathOutline; length: number }[] = [];
  #depths: readonly number[] = [];

  constructor(events: LandscapeEvents) {
    this.#events = events;
    this.element.className = 'body';
    new ResizeObserver(() => events.invalidate()).observe(this.element);
  }

  /** How many times larger the first parameter is drawn than the second. */
  get stretch(): number {
    return this.#projected?.stretch ?? 1;
  }

  update({ surface, start, paths, theme, margins }: LandscapeScene): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (width === 0 || height === 0) return;
    this.#show(surface, windowFor(surface, start));
    const { top, bottom } = margins ?? ownMargins;
    const heights = roundTicks(...this.#window.y, 4);
    const projected = this.#project({
      left: 9 + Math.ceil(6.8 * Math.max(...[surface.axes[1], ...heights].map(textLength))),
      right: width - 4,
      top,
      bottom: height - bottom,
    });
    const outlines = paths.map((path) => this.#outline(path, projected));
    for (const outline of outlines) outline.grow();
    const depths = this.#depthsOf(paths, outlines);
    const drawn = paths.flatMap((path, i): DrawnPath[] => {
      const outline = outlines[i];
      return outline
        ? [{ path, outline, depth: depths[i] ?? 0, name: nameOf(path, outline, start, projected) }]
        : [];
    });
    const places = this.#place(drawn, start, surface, theme, projected);
    const view = { surface, projected, contours: this.#contours, paths: drawn, places, start, width, height };
    render(landscapeSvg(view, this.#clip, theme, this.#events), this.element);
  }

  #show(surface: Surface, window: Window): void {
    const same = JSON.stringify(window) === JSON.stringify(this.#window);
    if (this.#surface === surface && same) return;
    this.#surface = surface;
    this.#window = window;
    this.#contours = contoursOf(surface, window);
    this.#projected = null;
  }

  #project(frame: Frame): Projection {
    if (this.#projected && JSON.stringify(this.#projected.frame) === JSON.stringify(frame))
      return this.#projected;
    this.#outlines.clear();
    this.#projected = projection(this.#window, frame);
    return this.#projected;
  }

  /** The outline of a path, kept while it fits. */
  #outline(path: Path, projected: Projection): PathOutline {
    const known = this.#outlines.get(path.key);
    if (known?.fits(path, projected)) return known;
    const outline = new PathOutline(path, projected);
    this.#outlines.set(path.key, outline);
    return outline;
  }

  /** Looked for again only when a path has changed: it takes longer than all the drawing. */
  #depthsOf(paths: readonly Path[], outlines: readonly PathOutline[]): readonly number[] {
    const changed =
      outlines.length !== this.#compared.length ||
      outlines.some((outline, i) => {
        const before = this.#compared[i];
        return before?.outline !== outline || before.length !== outline.points.length;
      });
    if (!changed) return this.#depths;
    this.#compared = outlines.map((outline) => ({ outline, length: outline.points.length }));
    // What diverges leaves the picture: it neither hides another path nor lies beneath one.
    this.#depths = coinciding(outlines.map(({ points }, i) => (paths[i]?.diverged ? [] : points)));
    return this.#depths;
  }

  /** Places for the names at the path ends and, last, for that of the start. */
  #place(
    paths: readonly DrawnPath[],
    start: Point,
    { minima }: Surface,
    theme: Theme,
    projected: Projection,
  ) {
    const { x, y, frame } = projected;
    const box = (at: Point, left: number, right: number, half: number): Box => {
      const [cx, cy] = [x(at[0]), y(at[1])];
      return { left: cx - left, right: cx + right, top: cy - half, bottom: cy + half };
    };
    const marks = minima.map((at) =>
      nameOnLeft(at, projected) ? box(at, minimumWidth, 13, 10) : box(at, 13, minimumWidth, 10),
    );
    const ends = paths.flatMap(({ outline, name }) =>
      name && outline.end ? [{ name, end: outline.end }] : [],
    );
    const dots = ends.map(({ end: [ex, ey] }) => ({
      left: ex - 4,
      right: ex + 4,
      top: ey - 4,
      bottom: ey + 4,
    }));
    const names = [...ends, { name: words.start, end: [x(start[0]), y(start[1])] as const }];
    const anchors = names.map(({ name, end }): Anchor => {
      const width = this.#measure ? textWidth(this.#measure, name, fonts.strong(theme, 11)) : 6 * name.length;
      return { x: end[0], y: end[1], width };
    });
    return placeNames(anchors, [...marks, ...dots, box(start, 6, 6, 6)], frame);
  }
}

/** A diverged path has no end to name, and at the start all names would lie on top of each other. */
function nameOf(
  { name, diverged }: Path,
  { end }: PathOutline,
  start: Point,
  { frame, x, y }: Projection,
): string {
  if (!end || diverged || !isInside(frame, ...end)) return '';
  return Math.hypot(end[0] - x(start[0]), end[1] - y(start[1])) > 8 ? name : '';
}

function textLength(value: string | number): number {
  return String(value).length;
}
