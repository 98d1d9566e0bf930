import { tutorialRaces } from '../../core/tutorial/races.ts';
import { askChoice } from '../shown/ask.ts';

/** Undefined where the person chooses none. */
export async function pickTutorialRace() {
  const items = tutorialRaces.map((race) => ({ label: race.name, description: race.description, race }));
  const item = await askChoice(items, {
    title: 'Run Tutorial Race',
    placeHolder: 'The races of the tutorial, with its own settings',
  });
  return item?.race;
}
