import type { Surface } from '../../../core/problems/surfaces/surface.ts';
import { CanvasLayer } from '../canvasLayer.ts';
import type { Theme } from '../theme.ts';
import { words } from '../words.ts';
import type { Direction } from '../zoomInput.ts';
import type { Contours } from './contours.ts';
import { HighlightPainter } from './drawHighlighted.ts';
import { clipTo, drawLand, drawMoving, frameOf, highlightedOf, previewsOf } from './drawLandscape.ts';
import { type DrawnPath, mostCompared, PathPainter } from './drawPaths.ts';
import { LandContours } from './landContours.ts';
import { viewIn } from './landView.ts';
import { LandZoom } from './landZoom.ts';
import { nearestPath } from './nearestPath.ts';
import { PathOutline } from './pathOutline.ts';
import { type Frame, oneStart, type Projection, projection, type Window, windowFor } from './projection.ts';
import type { LandscapeEvents, LandscapeScene, Path, StartEvents } from './scene.ts';
import { StartCard } from './startCard.ts';
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
  readonly #card = new StartCard();
  readonly #live = document.createElement('div');
  readonly #handle: StartHandle;
  readonly #zoom: LandZoom;
  readonly #contours: LandContours;
  readonly #outlines = new Map<string, PathOutline>();
  #size = { width: 0, height: 0 };
  #axes: Surface['axes'] = ['', ''];
  #movesStart = false;
  #startNote: string | null = null;
  #projected: Projection | null = null;
  #paths: readonly DrawnPath[] = [];
  /** What land and lines show, in words, of which contour lines, and in which theme. */
  #shown = '';
  #drawnLand: Contours | null = null;
  #theme: Theme | null = null;

  /** @param start Where a scene lets it move. */
  constructor(events: LandscapeEvents, start: StartEvents = noStart) {
    this.element.className = 'body landscape';
    this.element.setAttribute('role', 'application');
    this.element.tabIndex = 0;
    this.#live.className = 'sr-only';
    this.#live.setAttribute('aria-live', 'polite');
    const layers = [this.#land, this.#lines, this.#highlights, this.#upper];
    this.element.append(...layers.map(({ canvas }) => canvas), this.#card.element, this.#live);
    this.#contours = new LandContours(() => events.invalidate());
    // What takes the pointer first keeps it: the start, then the landscape; what is left means a path.
    this.#handle = new StartHandle(this.element, {
      startAt: (point) => start.startAt(point),
      moved: (to) => {
        if (to) {
          this.#zoom.follow(to);
          // The pointer means no path any more.
          events.highlight(null);
        }
        start.moveStart(to);
        events.invalidate();
      },
      told: (text) => this.#tell([text, this.#startNote].filter(Boolean).join(' ')),
      touched: () => events.invalidate(),
    });
    this.#zoom = new LandZoom(this.element, {
      lookAt: (part) => events.lookAt(part),
      moved: (view) => this.#tell(words.inView(this.#axes, view)),
      dragged: () => events.highlight(null),
      takesArrows: () => this.#movesStart,
    });
    this.element.addEventListener('pointermove', ({ offsetX, offsetY }) =>
      events.highlight(nearestPath(this.#paths, offsetX, offsetY)),
    );
    this.element.addEventListener('pointerleave', () => events.highlight(null));
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

  /** Nearer or further by a step, about the middle. */
  zoom(direction: Direction): void {
    this.#zoom.step(direction);
  }

  update(scene: LandscapeScene): void {
    const { width, height } = this.#size;
    if (width === 0 || height === 0) return;
    const { surface, start, theme } = scene;
    const from = oneStart(start);
    const movesStart = from !== null && scene.movesStart === true;
    const whole = windowFor(surface, start);
    const view = viewIn(scene.view ?? null, whole);
    const window = view ?? whole;
    const contours = this.#contours.of(surface, window, view === null);
    const projected = this.#project(frameOf(scene, window, width, height), window, whole);
    this.#describe(surface, view, movesStart);
    this.#startNote = scene.startNote ?? null;
    this.#paths = scene.paths.map((path) => ({ path, outline: this.#outline(path, projected) }));
    for (const { outline } of this.#paths) outline.grow();
    if (this.#outlines.size > this.#paths.length) this.#forgetOthers();
    const isOther = this.#drawLines(surface, contours, projected, theme);
    this.#drawHighlights(projected, theme, isOther);
    if (!this.#upper.resize(width, height)) this.#upper.clear();
    this.#zoom.update(projected, whole);
    this.#handle.update(movesStart ? projected : null, whole, from ?? surface.start, surface.axes);
    const at = this.#handle.at ?? start;
    const previews = this.#handle.at ? previewsOf(scene, projected) : [];
    const shown = { paths: this.#paths, previews, levels: contours.levels };
    drawMoving(this.#upper.context, shown, { ...scene, start: at }, projected);
    this.#card.update(this.#cardLines(scene), oneStart(at) ?? surface.start, projected, height);
  }

  /** None where nobody has the start, or is about to. */
  #cardLines({ surface, startNote }: LandscapeScene): readonly string[] {
    const { at, isTouched } = this.#handle;
    if (!at && !isTouched) return [];
    const note = startNote ? [startNote] : [];
    return [at ? words.startAt(surface.axes, at) : words.dragStart, ...note];
  }

  /** For who doesn't see it. */
  #describe(surface: Surface, view: Window | null, movesStart: boolean): void {
    this.#axes = surface.axes;
    this.#movesStart = movesStart;
    const name = words.landscape(surface.name);
    const label = view ? `${name}. ${words.inView(surface.axes, view)}` : name;
    this.element.setAttribute('aria-label', label);
    const hint = movesStart ? `${words.startHint} ${words.zoomHint}` : words.panHint;
    this.element.setAttribute('aria-description', hint);
  }

  #tell(text: string): void {
    this.#live.textContent = text;
  }

  /** @returns Whether it shows anything else than a moment ago, and not only more of it. */
  #drawLines(surface: Surface, contours: Contours, projected: Projection, theme: Theme): boolean {
    const { width, height } = this.#size;
    const [land, lines] = [this.#land.context, this.#lines.context];
    const looks = this.#paths.map(({ path }) =>
      [path.key, path.look.slot, path.look.variant, path.faded].join(),
    );
    const shown = [JSON.stringify([projected.frame, projected.window]), ...looks].join('|');
    const [landResized, linesResized] = [this.#land.resize(width, height), this.#lines.resize(width, height)];
    const isOther =
      shown !== this.#shown ||
      contours !== this.#drawnLand ||
      theme !== this.#theme ||
      !this.#painter.continues(this.#paths);
    if (landResized || linesResized || isOther) {
      this.#shown = shown;
      this.#drawnLand = contours;
      this.#theme = theme;
      this.#painter.forget();
      this.#land.clear();
      this.#lines.clear();
      drawLand(land, surface, contours, projected, theme);
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

  #project(frame: Frame, window: Window, whole: Window): Projection {
    const projected = projection(window, frame, whole);
    if (this.#projected && isAlike(this.#projected, projected)) return this.#projected;
    this.#outlines.clear();
    this.#projected = projected;
    return projected;
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

const noStart: StartEvents = { startAt() {}, moveStart() {} };

function isAlike(a: Projection, b: Projection): boolean {
  const textOf = ({ frame, window, whole }: Projection) => JSON.stringify([frame, window, whole]);
  return textOf(a) === textOf(b);
}
