import { endInView, xOf } from './axis.ts';
import type { Plot } from './plot.ts';
import type { Line, Scene, XAxis } from './scene.ts';
import { stepsTo } from './stepUnits.ts';

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
  const hidden = places.map(() => 0);
  for (const line of scene.lines)
    eachSample(plot, line, scene.axis, (px, py) => {
      places.forEach(({ left, top }, i) => {
        if (px > left && px < left + width && py > top && py < top + height) hidden[i] = (hidden[i] ?? 0) + 1;
      });
    });
  const fewest = Math.min(...hidden);
  return places[hidden.indexOf(fewest)] ?? { left: narrowest, top: plot.top };
}

/** Calls `take` with some points of a line, in pixels. */
function eachSample(plot: Plot, line: Line, axis: XAxis, take: (x: number, y: number) => void): void {
  const end = endInView(line, axis);
  if (end < 0) return;
  const from = Math.min(end, line.curve.indexFrom(stepsTo(line.stepsPerUnit, axis.min)));
  for (let i = 0; i < samples; i++) {
    const index = from + Math.round((i / (samples - 1)) * (end - from));
    take(plot.x(xOf(line, index)), plot.y(line.curve.at(index)));
  }
}
