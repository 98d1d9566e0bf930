/** What is shown of a map below its cell: values that survive JSON, whole and, while it is computed, what was added. */
import { formatNumber, formatSetting } from '../format.ts';
import type { MapCells } from '../map/mapCells.ts';
import type { MapFacts } from '../map/mapFacts.ts';
import { type CellChunk, MapGrid, numbersOfCell } from '../map/mapGrid.ts';
import { bestCell, countsSteps, measuresOf, numberOf, sharesOf } from '../map/mapMeasure.ts';
import type { MapTheory } from '../map/mapTheory.ts';
import type { MapPiece } from './mapRecord.ts';

interface AxisCells extends Omit<MapCells, 'values'> {
  readonly values: readonly number[];
}

export interface MapOutput {
  readonly type: 'map';
  /** The id of this computation. */
  readonly map: string;
  readonly facts: MapFacts;
  readonly columns: AxisCells;
  readonly rows: AxisCells;
  readonly theory: MapTheory | null;
  readonly phase: 'running' | 'stopped' | 'done';
  readonly piece: MapPiece;
}

export function axisCells({ axis, values, isWhole }: MapCells): AxisCells {
  return { axis, isWhole, values: [...values] };
}

/** The cells of a piece as a grid takes them. */
export function chunkOf({ cells, final, best, reached, forGood, divergedAt }: MapPiece): CellChunk {
  const numbers = new Float64Array(numbersOfCell * cells.length);
  for (let i = 0; i < cells.length; i++) {
    const at = numbersOfCell * i;
    numbers[at] = final[i] ?? Number.NaN;
    numbers[at + 1] = best[i] ?? Number.NaN;
    numbers[at + 2] = reached[i] ?? 0;
    numbers[at + 3] = forGood[i] ?? 0;
    numbers[at + 4] = divergedAt[i] ?? 0;
  }
  return { cells: Uint32Array.from(cells), numbers };
}

interface TextMap extends Pick<MapOutput, 'columns' | 'rows' | 'theory' | 'phase' | 'piece'> {
  readonly facts: Pick<MapFacts, 'title' | 'target' | 'settings'>;
}

/** The same in words, for who doesn't see the map. @param output Whole. */
export function textOfMap({ facts, columns, rows, theory, phase, piece }: TextMap): string {
  const grid = new MapGrid(columns.values.length, rows.values.length);
  grid.take(chunkOf(piece));
  const { target, title, settings } = facts;
  const [measure = 'final'] = measuresOf(target);
  const best = bestCell(grid, measure);
  const { known, diverged } = sharesOf(grid, measure, best);
  const nameOf = ({ axis: { setting } }: AxisCells) =>
    settings.find(({ name }) => name === setting)?.label ?? setting;
  const range = (cells: AxisCells) =>
    `${nameOf(cells)} from ${formatSetting(cells.axis.from)} to ${formatSetting(cells.axis.to)}`;
  const at = (cells: AxisCells, index: number) =>
    `${nameOf(cells)} ${formatNumber(cells.values[index] ?? Number.NaN, 3)}`;
  const lines = [`Map of ${title}: ${range(columns)}, ${range(rows)}.`];
  if (best !== null) {
    const value = numberOf(grid, best, measure);
    const what = countsSteps(measure)
      ? `the loss is at ${formatSetting(target ?? 0)} or below for good after ${value} steps`
      : `a loss of ${formatNumber(value, 3)} at the end`;
    const where = `${at(columns, best % grid.columns)}, ${at(rows, Math.floor(best / grid.columns))}`;
    lines.push(`Best${phase === 'done' ? '' : ' so far'}: ${what}, at ${where}.`);
  }
  lines.push(`${known} of ${grid.count} runs are computed, ${diverged} of them diverged.`);
  if (theory)
    lines.push(
      `${theory.about === 'limit' ? 'Limit in theory' : 'Linear scaling rule'}: ${theory.equation}.`,
    );
  return lines.join('\n');
}
