/** Marks the lines that take the step of rules that move up the gradient, as soon as they are raced. */
import * as vscode from 'vscode';
import type { Race } from '../../core/race/race.ts';
import { at, failed, wrongSign } from '../../core/ruleTests/ruleTest.ts';
import { readRuleFile } from '../ownRules/readRuleFiles.ts';
import type { FindingMarks } from './findingMarks.ts';

export async function markClimbing({ climbing, runs }: Race, marks: FindingMarks): Promise<void> {
  for (const { run, line } of climbing) {
    const rule = runs[run]?.spec.rule;
    if (!rule) continue;
    const uri = vscode.Uri.parse(rule.place);
    const file = await readRuleFile(uri);
    // An older race may have had another text.
    if ('fault' in file || file.text !== rule.text) continue;
    marks.add(uri, file.text, at(line, failed(wrongSign)), 'Race');
  }
}
