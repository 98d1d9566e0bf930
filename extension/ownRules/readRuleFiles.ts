/** Reads the rules that an experiment names: as the person sees them in the editor, saved or not, or else from the disk. */
import * as vscode from 'vscode';
import { fileName } from '../../core/experiment/describe.ts';
import { ExperimentError } from '../../core/experiment/errors.ts';
import { missingRuleFault, ruleSizeFault } from '../../core/experiment/ruleFileFaults.ts';
import type { RuleFile, RuleFiles } from '../../core/experiment/ruleFiles.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import { decodeText } from '../../core/experiment/text/decodeText.ts';
import { cellOfDocument } from '../lessons/lessonCells.ts';
import { ruleInCell } from './cellRules.ts';
import { placeOfRule, savedPlace } from './rulePlace.ts';

/** @param experimentFile Undefined: the experiment is no document. */
export async function readRuleFiles(
  paths: readonly string[],
  experimentFile: vscode.Uri | undefined,
): Promise<RuleFiles> {
  const read = paths.map(async (path) => {
    const inCell = ruleInCell(path, experimentFile);
    if (inCell) return [path, inCell] as const;
    const place = placeOfRule(path, experimentFile);
    return [path, 'fault' in place ? place : await readRuleFile(place)] as const;
  });
  return new Map(await Promise.all(read));
}

/** What the files of an experiment say now that has its rules already; of those that aren't there any more nothing. */
export async function readRulesAgain({ optimizers }: Experiment): Promise<RuleFiles> {
  const read = optimizers.map(async ({ optimizer, rule }) => {
    if (!rule) return [];
    const file = await readRuleFile(vscode.Uri.parse(rule.place));
    return 'fault' in file ? [] : [[optimizer, file] as const];
  });
  return new Map((await Promise.all(read)).flat());
}

export async function readRuleFile(rule: vscode.Uri): Promise<RuleFile> {
  const { textDocuments, fs } = vscode.workspace;
  const cell = cellOfDocument({ uri: rule });
  if (cell) return { place: rule.toString(), text: cell.document.getText() };
  const uri = savedPlace(rule);
  const place = uri.toString();
  // What isn't saved yet is there under the path that it will have.
  const open = textDocuments.find((each) =>
    each.isUntitled ? each.uri.path === uri.path : each.isDirty && each.uri.toString() === place,
  );
  if (open) return { place, text: open.getText() };
  if (uri.scheme === 'untitled') return { fault: 'a rule in an open document of this name; there is none' };
  try {
    const { size } = await fs.stat(uri);
    const fault = ruleSizeFault(size);
    if (fault !== null) return { fault };
    return { place, text: decodeText(await fs.readFile(uri)).replace(/^\ufeff/, '') };
  } catch (error) {
    if (error instanceof ExperimentError)
      return { fault: 'a rule in UTF-8: choose "Save with Encoding" in the editor' };
    return { fault: missingRuleFault(fileName(uri.path), await namesBeside(uri)) };
  }
}

/** None where the folder can't be read. */
async function namesBeside(uri: vscode.Uri): Promise<string[]> {
  const folder = uri.with({ path: uri.path.slice(0, uri.path.lastIndexOf('/')) || '/' });
  const entries = await Promise.resolve(vscode.workspace.fs.readDirectory(folder)).catch(() => []);
  return entries.map(([name]) => name);
}
