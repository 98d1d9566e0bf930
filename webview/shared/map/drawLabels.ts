/** Words on a map: what the plain regions are, what the best cell has, and what the line of theory is. */
import { formatNumber } from '../../../core/format.ts';
import { type MapCells, valueInCells } from '../../../core/map/mapCells.ts';
import { countsSteps, hasOrder, kindOf, type MapCellKind, numberOf } from '../../../core/map/mapMeasure.ts';
import type { MapTheory } from '../../../core/map/mapTheory.ts';
import { drawText, fonts, textWidth } from '../chart/drawText.ts';
import type { Theme } from '../theme.ts';
import { type Box, isAllFree, placeBox } from './labelPlaces.ts';
import { cellAt, xOf, yOf } from './mapLayout.ts';
import { isQuietAt, kindAt, type MapScene, shownAt } from './mapScene.ts';
import { settingOf } from './mapState.ts';
import { cellText } from './valueText.ts';
import { words } from './words.ts';

const line = 16;
/** Of the plane: below it there is room for the best alone. */
const smallest = 380;
const smallestForBest = 200;
/** In pixels: no cell is missed. */
const finest = { x: 1, y: 2 };

export function drawLabels(context: CanvasRenderingContext2D, scene: MapScene): void {
  const { layout, state } = scene;
  if (layout.width < smallestForBest || state.part?.grid.knownCount === 0) return;
  const taken: Box[] = layout.width < smallest ? [] : drawRegions(context, scene);
  const { best } = state.summary;
  if (best !== null && hasOrder(state.measure)) {
    const { columns } = scene.part.grid;
    const at = { x: xOf(layout, best % columns), y: yOf(layout, Math.floor(best / columns)) };
    taken.push({ x: at.x - 12, y: at.y - 12, width: 24, height: 24 });
    drawCallout(context, scene, at, bestLines(scene, best), taken, true);
  }
  const { theory } = state;
  if (!theory || layout.width < smallest) return;
  drawLongRunWords(context, scene, theory, taken);
  const inside = theory.points.filter(({ column, row }) => {
    const [x, y] = [xOf(layout, column), yOf(layout, row)];
    return x > layout.left + 8 && x < layout.left + layout.width - 8 && y > layout.top + 8;
  });
  // Further up than the best, which has words of its own.
  const point = inside[Math.floor(inside.length / 2)];
  if (!point) return;
  const [left, right] = theory.equation.split(' = ');
  const lines = [words.theory[theory.about], `${left} =`, right ?? ''];
  drawCallout(context, scene, { x: xOf(layout, point.column), y: yOf(layout, point.row) }, lines, taken);
}

/** The cross of theory with its own values, beside the steps of the nearest cell, where that has any. */
function drawLongRunWords(
  context: CanvasRenderingContext2D,
  scene: MapScene,
  { longRun }: MapTheory,
  taken: Box[],
): void {
  if (!longRun) return;
  const { layout, state, part } = scene;
  const at = { x: xOf(layout, longRun.column), y: yOf(layout, longRun.row) };
  const cell = cellAt(layout, at.x, at.y);
  if (cell === null || (cell === state.summary.best && hasOrder(state.measure))) return;
  taken.push({ x: at.x - 9, y: at.y - 9, width: 18, height: 18 });
  const { measure } = state;
  const isKnown = part.grid.known[cell] === 1 && countsSteps(measure) && measure !== 'diverged';
  const steps = isKnown ? numberOf(part.grid, cell, measure) : 0;
  const { columns, rows } = part;
  const settings = [settingAt(columns, longRun.column), settingAt(rows, longRun.row)];
  drawCallout(context, scene, at, [words.longRun(steps > 0 ? steps : null), ...settings], taken);
}

function settingAt(cells: MapCells, place: number): string {
  return `${cells.axis.setting} ${formatNumber(valueInCells(cells, place), 3)}`;
}

function bestLines({ part, state }: MapScene, best: number): readonly string[] {
  const { columns } = part.grid;
  const label = words.bestLabel(part.grid, best, state.measure);
  return [label, ...settingLines({ part, state }, best % columns, Math.floor(best / columns))];
}

function settingLines(
  { part, state }: Pick<MapScene, 'part' | 'state'>,
  column: number,
  row: number,
): readonly string[] {
  const name = (cells: MapScene['part']['columns'], index: number) => {
    const { setting } = cells.axis;
    return `${setting} ${cellText(cells, index, settingOf(state, setting)?.isWhole ?? false)}`;
  };
  return [name(part.columns, column), name(part.rows, row)];
}

/**
 * Lines beside a point, and a thin one that leads to it, where no colours are read; on a plate where the ground is of
 * several kinds.
 * @param isWanted Whether they come also where all is coloured: on a plate.
 */
