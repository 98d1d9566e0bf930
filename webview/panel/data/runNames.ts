import { batchSizeTexts } from '../../../core/experiment/batchSize.ts';
import { formatSetting } from '../../../core/format.ts';
import { type Setting, settingText } from '../../../core/race/runSettings.ts';
import { words } from '../words.ts';
import type { RunData } from './runData.ts';

/** What may tell two runs of one optimizer apart. */
interface Part {
  /** Of the setting that it says. */
  readonly id: string;
  readonly of: (run: RunData) => string;
}

export interface Naming {
  /** What else may tell runs apart: those of several experiments. */
  readonly others?: readonly Setting[];
  /** Whether no more is said than what tells a run from all others. Default: all that differs is. */
  readonly brief?: boolean;
  /** Ids of settings that no name has. Default: none. */
  readonly leftOut?: ReadonlySet<string>;
}

/** The most telling first; what both lack is the same for both. */
function partsOf(runs: readonly RunData[], others: readonly Setting[]): Part[] {
  return [
    { id: 'lr', of: ({ facts: { lr } }) => `lr ${lr === null ? words.none : formatSetting(lr)}` },
    batchPart(runs),
    ...hyperparametersOf(runs),
    { id: 'schedule', of: (run) => run.facts.schedule?.name ?? words.constantRate },
    ...scheduleArgumentsOf(runs),
    { id: 'seed', of: (run) => words.seed(run.facts.seed) },
    ...otherParts(others),
  ];
}

function batchPart(runs: readonly RunData[]): Part {
  const textOf = batchSizeTexts(runs.flatMap(({ facts }) => facts.batchSize ?? []));
  return {
    id: 'batch',
    of: ({ facts: { batchSize } }) => words.batch(batchSize === null ? null : textOf(batchSize)),
  };
}

function hyperparametersOf(runs: readonly RunData[]): Part[] {
  const names = new Set(runs.flatMap((run) => Object.keys(run.facts.hyperparameters)));
  names.delete('lr');
  return [...names].map((name) => ({
    id: `hyperparameter-${name}`,
    of: ({ facts }) => `${name} ${textOf(facts.hyperparameters[name])}`,
  }));
}

/** What the optimizer is called after needs no name right behind its own: `Momentum 0.95`. */
function withoutRepeat(name: string, first: string): string {
  const repeated = `${name.toLowerCase()} `;
  return first.startsWith(repeated) ? first.slice(repeated.length) : first;
}

/** Two schedules of one name may differ in what they are given. */
function scheduleArgumentsOf(runs: readonly RunData[]): Part[] {
  const names = new Set(runs.flatMap((run) => Object.keys(run.facts.schedule ?? {})));
  names.delete('name');
  return [...names].map((name) => ({
    id: `schedule-${name}`,
    of: (run) => `${name} ${textOf(run.facts.schedule?.[name])}`,
  }));
}

/** What speaks for itself is not named. */
const unnamed = new Set(['problem', 'start', 'engine']);
/** What is counted stands behind its number. */
const counted = new Set(['steps', 'epochs']);

function otherParts(settings: readonly Setting[]): Part[] {
  return settings.map(({ id, name, of }) => ({
    id,
    of: ({ facts }) => {
      const value = of(facts);
      const text = value === null ? words.none : settingText(value);
      if (unnamed.has(id)) return text;
      return counted.has(id) ? `${text} ${name}` : `${name} ${text}`;
    },
  }));
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value ?? words.none);
}

/**
 * A name for every run that no other has: the optimizer's, followed by whatever differs among the runs that share it:
 * `Adam`, `SGD lr 0.01`, `SGD lr 0.021`. In a race of one optimizer what differs says it all: `lr 0.01`, `lr 0.021`.
 * @param race All runs of the race. Default: the runs to be named are all.
 */
export function runNames(
  runs: readonly RunData[],
  race = runs,
  naming: Naming = {},
): ReadonlyMap<RunData, string> {
  const names = namesFrom(runs, (run) => run.facts.name, naming, naming.leftOut);
  if (new Set(race.map(({ facts }) => facts.name)).size > 1) return names;
  return new Map(Array.from(names, ([run, name]) => [run, name.slice(run.facts.name.length + 1) || name]));
}

/**
 * Names for the table, which prints settings in columns of their own: others are added, and only to runs that would look
 * the same without.
 * @param printed Ids of the settings that have columns.
 */
export function rowNames(
  runs: readonly RunData[],
  printed: ReadonlySet<string>,
  naming: Naming = {},
): ReadonlyMap<RunData, string> {
  const columns = partsOf(runs, naming.others ?? []).filter(({ id }) => printed.has(id));
  const inColumns = (run: RunData) => [run.facts.name, ...columns.map(({ of }) => of(run))].join('|');
  return namesFrom(runs, inColumns, naming, new Set([...printed, ...(naming.leftOut ?? [])]));
}

/** What a setting is in a name: `Adam`, `lr 0.01`, `batch 32`. */
export function settingName(setting: Setting, run: RunData): string {
  if (setting.id === 'optimizer') return run.facts.name;
  return (
    partsOf([run], [setting])
      .find(({ id }) => id === setting.id)
      ?.of(run) ?? ''
  );
}

function namesFrom(
  runs: readonly RunData[],
  groupOf: (run: RunData) => string,
  { others = [], brief = false }: Naming,
  left: ReadonlySet<string> = new Set(),
): ReadonlyMap<RunData, string> {
  const names = new Map<RunData, string>();
  for (const same of groupsOf(runs, groupOf)) {
    const parts = partsOf(same, others).filter(({ id }) => !left.has(id));
    const telling = brief ? fewestOf(parts, same) : parts.filter(({ of }) => new Set(same.map(of)).size > 1);
    const full = (run: RunData) => {
      const { name } = run.facts;
      const [first, ...more] = telling.map(({ of }) => of(run));
      return first === undefined ? name : [name, withoutRepeat(name, first), ...more].join(' ');
    };
    // Runs that are the same in all of this are counted.
    for (const twins of groupsOf(same, full))
      twins.forEach((run, i) => {
        names.set(run, twins.length > 1 ? `${full(run)} #${i + 1}` : full(run));
      });
  }
  return new Map(runs.map((run) => [run, names.get(run) ?? run.facts.name]));
}

/** As many parts as it takes, the first that tell more apart than those before them. */
function fewestOf(parts: readonly Part[], runs: readonly RunData[]): Part[] {
  const taken: Part[] = [];
  let apart = 1;
  for (const part of parts) {
    if (apart === runs.length) break;
    const next = new Set(runs.map((run) => [...taken, part].map(({ of }) => of(run)).join('|'))).size;
    if (next === apart) continue;
    taken.push(part);
    apart = next;
  }
  return taken;
}

function groupsOf(runs: readonly RunData[], groupOf: (run: RunData) => string): Iterable<readonly RunData[]> {
  const groups = new Map<string, RunData[]>();
  for (const run of runs) {
    const group = groupOf(run);
    const same = groups.get(group);
    if (same) same.push(run);
    else groups.set(group, [run]);
  }
  return groups.values();
}
