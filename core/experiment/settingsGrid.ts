/** Hyperparameters of an optimizer that an experiment tries several values of. */
import type { Settings } from '../rule/syntax/rule.ts';
import type { Experiment } from './schema.ts';

type SettingsGrid = NonNullable<Experiment['optimizers'][number]['hyperparameters']>;
export type Setting = Settings[string];

/** The values to try of one setting, in their order. */
export function settingValues(given: SettingsGrid[string]): readonly Setting[] {
  return Array.isArray(given) ? given : [given];
}

/** Every combination of the values; of neighbours the last name that has several differs. */
export function combinationsOf(grid: SettingsGrid = {}): Settings[] {
  return Object.entries(grid).reduce<Settings[]>(
    (all, [name, given]) =>
      all.flatMap((settings) => settingValues(given).map((value) => ({ ...settings, [name]: value }))),
    [{}],
  );
}

/**
 * How many combinations there are, without making them.
 * @param count How many there are of a list's values.
 */
export function countCombinations(
  grid: SettingsGrid = {},
  count: (values: readonly Setting[]) => number,
): number {
  return Object.values(grid).reduce<number>((product, given) => product * count(settingValues(given)), 1);
}
