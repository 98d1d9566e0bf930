import { Band } from './band.ts';
import type { Placing } from './placing.ts';
import { Polyline } from './polyline.ts';
import type { Line, Scene } from './scene.ts';

/** A line with what is drawn of it. */
export interface Trace {
  readonly line: Line;
  readonly points: Polyline;
  /** Of what it was smoothed from; null draws none. */
  readonly raw: Band | null;
}

/** The points of the lines of a chart, kept from frame to frame. */
export class Traces {
  #kept = new Map<string, { points: Polyline; raw: Band | null }>();

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
      const raw = line.raw && bandOf(known?.raw, { ...placing, curve: line.raw });
      this.#kept.set(key, { points, raw });
      return { line, points, raw };
    });
  }
}

function bandOf(known: Band | null | undefined, placing: Placing): Band {
  return (known?.fits(placing) ? known : new Band(placing)).grow();
}
