import { Band, type BandPoint } from './band.ts';
import { MiddleBand } from './middleBand.ts';
import type { Placing } from './placing.ts';
import { Polyline } from './polyline.ts';
import type { Line, Middle, Scene } from './scene.ts';

/** A band beneath a line, as far as it is drawn. */
export interface TraceBand {
  /** What will not change any more. */
  readonly settled: readonly BandPoint[];
  readonly tail: readonly BandPoint[];
  /** How far the axis has to reach for it; null before there is any. */
  readonly typical: Omit<BandPoint, 'x'> | null;
}

/** A line with what is drawn of it. */
export interface Trace {
  readonly line: Line;
  readonly points: Polyline;
  /** The middle half of several curves, or of what it was smoothed from; null draws none. */
  readonly band: TraceBand | null;
}

/** The points of the lines of a chart, kept from frame to frame. */
export class Traces {
  #kept = new Map<string, { points: Polyline; band: Band | MiddleBand | null }>();

  /** @param columns How many pixel columns the plot has. */
  update({ lines, axis, logY }: Scene, columns: number): Trace[] {
    const before = this.#kept;
    this.#kept = new Map();
    return lines.map((line) => {
      const { key, curve, stepsPerUnit } = line;
      const known = before.get(key);
      const placing = { curve, stepsPerUnit, axis, columns, logY };
      const points = (
        known?.points.fits(placing) ? known.points : new Polyline(placing, known?.points)
      ).grow();
      const band = line.middle
        ? middleBandOf(known?.band, placing, line.middle)
        : line.raw && bandOf(known?.band, { ...placing, curve: line.raw });
      this.#kept.set(key, { points, band });
      return { line, points, band };
    });
  }
}

type Known = Band | MiddleBand | null | undefined;

function bandOf(known: Known, placing: Placing): Band {
  return (known instanceof Band && known.fits(placing) ? known : new Band(placing)).grow();
}

function middleBandOf(known: Known, placing: Placing, middle: Middle): MiddleBand {
  const fits = known instanceof MiddleBand && known.fits(placing);
  return (fits ? known : new MiddleBand(placing, middle)).grow();
}
