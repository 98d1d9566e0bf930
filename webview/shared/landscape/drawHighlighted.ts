import type { Pen } from '../pen.ts';
import type { Theme } from '../theme.ts';
import { type DrawnPath, setStroke } from './drawPaths.ts';
import type { PathOutline } from './pathOutline.ts';

/** How far a path has been drawn. */
interface Progress {
  readonly outline: PathOutline;
  readonly thinned: number;
  drawn: number;
  /** Length of the dashed line. */
  dashed: number;
}

/** Draws highlighted paths as they grow, in full from their starts to their ends, each piece once. */
export class HighlightPainter {
  #progress = new Map<string, Progress>();

  /** Whether what was drawn is part of this: if not, forget it and begin with an empty picture. */
  continues(paths: readonly DrawnPath[]): boolean {
    return (
      paths.length === this.#progress.size &&
      paths.every(({ path, outline }) => {
        const known = this.#progress.get(path.key);
        return known?.outline === outline && known.thinned === outline.thinned;
      })
    );
  }

  forget(): void {
    this.#progress = new Map();
  }

  /** Draws what is new of each path. */
  drawNew(pen: Pen, paths: readonly DrawnPath[], theme: Theme): void {
    for (const { path, outline } of paths) {
      const { points, thinned } = outline;
      const progress = this.#progress.get(path.key) ?? { outline, thinned, drawn: 0, dashed: 0 };
      this.#progress.set(path.key, progress);
      if (progress.drawn === points.length) continue;
      setStroke(pen, path, theme);
      pen.lineWidth = 2.5;
      // A path that swings has thousands of joins.
      pen.lineJoin = 'bevel';
      pen.lineDashOffset = progress.dashed;
      pen.beginPath();
      let [lastX, lastY] = [Number.NaN, Number.NaN];
      for (let i = Math.max(0, progress.drawn - 2); i < points.length; i += 2) {
        const [x, y] = [points[i] ?? 0, points[i + 1] ?? 0];
        pen.lineTo(x, y);
        if (!Number.isNaN(lastX)) progress.dashed += Math.hypot(x - lastX, y - lastY);
        [lastX, lastY] = [x, y];
      }
      pen.stroke();
      progress.drawn = points.length;
    }
    pen.setLineDash([]);
    pen.lineDashOffset = 0;
  }
}
