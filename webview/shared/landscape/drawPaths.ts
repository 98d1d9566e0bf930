import { mix, type Pen } from '../pen.ts';
import { lineColor, lineDash, type Theme } from '../theme.ts';
import { Coinciding } from './coinciding.ts';
import type { PathOutline } from './pathOutline.ts';
import type { Path } from './scene.ts';

/** A path with where it is drawn. */
export interface DrawnPath {
  readonly path: Path;
  readonly outline: PathOutline;
}

/** Of more paths nobody sees which one lies beneath another. */
export const mostCompared = 8;
/** A step back that is longer than `short` pixels is a swing; from `long` pixels on it fades as much as it can. */
const short = 10;
const long = 60;
/** So many swings are drawn in full strength, later ones paler and paler. */
const strongSwings = 4;
/** A step that goes on makes up for so many swings: a path that bends now and then is no swinging one. */
const straight = 0.5;
/** What would be paler is drawn so, but of the swings only some. */
const palest = 1 / 16;

/** How far a path has been drawn. */
interface Progress {
  readonly outline: PathOutline;
  thinned: number;
  covered: number;
  drawn: number;
  swings: number;
  /** Length of the dashed line. */
  dashed: number;
}

/** Draws paths as they grow, each piece once: how a piece looks depends on what came before it, not on what follows. */
export class PathPainter {
  #progress = new Map<string, Progress>();
  #coinciding = new Coinciding();

  /** Whether what was drawn is part of this: if not, forget it and begin with an empty picture. */
  continues(paths: readonly DrawnPath[]): boolean {
    return (
      paths.length === this.#progress.size &&
      paths.every(({ path, outline }) => this.#progress.get(path.key)?.outline === outline)
    );
  }

  forget(): void {
    this.#progress = new Map();
    this.#coinciding = new Coinciding();
  }

  /** Draws what is new where paths lie on each other: those beneath wide and pale. It lies beneath all paths. */
  drawCovered(pen: Pen, paths: readonly DrawnPath[], theme: Theme): void {
    if (paths.length > mostCompared) return;
    pen.lineJoin = 'round';
    paths.forEach(({ path, outline }, number) => {
      const progress = this.#progressOf(path.key, outline);
      const { points } = outline;
      const from = Math.max(2, progress.covered);
      progress.covered = points.length;
      // What diverges leaves the picture: it neither hides another path nor lies beneath one.
      if (path.diverged) return;
      for (let i = from; i < points.length; i += 2) {
        const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = points.slice(i - 2, i + 2);
        for (const piece of this.#coinciding.add(number, x0, y0, x1, y1)) {
          const beneath = paths[piece.path]?.path;
          if (!beneath) continue;
          const color = lineColor(beneath.look, theme);
          pen.strokeStyle = mix(color, beneath.faded ? 14 : theme.contrast ? 100 : 55, theme.background);
          pen.lineWidth = 1.75 + 3.25 * piece.depth;
          pen.beginPath();
          pen.moveTo(piece.x0, piece.y0);
          pen.lineTo(piece.x1, piece.y1);
          pen.stroke();
        }
      }
    });
  }

  /** Draws what is new of each path. */
  drawNew(pen: Pen, paths: readonly DrawnPath[], theme: Theme): void {
    for (const { path, outline } of paths) {
      const progress = this.#progressOf(path.key, outline);
      setStroke(pen, path, theme);
      strokeSwinging(pen, outline.points, progress);
    }
    pen.setLineDash([]);
  }

  #progressOf(key: string, outline: PathOutline): Progress {
    const known = this.#progress.get(key);
    if (known?.outline === outline) {
      if (known.thinned !== outline.thinned) {
        // Its points have other places; all but the last few were drawn.
        known.thinned = outline.thinned;
        known.drawn = outline.points.length;
        known.covered = outline.points.length;
      }
      return known;
    }
    const progress = { outline, thinned: outline.thinned, covered: 0, drawn: 0, swings: 0, dashed: 0 };
    this.#progress.set(key, progress);
    return progress;
  }
}

function strokeSwinging(pen: Pen, points: readonly number[], progress: Progress): void {
  let open = false;
  const close = () => {
    if (open) pen.stroke();
    open = false;
  };
  for (let i = Math.max(2, progress.drawn); i < points.length; i += 2) {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = [points[i - 2], points[i - 1], points[i], points[i + 1]];
    const [beforeX = x0, beforeY = y0] = [points[i - 4], points[i - 3]];
    const length = Math.hypot(x1 - x0, y1 - y0);
    const turnsBack = (x1 - x0) * (x0 - beforeX) + (y1 - y0) * (y0 - beforeY) < 0;
    if (length > short) progress.swings = Math.max(0, progress.swings + (turnsBack ? 1 : -straight));
    const strength = turnsBack ? strengthOf(progress.swings, length) : 1;
    if (strength !== pen.globalAlpha) {
      close();
      pen.globalAlpha = strength;
    }
    if (strength > 0 && !open) {
      pen.lineDashOffset = progress.dashed;
      pen.beginPath();
      pen.moveTo(x0, y0);
      open = true;
    }
    if (open) pen.lineTo(x1, y1);
    progress.dashed += length;
  }
  close();
  pen.globalAlpha = 1;
  pen.lineDashOffset = 0;
  progress.drawn = points.length;
}

/**
 * How strongly the n-th swing of a path is drawn, 0 to 1: what swings to and fro would cover the landscape, where short
 * swings do no harm. In steps, so that many are one stroke.
 *
 * @internal
 */
export function strengthOf(swings: number, length: number): number {
  const fade = Math.min(1, strongSwings / swings);
  const amount = Math.min(1, Math.max(0, (length - short) / (long - short)));
  const strength = 1 - amount * (1 - fade);
  if (strength >= palest) return Math.round(strength / palest) * palest;
  return Math.floor(swings) % Math.ceil(palest / strength) === 0 ? palest : 0;
}

/** From the last point of its outline to where a path stands now. */
export function drawPathTail(pen: Pen, { path, outline }: DrawnPath, theme: Theme): void {
  const { end, points } = outline;
  const [x, y] = [points.at(-2), points.at(-1)];
  if (!end || x === undefined || y === undefined) return;
  setStroke(pen, path, theme);
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(...end);
  pen.stroke();
  pen.setLineDash([]);
}

/** How a path looks when it isn't highlighted. */
export function setStroke(pen: Pen, { look, dash, faded, diverged }: Path, theme: Theme): void {
  const color = lineColor(look, theme);
  pen.strokeStyle = faded ? mix(color, 25, theme.background) : color;
  pen.lineWidth = diverged ? 1.25 : 1.75;
  pen.lineJoin = 'round';
  pen.setLineDash([...(dash ?? lineDash(look, theme.contrast))]);
}
