import * as vscode from 'vscode';
import { rulePathsOf } from '../../core/experiment/ruleFiles.ts';
import { explain } from '../../core/experiment/text/explain.ts';
import { readText } from '../../core/experiment/text/readText.ts';
import { readRuleFiles } from '../ownRules/readRuleFiles.ts';
import { plainHover } from '../shown/hover.ts';
import { hasSchema, isExperiment } from './experimentDocuments.ts';

/**
 * What optimizers, schedules, problems and their settings are, where an experiment names them; with the schema, which says the
 * same of what ships, only what it says of rules of one's own.
 */
export async function provideHover(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Hover | null> {
  if (!isExperiment(document)) return null;
  const text = document.getText();
  const rules = await readRuleFiles(rulePathsOf(readText(text).value), document.uri);
  const found = explain(text, document.offsetAt(position), rules);
  if (!found || (hasSchema(document) && !found.isOwn)) return null;
  const { title, about, offset, length } = found;
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  return plainHover(title, about.split('\n'), range);
}
