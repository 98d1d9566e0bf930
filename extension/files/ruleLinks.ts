import * as vscode from 'vscode';
import { rulePlacesIn } from '../../core/experiment/text/rulePlaces.ts';
import { placeOfRule } from '../ownRules/rulePlace.ts';
import { isExperiment } from './experimentDocuments.ts';

/** From the path of a rule to its file. */
export function provideRuleLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
  if (!isExperiment(document)) return [];
  return rulePlacesIn(document.getText()).flatMap(({ path, offset, length }) => {
    const place = placeOfRule(path, document.uri);
    if ('fault' in place) return [];
    // Without the quotes.
    const range = new vscode.Range(document.positionAt(offset + 1), document.positionAt(offset + length - 1));
    const link = new vscode.DocumentLink(range, place);
    link.tooltip = 'Open the rule';
    return [link];
  });
}
