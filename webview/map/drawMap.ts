/** A map with its axes, its key, the limit of theory, the best cell and words where there is room for them. */
import { placeInCells } from '../../core/map/mapCells.ts';
import { countsSteps } from '../../core/map/mapMeasure.ts';
import { drawText, fonts, textWidth } from '../shared/chart/drawText.ts';
import { scaleTicks } from '../shared/chart/ticks.ts';
import { drawKey } from './drawKey.ts';
import { drawLabels } from './drawLabels.ts';
import { xOf, yOf } from './mapLayout.ts';
import type { MapScene } from './mapScene.ts';
import type { MapPart } from './mapState.ts';
import type { Plane } from './plane.ts';
import { axisTicks } from './valueText.ts';
import { words } from './words.ts';

export function drawMap(context: CanvasRenderingContext2D, scene: MapScene, plane: Plane): void {
  const { state, part, layout, theme } = scene;
  const { measure, summary } = state;
  const { left, top, width, height } = layout;
  const ratio = window.devicePixelRatio;
  const picture = plane.draw(part, { measure, range: summary.range, theme }, { width, height, ratio });
  context.imageSmoothingEnabled = false;
  context.drawImage(picture, left, top, width, height);
  if (theme.contrast) {
    context.strokeStyle = theme.foreground;
    context.lineWidth = 1;
    context.strokeRect(left - 0.5, top - 0.5, width + 1, height + 1);
  }
  drawBound(context, scene);
  drawTicks(context, scene);
  if (summary.range) {
    const title = textWidth(context, words.measure(measure, state.map?.target ?? null), fonts.strong(theme, 11));
    drawKey(context, summary.range, {
      ...{ right: left + width, counts: countsSteps(measure), isReversed: measure === 'diverged', theme },
      room: width - title - 24,
    });
  }
  drawText(context, words.measure(measure, state.map?.target ?? null), left, 10, {
    font: fonts.strong(theme, 11),
    color: theme.foreground,
  });
  drawLabels(context, scene);
  drawBest(context, scene);
}

/** A white line on a dark one: seen on all colours. */
function drawBound(context: CanvasRenderingContext2D, { state, layout }: MapScene): void {
  const points = state.theory?.points;
  if (!points || points.length < 2) return;
  const { left, top, width, height } = layout;
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.beginPath();
  for (const { column, row } of points) context.lineTo(xOf(layout, column), yOf(layout, row));
  context.lineJoin = 'round';
  for (const [color, wide] of [
    ['rgba(0, 0, 0, 0.75)', 3.5],
    ['#ffffff', 1.25],
  ] as const) {
    context.strokeStyle = color;
    context.lineWidth = wide;
    context.stroke();
  }
  context.restore();
}

function drawBest(context: CanvasRenderingContext2D, { state, part, layout }: MapScene): void {
  const { best } = state.summary;
  if (best === null) return;
  const [x, y] = [
    xOf(layout, best % part.grid.columns),
    yOf(layout, Math.floor(best / part.grid.columns)),
  ];
  for (const [color, wide] of [
    ['rgba(0, 0, 0, 0.75)', 4],
    ['#ffffff', 2],
  ] as const) {
    context.strokeStyle = color;
    context.lineWidth = wide;
    context.beginPath();
    context.arc(x, y, 7, 0, 2 * Math.PI);
    context.stroke();
  }
}

function drawTicks(context: CanvasRenderingContext2D, { state, part, layout, theme }: MapScene): void {
  const { left, top, width, height } = layout;
  const style = { font: fonts.number(theme, 11), color: theme.quiet };
  const nameStyle = { font: fonts.text(theme, 11), color: theme.quiet };
  const bottom = top + height;
  const ticksOf = (cells: MapPart['columns'], most: number) =>
    axisTicks(
      cells,
      (from, to) => scaleTicks(from, to, most),
      (value) => placeInCells(cells, value),
    );
  context.strokeStyle = theme.rule;
  context.lineWidth = 1;
  const nameOf = (cells: MapPart['columns']) => {
    const { setting, scale } = cells.axis;
    const label = state.map?.settings.find(({ name }) => name === setting)?.label ?? setting;
    return scale === 'linear' ? label : `${label}, ${scale === 'log' ? 'log' : 'log of 1 − x'}`;
  };
  let free = Number.NEGATIVE_INFINITY;
  for (const { place, text } of ticksOf(part.columns, Math.max(2, Math.floor(width / 90)))) {
    const x = xOf(layout, place);
    context.beginPath();
    context.moveTo(x, bottom);
    context.lineTo(x, bottom + 4);
    context.stroke();
    const half = textWidth(context, text, style.font) / 2;
    const at = Math.min(Math.max(x, left + half - 6), left + width - half);
    if (at - half < free) continue;
    drawText(context, text, at, bottom + 8, { ...style, align: 'center', baseline: 'top' });
    free = at + half + 8;
  }
  let lowest = Number.POSITIVE_INFINITY;
  for (const { place, text } of ticksOf(part.rows, Math.max(2, Math.floor(height / 60)))) {
    const y = yOf(layout, place);
    context.beginPath();
    context.moveTo(left - 4, y);
    context.lineTo(left, y);
    context.stroke();
    if (y + 7 > lowest) continue;
    drawText(context, text, left - 8, Math.max(y, top + 4), { ...style, align: 'right' });
    lowest = y - 7;
  }
  drawText(context, nameOf(part.columns), left + width, bottom + 26, { ...nameStyle, align: 'right', baseline: 'top' });
  drawText(context, `↑ ${nameOf(part.rows)}`, left, top - 8, { ...nameStyle, baseline: 'middle' });
}
