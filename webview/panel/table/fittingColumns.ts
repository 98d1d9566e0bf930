/** Which columns there is room for, and how wide they are: fixed, so that nothing moves while numbers change. */
import type { RaceData } from '../data/raceData.ts';
import { type Column, columns } from './columns.ts';

export interface FittingColumn {
  readonly column: Column;
  /** In pixels, with padding; null takes what the others leave. */
  readonly width: number | null;
}

/** Room for a character of cells, and of heads, in fonts as wide as any that is usual; heads may wrap all the same. */
const digit = 7.3;
const letter = 8.8;
const headLetter = 6.4;
/** The arrow beside the head of the column by which rows are sorted. */
const arrow = 14;
/** The sign of the line before a name, and the icon before a status. */
const sign = 42;
/** A name that is longer wraps. */
const longestName = 28;

/** Beside each cell, and beside each row. */
const paddings = { wide: { cell: 24, row: 0 }, narrow: { cell: 8, row: 16 } };

/**
 * The columns that have something to say and room to say it.
 * @param width Of the table.
 */
export function fittingColumns(race: RaceData, width: number, narrow: boolean): readonly FittingColumn[] {
  const { cell, row } = narrow ? paddings.narrow : paddings.wide;
  // Races may have ten thousand runs, which each column looks at once.
  const fitting = columns
    .filter((column) => column.shown(race))
    .map((column) => ({
      column,
      width: cell + contentWidth(column, race, narrow),
      dispensable: column.dispensable(race),
    }));
  const needed = () => fitting.reduce((sum, each) => sum + each.width, row);
  while (needed() > width) {
    const least = fitting.reduce((a, b) => (b.dispensable >= a.dispensable ? b : a));
    if (least.dispensable === 0) break;
    // One coordinate without the other says nothing.
    const gone = fitting.filter((each) => each === least || (isPosition(each) && isPosition(least)));
    for (const each of gone) fitting.splice(fitting.indexOf(each), 1);
  }
  const widest = fitting.some(({ column }) => column.id === 'status') ? 'status' : 'name';
  return fitting.map((each) => ({
    column: each.column,
    width: each.column.id === widest ? null : Math.ceil(each.width),
  }));
}

function contentWidth(column: Column, race: RaceData, narrow: boolean): number {
  const head = headLetter * column.head(race, narrow).length + arrow;
  const longest = column.longest(race).length;
  if (column.id === 'name') return Math.max(head, letter * Math.min(longest, longestName) + sign);
  if (column.id === 'status') return Math.max(head, letter * longest + sign);
  return Math.max(head, digit * longest);
}

function isPosition({ column }: { column: Column }): boolean {
  return column.id.startsWith('position');
}
