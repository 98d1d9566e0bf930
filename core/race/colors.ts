import { findOptimizer } from '../optimizers/index.ts';
import { palette } from '../optimizers/palette.ts';

const slots = [...palette.keys()];

/**
 * A slot for each optimizer of a race: its own, or a free one where another optimizer of the race has taken that.
 * Optimizers share slots only where there are more of them than slots.
 * @param ids In the order of the race; earlier ones have the first choice.
 */
export function colorsOf(ids: readonly string[]): ReadonlyMap<string, number> {
  const colors = new Map<string, number>();
  for (const id of ids) {
    if (colors.has(id)) continue;
    const taken = new Set(colors.values());
    const own = findOptimizer(id)?.color ?? 0;
    colors.set(id, taken.has(own) ? (slots.find((slot) => !taken.has(slot)) ?? own) : own);
  }
  return colors;
}
