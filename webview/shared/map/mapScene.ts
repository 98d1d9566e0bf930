/** What a map is drawn from, and what it has at a point. */
import type { MapGrid } from '../../../core/map/mapGrid.ts';
import { kindOf, type MapCellKind } from '../../../core/map/mapMeasure.ts';
import type { Theme } from '../theme.ts';
import { cellAt, type MapLayout } from './mapLayout.ts';
import type { MapPart, MapState } from './mapState.ts';

export interface MapScene {
  readonly state: MapState;
  readonly part: MapPart;
  readonly layout: MapLayout;
  readonly theme: Theme;
}

/** The cell itself, or the coarser one that stands for it. */
export function shownAt(grid: MapGrid, cell: number): number | null {
  return grid.shownAt(cell % grid.columns, Math.floor(cell / grid.columns));
}

/** null beside the plane. */
export function kindAt(
  { part: { grid }, layout, state }: MapScene,
  x: number,
  y: number,
): MapCellKind | null {
  const cell = cellAt(layout, x, y);
  if (cell === null) return null;
  const shown = shownAt(grid, cell);
  return shown === null ? 'unknown' : kindOf(grid, shown, state.measure);
}

/** Whether words can lie at a point: no colours are read there. */
export function isQuietAt(scene: MapScene, x: number, y: number): boolean {
  const kind = kindAt(scene, x, y);
  return kind !== null && kind !== 'unknown' && kind !== 'value';
}
