/** Brings races and runs to the screen. */
import { chosenRuns } from '../../../core/race/chosenRuns.ts';
import type { RunPlace } from '../../../core/race/shown.ts';
import { showInformation } from '../../shown/messages.ts';
import type { Surroundings } from './surroundings.ts';
import type { Target } from './targets.ts';

/** More curves than this can't be told apart, whatever their colours and styles. */
export const mostCompared = 64;

/** How often something was asked for: what was asked for last comes to the screen. */
let asked = 0;

/** Shows a race, and picks the run in it. A run that is picked already is let go of. */
export async function selectRun(
  { store, backend, panel }: Surroundings,
  { race: id, run }: Target,
): Promise<void> {
  const own = ++asked;
  const isThere = () => store.shown?.isWhole === true && store.shown.id === id;
  if (!isThere()) {
    const race = await backend.openRace(id);
    if (own !== asked) return;
    // Both at once: what is selected in the side bar follows.
    store.show(race);
  }
  await panel().select({ race: id, run });
  if (run === null) await panel().show();
}

/** Puts runs on the screen, in place of what is there; of races, all of their runs. */
export async function compareRuns(surroundings: Surroundings, targets: readonly Target[]): Promise<void> {
  const [only] = targets;
  if (targets.length === 1 && only) return selectRun(surroundings, only);
  const { backend } = surroundings;
  const own = ++asked;
  const places: RunPlace[] = [];
  for (const { race: id, run } of targets) {
    const race = await backend.openRace(id);
    if (own !== asked) return;
    if (run === null) for (const number of race.runs.keys()) places.push({ race, number });
    else if (race.runs[run]) places.push({ race, number: run });
  }
  await show(surroundings, places);
}

/** Runs are added one after the other, each to what the one before has left on the screen. */
let adding: Promise<unknown> = Promise.resolve();

/** Adds runs to those on the screen. */
export function addRuns(surroundings: Surroundings, targets: readonly Target[]): Promise<void> {
  const added = adding.then(() => add(surroundings, targets));
  adding = added.catch(() => {});
  return added;
}

async function add(surroundings: Surroundings, targets: readonly Target[]): Promise<void> {
  const shown = (surroundings.store.shown?.runs ?? []).map(({ race, number }) => ({
    race: race.id,
    run: number,
  }));
  // Where there are too many, the new ones are those that count.
  const isFull = shown.length + targets.length > mostCompared;
  if (shown.length === 0) return compareRuns(surroundings, targets);
  await compareRuns(surroundings, isFull ? [...targets, ...shown] : [...shown, ...targets]);
}

async function show({ store, panel }: Surroundings, places: readonly RunPlace[]): Promise<void> {
  const runs = [...new Map(places.map((place) => [`${place.race.id}/${place.number}`, place])).values()];
  if (runs.length === 0) return;
  // One may have been let go of while another was read.
  for (const { race } of runs) store.open(race);
  store.compare(chosenRuns(runs.slice(0, mostCompared)));
  if (runs.length > mostCompared)
    void showInformation(
      `${runs.length.toLocaleString('en')} runs were chosen: the first ${mostCompared} are on the screen. An experiment as a whole can have more.`,
    );
  await panel().show();
}
