import { formatDuration, formatNumber } from '../../../core/format.ts';
import type { Race } from '../../../core/race/race.ts';
import { outlineOf } from '../../../core/race/raceOutline.ts';
import { nameOf } from './raceTable.ts';

/** `Lowest loss: 1.285e-8, Adam, lr 0.1. 8 runs took 1.20 s.` */
export function endWords(race: Race, seconds: number): string {
  const { runs } = outlineOf(race);
  const begun = runs.filter(({ state }) => Number.isFinite(state.best));
  const best = begun.toSorted((a, b) => a.state.best - b.state.best)[0];
  const took = `${runs.length === 1 ? '1 run' : `${runs.length} runs`} took ${formatDuration(seconds)}.`;
  return best && runs.length > 1
    ? `Lowest loss: ${formatNumber(best.state.best)}, ${nameOf(best)}. ${took}`
    : took;
}
