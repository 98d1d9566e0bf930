/** Where the text of a run's rule is, as a debugger names it. */
import * as vscode from 'vscode';
import type { RunToDebug } from '../../../core/debug/debugMessages.ts';
import { fileName } from '../../../core/experiment/describe.ts';
import type { RunSpec } from '../../../core/experiment/runSpec.ts';
import { placeOfRecorded, placeOfShipped } from '../../debug/ruleDocuments.ts';
import { readRuleFile } from '../../ownRules/readRuleFiles.ts';

type Source = RunToDebug['source'];

/** A path of the system for files; everything else is known by its whole URI. */
function sourceAt(uri: vscode.Uri, name = fileName(uri.path)): Source {
  return { name, path: uri.scheme === 'file' ? uri.fsPath : uri.toString() };
}

/**
 * The file of a rule, saved or not, where it says what the run has; else a document with what the run has.
 * @param recorded The run in its race; null where its rule was read just now.
 */
export async function sourceOfRule(
  { optimizer, rule }: Pick<RunSpec, 'optimizer' | 'rule'>,
  recorded: { readonly race: string; readonly run: number } | null,
): Promise<Source> {
  if (!rule) return sourceAt(placeOfShipped(optimizer));
  const place = openedAt(vscode.Uri.parse(rule.place));
  // A cell is known by a number in its lesson, and people know it by the name that the experiment has for it.
  const name = place.scheme === 'vscode-notebook-cell' ? fileName(optimizer) : fileName(place.path);
  if (recorded) {
    const now = await readRuleFile(place);
    if (!('text' in now) || now.text !== rule.text)
      return sourceAt(placeOfRecorded(recorded.race, recorded.run, optimizer));
  }
  return sourceAt(place, name);
}

/** What isn't saved yet is edited under another scheme than its path will have. */
function openedAt(place: vscode.Uri): vscode.Uri {
  const unsaved = vscode.workspace.textDocuments.find(
    ({ isUntitled, uri }) => isUntitled && uri.path === place.path,
  );
  return unsaved?.uri ?? place;
}
