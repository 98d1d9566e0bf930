import type { Point } from '../../../core/problems/surfaces/surface.ts';
import { clippedTo, nearestIn } from './clipSegment.ts';
import { type Exit, exitThrough, type Frame, isInside, type Projection } from './projection.ts';
import type { Numbers, Path } from './scene.ts';

/** Nearer points than this, in pixels, look the same. */
const fine = 0.7;
/** Above this many points every second of the later ones goes: a path that long covers itself. */
const most = 4000;
const exact = 1500;
/** What is further out than this, in pixels, is drawn along the border of a box around the landscape. */
const beyond = 1000;
/** Further out, in pixels, rounding would move what is in sight. */
const furthest = 1e9;

/** What of a path its outline is made from. */
type Outlined = Pick<Path, 'positions' | 'diverged'>;

/** A path in pixels, simplified as it grows so that a million steps stay light. */
export class PathOutline {
  /** x and y in turn. */
  readonly points: number[] = [];
  /** Grows when points go, so that those left have other places. */
  thinned = 0;
  readonly #projected: Projection;
  readonly #positions: Numbers | null;
  readonly #diverged: boolean;
  /** Outside of it nothing can be seen. */
  readonly #box: Frame;
  /** Where a path leaves: a diverged one the landscape, others what is in view of it. */
  readonly #border: Frame;
  #seen = 0;
  #stride = 1;
  #skipped = 0;
  /** Where it has come to, in sight or not. */
  #last: Point = [Number.NaN, Number.NaN];
  #lastExit: Exit | null = null;
  #outside = false;

  constructor({ positions, diverged }: Outlined, projected: Projection) {
    this.#positions = positions;
    this.#diverged = diverged;
    this.#projected = projected;
    const { left, right, top, bottom } = projected.frame;
    this.#box = {
      ...{ left: left - beyond, right: right + beyond },
      ...{ top: top - beyond, bottom: bottom + beyond },
    };
    this.#border = diverged ? projected.whole : projected.frame;
  }

  /** False if the outline must be made anew. */
  fits({ positions, diverged }: Outlined, projected: Projection): boolean {
    return this.#projected === projected && this.#positions === positions && this.#diverged === diverged;
  }

  /** Where the path has left the landscape, if it is outside now; nothing of a diverged one is drawn beyond. */
  get exit(): Exit | null {
    return this.#outside ? this.#lastExit : null;
  }

  /** The end of what is drawn; null where that is outside or there is none. */
  get end(): [number, number] | null {
    const positions = this.#positions;
    if (!positions || positions.length < 2 || this.#hasLeft) return null;
    const x = this.#projected.x(positions.at(positions.length - 2));
    const y = this.#projected.y(positions.at(positions.length - 1));
    return isInside(this.#box, x, y) ? [x, y] : null;
  }

  /** A diverged path ends where it leaves. */
  get #hasLeft(): boolean {
    return this.#diverged && this.#outside;
  }

  /** Takes in the points that came since. */
  grow(): void {
    const positions = this.#positions;
    if (!positions) return;
    const count = Math.floor(positions.length / 2);
    while (this.#seen < count && !this.#hasLeft)
      this.#seen += this.#takeAll(positions.stretch(2 * this.#seen, 2 * count));
  }

  /**
   * Of millions of points most are left out: nothing is made for those.
   * @returns How many points it took: all but those after which a diverged path has left.
   */
  #takeAll(numbers: Float64Array): number {
    const { points } = this;
    const { x: toX, y: toY } = this.#projected;
    let [lastX, lastY] = this.#last;
    let hasLeft = this.#hasLeft;
    let i = 0;
    for (; i < numbers.length && !hasLeft; i += 2) {
      const valueX = numbers[i] ?? Number.NaN;
      const valueY = numbers[i + 1] ?? Number.NaN;
      if (!Number.isFinite(valueX) || !Number.isFinite(valueY)) continue;
      const x = Math.min(furthest, Math.max(-furthest, toX(valueX)));
      const y = Math.min(furthest, Math.max(-furthest, toY(valueY)));
      if (points.length > 0) {
        const outside = !isInside(this.#border, x, y);
        if (outside !== this.#outside) {
          this.#cross(outside, [lastX, lastY], [x, y]);
          hasLeft = this.#hasLeft;
        }
        if (hasLeft || (x - lastX) ** 2 + (y - lastY) ** 2 < fine ** 2) continue;
      }
      if (++this.#skipped < this.#stride) continue;
      this.#skipped = 0;
      if (isInside(this.#box, x, y) && isInside(this.#box, lastX, lastY)) points.push(x, y);
      else this.#clip([lastX, lastY], [x, y]);
      if (points.length > 2 * most) this.#thin();
      [lastX, lastY] = [x, y];
    }
    this.#last = [lastX, lastY];
    return i / 2;
  }

  /** On, where one of the two points is out of sight. */
  #clip(from: Point, to: Point): void {
    const { points } = this;
    const isFirst = Number.isNaN(from[0]);
    for (const [x, y] of isFirst ? [nearestIn(this.#box, to)] : clippedTo(this.#box, from, to))
      if (x !== points.at(-2) || y !== points.at(-1)) points.push(x, y);
  }

  /** Out of the frame, or back into it. */
  #cross(outside: boolean, last: Point, to: Point): void {
    const border = this.#border;
    this.#outside = outside;
    if (!outside || !isInside(border, ...last)) return;
    this.#lastExit = exitThrough(border, last, to);
    if (this.#hasLeft) this.#clip(last, [this.#lastExit.x, this.#lastExit.y]);
  }

  #thin(): void {
    let kept = 2 * exact;
    for (let i = kept; i + 1 < this.points.length; i += 4) {
      this.points[kept++] = this.points[i] ?? 0;
      this.points[kept++] = this.points[i + 1] ?? 0;
    }
    this.points.length = kept;
    this.#stride *= 2;
    this.thinned++;
  }
}
