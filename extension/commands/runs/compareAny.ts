/** *Compare Runs…*: any runs of any races, chosen from one list. */
import { messageOf } from '../../../core/messageOf.ts';
import { outlineOf, type RaceOutline } from '../../../core/race/raceOutline.ts';
import { runSummary } from '../../../core/race/runSummary.ts';
import { log } from '../../log.ts';
import { showInformation } from '../../shown/messages.ts';
import type { PickItem } from '../../shown/pickItem.ts';
import { pickMany } from '../../shown/pickMany.ts';
import { compareRuns, mostCompared } from './screen.ts';
import type { Surroundings } from './surroundings.ts';
import type { Target } from './targets.ts';

interface RunItem extends PickItem {
  readonly target: Target;
}

/** Of a race: a longer list would be of no help. */
const mostOfEach = 500;

export async function compareAnyRuns(surroundings: Surroundings): Promise<void> {
  const { backend, store } = surroundings;
  if (backend.library.entries.length === 0 && store.races.length === 0) {
    void showInformation('There are no runs yet. Run an experiment first.');
    return;
  }
  // More than that can't be compared: those of a sweep would only have to be unmarked.
  const { runs: shown = [] } = store.shown ?? {};
  const marked = shown.length > mostCompared ? [] : shown;
  const items = await pickMany({
    title: 'Compare Runs',
    placeHolder: 'Runs of any experiments; what is marked comes to the screen together',
    groups: groupsOf(surroundings),
    isMarked: ({ target: { race, run } }) =>
      marked.some((each) => each.race.id === race && each.number === run),
  });
  if (!items || items.length === 0) return;
  await compareRuns(
    surroundings,
    items.map(({ target }) => target),
  );
}

/** Races are read one after the other, the newest first, as long as the list is open. */
async function* groupsOf({ backend: { library }, store }: Surroundings): AsyncGenerator<RunItem[]> {
  for (const race of store.races) if (race.log) yield itemsOf(outlineOf(race));
  for (const { id } of library.entries)
    try {
      yield itemsOf(await library.outline(id));
    } catch (error) {
      log.warn(`race ${id} can't be listed: ${messageOf(error)}`);
    }
}

function itemsOf({ id, runs, phase, title }: RaceOutline): RunItem[] {
  return runs.slice(0, mostOfEach).map((run, number) => ({
    label: [run.name, runSummary(run, phase)].filter(Boolean).join(' · '),
    description: title,
    target: { race: id, run: number },
  }));
}
