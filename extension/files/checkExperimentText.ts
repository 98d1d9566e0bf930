import type * as vscode from 'vscode';
import { type RuleFiles, rulePathsOf } from '../../core/experiment/ruleFiles.ts';
import { type CheckedText, checkText } from '../../core/experiment/text/checkText.ts';
import { readText } from '../../core/experiment/text/readText.ts';
import { readRuleFiles } from '../ownRules/readRuleFiles.ts';

/** An experiment's text, checked with the rules that it names. */
export interface CheckedExperiment extends CheckedText {
  readonly rules: RuleFiles;
}

/** @param uri Of the document, which the paths of rules are relative to. */
export async function checkExperimentText(text: string, uri: vscode.Uri): Promise<CheckedExperiment> {
  const read = readText(text);
  const rules = await readRuleFiles(rulePathsOf(read.value), uri);
  return { ...checkText(text, rules, read), rules };
}
