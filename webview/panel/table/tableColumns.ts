/** The columns that the table has for a race: those of its settings come after the names, what tells runs apart first. */
import { type Setting, settingText } from '../../../core/race/runSettings.ts';
import { statusWords } from '../../../core/race/status.ts';
import type { RaceData } from '../data/raceData.ts';
import type { RunData } from '../data/runData.ts';
import type { PanelState } from '../state.ts';
import { words } from '../words.ts';
import { type Column, columns, longestOf, once } from './columns.ts';
import { withHalves } from './groupMiddles.ts';

/** What is measured of each run and tells nothing about which is better. */
const incidental = new Set(['position0', 'position1', 'steps', 'time', 'rate']);

/** Takes a run off the screen. */
const remove: Column = {
  id: 'remove',
  head: () => '',
  longest: () => '',
  dispensable: () => 0,
  shown: ({ facts, runs }) => !facts.isWhole && runs.length > 1,
  key: () => null,
  text: () => null,
};

/** Whether the table and the line below it say what differs, and what does not. Chosen runs are there to be compared. */
export function showsOnlyDiffering({ race, settings }: Pick<PanelState, 'race' | 'settings'>): boolean {
  return race.runs.length > 1 && (settings.onlyDiffering ?? !race.facts.isWhole);
}

/** The columns with something to say, for each way to look at a race: its runs may be ten thousand. */
const known = new WeakMap<RaceData, Map<boolean, SettingColumns>>();

interface SettingColumns {
  readonly telling: readonly Column[];
  readonly others: readonly Column[];
}

/**
 * All that have something to say, in their order.
 * @param onlyDiffering Without settings that are the same for all, and without what tells nothing about which is better.
 * @param grouping Which runs share a row, which then has the middle halves of their numbers. Rows of several seeds have no
 * seed: it stands in the names of the runs beneath them. Default: none do.
 */
export function columnsOf(race: RaceData, onlyDiffering: boolean, grouping = 'run'): readonly Column[] {
  const { telling, others } = settingColumns(race, onlyDiffering);
  const ofRows = ({ setting }: Column) => grouping !== 'seed' || setting !== 'seed';
  const shown = [...columns, remove].filter(
    (column) =>
      column.setting === undefined && column.shown(race) && !(onlyDiffering && isDull(column, race)),
  );
  const isFirst = ({ id }: Column) => id === 'name' || id === 'experiment';
  const last = shown.filter((column) => !isFirst(column));
  return [
    ...shown.filter(isFirst),
    ...[...telling, ...others].filter(ofRows),
    ...(grouping === 'run' ? last : withHalves(last)),
  ];
}

/** Whether the runs differ in what it prints. */
export function isTelling(column: Column, { telling }: RaceData): boolean {
  return telling.some(({ id }) => id === column.setting);
}

/** Whether a column is there only where all others have all of their room. */
export function isSpare(column: Column, race: RaceData): boolean {
  return column.setting !== undefined && !columns.includes(column) && !isTelling(column, race);
}

function isDull({ id }: Column, { phase, runs }: RaceData): boolean {
  if (id !== 'status') return incidental.has(id);
  const said = ({ status, step }: RunData) => statusWords(status, step, phase);
  const [first] = runs;
  return phase === 'ended' && first !== undefined && runs.every((run) => said(run) === said(first));
}

function settingColumns(race: RaceData, onlyDiffering: boolean): SettingColumns {
  const of = known.get(race) ?? new Map<boolean, SettingColumns>();
  known.set(race, of);
  const found = of.get(onlyDiffering) ?? makeSettingColumns(race, onlyDiffering);
  of.set(onlyDiffering, found);
  return found;
}

function makeSettingColumns(race: RaceData, onlyDiffering: boolean): SettingColumns {
  const { telling, differences } = race;
  const column = (setting: Setting) =>
    columns.find((each) => each.setting === setting.id && each.shown(race)) ?? columnOf(setting, race);
  if (onlyDiffering) return { telling: telling.map(column), others: [] };
  const rest = differences.all.filter(
    (setting) => !telling.includes(setting) && (race.facts.isWhole ? isOfRace(setting) : isOfTable(setting)),
  );
  const others = rest.map(column);
  // Rate, batch and seed are looked for first.
  return { telling: telling.map(column), others: others.toSorted((a, b) => rank(a) - rank(b)) };
}

/** Whether runs of a race may differ in it. */
function isOfRace({ id }: Setting): boolean {
  return ['lr', 'batch', 'seed', 'schedule'].includes(id) || /^(hyperparameter|schedule)-/.test(id);
}

/** The optimizer is in the name, and the table has steps as they are done. */
function isOfTable({ id }: Setting): boolean {
  return id !== 'optimizer' && id !== 'steps';
}

function rank(column: Column): number {
  return columns.includes(column) ? 0 : 1;
}

function columnOf(setting: Setting, race: RaceData): Column {
  const { id, of } = setting;
  const values = race.runs.map(({ facts }) => of(facts));
  return {
    id,
    setting: id,
    isText: values.some((value) => typeof value === 'string' && value !== 'full' && value !== 'default'),
    head: () => words.settingHead(setting),
    longest: once((all) => longestOf(all, (run) => textOf(setting, run.facts))),
    dispensable: () => (race.telling.includes(setting) ? 1.5 : 12),
    shown: () => true,
    key: ({ facts }) => keyOf(of(facts)),
    text: ({ facts }) => textOf(setting, facts),
  };
}

function keyOf(value: ReturnType<Setting['of']>): number | string | null {
  return typeof value === 'boolean' ? Number(value) : value;
}

function textOf({ of }: Setting, facts: Parameters<Setting['of']>[0]): string | null {
  const value = of(facts);
  return value === null ? null : settingText(value);
}
