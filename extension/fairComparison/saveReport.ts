/** Saves the report of a fair comparison: Markdown, and its pictures beside it. */
import * as vscode from 'vscode';
import { fileName } from '../../core/experiment/describe.ts';
import type { ComparisonState } from '../../core/fairComparison/comparisonState.ts';
import { reportText } from '../../core/fairComparison/report.ts';
import { sheetOf } from '../../core/fairComparison/sheetOf.ts';
import { fileNameOfExperiment } from '../../core/race/export/fileNameOf.ts';
import { showInformation } from '../shown/messages.ts';

export interface ReportPicture {
  /** Of the file, without its end. */
  readonly name: string;
  readonly svg: string;
}

/** Nothing is saved where the person chooses no file. */
export async function saveReport(state: ComparisonState, pictures: readonly ReportPicture[]): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const proposed = fileNameOfExperiment(state.spec.experiment, 'md');
  const uri = await vscode.window.showSaveDialog({
    filters: { Markdown: ['md'] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, `comparison-${proposed}`) }),
  });
  if (!uri) return;
  const stem = fileName(uri.path).replace(/\.md$/i, '');
  const files = pictures.map(({ name, svg }) => ({ name, svg, file: `${stem}-${name}.svg` }));
  const encoder = new TextEncoder();
  for (const { file, svg } of files)
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(uri, '..', file), encoder.encode(svg));
  const text = reportText(state.spec, sheetOf(state, false, null), files);
  await vscode.workspace.fs.writeFile(uri, encoder.encode(text));
  const open = 'Open';
  const chosen = await showInformation(`Saved ${fileName(uri.path)} with ${files.length} pictures`, open);
  if (chosen === open) await vscode.commands.executeCommand('markdown.showPreview', uri);
}
