import { endInView, xOf } from './axis.ts';
import type { Plot } from './plot.ts';
import type { Scene } from './scene.ts';

interface Corner {
  readonly left: number;
  readonly top: number;
}

const gap = 12;
const samples = 48;

/** The place beside the crosshair, of four, where a card of this size hides the fewest curves. */
export function cardPlace(plot: Plot, scene: Scene, width: number, height: number): Corner {
  const x = plot.x(scene.cursor ?? 0);
  const lefts = [Math.max(0, x - gap - width), x + gap].filter(
    (left) => left + width <= plot.width && (left + width < x || left > x),
  );
  const narrowest = Math.max(0, Math.min(x + gap, plot.width - width));
  const tops = [plot.bottom - gap - height, plot.top + 24];
  const places = tops.flatMap((top) =>
    (lefts.length > 0 ? lefts : [narrowest]).map((left) => ({ left, top: Math.max(0, top) })),
  );
  const points = curvePoints(plot, scene);
  const hidden = ({ left, top }: Corner) =>
    points.filter(([px, py]) => px > left && px < left + width && py > top && py < top + height).length;
  return places.reduce((best, place) => (hidden(place) < hidden(best) ? place : best));
}

function curvePoints(plot: Plot, { lines, axis }: Scene): [number, number][] {
  return lines.flatMap((line) => {
    const end = endInView(line, axis);
    if (end < 0) return [];
    const from = Math.min(end, line.curve.indexFrom(axis.min * line.stepsPerUnit));
    return Array.from({ length: samples }, (_, i): [number, number] => {
      const index = from + Math.round((i / (samples - 1)) * (end - from));
      return [plot.x(xOf(line, index)), plot.y(line.curve.at(index))];
    });
  });
}
