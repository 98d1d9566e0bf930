/** Which columns there is room for, and how wide they are: fixed, so that nothing moves while numbers change. */
import type { RaceData } from '../data/raceData.ts';
import { words } from '../words.ts';
import { type Column, once } from './columns.ts';
import { columnsOf, isSpare } from './tableColumns.ts';

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
/** The button that unfolds several runs. */
const fold = 20;
/** A name that is longer wraps; where there is little room, one that is longer than the second. */
const longestName = 28;
const shortName = 14;
/** Of a status, before settings that are the same for all have room. */
const goodStatus = 30;
/** Of the states of several runs, which wrap between each other: `10 diverged,`. */
const longestCount = 12;
/** The button that takes a run off the screen. */
const button = 24;

/** Beside each cell, and beside each row. */
const paddings = { wide: { cell: 24, row: 0 }, narrow: { cell: 8, row: 16 } };

/** A column with the room that it needs, and the room in which nothing of it wraps. */
interface Room {
  readonly column: Column;
  readonly least: number;
  readonly whole: number;
  readonly dispensable: number;
}

/**
 * The columns that have something to say and room to say it. Heads and names wrap before a column goes.
 * @param width Of the table.
 * @param onlyDiffering Without what is the same for all runs. Default: with it.
 * @param grouping Which runs share a row, which then has the middle halves of their numbers. Default: none do.
 */
export function fittingColumns(
  race: RaceData,
  width: number,
  narrow: boolean,
  onlyDiffering = false,
  grouping = 'run',
): readonly FittingColumn[] {
  const grouped = grouping !== 'run';
  const { cell, row } = narrow ? paddings.narrow : paddings.wide;
  // Races may have ten thousand runs, which each column looks at once.
  const fitting = columnsOf(race, onlyDiffering, grouping).map((column): Room => {
    const { least, whole } = contentWidths(column, race, narrow, grouped);
    const dispensable = column.dispensable(race);
    return { column, least: cell + least, whole: cell + whole, dispensable };
  });
  while (wholeOf(fitting, row) > width) {
    const spare = fitting.findLastIndex(({ column }) => isSpare(column, race));
    if (spare < 0) break;
    fitting.splice(spare, 1);
  }
  const least = () => fitting.reduce((sum, each) => sum + each.least, row);
  while (least() > width) {
    const first = fitting.reduce((a, b) => (b.dispensable >= a.dispensable ? b : a));
    if (first.dispensable === 0) break;
    // One coordinate without the other says nothing.
    const gone = fitting.filter((each) => each === first || (isPosition(each) && isPosition(first)));
    for (const each of gone) fitting.splice(fitting.indexOf(each), 1);
  }
  const wanted = fitting.reduce((sum, each) => sum + each.whole - each.least, 0);
  const share = wanted > 0 ? Math.min(1, Math.max(0, width - least()) / wanted) : 1;
  const widest = fitting.some(({ column }) => column.id === 'status') ? 'status' : 'name';
  return fitting.map(({ column, least, whole }) => ({
    column,
    width: column.id === widest ? null : Math.floor(least + share * (whole - least)),
  }));
}

function wholeOf(fitting: readonly Room[], row: number): number {
  return fitting.reduce(
    (sum, { column, whole }) => sum + whole + (column.id === 'status' ? letter * goodStatus : 0),
    row,
  );
}

function contentWidths(
  column: Column,
  race: RaceData,
  narrow: boolean,
  grouped: boolean,
): Pick<Room, 'least' | 'whole'> {
  const head = column.head(race, narrow);
  const single = column.longest(race).length;
  const longest = grouped && column.id === 'seed' ? Math.max(single, seedCount(race).length) : single;
  const longestWord = Math.max(...head.split(' ').map(({ length }) => length));
  const of = (content: number, letters: number) => Math.ceil(Math.max(content, headLetter * letters + arrow));
  if (column.id === 'name') {
    const beside = sign + (grouped ? fold : 0);
    const count = grouped ? words.nameOf('', words.seeds(10)).length : 0;
    // Where there is little room the count wraps before a column goes.
    const least = Math.min(longest, shortName) + (narrow ? 0 : count);
    return {
      least: of(letter * least + beside, longestWord),
      whole: of(letter * Math.min(longest + count, longestName) + beside, head.length),
    };
  }
  if (column.id === 'remove') return { least: button, whole: button };
  if (column.id === 'experiment')
    return {
      least: of(letter * Math.min(longest, shortName), longestWord),
      whole: of(letter * Math.min(longest, longestName), head.length),
    };
  const ofStatus = grouped ? Math.max(longest, longestCount) : longest;
  const content = column.id === 'status' ? letter * ofStatus + sign : digit * longest;
  return { least: of(content, longestWord), whole: of(content, head.length) };
}

/** What the row of several runs has in the place of a seed. */
const seedCount = once(({ runs }) => words.seeds(new Set(runs.map(({ facts }) => facts.seed)).size));

function isPosition({ column }: { column: Column }): boolean {
  return column.id.startsWith('position');
}
