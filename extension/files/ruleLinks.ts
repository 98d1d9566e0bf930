import * as vscode from 'vscode';
import { rulePlacesIn } from '../../core/experiment/text/rulePlaces.ts';
import { ruleInCell } from '../ownRules/cellRules.ts';
import { placeOfRule } from '../ownRules/rulePlace.ts';
import { isExperiment } from './experimentDocuments.ts';

/** From the path of a rule to its file, or to the cell that stands for it. */
export function provideRuleLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
  if (!isExperiment(document)) return [];
  return rulePlacesIn(document.getText()).flatMap(({ path, offset, length }) => {
    const inCell = ruleInCell(path, document.uri);
    const place =
      inCell && 'place' in inCell ? vscode.Uri.parse(inCell.place) : placeOfRule(path, document.uri);
    if ('fault' in place) return [];
    // Without the quotes.
    const range = new vscode.Range(document.positionAt(offset + 1), document.positionAt(offset + length - 1));
    const link = new vscode.DocumentLink(range, place);
    link.tooltip = 'Open the rule';
    return [link];
  });
}
