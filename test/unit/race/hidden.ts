import type { Hidden } from '../../../core/race/hidden.ts';
import { HiddenRuns } from '../../../core/race/hiddenRuns.ts';
import { PickedRun } from '../../../core/race/pickedRun.ts';
import type { RaceStore } from '../../../core/race/store.ts';

/** The hidden runs of a window, which remembers `kept` of the one before. */
export function hiddenIn(store: RaceStore, picked = new PickedRun(store), kept?: Hidden) {
  const saved: Hidden[] = [];
  const hidden = new HiddenRuns(store, picked, { get: () => kept, set: (runs) => void saved.push(runs) });
  return { hidden, picked, saved };
}
