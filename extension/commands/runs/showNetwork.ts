/** *Show Network…*: which runs it is about. */
import { titleOfRun } from '../../../core/debug/findRuns.ts';
import { mostRuns } from '../../../core/protocol/networks.ts';
import type { ShownStep } from '../../../core/race/pick.ts';
import { outlineOf } from '../../../core/race/raceOutline.ts';
import type { RunPlace } from '../../../core/race/shown.ts';
import { isOfNetwork, networkKey } from '../../networks/networkRuns.ts';
import { showInformation } from '../../shown/messages.ts';
import type { PickItem } from '../../shown/pickItem.ts';
import { pickMany } from '../../shown/pickMany.ts';
import type { Surroundings } from './surroundings.ts';
import { isRun, type Target } from './targets.ts';

/**
 * Opens the pictures of the rows' runs or, without rows, of those on the screen that train the network of the picked one. Where
 * these are too many the person chooses.
 * @param at A place in the chart. Default: the end of the picked run, or of the first.
 */
export async function showNetwork(
  surroundings: Surroundings,
  targets: readonly Target[],
  at?: ShownStep,
): Promise<void> {
  const { network, inspector, store } = surroundings;
  if (targets.length > 0) {
    const places = await placesOf(surroundings, targets);
    const chosen = targets.every(isRun) ? places : await fewEnough(places);
    if (chosen && chosen.length > 0) await (await network()).open(chosen);
    return;
  }
  const { shown } = store;
  const picked = shown?.runs[(at?.race === shown?.id ? at?.run : null) ?? inspector.picked.run ?? -1];
  const first = picked ?? shown?.runs.find(isOfNetwork);
  if (!first) {
    void showInformation(
      'No run on the screen trains a network. Run an experiment on data, or choose Show Network on a run in the view Runs.',
    );
    return;
  }
  const key = networkKey(first.race, first.spec as never);
  const alike = (shown?.runs ?? []).filter(
    (run) => run === first || (isOfNetwork(run) && networkKey(run.race, run.spec as never) === key),
  );
  const chosen = picked && alike.length > mostRuns ? [picked] : await fewEnough(alike);
  if (!chosen || chosen.length === 0) return;
  const place = chosen.findIndex(({ race, number }) => race === first.race && number === first.number);
  await (await network()).open(chosen, Math.max(0, place), picked && at ? at.step : null);
}

/** Of a race all runs that can be shown. */
async function placesOf({ backend }: Surroundings, targets: readonly Target[]): Promise<readonly RunPlace[]> {
  const places: RunPlace[] = [];
  for (const { race: id, run } of targets) {
    const race = await backend.openRace(id);
    const ofRace = race.runs.map((_, number) => ({ race, number }));
    const found = ofRace.filter(isOfNetwork);
    if (run !== null) places.push({ race, number: run });
    // What is wrong with a race without such runs is told of its first.
    else places.push(...(found.length > 0 ? found : ofRace.slice(0, 1)));
  }
  return places.filter(
    (place, i) => places.findIndex((each) => each.race === place.race && each.number === place.number) === i,
  );
}

interface RunItem extends PickItem {
  readonly place: RunPlace;
}

/** @returns undefined where there are too many, and the person chooses none. */
async function fewEnough(places: readonly RunPlace[]): Promise<readonly RunPlace[] | undefined> {
  if (places.length <= mostRuns) return places;
  const items = places.map((place): RunItem => {
    const outline = outlineOf(place.race).runs[place.number];
    return { label: outline ? titleOfRun(outline) : place.race.title, description: place.race.title, place };
  });
  const chosen = await pickMany({
    title: 'Show Network',
    placeHolder: `Up to ${mostRuns} runs of one network`,
    groups: groupOf(items),
    isMarked: () => false,
  });
  return chosen?.map(({ place }) => place);
}

async function* groupOf(items: readonly RunItem[]): AsyncGenerator<readonly RunItem[]> {
  yield items;
}
