import * as vscode from 'vscode';
import { explain } from '../../core/experiment/text/explain.ts';
import { plainHover } from '../shown/hover.ts';
import { hasSchema, isExperiment } from './experimentDocuments.ts';

/** What optimizers, schedules, problems and their settings are, where an experiment without the schema, which says the same, names them. */
export function provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | null {
  if (!isExperiment(document) || hasSchema(document)) return null;
  const found = explain(document.getText(), document.offsetAt(position));
  if (!found) return null;
  const { title, about, offset, length } = found;
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  return plainHover(title, about.split('\n'), range);
}
