/** How lines are told apart: by the colours of their optimizers, and by line styles. */
import { palette } from '../optimizers/palette.ts';

/** How a run is told from the others of its race: no two of the first 72 have the same look. */
export interface RunLook {
  /** Slot in the palette. */
  readonly color: number;
  /** How many earlier runs of the race have this colour: the line style. */
  readonly variant: number;
  /** Slot of its optimizer, which all of its runs share where they are drawn as one. */
  readonly home: number;
}

/** So many lines of one colour can be told apart by their styles. */
const lineStyles = 6;

const slots = [...palette.keys()];

/**
 * An optimizer has one colour, and its further lines are told apart by line styles; where these run out, by the colours
 * that are used least. In a race of one optimizer the colour would say nothing: each of its lines has another.
 * @param homes Slots of the optimizers of the lines, which are runs or stand for several.
 * @param all Of all runs of the race: whether it has several optimizers, and which colours are theirs. Default: of the lines.
 * @param taken Looks that other lines have.
 */
export function looksOfHomes(
  homes: readonly number[],
  all: readonly number[] = homes,
  taken: readonly Pick<RunLook, 'color' | 'variant'>[] = [],
): RunLook[] {
  const own = new Set(all);
  const styles = own.size > 1 ? lineStyles : 1;
  const others = new Set(taken.map(({ color, variant }) => `${color} ${variant}`));
  const firstFree = (color: number, from: number): number =>
    others.has(`${color} ${from}`) ? firstFree(color, from + 1) : from;
  const uses = slots.map((slot) => firstFree(slot, 0));
  return homes.map((home) => {
    const color = usesOf(uses, home) < styles ? home : leastUsed(uses, own);
    const variant = usesOf(uses, color);
    uses[color] = firstFree(color, variant + 1);
    return { color, variant, home };
  });
}

/** First one that is no optimizer's own, as long as its styles last. */
function leastUsed(uses: readonly number[], own: ReadonlySet<number>): number {
  const rank = (slot: number) => {
    const used = usesOf(uses, slot);
    return used + (used >= lineStyles ? 4 * lineStyles : 0) + (own.has(slot) ? 2 * lineStyles : 0);
  };
  return slots.reduce((least, slot) => (rank(slot) < rank(least) ? slot : least));
}

function usesOf(uses: readonly number[], slot: number): number {
  return uses[slot] ?? 0;
}
