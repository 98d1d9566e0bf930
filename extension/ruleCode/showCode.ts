/** Opens what a rule compiles to beside it. */
import * as vscode from 'vscode';
import { type ShownCode, shownCodeIds, shownCodes } from '../../core/rule/shownCode.ts';
import { askChoice } from '../shown/ask.ts';
import { placeOfCode } from './codeDocuments.ts';

export async function showCode(rule: vscode.Uri): Promise<void> {
  const items = shownCodeIds.map((code) => {
    const { label, about } = shownCodes[code];
    return { label, description: about, code };
  });
  const chosen = await askChoice(items, {
    title: 'Show Code',
    placeHolder: 'What this optimizer compiles to',
  });
  if (!chosen) return;
  const document = await vscode.workspace.openTextDocument(placeOfCode(rule, chosen.code));
  const language = await knownLanguage(shownCodes[chosen.code]);
  if (language !== undefined) await vscode.languages.setTextDocumentLanguage(document, language);
  const place = { viewColumn: vscode.ViewColumn.Beside, preview: true, preserveFocus: true };
  await vscode.window.showTextDocument(document, place);
}

/** The first that the editor knows. */
async function knownLanguage({ languages }: ShownCode): Promise<string | undefined> {
  const known = new Set(await vscode.languages.getLanguages());
  return languages.find((each) => known.has(each));
}
