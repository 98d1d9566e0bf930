/** Runs that have all settings alike but some, such as the seed: one curve, with what the others make of it as a band. */
import { type NamedSpec, type Setting, settingsOf } from '../race/runSettings.ts';

/** Runs by their specs. */
export interface Specified {
  readonly facts: NamedSpec;
}

/**
 * Groups in the order of their first runs, and the runs in theirs.
 * @param leftOut Ids of the settings in which the runs of a group may differ.
 * @param settings By which they are told apart. Default: all that the runs have.
 */
export function groupsOf<Run extends Specified>(
  runs: readonly Run[],
  leftOut: ReadonlySet<string>,
  settings: readonly Setting[] = settingsOf(runs.map(({ facts }) => facts)),
): Run[][] {
  const telling = settings.filter(({ id }) => !leftOut.has(id));
  const groups = new Map<string, Run[]>();
  for (const run of runs) {
    const key = JSON.stringify(telling.map(({ of }) => of(run.facts)));
    const group = groups.get(key);
    if (group) group.push(run);
    else groups.set(key, [run]);
  }
  return [...groups.values()];
}

/** Whether some runs differ in nothing but the seed, so that they can be shown as one curve with a band. */
export function haveSeeds(runs: readonly Specified[]): boolean {
  const seeds = new Set(runs.map(({ facts }) => facts.seed));
  return seeds.size > 1 && groupsOf(runs, new Set(['seed'])).some(({ length }) => length > 1);
}
