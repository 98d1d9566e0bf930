/** Races get another title, or are deleted. */
import type { Shown } from '../../../core/race/shown.ts';
import type { Backend } from '../../backend/backend.ts';
import { askText } from '../../shown/ask.ts';
import { showInformation } from '../../shown/messages.ts';
import { compareRuns } from './screen.ts';
import { stopRace } from './stopRace.ts';
import type { Surroundings } from './surroundings.ts';
import type { Target } from './targets.ts';

/** Of a title, in characters, as in experiment files. */
const longest = 200;

export async function renameRace({ library }: Backend, id: string): Promise<void> {
  const value = library.entries.find((each) => each.id === id)?.title ?? '';
  const title = await askText({
    ...{ title: 'Rename Experiment', value, prompt: 'Empty: the parts of the experiment are its title.' },
    faultOf(text) {
      const { length } = text.trim();
      return length > longest ? `${length} characters — expected at most ${longest}` : null;
    },
  });
  if (title !== undefined && title.trim() !== value) await library.rename(id, title.trim());
}

/** Asks nothing: until the message is gone, all of it can be had back. */
export async function removeRaces(surroundings: Surroundings, given: readonly string[]): Promise<void> {
  const { store, backend } = surroundings;
  const logs = given.flatMap((id) => store.find(id) ?? []).filter((race) => race.log !== null);
  // The file stays, and it can be opened again.
  for (const log of logs) await (await backend.logs()).close(log);
  const ids = given.filter((id) => !logs.some((log) => log.id === id));
  const { library } = backend;
  const titles = ids.map((id) => library.entries.find((each) => each.id === id)?.title ?? id);
  const removed: string[] = [];
  const before = targetsOn(store.shown);
  try {
    for (const id of ids) {
      // A race that runs is stopped first.
      await stopRace(surroundings, store.find(id));
      await library.remove(id);
      removed.push(id);
    }
  } finally {
    if (removed.length > 0) void offerUndo(surroundings, { ids: removed, titles, before });
  }
}

interface Removed {
  readonly ids: readonly string[];
  readonly titles: readonly string[];
  /** What was on the screen. */
  readonly before: readonly Target[];
}

async function offerUndo(surroundings: Surroundings, { ids, titles, before }: Removed): Promise<void> {
  const { store, backend } = surroundings;
  const { library } = backend;
  const { shown } = store;
  const undo = 'Undo';
  const what = ids.length === 1 ? titles[0] : `${ids.length} experiments`;
  const chosen = await showInformation(`Deleted ${what}.`, undo);
  for (const id of ids)
    if (chosen === undo) await library.restore(id);
    else await library.discard(id);
  const wasShown = before.some(({ race }) => ids.includes(race));
  if (chosen === undo && wasShown && store.shown === shown) await compareRuns(surroundings, before);
}

function targetsOn(shown: Shown | null): Target[] {
  if (!shown) return [];
  if (shown.isWhole) return [{ race: shown.id, run: null }];
  return shown.runs.map(({ race, number }) => ({ race: race.id, run: number }));
}
