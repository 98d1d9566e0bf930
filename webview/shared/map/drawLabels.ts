/** Words on a map: what the plain regions are, what the best cell has, and what the line of theory is. */
import { kindOf, type MapCellKind, type MapMeasure } from '../../../core/map/mapMeasure.ts';
import { drawText, fonts, textWidth } from '../chart/drawText.ts';
import { type Box, isAllFree, placeBox } from './labelPlaces.ts';
import { cellAt, xOf, yOf } from './mapLayout.ts';
import { isQuietAt, kindAt, type MapScene, shownAt } from './mapScene.ts';
import { settingOf } from './mapState.ts';
import { cellText } from './valueText.ts';
import { words } from './words.ts';

const line = 16;
const smallest = 380;

export function drawLabels(context: CanvasRenderingContext2D, scene: MapScene): void {
  const { layout, state } = scene;
  if (layout.width < smallest || state.part?.grid.knownCount === 0) return;
  const taken: Box[] = drawRegions(context, scene);
  const { best } = state.summary;
  if (best !== null) {
    const { columns } = scene.part.grid;
    const at = { x: xOf(layout, best % columns), y: yOf(layout, Math.floor(best / columns)) };
    taken.push({ x: at.x - 12, y: at.y - 12, width: 24, height: 24 });
    drawCallout(context, scene, at, bestLines(scene, best), taken);
  }
  const { theory } = state;
  if (!theory) return;
  const inside = theory.points.filter(({ column, row }) => {
    const [x, y] = [xOf(layout, column), yOf(layout, row)];
    return x > layout.left + 8 && x < layout.left + layout.width - 8 && y > layout.top + 8;
  });
  const point = inside[Math.floor(inside.length / 12)];
  if (!point) return;
  const [left, right] = theory.equation.split(' = ');
  const lines = [words.theory[theory.about], `${left} =`, right ?? ''];
  drawCallout(context, scene, { x: xOf(layout, point.column), y: yOf(layout, point.row) }, lines, taken);
}

function bestLines({ part, state }: MapScene, best: number): readonly string[] {
  const { columns } = part.grid;
  const name = (cells: MapScene['part']['columns'], index: number) => {
    const { setting } = cells.axis;
    return `${setting} ${cellText(cells, index, settingOf(state, setting)?.isWhole ?? false)}`;
  };
  return [
    words.bestLabel(part.grid, best, state.measure),
    name(part.columns, best % columns),
    name(part.rows, Math.floor(best / columns)),
  ];
}

/** Lines beside a point, and a thin one that leads to it; nothing where there is no room. */
function drawCallout(
  context: CanvasRenderingContext2D,
  scene: MapScene,
  at: { readonly x: number; readonly y: number },
  lines: readonly string[],
  taken: Box[],
): void {
  const { theme, layout } = scene;
  const [strong, number] = [fonts.strong(theme, 11), fonts.number(theme, 11)];
  const width = Math.max(...lines.map((text, i) => textWidth(context, text, i === 0 ? strong : number))) + 8;
  const size = { width, height: lines.length * line };
  const { left: x, top: y } = layout;
  const bounds = { x, y, width: layout.width, height: layout.height };
  const box = placeBox(at, size, bounds, taken, (px, py) => isQuietAt(scene, px, py));
  if (!box) return;
  taken.push(box);
  const isRight = box.x > at.x;
  const [edge, middle] = [isRight ? box.x - 2 : box.x + box.width + 2, box.y + line / 2];
  context.beginPath();
  context.moveTo(at.x + Math.sign(edge - at.x) * 8, at.y);
  context.lineTo(edge + (isRight ? -6 : 6), middle);
  context.lineTo(edge, middle);
  context.strokeStyle = theme.quiet;
  context.lineWidth = 1;
  context.stroke();
  drawPlate(context, scene, box);
  for (const [i, text] of lines.entries())
    drawText(context, text, box.x + 4, box.y + (i + 0.5) * line, {
      font: i === 0 ? strong : number,
      color: i === 0 ? theme.foreground : theme.quiet,
      halo: theme.background,
    });
}

/** In high contrast a hatch is as strong as words. */
function drawPlate(
  context: CanvasRenderingContext2D,
  { theme }: MapScene,
  { x, y, width, height }: Box,
): void {
  if (!theme.contrast) return;
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
    drawPlate(context, scene, box);
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
  if (kind === 'diverged') return { kind, text: words.diverged };
  if (kind !== 'missed') return null;
  return { kind, text: missedText(scoreOf(grid, shown), state.measure, state) };
}

function scoreOf(grid: MapScene['part']['grid'], cell: number) {
  return { final: grid.final[cell] ?? 0, best: grid.best[cell] ?? 0, first: grid.first[cell] ?? 0 };
}

function missedText(
  { final, best, first }: { readonly final: number; readonly best: number; readonly first: number },
  measure: MapMeasure,
  { map }: MapScene['state'],
): string {
  if (measure === 'diverged') return words.holds;
  const [target, steps] = [map?.target ?? 0, map?.steps ?? 0];
  const swings = first > 0 || final > 1.5 * best;
  return measure === 'first' ? words.never(target, steps) : words.above(target, steps, swings);
}
