import { render } from 'lit/html.js';
import type { Point, Surface } from '../../../core/problems/surfaces/surface.ts';
import { fonts, textWidth } from '../chart/drawText.ts';
import { mostDirectLabels } from '../chart/scene.ts';
import type { RunData } from '../data/runData.ts';
import { runNames } from '../data/runNames.ts';
import { type Actions, isNarrow, type PanelState, visibleRuns } from '../state.ts';
import type { Theme } from '../theme.ts';
import { words } from '../words.ts';
import { axisTicks } from './axisTicks.ts';
import { coinciding } from './coinciding.ts';
import { type Contours, contoursOf } from './contours.ts';
import { landscapeSvg, minimumWidth, type NamedPath, nameOnLeft } from './landscapeSvg.ts';
import { PathOutline } from './pathOutline.ts';
import { type Anchor, type Box, placeNames } from './placeNames.ts';
import { type Frame, isInside, type Projection, projection, type Window, windowFor } from './projection.ts';

/** The contours of a surface with every run's path. Lives as long as the panel. */
export class Landscape {
  readonly element = document.createElement('div');
  readonly #actions: Actions;
  readonly #measure = document.createElement('canvas').getContext('2d');
  #surface: Surface | null = null;
  #window: Window = { x: [0, 1], y: [0, 1] };
  #contours: Contours = { hills: [], lines: [] };
  #projected: Projection | null = null;
  readonly #outlines = new Map<string, PathOutline>();
  #compared: readonly { outline: PathOutline; length: number }[] = [];
  #depths: readonly number[] = [];

  constructor(actions: Actions) {
    this.#actions = actions;
    this.element.className = 'body';
    new ResizeObserver(() => actions.invalidate()).observe(this.element);
  }

  /** How many times larger the first parameter is drawn than the second. */
  get stretch(): number {
    return this.#projected?.stretch ?? 1;
  }

  update(state: PanelState, beside: { top: number; bottom: number } | null): void {
    const { race, theme } = state;
    const { surface } = race;
    const { clientWidth: width, clientHeight: height } = this.element;
    if (!surface || width === 0 || height === 0) return;
    const start = race.runs[0]?.positionAt(0) ?? surface.start;
    this.#show(surface, windowFor(surface, start));
    const margins = (!isNarrow(state) && beside) || { top: 16, bottom: 24 };
    const projected = this.#project({
      left: 9 + Math.ceil(6.8 * Math.max(...[surface.axes[1], ...axisTicks(this.#window.y)].map(textLength))),
      right: width - 4,
      top: margins.top,
      bottom: height - margins.bottom,
    });
    const outlines = visibleRuns(state).map((run) => this.#outline(run, projected));
    for (const outline of outlines) outline.grow();
    const depths = this.#depthsOf(outlines);
    const names = runNames(race.runs.filter((run) => !run.diverged));
    const labels = outlines.length <= mostDirectLabels;
    const paths = outlines.map((outline, i): NamedPath => {
      const end = outline.end;
      // At the start all names would lie on top of each other.
      const left = end && Math.hypot(end[0] - projected.x(start[0]), end[1] - projected.y(start[1])) > 8;
      const named = labels && left && !outline.run.diverged && isInside(projected.frame, ...end);
      return { outline, depth: depths[i] ?? 0, name: named ? (names.get(outline.run) ?? '') : '' };
    });
    const places = this.#place(paths, start, surface, theme, projected);
    const view = { surface, projected, contours: this.#contours, paths, places, start, width, height };
    render(landscapeSvg(view, state, theme, this.#actions), this.element);
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

  /** The outline of a run, kept while it fits. */
  #outline(run: RunData, projected: Projection): PathOutline {
    const known = this.#outlines.get(run.key);
    if (known?.run === run && known.fits(projected)) return known;
    const outline = new PathOutline(run, projected);
    this.#outlines.set(run.key, outline);
    return outline;
  }

  /** Looked for again only when a path has changed: it takes longer than all the drawing. */
  #depthsOf(outlines: readonly PathOutline[]): readonly number[] {
    const changed =
      outlines.length !== this.#compared.length ||
      outlines.some((outline, i) => {
        const before = this.#compared[i];
        return before?.outline !== outline || before.length !== outline.points.length;
      });
    if (!changed) return this.#depths;
    this.#compared = outlines.map((outline) => ({ outline, length: outline.points.length }));
    // What diverges leaves the picture: it neither hides another path nor carries one.
    this.#depths = coinciding(outlines.map(({ run, points }) => (run.diverged ? [] : points)));
    return this.#depths;
  }

  /** Places for the names at the path ends and, last, for that of the start. */
  #place(
    paths: readonly NamedPath[],
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

function textLength(value: string | number): number {
  return String(value).length;
}
