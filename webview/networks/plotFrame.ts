/** Where a plot of two axes lies in a drawing. */
import type { Window } from '../../core/problems/surfaces/surface.ts';
import { fonts, textWidth } from '../shared/chart/drawText.ts';
import { scaleTicks } from '../shared/chart/ticks.ts';
import type { Pen } from '../shared/pen.ts';
import type { Theme } from '../shared/theme.ts';

export interface PlotFrame {
  readonly box: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  x(value: number): number;
  y(value: number): number;
}

const room = { right: 16, top: 20, bottom: 40 } as const;

/** With room for the numbers on the left. */
export function frameFor(pen: Pen, window: Window, theme: Theme, width: number, height: number): PlotFrame {
  const font = fonts.number(theme, 11);
  const widest = Math.max(...scaleTicks(...window.y, 5).map((value) => textWidth(pen, String(value), font)));
  const box = {
    ...{ left: Math.ceil(widest) + 12, right: width - room.right },
    ...{ top: room.top, bottom: height - room.bottom },
  };
  const share = (value: number, [from, to]: readonly [number, number]) => (value - from) / (to - from);
  return {
    box,
    x: (value) => box.left + (box.right - box.left) * share(value, window.x),
    y: (value) => box.bottom - (box.bottom - box.top) * share(value, window.y),
  };
}
