/** Which settings were swept, and which views of them say something. */
import { areComparable } from '../../../core/race/differences.ts';
import type { Setting } from '../../../core/race/runSettings.ts';
import type { RaceData } from '../data/raceData.ts';
import type { RunData } from '../data/runData.ts';
import type { PanelState } from '../state.ts';
import type { Stage, ViewSettings } from '../viewSettings.ts';

/** What the views of a sweep are made of; found once for each race. */
interface Swept {
  /** Those in which runs differ, the optimizer first where there are several. */
  readonly settings: readonly Setting[];
  /** Those of which some optimizer has three numbers or more, the learning rate first. */
  readonly tuned: readonly Setting[];
  /** Whether some value of a setting was tried with several of another: else a heat map is a diagonal. */
  readonly isGrid: boolean;
}

const known = new WeakMap<RaceData, Swept>();

function sweptOf(race: RaceData): Swept {
  const found = known.get(race) ?? find(race);
  known.set(race, found);
  return found;
}

function find(race: RaceData): Swept {
  // Losses of several problems can't be compared.
  if (!areComparable(race.differences)) return { settings: [], tuned: [], isGrid: false };
  const optimizer = race.differences.differ.filter(({ id }) => id === 'optimizer');
  const tuned = race.telling.filter((setting) => setting.id !== 'seed' && isTuned(setting, race));
  const settings = [...optimizer, ...race.telling];
  return {
    settings,
    isGrid: settings.some((across, i) => settings.slice(i + 1).some((down) => isGrid(across, down, race))),
    tuned: tuned.toSorted((a, b) => Number(b.id === 'lr') - Number(a.id === 'lr')),
  };
}

function isGrid(across: Setting, down: Setting, { runs }: RaceData): boolean {
  const count = (value: (facts: RunData['facts']) => unknown) =>
    new Set(
      runs.flatMap(({ facts }) =>
        across.of(facts) === null || down.of(facts) === null ? [] : [value(facts)],
      ),
    ).size;
  const pairs = count((facts) => JSON.stringify([across.of(facts), down.of(facts)]));
  const [columns, rows] = [count(across.of), count(down.of)];
  return Math.min(columns, rows) > 1 && pairs > Math.max(columns, rows);
}

/** Of fewer values there is no curve. */
const fewestOnCurve = 3;

function isTuned({ of }: Setting, { runs }: RaceData): boolean {
  const values = new Map<string, Set<number>>();
  for (const { facts } of runs) {
    const value = of(facts);
    if (typeof value === 'number') values.set(facts.name, (values.get(facts.name) ?? new Set()).add(value));
  }
  return [...values.values()].some(({ size }) => size >= fewestOnCurve);
}

export function sweptSettings(race: RaceData): readonly Setting[] {
  return sweptOf(race).settings;
}

export function tunedSettings(race: RaceData): readonly Setting[] {
  return sweptOf(race).tuned;
}

/** The setting along the tuning curves. */
export function tunedSetting({ race, settings }: PanelState): Setting | undefined {
  const tuned = tunedSettings(race);
  return tuned.find(({ id }) => id === settings.tuned) ?? tuned[0];
}

export interface Axes {
  readonly across: Setting;
  readonly down: Setting;
}

/**
 * The settings along the axes of the heat map: as chosen, else the learning rate across, and down the optimizer or what
 * else differs. undefined: there are no two.
 */
export function heatAxes(race: RaceData, chosen: Pick<ViewSettings, 'across' | 'down'>): Axes | undefined {
  const all = sweptSettings(race);
  const by = (id: string | null) => all.find((setting) => setting.id === id);
  const usual = [by('lr'), ...tunedSettings(race), ...all.filter(({ id }) => id !== 'seed'), by('seed')];
  const across = by(chosen.across) ?? usual.find((setting) => setting && setting.id !== chosen.down);
  const isOther = (setting: Setting | undefined) => setting !== undefined && setting.id !== across?.id;
  const asked = by(chosen.down);
  const down = isOther(asked) ? asked : [by('optimizer'), ...usual].find(isOther);
  return across && down ? { across, down } : undefined;
}

/** Of fewer axes a heat map shows as much. */
const fewestAxes = 3;

const offers: Readonly<Record<Stage, (race: RaceData) => boolean>> = {
  curves: () => true,
  tuning: (race) => tunedSettings(race).length > 0,
  heatMap: (race) => sweptOf(race).isGrid,
  parallel: (race) => sweptSettings(race).length >= fewestAxes,
};
const stages: readonly Stage[] = ['curves', 'tuning', 'heatMap', 'parallel'];

/** What the stage can show of this race. */
export function stagesOf(race: RaceData): readonly Stage[] {
  return stages.filter((stage) => offers[stage](race));
}

/** What it shows: what the person has chosen, where the race has it. */
export function stageOf({ race, settings }: Pick<PanelState, 'race' | 'settings'>): Stage {
  return offers[settings.stage](race) ? settings.stage : 'curves';
}
