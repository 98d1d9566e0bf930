import type { Theme } from '../theme.ts';

/** What came of the runs of a cell: a number; more than half diverged, or missed their target; nothing is known yet. */
export type CellKind = 'value' | 'diverged' | 'missed' | 'waiting';

export interface HeatCell {
  readonly kind: CellKind;
  /** Finite in cells that have a value. */
  readonly score: number;
}

export interface CellPlace {
  readonly column: number;
  readonly row: number;
}

/** All that a heat map draws. */
export interface HeatScene {
  /** What it shows, which cell is best and where, in a sentence. */
  readonly label: string;
  /** Names of the settings along the axes. */
  readonly across: string;
  readonly down: string;
  /** Their values, from left to right and from the top down. */
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  /** Row by row; null where no run has both values. */
  readonly cells: readonly (readonly (HeatCell | null)[])[];
  /** The smallest and the largest score; null where there is none. */
  readonly range: readonly [number, number] | null;
  /** Colours go by the logarithm of the scores, all of which are above 0. */
  readonly log: boolean;
  /** Of the smallest score. */
  readonly best: CellPlace | null;
  /** What a cell says on a closer look. The first line is its title. */
  readonly card: (place: CellPlace) => readonly string[];
  readonly theme: Theme;
}

/** What the person does to the heat map. */
export interface HeatEvents {
  open(place: CellPlace): void;
  /** It changed its size. */
  invalidate(): void;
}

export function cellAt({ cells }: HeatScene, { column, row }: CellPlace): HeatCell | null {
  return cells[row]?.[column] ?? null;
}

/** Which colour of the map a score has: 1 is the best. */
export function shareOf({ range, log }: Pick<HeatScene, 'range' | 'log'>, score: number): number {
  if (range === null) return 1;
  const [low, high] = log ? range.map(Math.log) : range;
  const value = log ? Math.log(score) : score;
  return low === undefined || high === undefined || high <= low ? 1 : (high - value) / (high - low);
}
