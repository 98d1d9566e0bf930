import type { Race } from './race.ts';
import { raceTitle } from './raceTitle.ts';

/** What changes in a race that gets another title. @param title Empty: the one made of the parts of the experiment. */
export function renamed(
  { experiment, csv }: Pick<Race, 'experiment' | 'csv'>,
  title: string,
): Pick<Race, 'title' | 'experiment'> {
  const { title: _, ...parts } = experiment;
  const named = title === '' ? parts : { title, ...parts };
  return { title: raceTitle(named, csv?.shape), experiment: named };
}
