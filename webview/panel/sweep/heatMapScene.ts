import { isOneOf } from '../../../core/compare/filterText.ts';
import { type Cell, type HeatMap, heatMap } from '../../../core/compare/heatMap.ts';
import { formatNumber } from '../../../core/format.ts';
import { type SettingValue, settingText } from '../../../core/race/runSettings.ts';
import { wentWrong } from '../../../core/race/status.ts';
import type { CellPlace, HeatCell, HeatScene } from '../../shared/sweep/heatScene.ts';
import type { RunData } from '../data/runData.ts';
import { type PanelState, visibleRuns } from '../state.ts';
import { words } from '../words.ts';
import { findOf } from './finding.ts';
import { judgeOf, scoring } from './judging.ts';
import { type Axes, heatAxes } from './swept.ts';

/** What the heat map shows of the runs in sight; null where there are no two settings. */
export function heatMapScene(state: PanelState): HeatScene | null {
  const { race, settings, theme } = state;
  const axes = heatAxes(race, settings);
  if (!axes) return null;
  const map = upright(heatMap(visibleRuns(state), axes.across, axes.down, scoring(state)));
  const { columns, rows, cells, range } = map;
  const judge = judgeOf(race, settings.judge).label(race);
  const best = bestOf(map);
  return {
    label: labelOf(map, axes, judge, best),
    across: axes.across.name,
    down: axes.down.name,
    columns: columns.map(settingText),
    rows: rows.map(settingText),
    cells: cells.map((line) => line.map((cell) => cell && drawnCell(cell))),
    range,
    log: settings.logY && range !== null && range[0] > 0,
    best,
    card: (place) => {
      const cell = cells[place.row]?.[place.column];
      return cell ? [placeText(map, axes, place), ...cellLines(cell, judge)] : [];
    },
    theme,
  };
}

/** Finds the runs of a cell, as far as they are in sight; null where it has none. */
export function cellFilter(state: PanelState, { column, row }: CellPlace): string | null {
  const { race, settings } = state;
  const axes = heatAxes(race, settings);
  if (!axes) return null;
  const map = upright(heatMap(visibleRuns(state), axes.across, axes.down, scoring(state)));
  const [across, down] = [map.columns[column], map.rows[row]];
  if (across === undefined || down === undefined || !map.cells[row]?.[column]) return null;
  const { all } = race.differences;
  const { text } = findOf(race, settings);
  return [text.trim(), isOneOf(axes.across, [across], all), isOneOf(axes.down, [down], all)]
    .filter(Boolean)
    .join(' ');
}

/** Numbers grow upwards, as along any axis; words are read from the top. */
function upright<Run>(map: HeatMap<Run>): HeatMap<Run> {
  if (!map.rows.every((value) => typeof value === 'number')) return map;
  return { ...map, rows: map.rows.toReversed(), cells: map.cells.toReversed() };
}

function drawnCell({ score, runs }: Cell<RunData>): HeatCell {
  if (Number.isNaN(score)) return { kind: 'waiting', score };
  if (Number.isFinite(score)) return { kind: 'value', score };
  const lost = runs.filter(({ status }) => status.kind !== 'finished' && wentWrong(status)).length;
  return { kind: 2 * lost >= runs.length ? 'diverged' : 'missed', score };
}

function bestOf({ cells, range }: HeatMap<RunData>): CellPlace | null {
  for (const [row, line] of cells.entries())
    for (const [column, cell] of line.entries())
      if (cell && cell.score === range?.[0]) return { column, row };
  return null;
}

/** What came of runs that are judged together: a line each. */
export function cellLines({ runs, score }: Pick<Cell<RunData>, 'runs' | 'score'>, judge: string): string[] {
  const diverged = runs.filter((run) => run.diverged).length;
  return [
    words.judged(judge, scoreText(score), runs.length > 1),
    [words.runCount(runs.length), ...(diverged > 0 ? [words.divergedRuns(diverged)] : [])].join(', '),
  ];
}

/** Steps as they are. */
export function scoreText(score: number): string {
  if (Number.isNaN(score)) return words.notYetJudged;
  return Number.isInteger(score) && Math.abs(score) < 1e5 ? String(score) : formatNumber(score);
}

function placeText({ columns, rows }: HeatMap<RunData>, axes: Axes, { column, row }: CellPlace): string {
  const text = (name: string, value: SettingValue | undefined) =>
    value === undefined ? name : `${name} ${settingText(value)}`;
  return `${text(axes.across.name, columns[column])}, ${text(axes.down.name, rows[row])}`;
}

function labelOf(map: HeatMap<RunData>, axes: Axes, judge: string, best: CellPlace | null): string {
  const drawn = map.cells.flat().flatMap((cell) => (cell ? [drawnCell(cell).kind] : []));
  const diverged = drawn.filter((kind) => kind === 'diverged').length;
  return words.heatMapLabel({
    judge,
    across: axes.across.name,
    down: axes.down.name,
    best: best && map.range ? `${scoreText(map.range[0])} at ${placeText(map, axes, best)}` : null,
    cells: drawn.length,
    diverged,
  });
}
