/** A rule of one's own that is saved while races go on that have it. */
import type * as vscode from 'vscode';
import type { CsvData } from '../../core/experiment/csvData.ts';
import type { RuleFile } from '../../core/experiment/ruleFiles.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import type { Race } from '../../core/race/race.ts';
import type { RaceStore } from '../../core/race/store.ts';
import { readRuleFile } from '../ownRules/readRuleFiles.ts';
import { keepingRule, withSavedRule } from '../ownRules/savedRule.ts';
import type { ExperimentStart } from './startExperiment.ts';

interface Surroundings {
  readonly store: RaceStore;
  readonly start: ExperimentStart;
  /** The data of a race on a CSV file, read anew; null where it has none. */
  readonly dataOf: (race: Race) => Promise<CsvData | null>;
}

/**
 * Each race begins anew with the rule as it is now, with the same seeds; what it had recorded stays as pale curves.
 * @throws {ExperimentError} where one can't: it goes on as it was.
 */
export async function onRuleSaved(uri: vscode.Uri, { store, start, dataOf }: Surroundings): Promise<void> {
  const place = uri.toString();
  const races = store.races.filter((race) => race.log === null).filter((race) => goesOnWith(race, place));
  if (races.length === 0) return;
  const file = await readRuleFile(uri);
  for (const race of races) {
    const experiment = withSaved(start.askedFor(race), place, file, race);
    if (experiment) await start.restart(race, experiment, await dataOf(race));
  }
}

function withSaved(asked: Experiment, place: string, file: RuleFile, { title }: Race): Experiment | null {
  try {
    return withSavedRule(asked, place, file);
  } catch (error) {
    throw keepingRule(`${title} goes on with the rule that it began with`, error);
  }
}

/** What is on a queue has its rule there. */
function goesOnWith({ phase, queue, runs }: Race, place: string): boolean {
  return queue === null && phase !== 'ended' && runs.some(({ spec }) => spec.rule?.place === place);
}
