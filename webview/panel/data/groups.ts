/** Runs that are shown as one: those that differ in nothing but the seed, or those that have one setting alike. */
import { groupsOf, haveSeeds } from '../../../core/compare/groups.ts';
import { looksOfHomes } from '../../../core/race/runLook.ts';
import type { Setting } from '../../../core/race/runSettings.ts';
import type { Look } from '../../shared/theme.ts';
import { words } from '../words.ts';
import type { RaceData } from './raceData.ts';
import type { RunData } from './runData.ts';
import { settingName } from './runNames.ts';

export interface Group {
  /** No run and no other group has it. A run by itself has its own. */
  readonly key: string;
  /** Without what its runs may differ in. */
  readonly name: string;
  /** In the order of the race. */
  readonly runs: readonly RunData[];
  /** Whether its runs differ in nothing but the seed. */
  readonly areSeeds: boolean;
  /** Of its line, and of the sign beside its name. A run by itself has its own. */
  readonly look: Look;
}

/** A way to put the runs of a race together. */
export interface Grouping {
  /** `run`: each by itself; `seed`: those that differ in the seed alone; else the setting that they have alike. */
  readonly id: string;
  readonly label: string;
  readonly groups: readonly Group[];
}

/** Losses of different problems have no middle. */
const always = new Set(['problem', 'condition']);
const known = new WeakMap<RaceData, readonly Grouping[]>();

/** All that make a difference, each run by itself among them; found once, since a race may have ten thousand runs. */
export function groupingsOf(race: RaceData): readonly Grouping[] {
  const found = known.get(race) ?? findGroupings(race);
  known.set(race, found);
  return found;
}

/** What the person has chosen, where this race has it; else several seeds are one. */
export function groupingOf(race: RaceData, chosen: string | null): Grouping {
  const all = groupingsOf(race);
  const usual = all.find(({ id }) => id === 'seed') ?? eachRun(race);
  return all.find(({ id }) => id === chosen) ?? usual;
}

const single = new WeakMap<RaceData, Grouping>();

function eachRun(race: RaceData): Grouping {
  const found = single.get(race) ?? {
    id: 'run',
    label: words.eachRun,
    groups: race.runs.map((run) => singleOf(race, run)),
  };
  single.set(race, found);
  return found;
}

function findGroupings(race: RaceData): readonly Grouping[] {
  const groupings = [eachRun(race)];
  const shapes = new Set([shapeOf(race.runs.map((run) => [run]))]);
  const offer = (
    id: string,
    label: string,
    groups: () => RunData[][],
    nameOf: (groups: RunData[][]) => Group['name'][],
  ) => {
    const found = groups();
    const shape = shapeOf(found);
    if (shapes.has(shape)) return;
    shapes.add(shape);
    const names = nameOf(found);
    const looks = looksOfGroups(race, found);
    const named = found.flatMap((runs, i): Group | [] => {
      const [[first], look] = [runs, looks.get(runs)];
      if (!first) return [];
      if (!look) return singleOf(race, first);
      return { key: `group:${first.key}`, name: names[i] ?? '', runs, areSeeds: id === 'seed', look };
    });
    groupings.push({ id, label, groups: named });
  };
  const { all, differ } = race.differences;
  if (haveSeeds(race.runs))
    offer(
      'seed',
      words.allButSeed,
      () => groupsOf(race.runs, new Set(['seed']), all),
      (groups) => {
        const firsts = groups.flatMap(([first]) => first ?? []);
        const names = race.namesAmong(firsts, new Set(['seed']));
        return firsts.map((first) => names.get(first) ?? first.facts.name);
      },
    );
  const kept = differ.filter(({ id }) => always.has(id));
  for (const setting of differ) {
    if (setting.id === 'seed') continue;
    const settings = [setting, ...kept.filter(({ id }) => id !== setting.id)];
    offer(
      setting.id,
      words.settingHead(setting),
      () => groupsOf(race.runs, new Set(), settings),
      (groups) => groups.map(([first]) => (first ? nameBy(settings, first) : '')),
    );
  }
  return groupings.length > 1 ? groupings : [];
}

/**
 * What groups are called in the table; those by a setting are called as they are.
 * @param printed Ids of the settings that have columns of their own there.
 */
export function groupRowNames(
  race: RaceData,
  { id, groups }: Grouping,
  printed: readonly string[],
): ReadonlyMap<Group, string> {
  if (id !== 'seed') return new Map();
  const firsts = groups.flatMap(({ runs: [first] }) => first ?? []);
  const names = race.rowNamesAmong(firsts, printed, new Set(['seed']));
  return new Map(groups.map((group, i) => [group, names[i] ?? group.name]));
}

function nameBy(settings: readonly Setting[], run: RunData): string {
  return settings.map((setting) => settingName(setting, run)).join(' ');
}

/** A run by itself. */
export function singleOf(race: RaceData, run: RunData): Group {
  return {
    key: run.key,
    name: race.names.get(run) ?? run.facts.name,
    runs: [run],
    areSeeds: false,
    look: run.look,
  };
}

/** Of groups of several runs: the colour of their optimizer, and a line style that no other group or single run has. */
function looksOfGroups(
  { runs }: RaceData,
  groups: readonly (readonly RunData[])[],
): ReadonlyMap<readonly RunData[], Look> {
  const homeOf = (run: RunData | undefined) => run?.homeLook.slot ?? 0;
  const several = groups.filter(({ length }) => length > 1);
  const looks = looksOfHomes(
    several.map(([first]) => homeOf(first)),
    runs.map(homeOf),
    groups
      .filter(({ length }) => length === 1)
      .flat()
      .map(({ look: { slot: color, variant } }) => ({ color, variant })),
  );
  return new Map(
    looks.flatMap(({ color: slot, variant }, i) => {
      const runs = several[i];
      return runs ? [[runs, { slot, variant }]] : [];
    }),
  );
}

/** The same for groups of the same runs. */
function shapeOf(groups: readonly (readonly RunData[])[]): string {
  return groups.map((runs) => runs.map(({ key }) => key).join(' ')).join('|');
}

/** What several runs of a group are: `5 seeds`, `12 runs`. */
export function countText({ runs, areSeeds }: Pick<Group, 'runs' | 'areSeeds'>): string {
  const seeds = new Set(runs.map(({ facts }) => facts.seed));
  return areSeeds && seeds.size === runs.length ? words.seeds(runs.length) : words.runCount(runs.length);
}

/** Whether this is the key of several runs, as they are grouped now. */
export function hasGroup(race: RaceData, chosen: string | null, key: string): boolean {
  if (race.runs.some((run) => run.key === key)) return false;
  return groupingOf(race, chosen).groups.some((group) => group.key === key);
}
