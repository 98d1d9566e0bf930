/** A map with its axes, its key, the limit of theory, the best cell and words where there is room for them. */
import { countsSteps, hasOrder } from '../../../core/map/mapMeasure.ts';
import { drawText, fonts, textWidth } from '../chart/drawText.ts';
import { drawKey } from './drawKey.ts';
import { drawLabels } from './drawLabels.ts';
import { xOf, yOf } from './mapLayout.ts';
import type { MapScene } from './mapScene.ts';
import { drawMinima } from './minima.ts';
import type { Plane } from './plane.ts';
import { strokeTwice } from './strokeTwice.ts';
import { words } from './words.ts';

const shade = 'rgba(0, 0, 0, 0.75)';
/** Of what marks a place. */
const mark = { dark: [shade, 4], light: ['#ffffff', 2] } as const;

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
  if (summary.range && measure !== 'minimum') {
    const title = textWidth(
      context,
      words.measure(measure, state.map?.target ?? null),
      fonts.strong(theme, 11),
    );
    drawKey(context, summary.range, {
      ...{ right: left + width, counts: countsSteps(measure), isReversed: measure === 'diverged', theme },
      room: width - title - 24,
    });
  }
  drawText(context, words.measure(measure, state.map?.target ?? null), left, 10, {
    font: fonts.strong(theme, 11),
    color: theme.foreground,
  });
  if (measure === 'minimum') drawMinima(context, scene);
  drawLabels(context, scene);
  drawLongRun(context, scene);
  drawBest(context, scene);
}

function drawBound(context: CanvasRenderingContext2D, { state, layout }: MapScene): void {
  const points = state.theory?.points;
  if (!points || points.length < 2) return;
  const { left, top, width, height } = layout;
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.lineJoin = 'round';
  strokeTwice(context, { dark: [shade, 3.5], light: ['#ffffff', 1.25] }, () => {
    for (const { column, row } of points) context.lineTo(xOf(layout, column), yOf(layout, row));
  });
  context.restore();
}

function drawLongRun(context: CanvasRenderingContext2D, { state, layout }: MapScene): void {
  const point = state.theory?.longRun;
  if (!point) return;
  const [x, y] = [xOf(layout, point.column), yOf(layout, point.row)];
  const { left, top, width, height } = layout;
  if (x < left || x > left + width || y < top || y > top + height) return;
  strokeTwice(context, mark, () => {
    context.moveTo(x - 6, y);
    context.lineTo(x + 6, y);
    context.moveTo(x, y - 6);
    context.lineTo(x, y + 6);
  });
}

function drawBest(context: CanvasRenderingContext2D, { state, part, layout }: MapScene): void {
  const { best } = state.summary;
  if (best === null || !hasOrder(state.measure)) return;
  const [x, y] = [xOf(layout, best % part.grid.columns), yOf(layout, Math.floor(best / part.grid.columns))];
  strokeTwice(context, mark, () => context.arc(x, y, 7, 0, 2 * Math.PI));
}
