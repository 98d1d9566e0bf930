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
  /** Where a diverged path leaves the landscape; nothing is drawn beyond. */
  exit: Exit | null = null;
  readonly #projected: Projection;
  readonly #positions: Numbers | null;
  readonly #diverged: boolean;
  #seen = 0;
  #stride = 1;
  #skipped = 0;
  #text = '';

  constructor({ positions, diverged }: Outlined, projected: Projection) {
    this.#positions = positions;
    this.#diverged = diverged;
    this.#projected = projected;
  }

  /** False if the outline must be made anew. */
  fits({ positions, diverged }: Outlined, projected: Projection): boolean {
    return this.#projected === projected && this.#positions === positions && this.#diverged === diverged;
  }

  /** The end of what is drawn. */
  get end(): [number, number] | null {
    const positions = this.#positions;
    if (!positions || positions.length < 2) return null;
    return [
      this.#projected.x(positions.at(positions.length - 2)),
      this.#projected.y(positions.at(positions.length - 1)),
    ];
  }

  /** Value of an SVG polyline's `points`. */
  get text(): string {
    return this.#text;
  }

  /** Takes in the points that came since. */
  grow(): void {
    const positions = this.#positions;
    if (!positions || this.exit) return;
    const count = positions.length / 2;
    if (this.#seen === count) return;
    for (; this.#seen < count && !this.exit; this.#seen++)
      this.#take(positions.at(2 * this.#seen), positions.at(2 * this.#seen + 1));
    this.#text = this.#write();
  }

  #take(valueX: number, valueY: number): void {
    if (!Number.isFinite(valueX) || !Number.isFinite(valueY)) return;
    const x = Math.min(far, Math.max(-far, this.#projected.x(valueX)));
    const y = Math.min(far, Math.max(-far, this.#projected.y(valueY)));
    const [lastX, lastY] = [this.points.at(-2), this.points.at(-1)];
    if (lastX !== undefined && lastY !== undefined) {
      const { frame } = this.#projected;
      if (this.#diverged && !isInside(frame, x, y) && isInside(frame, lastX, lastY)) {
        this.exit = exitThrough(frame, [lastX, lastY], [x, y]);
        this.points.push(this.exit.x, this.exit.y);
        return;
      }
      if (Math.hypot(x - lastX, y - lastY) < fine) return;
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
  }

  #write(): string {
    const parts: string[] = [];
    for (let i = 0; i < this.points.length; i += 2)
      parts.push(`${this.points[i]?.toFixed(1)},${this.points[i + 1]?.toFixed(1)}`);
    const end = this.exit ? null : this.end;
    if (end?.every((value) => Math.abs(value) < far))
      parts.push(end.map((value) => value.toFixed(1)).join(','));
    return parts.join(' ');
  }
}
