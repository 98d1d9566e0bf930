import type { Pen } from '../pen.ts';
import { sortBy } from '../sortBy.ts';
import { endInView, xOf } from './axis.ts';
import { drawDot, drawText, fonts, textWidth } from './drawText.ts';
import { fitName, leftOut } from './fitName.ts';
import { valueText } from './labels.ts';
import { drawLeaving, sideOf } from './leaving.ts';
import type { Plot } from './plot.ts';
import { pushApart } from './pushApart.ts';
import type { Line, Scene } from './scene.ts';

/** From the line's end to its name. */
const reach = 20;
/** Names have no more than this share of the width, and less where a legend has them whole: the curves are the hero. */
const nameShare = { direct: 0.3, beside: 0.18 };
/** Yet as much as the usual names of optimizers take; beside a legend a quarter of the width at most. */
const leastName = 92;
const leastShare = 0.25;
/** From what numbers are called to the uppermost of them. */
const headingHeight = 13;

/** How the names and values at the line ends are written. */
interface Writing {
  /** Beneath the name, where it is narrow. */
  readonly beneath: boolean;
  readonly gap: number;
  readonly nameFont: string;
  readonly valueFont: string;
  readonly headingFont: string;
  readonly widestName: number;
}

function writingOf({ narrow, direct, theme }: Scene, width: number): Writing {
  const share = (direct ? nameShare.direct : nameShare.beside) * width;
  const least = direct ? leastName : Math.min(leastName, leastShare * width);
  return {
    beneath: narrow,
    gap: narrow ? 26 : 18,
    nameFont: fonts.strong(theme, narrow ? 11 : 12),
    valueFont: fonts.number(theme, 11),
    headingFont: fonts.text(theme, 11),
    widestName: Math.max(least, narrow ? share - reach : share),
  };
}

/** The name at the end of a line, as it fits; empty where it doesn't. */
function nameAt(pen: Pen, { endName, stem }: Line, { nameFont, widestName }: Writing): string {
  return fitName(pen, endName, stem, nameFont, widestName);
}

/**
 * What names that are numbers alone are called, as it fits: it stands above the uppermost of them. Empty where there are
 * none, or not all numbers are called the same.
 */
function headingOf(pen: Pen, lines: readonly Line[], names: readonly string[], writing: Writing): string {
  const all = new Set(
    lines.map(({ endName, stem }, i) => leftOut(endName, stem, names[i] ?? '')).filter(Boolean),
  );
  const [heading = ''] = all.size === 1 ? all : [];
  return fitName(pen, heading, '', writing.headingFont, writing.widestName);
}

/** Room to keep free right of the plot: the same whichever line is highlighted, and however long values are. */
export function endRoom(pen: Pen, scene: Scene, width: number): number {
  const writing = writingOf(scene, width);
  const { beneath, nameFont, valueFont } = writing;
  const ending = scene.lines.filter(({ divergedAt }) => divergedAt === null);
  if (ending.length === 0) return 8;
  const names = ending.map((line) => nameAt(pen, line, writing));
  const name = Math.max(...names.map((each) => textWidth(pen, each, nameFont)));
  const value = textWidth(pen, scene.isShare ? '100.0 %' : '0.00e-00', valueFont);
  const heading = textWidth(pen, headingOf(pen, ending, names, writing), writing.headingFont);
  return Math.ceil(reach + Math.max(heading, beneath ? Math.max(name, value) : name + 6 + value) + 2);
}

