/** What the page shows. */
import type { InspectedCurve } from '../../../core/debug/inspector/inspectedCurve.ts';
import type { MapAxis } from '../../../core/experiment/map/mapAxis.ts';
import type { MapSetting } from '../../../core/experiment/map/mapSettings.ts';
import { grownAxes, isCoarseKnown } from '../../../core/map/grownAxes.ts';
import { cellsOf, type MapCells } from '../../../core/map/mapCells.ts';
import type { MapEngine } from '../../../core/map/mapEngine.ts';
import { MapGrid } from '../../../core/map/mapGrid.ts';
import {
  bestCell,
  hasOrder,
  type MapMeasure,
  type MapRange,
  type MapShares,
  measuresOf,
  rangeOf,
  sharesOf,
} from '../../../core/map/mapMeasure.ts';
import type { MapTheory } from '../../../core/map/mapTheory.ts';
import type { MapNote, MapPhase, OpenedMap } from '../../../core/protocol/map.ts';
import type { Notice } from '../notice.ts';

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
  /** How many runs ended at none of the minima, at the first, the second … */
  readonly minima: readonly number[];
}

export interface KnownCurve {
  readonly cell: number;
  readonly curve: InspectedCurve;
}

/** Axes that may become wider by themselves, and how often yet. */
export interface Growth {
  readonly x: boolean;
  readonly y: boolean;
  readonly left: number;
}

export interface MapState {
  readonly map: OpenedMap | null;
  readonly notice: Notice;
  readonly part: MapPart | null;
  readonly summary: MapSummary;
  readonly theory: MapTheory | null;
  readonly growth: Growth;
  /** Said below the headline; null: nothing. */
  readonly note: MapNote | null;
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
  shares: { known: 0, diverged: 0, slow: 0, swinging: 0, asGood: 0 },
  minima: [],
};

/** Each widening is another map: more of them would be a search. */
const mostGrowth = 2;
const noGrowth: Growth = { x: false, y: false, left: 0 };

export const atFirst: MapState = {
  ...{ map: null, notice: { kind: 'loading' }, part: null, summary: nothing, theory: null, phase: 'running' },
  ...{ engine: null, measure: 'final', pointed: null, isHeld: false, curve: null, bestCurve: null },
  ...{ growth: noGrowth, note: null },
};

/** A map of the same target is coloured as the one before. */
export function opened(map: OpenedMap, before: MapState): MapState {
  const known = measuresOf(map.target, map.minima.length > 0);
  const isAlike = before.map?.target === map.target && before.map.minima.length === map.minima.length;
  const measure = isAlike && known.includes(before.measure) ? before.measure : (known[0] ?? 'final');
  return { ...atFirst, map, measure, growth: { ...map.grows, left: mostGrowth } };
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

/** Whether the coarsest cells of a part are known that may become wider. */
export function isToGrow({ part, growth }: MapState): boolean {
  return part !== null && growth.left > 0 && isCoarseKnown(part.grid);
}

/** The axes that become wider; null where none does. */
export function grownPart(state: MapState): ReturnType<typeof grownAxes> {
  const { part, growth, measure } = state;
  if (!part) return null;
  const toGrow = (axis: MapAxis, isOpen: boolean) => {
    const setting = settingOf(state, axis.setting);
    return isOpen && setting?.isOfRule ? { axis, setting } : null;
  };
  const { columns, rows } = part;
  return grownAxes(part.grid, measure, toGrow(columns.axis, growth.x), toGrow(rows.axis, growth.y));
}

/** Once its coarsest cells are known an axis stays as it is, and so it does where the person has chosen a part. */
export function withoutGrowth(state: MapState): MapState {
  return { ...state, growth: noGrowth };
}

export function summaryOf(grid: MapGrid, measure: MapMeasure, steps: number): MapSummary {
  // Where none is better by the measure, the best by the loss is told of.
  const best = bestCell(grid, hasOrder(measure) ? measure : 'final');
  const minima: number[] = [];
  if (measure === 'minimum')
    for (let cell = 0; cell < grid.count; cell++) {
      const number = grid.minimum[cell] ?? 0;
      if (grid.known[cell] === 1 && !grid.hasDiverged(cell)) minima[number] = (minima[number] ?? 0) + 1;
    }
  const range = rangeOf(grid, measure === 'minimum' ? 'final' : measure, steps);
  return { best, range, shares: sharesOf(grid, measure, best), minima };
}

/** The cell that is told of: that under the pointer, else the best. */
export function toldCell({ pointed, summary }: MapState): number | null {
  return pointed ?? summary.best;
}

/** What its two settings are; null of none. */
export function valuesOfCell(
  part: MapPart | null,
  cell: number,
): { readonly x: number; readonly y: number } | null {
  if (!part) return null;
  const { columns } = part.grid;
  const [x, y] = [part.columns.values[cell % columns], part.rows.values[Math.floor(cell / columns)]];
  return x === undefined || y === undefined ? null : { x, y };
}
