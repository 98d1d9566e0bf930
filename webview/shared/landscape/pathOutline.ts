import { type Exit, exitThrough, isInside, type Projection } from './projection.ts';
import type { Numbers, Path } from './scene.ts';

/** Nearer points than this, in pixels, look the same. */
const fine = 0.7;
/** Above this many points every second of the later ones goes: a path that long covers itself. */
const most = 4000;
const exact = 1500;
const far = 1e5;

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
  #seen = 0;
  #stride = 1;
  #skipped = 0;
  #lastExit: Exit | null = null;
  #outside = false;

  constructor({ positions, diverged }: Outlined, projected: Projection) {
    this.#positions = positions;
    this.#diverged = diverged;
    this.#projected = projected;
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
    return Math.abs(x) < far && Math.abs(y) < far ? [x, y] : null;
  }

  /** A diverged path ends where it leaves. */
  get #hasLeft(): boolean {
    return this.#diverged && this.#outside;
  }

  /** Takes in the points that came since. */
  grow(): void {
    const positions = this.#positions;
    if (!positions) return;
    const count = positions.length / 2;
    for (; this.#seen < count && !this.#hasLeft; this.#seen++)
      this.#take(positions.at(2 * this.#seen), positions.at(2 * this.#seen + 1));
  }

  #take(valueX: number, valueY: number): void {
    if (!Number.isFinite(valueX) || !Number.isFinite(valueY)) return;
    const x = Math.min(far, Math.max(-far, this.#projected.x(valueX)));
    const y = Math.min(far, Math.max(-far, this.#projected.y(valueY)));
    const [lastX, lastY] = [this.points.at(-2), this.points.at(-1)];
    if (lastX !== undefined && lastY !== undefined) {
      const { frame } = this.#projected;
      const wasOutside = this.#outside;
      this.#outside = !isInside(frame, x, y);
      if (this.#outside && !wasOutside && isInside(frame, lastX, lastY)) {
        this.#lastExit = exitThrough(frame, [lastX, lastY], [x, y]);
        if (this.#hasLeft) {
          this.points.push(this.#lastExit.x, this.#lastExit.y);
          return;
        }
      }
      if ((x - lastX) ** 2 + (y - lastY) ** 2 < fine ** 2) return;
    }
    if (++this.#skipped < this.#stride) return;
    this.#skipped = 0;
    this.points.push(x, y);
    if (this.points.length > 2 * most) this.#thin();
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