/** Every line's name and value at its end, pushed apart, with a hairline back to the line. */
export function drawEnds(pen: Pen, plot: Plot, scene: Scene, top: number): void {
  const { theme, isShare } = scene;
  const writing = writingOf(scene, plot.width);
  const { beneath, nameFont, valueFont } = writing;
  const named = labelled(scene);
  for (const line of scene.lines) if (!named.includes(line)) drawHeadBeyond(pen, plot, line, scene);
  const names = named.map((line) => nameAt(pen, line, writing));
  const heading = headingOf(pen, named, names, writing);
  const upper = heading === '' ? top : top + headingHeight;
  // From top to bottom, also of those that stand beyond the plot, at one place of its edge.
  const ends = sortBy(
    named.map((line, i) => ({ line, name: names[i] ?? '', ...endOf(line, plot, scene) })),
    ({ value }) => value,
    true,
  );
  // Where not even the names fit below each other, they come closer.
  const gap = Math.min(writing.gap, (plot.bottom - 4 - upper) / Math.max(1, ends.length - 1));
  const places = pushApart(
    ends.map((end) => end.y),
    gap,
    upper,
    plot.bottom - 4,
  );
  const [first] = ends;
  if (first && heading !== '') {
    const style = { font: writing.headingFont, color: theme.quiet, halo: theme.background };
    const y = (places[0] ?? first.y) + (beneath ? -5.5 : 0.5) - headingHeight;
    drawText(pen, heading, first.x + reach, y, style);
  }
  ends.forEach(({ line, name, x, y, value: last, goesOn }, i) => {
    const place = places[i] ?? y;
    pen.globalAlpha = line.faded ? 0.25 : 0.6;
    pen.strokeStyle = line.color;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(x + 5, y);
    pen.lineTo(x + 12, place);
    pen.lineTo(x + 16, place);
    pen.stroke();
    pen.globalAlpha = line.faded ? 0.4 : 1;
    const side = sideOf(last, plot);
    if (side === 'inside') {
      if (!goesOn) drawDot(pen, x, y, 3, line.color);
    } else drawLeaving(pen, plot, { x, side }, line.color);
    const halo = theme.background;
    const value = valueText(last, isShare, 3);
    const numbers = { font: valueFont, color: theme.quiet, halo };
    if (name === '') drawText(pen, value, x + reach, place + 1, numbers);
    else if (beneath) {
      drawText(pen, name, x + reach, place - 5.5, { font: nameFont, color: line.color, halo });
      drawText(pen, value, x + reach, place + 6.5, numbers);
    } else {
      const width = textWidth(pen, name, nameFont);
      drawText(pen, name, x + reach, place + 0.5, { font: nameFont, color: line.color, halo });
      drawText(pen, value, x + reach + width + 6, place + 1, numbers);
    }
    pen.globalAlpha = 1;
  });
}

/** Where a line ends in view, or goes on beyond it. */
function endOf(line: Line, plot: Plot, { axis }: Pick<Scene, 'axis'>) {
  const index = endInView(line, axis);
  const goesOn = index >= 0 && index < line.curve.length - 1;
  const value = line.curve.at(index);
  return { x: goesOn ? plot.right : plot.x(xOf(line, index)), y: plot.yInside(value), value, goesOn };
}

/** Where a line without a name stands beyond the plot now. */
function drawHeadBeyond(pen: Pen, plot: Plot, line: Line, { axis }: Scene): void {
  const { color, faded, divergedAt } = line;
  if (divergedAt !== null || endInView(line, axis) < 0) return;
  const { x, value, goesOn } = endOf(line, plot, { axis });
  const side = sideOf(value, plot);
  if (goesOn || Number.isNaN(value) || side === 'inside') return;
  pen.globalAlpha = faded ? 0.4 : 1;
  drawLeaving(pen, plot, { x, side }, color);
  pen.globalAlpha = 1;
}

/** Lines with a name at their end: all where there is room for them, else the best and the highlighted one. */
export function labelled({ lines, axis, direct, isShare }: Scene): Line[] {
  const ending = lines.filter(
    (line) => line.divergedAt === null && line.endName !== '' && endInView(line, axis) >= 0,
  );
  if (direct) return ending;
  const height = (line: Line) => (isShare ? -1 : 1) * line.curve.at(endInView(line, axis));
  const best = ending
    .filter((line) => !Number.isNaN(height(line)))
    .reduce<Line | null>((a, b) => (a && height(a) <= height(b) ? a : b), null);
  return ending.filter((line) => line === best || line.highlighted);
}
