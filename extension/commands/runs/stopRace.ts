import type { RaceOrLog } from '../../../core/race/race.ts';
import type { RaceStore } from '../../../core/race/store.ts';
import type { Backend } from '../../backend/backend.ts';

/** The longest that a race takes to stop, in milliseconds: its last numbers go to the disk first. */
const stopping = 5000;

/** Stops a race, if it goes on, and comes back when it has ended. */
export async function stopRace(
  { store, backend }: { readonly store: RaceStore; readonly backend: Backend },
  race: RaceOrLog | undefined,
): Promise<void> {
  if (!race || race.log || race.phase === 'ended') return;
  const ended = new Promise<void>((resolve) => {
    const timer = setTimeout(done, stopping);
    const listening = store.onDidChange(() => {
      if (race.phase === 'ended') done();
    });
    function done(): void {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    }
  });
  (await backend.scheduler()).stop(race);
  await ended;
}
