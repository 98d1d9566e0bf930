/** Which colour and which line style each run of a race has. */
import { findOptimizer } from '../optimizers/index.ts';
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
 * An optimizer has one colour, its own wherever that is free, and its further runs are told apart by line styles; where
 * these run out, by the colours that are used least. In a race of one optimizer the colour would say nothing: each of
 * its runs has another.
 * @param ids Of the runs' optimizers, in the order of the race.
 */
export function looksOf(ids: readonly string[]): RunLook[] {
  const own = colorsOf(ids);
  const styles = own.size > 1 ? lineStyles : 1;
  const uses = slots.map(() => 0);
  return ids.map((id) => {
    const home = own.get(id) ?? 0;
    const color = usesOf(uses, home) < styles ? home : leastUsed(uses, own);
    const variant = usesOf(uses, color);
    uses[color] = variant + 1;
    return { color, variant, home };
  });
}

/**
 * A slot for each optimizer of a race. All that can have their own get it; the others get slots that none of them has.
 * Optimizers share slots only where there are more of them than slots.
 */
function colorsOf(ids: readonly string[]): ReadonlyMap<string, number> {
  const colors = new Map<string, number>();
  const distinct = [...new Set(ids)];
  for (const id of distinct) {
    const own = ownColor(id);
    if (own !== undefined && !isTaken(colors, own)) colors.set(id, own);
  }
  for (const id of distinct) {
    const usual = slotOfFile(id);
    if (usual !== undefined && !isTaken(colors, usual)) colors.set(id, usual);
  }
  for (const id of distinct) {
    if (!colors.has(id)) colors.set(id, slots.find((slot) => !isTaken(colors, slot)) ?? ownColor(id) ?? 0);
  }
  return colors;
}

/** A rule of one's own has a slot by the name of its file, the same in each race where that is free; others have none. */
function slotOfFile(id: string): number | undefined {
  if (!id.endsWith('.optimizer')) return undefined;
  const name = id.slice(id.lastIndexOf('/') + 1);
  return [...name].reduce((sum, letter) => (31 * sum + letter.charCodeAt(0)) % 9973, 0) % slots.length;
}

/** None for what does not ship, as in a log. */
function ownColor(id: string): number | undefined {
  return findOptimizer(id)?.color;
}

function isTaken(colors: ReadonlyMap<string, number>, slot: number): boolean {
  return [...colors.values()].includes(slot);
}

/** First one that is no optimizer's own, as long as its styles last. */
function leastUsed(uses: readonly number[], own: ReadonlyMap<string, number>): number {
  const rank = (slot: number) => {
    const used = usesOf(uses, slot);
    return used + (used >= lineStyles ? 4 * lineStyles : 0) + (isTaken(own, slot) ? 2 * lineStyles : 0);
  };
  return slots.reduce((least, slot) => (rank(slot) < rank(least) ? slot : least));
}

function usesOf(uses: readonly number[], slot: number): number {
  return uses[slot] ?? 0;
}
