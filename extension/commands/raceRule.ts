/** A rule of one's own against Adam, on the problem that was raced last. */
import * as vscode from 'vscode';
import { againstAdam, type RaceAgainstAdam } from '../../core/experiment/againstAdam.ts';
import type { RuleFiles } from '../../core/experiment/ruleFiles.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import { valley } from '../../core/tutorial/races.ts';
import { readRuleFile } from '../ownRules/readRuleFiles.ts';
import { pathToRule } from '../ownRules/rulePlace.ts';
import { ruleMistake } from './placedError.ts';

/**
 * @param last What was raced last; null: the tutorial's valley takes its place.
 * @throws {ExperimentError} if the rule can't run; {PlacedError} with a way to the place if it doesn't compile.
 */
export async function experimentAgainstAdam(
  rule: vscode.Uri,
  last: Experiment | null,
): Promise<RaceAgainstAdam> {
  const path =
    pathToRule(rule, undefined) ?? (vscode.workspace.asRelativePath(rule).split('/').at(-1) || 'rule');
  const files: RuleFiles = new Map([[path, await readRuleFile(rule)]]);
  try {
    return againstAdam(path, files, last ?? valley.experiment);
  } catch (error) {
    throw ruleMistake(error) ?? error;
  }
}