function drawCallout(
  context: CanvasRenderingContext2D,
  scene: MapScene,
  at: { readonly x: number; readonly y: number },
  lines: readonly string[],
  taken: Box[],
  isWanted = false,
): void {
  const { theme, layout } = scene;
  const [strong, number] = [fonts.strong(theme, 11), fonts.number(theme, 11)];
  const width = Math.max(...lines.map((text, i) => textWidth(context, text, i === 0 ? strong : number))) + 8;
  const size = { width, height: lines.length * line };
  const { left: x, top: y } = layout;
  const bounds = { x, y, width: layout.width, height: layout.height };
  const quiet = placeBox(at, size, bounds, taken, (px, py) => isQuietAt(scene, px, py));
  const box = quiet ?? (isWanted ? placeBox(at, size, bounds, taken, () => true) : null);
  if (!box) return;
  taken.push(box);
  drawLeader(context, at, box, theme.quiet);
  const kind = kindAt(scene, box.x, box.y);
  const isEven = isAllFree(box, (px, py) => kindAt(scene, px, py) === kind, finest);
  // In high contrast a hatch is as strong as words.
  if (!isEven || theme.contrast) drawPlate(context, theme, box);
  for (const [i, text] of lines.entries())
    drawText(context, text, box.x + 4, box.y + (i + 0.5) * line, {
      font: i === 0 ? strong : number,
      color: i === 0 ? theme.foreground : theme.quiet,
      halo: theme.background,
    });
}

function drawLeader(
  context: CanvasRenderingContext2D,
  at: { readonly x: number; readonly y: number },
  { x, y, width, height }: Box,
  color: string,
): void {
  context.beginPath();
  if (at.x >= x && at.x <= x + width) {
    const isBelow = y > at.y;
    context.moveTo(at.x, at.y + (isBelow ? 8 : -8));
    context.lineTo(at.x, isBelow ? y - 2 : y + height + 2);
  } else {
    const isRight = x > at.x;
    const [edge, middle] = [isRight ? x - 2 : x + width + 2, y + line / 2];
    context.moveTo(at.x + (isRight ? 8 : -8), at.y);
    context.lineTo(edge + (isRight ? -6 : 6), middle);
    context.lineTo(edge, middle);
  }
  context.strokeStyle = color;
  context.lineWidth = 1;
  context.stroke();
}

function drawPlate(context: CanvasRenderingContext2D, theme: Theme, { x, y, width, height }: Box): void {
  context.fillStyle = theme.background;
  context.fillRect(x, y, width, height);
}

/** In the corners, where a whole corner is of one kind. */
function drawRegions(context: CanvasRenderingContext2D, scene: MapScene): Box[] {
  const { layout, theme, state } = scene;
  const { left, top, width, height } = layout;
  const font = fonts.text(theme, 11);
  const boxes: Box[] = [];
  const said = new Set<string>();
  for (const [isRight, isBottom] of [
    [true, false],
    [false, true],
    [false, false],
    [true, true],
  ] as const) {
    const corner = cellAt(
      layout,
      isRight ? left + width - 20 : left + 20,
      isBottom ? top + height - 14 : top + 14,
    );
    const text = corner === null ? null : regionText(scene, corner);
    if (text === null || said.has(text.text)) continue;
    const box = {
      width: textWidth(context, text.text, font) + 8,
      height: 18,
      x: isRight ? left + width - textWidth(context, text.text, font) - 20 : left + 8,
      y: isBottom ? top + height - 26 : top + 8,
    };
    if (!isAllFree(box, (x, y) => kindAt(scene, x, y) === text.kind)) continue;
    said.add(text.text);
    boxes.push(box);
    if (theme.contrast) drawPlate(context, theme, box);
    const color = text.kind === 'diverged' && state.measure !== 'diverged' ? theme.error : theme.quiet;
    drawText(context, text.text, box.x + 4, box.y + 9, { font, color, halo: theme.background });
  }
  return boxes;
}

function regionText({ part, state }: MapScene, cell: number): { text: string; kind: MapCellKind } | null {
  const { grid } = part;
  const shown = shownAt(grid, cell);
  if (shown === null) return null;
  const kind = kindOf(grid, shown, state.measure);
  const text = textOfKind(kind, state);
  return text === null ? null : { kind, text };
}

function textOfKind(kind: MapCellKind, { measure, map }: MapScene['state']): string | null {
  const [target, steps] = [map?.target ?? 0, map?.steps ?? 0];
  switch (kind) {
    case 'diverged':
      return words.diverged;
    case 'holds':
      return words.holds;
    case 'elsewhere':
      return words.elsewhere;
    case 'slow':
    case 'swinging':
      return measure === 'first'
        ? words.never(target, steps)
        : words.above(target, steps, kind === 'swinging');
    case 'unknown':
    case 'value':
      return null;
  }
}
