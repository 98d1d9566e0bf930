/** Marks the lines where the sign goes wrong of rules that move up the gradient, as soon as they are raced. */
import * as vscode from 'vscode';
import type { Race } from '../../core/race/race.ts';
import { atWrongSign } from '../../core/ruleTests/ruleTest.ts';
import { readRuleFile } from '../ownRules/readRuleFiles.ts';
import type { FindingMarks } from './findingMarks.ts';

export async function markClimbing({ climbing, runs }: Race, marks: FindingMarks): Promise<void> {
  for (const sign of climbing) {
    const rule = runs[sign.run]?.spec.rule;
    if (!rule) continue;
    const uri = vscode.Uri.parse(rule.place);
    const file = await readRuleFile(uri);
    // An older race may have had another text.
    if ('fault' in file || file.text !== rule.text) continue;
    marks.add(uri, file.text, atWrongSign(sign), 'Race');
  }
}
