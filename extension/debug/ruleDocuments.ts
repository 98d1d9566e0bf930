/**
 * Texts of rules that are in no file, as files that can't be written: optimizers that ship, and rules as runs had them whose
 * files say something else now. A file system, so that all that reads rules reads them, too.
 */
import * as vscode from 'vscode';
import { fileName } from '../../core/experiment/describe.ts';
import { isOfLog } from '../../core/experiment/runSpec.ts';
import { findOptimizer } from '../../core/optimizers/index.ts';
import type { Library } from '../backend/library.ts';
import { ruleScheme } from '../ids.ts';

const ending = '.optimizer';

export function placeOfShipped(id: string): vscode.Uri {
  return vscode.Uri.from({ scheme: ruleScheme, path: `/${id}${ending}` });
}

/** The id of the optimizer that ships whose document it is; null where it is another document. */
export function shippedAt({ scheme, path, query }: vscode.Uri): string | null {
  if (scheme !== ruleScheme || query !== '') return null;
  return findOptimizer(path.slice(1, -ending.length))?.id ?? null;
}

/** @param path Of the rule, as the experiment has it. */
export function placeOfRecorded(race: string, run: number, path: string): vscode.Uri {
  return vscode.Uri.from({ scheme: ruleScheme, path: `/${fileName(path)}`, query: `${race}/${run}` });
}

/** The run whose rule a document has; null where it is another document. */
export function recordedAt({
  scheme,
  query,
}: vscode.Uri): { readonly race: string; readonly run: number } | null {
  const [, race, run] = /^(.*)\/(\d+)$/.exec(query) ?? [];
  return scheme === ruleScheme && race !== undefined ? { race, run: Number(run) } : null;
}

/** @throws {vscode.FileSystemError} if there is no such text. */
export async function textOfRule(uri: vscode.Uri, library: Pick<Library, 'outline'>): Promise<string> {
  const shipped = findOptimizer(shippedAt(uri) ?? '');
  if (shipped) return shipped.rule.lines.join('\n');
  const recorded = recordedAt(uri);
  const spec = recorded && (await library.outline(recorded.race)).runs[recorded.run]?.spec;
  const text = spec && !isOfLog(spec) ? spec.rule?.text : undefined;
  if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
  return text;
}
