/** Which colour and which line style each run of a race has, by their optimizers. */
import { findOptimizer } from '../optimizers/index.ts';
import { palette } from '../optimizers/palette.ts';
import { looksOfHomes, type RunLook } from './runLook.ts';

const slots = [...palette.keys()];

/** @param ids Of the runs' optimizers, in the order of the race: each has its own colour wherever that is free. */
export function looksOf(ids: readonly string[]): RunLook[] {
  const own = colorsOf(ids);
  return looksOfHomes(ids.map((id) => own.get(id) ?? 0));
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
