/** What the page shows. */
import type { InspectedCurve } from '../../core/debug/inspector/inspectedCurve.ts';
import type { MapAxis } from '../../core/experiment/map/mapAxis.ts';
import type { MapSetting } from '../../core/experiment/map/mapSettings.ts';
import { cellsOf, type MapCells } from '../../core/map/mapCells.ts';
import type { MapEngine } from '../../core/map/mapEngine.ts';
import { MapGrid } from '../../core/map/mapGrid.ts';
import {
  bestCell,
  type MapMeasure,
  type MapRange,
  type MapShares,
  measuresOf,
  rangeOf,
  sharesOf,
} from '../../core/map/mapMeasure.ts';
import type { MapPhase, MapTheory, OpenedMap } from '../../core/protocol/map.ts';

/** What stands in the place of a map. */
export type Notice =
  | { readonly kind: 'loading' }
  | { readonly kind: 'opening'; readonly title: string }
  | { readonly kind: 'failed'; readonly message: string };

/** The part of the plane that is looked at. */
export interface MapPart {
  readonly number: number;
  readonly columns: MapCells;
  readonly rows: MapCells;
  readonly grid: MapGrid;
}

/** What is said of all cells that are known. */
export interface MapSummary {
  readonly best: number | null;
  readonly range: MapRange | null;
  readonly shares: MapShares;
}

export interface KnownCurve {
  readonly cell: number;
  readonly curve: InspectedCurve;
}

export interface MapState {
  readonly map: OpenedMap | null;
  readonly notice: Notice;
  readonly part: MapPart | null;
  readonly summary: MapSummary;
  readonly theory: MapTheory | null;
  readonly phase: MapPhase;
  /** Where the part is computed; null where that was no question. */
  readonly engine: MapEngine | null;
  readonly measure: MapMeasure;
  /** The cell under the pointer; null: the best one is looked at. */
  readonly pointed: number | null;
  /** Whether it stays there when the pointer leaves. */
  readonly isHeld: boolean;
  readonly curve: KnownCurve | null;
  readonly bestCurve: KnownCurve | null;
}

const nothing: MapSummary = {
  best: null,
  range: null,
  shares: { known: 0, diverged: 0, missed: 0, asGood: 0 },
};

export const atFirst: MapState = {
  ...{ map: null, notice: { kind: 'loading' }, part: null, summary: nothing, theory: null, phase: 'running' },
  ...{ engine: null, measure: 'final', pointed: null, isHeld: false, curve: null, bestCurve: null },
};

/** A map of the same target is coloured as the one before. */
export function opened(map: OpenedMap, before: MapState): MapState {
  const known = measuresOf(map.target);
  const isKept = before.map !== null && before.map.target === map.target && known.includes(before.measure);
  return { ...atFirst, map, measure: isKept ? before.measure : (known[0] ?? 'final') };
}

/** Another part of the plane, of which nothing is known. */
export function withPart(state: MapState, number: number, x: MapAxis, y: MapAxis): MapState {
  const [columns, rows] = [x, y].map((axis) => cellsOf(axis, settingOf(state, axis.setting)?.isWhole));
  if (!columns || !rows) return state;
  const grid = new MapGrid(columns.values.length, rows.values.length);
  return {
    ...{ ...state, part: { number, columns, rows, grid }, summary: nothing, theory: null, phase: 'running' },
    ...{ engine: null, pointed: null, isHeld: false, curve: null, bestCurve: null },
  };
}

export function settingOf({ map }: Pick<MapState, 'map'>, name: string): MapSetting | undefined {
  return map?.settings.find((each) => each.name === name);
}

export function summaryOf(grid: MapGrid, measure: MapMeasure, steps: number): MapSummary {
  const best = bestCell(grid, measure);
  return { best, range: rangeOf(grid, measure, steps), shares: sharesOf(grid, measure, best) };
}

/** The cell that is told of: that under the pointer, else the best. */
export function toldCell({ pointed, summary }: MapState): number | null {
  return pointed ?? summary.best;
}
