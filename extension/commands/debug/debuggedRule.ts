/** A rule that is to be debugged, and what it is debugged on where a person doesn't say it. */
import * as vscode from 'vscode';
import { fileName } from '../../../core/experiment/describe.ts';
import { ExperimentError } from '../../../core/experiment/errors.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { readRule } from '../../../core/experiment/ruleFiles.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { faultAt } from '../../../core/fault.ts';
import { findOptimizer, optimizers } from '../../../core/optimizers/index.ts';
import type { ChosenOptimizer } from '../../../core/optimizers/ownRule.ts';
import { ruleOf } from '../../../core/optimizers/ruleOf.ts';
import type { Race } from '../../../core/race/race.ts';
import type { RaceStore } from '../../../core/race/store.ts';
import { closest, question } from '../../../core/rule/syntax/errors.ts';
import { findTutorialRace } from '../../../core/tutorial/races.ts';
import type { Library } from '../../backend/library.ts';
import { shippedAt } from '../../debug/ruleDocuments.ts';
import { cellOfDocument } from '../../lessons/lessonCells.ts';
import { readRuleFile } from '../../ownRules/readRuleFiles.ts';
import { pathToRule, savedPlace } from '../../ownRules/rulePlace.ts';
import { placeNamed } from './placeNamed.ts';

/** One that ships, by its id, or one of a person's own, by where it is. */
export type RuleToDebug =
  | { readonly name: string; readonly id: string }
  | { readonly name: string; readonly place: vscode.Uri };

const ending = '.optimizer';

/**
 * @param name The id of an optimizer that ships, the path of a rule, or its URI.
 * @throws {ExperimentError} if it is none of these.
 */
export function ruleNamed(name: string, folder: vscode.WorkspaceFolder | undefined): RuleToDebug {
  if (findOptimizer(name)) return { name, id: name };
  if (/^[\w-]+$/.test(name)) {
    const ids = optimizers.map(({ id }) => id);
    const expected = `the path of an .optimizer file, or the name of an optimizer that ships${question(closest(name, ids))}`;
    throw new ExperimentError([faultAt(['optimizer'], name, expected)]);
  }
  const place = placeNamed(name, folder);
  const id = shippedAt(place);
  return id === null ? { name: fileName(place.path), place } : { name: id, id };
}

/** Whether a run, or a choice of an experiment, has the rule. */
export function isOfRule({ optimizer, rule }: ChosenOptimizer, wanted: RuleToDebug): boolean {
  if ('id' in wanted) return !rule && optimizer === wanted.id;
  return rule?.place === savedPlace(wanted.place).toString();
}

/** Races of the library that are looked at, the newest first: each is read from the disk. */
const mostRead = 5;
/** Larger ones are not looked at, in bytes. */
const largestRead = 2 ** 22;

/** The race with the rule that was started last; null where none of the last ones has it. */
export async function lastRaceWith(
  rule: RuleToDebug,
  { races }: Pick<RaceStore, 'races'>,
  library: Pick<Library, 'entries' | 'read'>,
): Promise<Race | null> {
  const has = ({ runs }: Race) => runs.some(({ spec }) => isOfRule(spec, rule));
  const open = races.filter((race) => race.log === null).filter(has);
  const [newest] = open.toSorted((a, b) => b.startedAt - a.startedAt);
  if (newest) return newest;
  const kept = library.entries.filter(({ id }) => !races.some((race) => race.id === id));
  for (const { id } of kept.toSorted((a, b) => b.startedAt - a.startedAt).slice(0, mostRead)) {
    const race = await library.read(id, largestRead).catch(() => null);
    if (race && has(race)) return race;
  }
  return null;
}

/**
 * The rule on the tutorial's valley, with the rate that its text has.
 * @throws {ExperimentError} if it can't run.
 */
export async function valleyFor(rule: RuleToDebug): Promise<Experiment> {
  const { title: _, ...valley } = findTutorialRace('valley')?.experiment ?? {};
  if ('id' in rule) return parseExperiment({ ...valley, ...choose(rule.id, ruleOf({ optimizer: rule.id })) });
  const file = await readRuleFile(rule.place);
  const path = pathOf(rule.place);
  const read = readRule(path, file);
  const known = 'place' in read ? ruleOf({ optimizer: path, rule: read }) : undefined;
  return parseExperiment({ ...valley, ...choose(path, known) }, new Map([[path, file]]));
}

function choose(optimizer: string, rule: ReturnType<typeof ruleOf>) {
  const lr = rule?.hyperparameters.find(({ name }) => name === 'lr')?.default ?? 0;
  return { optimizers: [{ optimizer }], lr: [lr > 0 ? lr : 0.01] };
}

/** As an experiment names it: a cell by its id, and what has no name yet gets one. */
export function pathOf(place: vscode.Uri): string {
  const id: unknown = cellOfDocument({ uri: place })?.metadata['id'];
  if (typeof id === 'string') return `${id}${ending}`;
  const path = pathToRule(place, undefined) ?? (fileName(vscode.workspace.asRelativePath(place)) || 'rule');
  return path.endsWith(ending) ? path : `${path}${ending}`;
}
