/** A score that tuning curves are compared with: a dashed line, named where most room is. */
import { drawText, fonts, textWidth } from '../chart/drawText.ts';
import type { Pen } from '../pen.ts';
import type { Plot, TuningLayout } from './tuningLayout.ts';
import type { TuningScene } from './tuningScene.ts';

export function drawReference(
  pen: Pen,
  { theme, reference }: TuningScene,
  layout: TuningLayout,
  plot: Plot,
): void {
  const y = reference && referenceY(reference.value, layout, plot);
  if (!y) return;
  pen.strokeStyle = theme.quiet;
  pen.lineWidth = 1;
  pen.setLineDash([3, 3]);
  pen.beginPath();
  pen.moveTo(plot.left, y);
  pen.lineTo(plot.right, y);
  pen.stroke();
  pen.setLineDash([]);
}

/** In one panel: they all have the same line. */
export function drawReferenceName(pen: Pen, scene: TuningScene, layout: TuningLayout): void {
  const { theme, reference } = scene;
  if (!reference) return;
  const font = fonts.text(theme, 11);
  const width = textWidth(pen, reference.text, font);
  const style = { font, color: theme.quiet, halo: theme.background } as const;
  let best: NamePlace | null = null;
  for (const [index, plot] of layout.plots.entries()) {
    const y = referenceY(reference.value, layout, plot);
    if (y === null) continue;
    for (const align of ['left', 'right'] as const)
      for (const at of [y - 8, y + 9]) {
        const left = align === 'left' ? plot.left + 3 : plot.right - 3 - width;
        const room = roomAround(scene, layout, index, { left, right: left + width, y: at });
        if (!best || room > best.room + 0.5) best = { room, left, y: at };
      }
  }
  if (best) drawText(pen, reference.text, best.left, best.y, style);
}

interface NamePlace {
  readonly room: number;
  readonly left: number;
  readonly y: number;
}

/** In pixels, up or down from a text to the curve of its panel; what is wider than the plot has none. */
function roomAround(
  { panels }: TuningScene,
  { plots, x, y }: TuningLayout,
  index: number,
  text: { readonly left: number; readonly right: number; readonly y: number },
): number {
  const plot = plots[index];
  if (!plot || text.left < plot.left || text.right > plot.right) return -1;
  const marks = (panels[index]?.marks ?? []).map(({ value, median }) => [x(plot, value), y(plot, median)]);
  const between = (at: number) => {
    const after = marks.findIndex(([mx = 0]) => mx >= at);
    const [x1 = 0, y1 = 0] = marks[Math.max(0, after < 0 ? marks.length - 1 : after)] ?? [];
    const [x0 = x1, y0 = y1] = marks[Math.max(0, (after < 0 ? marks.length : after) - 1)] ?? [];
    return x1 === x0 ? y1 : y0 + ((y1 - y0) * (Math.min(Math.max(at, x0), x1) - x0)) / (x1 - x0);
  };
  const places = [0, 0.25, 0.5, 0.75, 1].map((share) => text.left + share * (text.right - text.left));
  return Math.min(...places.map((at) => Math.abs(between(at) - text.y)), 60);
}

/** Null where it is out of sight. */
function referenceY(value: number, { yRange, y }: TuningLayout, plot: Plot): number | null {
  if (!yRange || value < yRange.min || value > yRange.max) return null;
  return Math.round(y(plot, value)) + 0.5;
}
