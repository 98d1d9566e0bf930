/** Which runs of a race a person means. */
import { ExperimentError } from '../experiment/errors.ts';
import { faultAt, namesList, type Path } from '../fault.ts';
import { formatSetting } from '../format.ts';
import type { RunOutline } from '../race/raceOutline.ts';
import { closest, question } from '../rule/syntax/errors.ts';
import type { LaunchConfiguration, RunName } from './launchConfiguration.ts';

/** `Adam, lr 0.01`: the optimizer with what tells it from the other runs, or with its rate where nothing does. */
export function titleOfRun({ name, settings, spec }: Pick<RunOutline, 'name' | 'settings' | 'spec'>): string {
  const { lr } = spec.hyperparameters;
  const rate = typeof lr === 'number' ? `lr ${formatSetting(lr)}` : '';
  return [name, settings || rate].filter(Boolean).join(', ');
}

/**
 * The places of the runs that a configuration names, each once; null where it names none.
 * @param titles Of all runs, as `titleOfRun` gives them.
 * @throws {ExperimentError} if there is no such run, or several have the name.
 */
export function findRuns(
  titles: readonly string[],
  { run, runs }: Pick<LaunchConfiguration, 'run' | 'runs'>,
): number[] | null {
  if (run !== undefined) return [findRun(titles, run, ['run'])];
  return runs ? [...new Set(runs.map((each, index) => findRun(titles, each, ['runs', index])))] : null;
}

function findRun(titles: readonly string[], wanted: RunName, path: Path): number {
  if (typeof wanted === 'number') {
    if (wanted <= titles.length) return wanted - 1;
    throw new ExperimentError([faultAt(path, wanted, `a number from 1 to ${titles.length}`)]);
  }
  const name = wanted.trim().toLowerCase();
  const places = (matches: (title: string) => boolean) =>
    titles.flatMap((title, place) => (matches(title.toLowerCase()) ? [place] : []));
  const exact = places((title) => title === name);
  // Of `Adam, lr 0.01` the beginning is enough, where no other run has it.
  const found = exact.length > 0 ? exact : places((title) => title.startsWith(`${name},`));
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  const known = titles.flatMap((title) => [title, title.split(',')[0] ?? title]);
  const expected =
    first === undefined
      ? `one of ${listOf(titles)}${question(closest(wanted, known))}`
      : `a run's whole name, or its number: ${listOf(found.map((place) => titles[place] ?? ''))} have it`;
  throw new ExperimentError([faultAt(path, wanted, expected)]);
}

/** In quotes, since names have commas of their own. */
function listOf(titles: readonly string[]): string {
  return namesList(titles.map((title) => `"${title}"`));
}
