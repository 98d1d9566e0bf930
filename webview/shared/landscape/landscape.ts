import type { Point, Surface } from '../../../core/problems/surfaces/surface.ts';
import { CanvasLayer } from '../canvasLayer.ts';
import type { Theme } from '../theme.ts';
import { words } from '../words.ts';
import { type Contours, contoursOf } from './contours.ts';
import { HighlightPainter } from './drawHighlighted.ts';
import { clipTo, drawLand, drawMoving, frameOf, highlightedOf } from './drawLandscape.ts';
import { type DrawnPath, mostCompared, PathPainter } from './drawPaths.ts';
import { nearestPath } from './nearestPath.ts';
import { PathOutline } from './pathOutline.ts';
import { type Frame, oneStart, type Projection, projection, type Window, windowFor } from './projection.ts';
import type { LandscapeEvents, LandscapeScene, Path } from './scene.ts';
import { StartHandle } from './startHandle.ts';

/**
 * The contours of a surface with paths. Lives as long as its page. What is drawn lies on four canvases: the land,
 * the paths and, above them, those that are highlighted, to which a frame adds what is new, and what every frame changes.
 */
export class Landscape {
  readonly element = document.createElement('div');
  readonly #land = new CanvasLayer();
  readonly #lines = new CanvasLayer();
  readonly #highlights = new CanvasLayer();
  readonly #upper = new CanvasLayer();
  readonly #painter = new PathPainter();
  readonly #highlighter = new HighlightPainter();
  readonly #handle: StartHandle;
  readonly #outlines = new Map<string, PathOutline>();
  #size = { width: 0, height: 0 };
  #surface: Surface | null = null;
  #window: Window = { x: [0, 1], y: [0, 1] };
  #contours: Contours = [];
  #projected: Projection | null = null;
  #paths: readonly DrawnPath[] = [];
  /** What land and lines show, in words, and in which theme. */
  #shown = '';
  #theme: Theme | null = null;

  /** @param startAt The person has put the start elsewhere, where a scene lets it move. */
  constructor(events: LandscapeEvents, startAt: (point: Point) => void = () => {}) {
    this.element.className = 'body landscape';
    this.element.setAttribute('role', 'img');
    const layers = [this.#land, this.#lines, this.#highlights, this.#upper];
    this.element.append(...layers.map(({ canvas }) => canvas));
    this.element.addEventListener('pointermove', ({ offsetX, offsetY }) =>
      events.highlight(nearestPath(this.#paths, offsetX, offsetY)),
    );
    this.element.addEventListener('pointerleave', () => events.highlight(null));
    this.#handle = new StartHandle(this.element, { startAt, moved: () => events.invalidate() });
    new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = this.element;
      this.#size = { width, height };
      events.invalidate();
    }).observe(this.element);
  }

  /** How many times larger the first parameter is drawn than the second. */
  get stretch(): number {
    return this.#projected?.stretch ?? 1;
  }

  /** In CSS pixels. */
  get size(): { readonly width: number; readonly height: number } {
    return this.#size;
  }

  update(scene: LandscapeScene): void {
    const { width, height } = this.#size;
    if (width === 0 || height === 0) return;
    const { surface, start, theme } = scene;
    this.element.setAttribute('aria-label', words.landscape(surface.name));
    this.#show(surface, windowFor(surface, start));
    const projected = this.#project(frameOf(scene, this.#window, width, height));
    this.#paths = scene.paths.map((path) => ({ path, outline: this.#outline(path, projected) }));
    for (const { outline } of this.#paths) outline.grow();
    if (this.#outlines.size > this.#paths.length) this.#forgetOthers();
    const isOther = this.#drawLines(projected, theme);
    this.#drawHighlights(projected, theme, isOther);
    if (!this.#upper.resize(width, height)) this.#upper.clear();
    const from = oneStart(start);
    this.#handle.update(scene.movesStart && from ? projected : null, from ?? surface.start, surface.axes);
    const at = this.#handle.at ?? start;
    drawMoving(this.#upper.context, this.#paths, { ...scene, start: at }, projected);
  }

  /** @returns Whether it shows anything else than a moment ago, and not only more of it. */
  #drawLines(projected: Projection, theme: Theme): boolean {
    const { width, height } = this.#size;
    const [land, lines] = [this.#land.context, this.#lines.context];
    const looks = this.#paths.map(({ path }) =>
      [path.key, path.look.slot, path.look.variant, path.faded].join(),
    );
    const shown = [JSON.stringify(projected.frame), ...looks].join('|');
    const [landResized, linesResized] = [this.#land.resize(width, height), this.#lines.resize(width, height)];
    const isOther = shown !== this.#shown || theme !== this.#theme || !this.#painter.continues(this.#paths);
    if (landResized || linesResized || isOther) {
      this.#shown = shown;
      this.#theme = theme;
      this.#painter.forget();
      this.#land.clear();
      this.#lines.clear();
      if (this.#surface) drawLand(land, this.#surface, this.#contours, projected, theme);
    }
    if (this.#paths.length <= mostCompared)
      clipTo(land, projected.frame, () => this.#painter.drawCovered(land, this.#paths, theme));
    clipTo(lines, projected.frame, () => this.#painter.drawNew(lines, this.#paths, theme));
    return isOther;
  }

  #drawHighlights(projected: Projection, theme: Theme, isOther: boolean): void {
    const { width, height } = this.#size;
    const paths = highlightedOf(this.#paths);
    const resized = this.#highlights.resize(width, height);
    if (resized || isOther || !this.#highlighter.continues(paths)) {
      this.#highlighter.forget();
      if (!resized) this.#highlights.clear();
    }
    const { context } = this.#highlights;
    clipTo(context, projected.frame, () => this.#highlighter.drawNew(context, paths, theme));
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

  /** Lets go of the outlines of paths that are not drawn any more. */
  #forgetOthers(): void {
    const drawn = new Set(this.#paths.map(({ path }) => path.key));
    for (const key of this.#outlines.keys()) if (!drawn.has(key)) this.#outlines.delete(key);
  }

  /** The outline of a path, kept while it fits. */
  #outline(path: Path, projected: Projection): PathOutline {
    const known = this.#outlines.get(path.key);
    if (known?.fits(path, projected)) return known;
    const outline = new PathOutline(path, projected);
    this.#outlines.set(path.key, outline);
    return outline;
  }
}
