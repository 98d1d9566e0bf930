import * as vscode from 'vscode';
import { type RuleFile, readRule } from '../../core/experiment/ruleFiles.ts';
import { ruleOf } from '../../core/optimizers/ruleOf.ts';
import type { Rule } from '../../core/rule/syntax/rule.ts';
import { workspaceFiles } from '../workspaceFiles.ts';
import { readRuleFile } from './readRuleFiles.ts';
import { pathToRule } from './rulePlace.ts';

/** A rule of the workspace, saved or not. */
export interface FoundRule {
  /** As an experiment there would name it. */
  readonly path: string;
  readonly file: RuleFile;
  /** The rule, or what is wrong with it in words. */
  readonly rule: Rule | string;
}

const mostRules = 200;

/** @param experimentFile Where the paths begin. Undefined: in the first folder that is open. */
export async function findRules(experimentFile: vscode.Uri | undefined): Promise<FoundRule[]> {
  const { textDocuments } = vscode.workspace;
  const saved = await workspaceFiles(['.optimizer'], mostRules);
  const unsaved = textDocuments
    .map(({ uri }) => uri)
    .filter(({ scheme, path }) => scheme === 'untitled' && path.endsWith('.optimizer'));
  const found = [...saved, ...unsaved.map(asSaved)].map(async (uri) => {
    const path = pathToRule(uri, experimentFile);
    if (path === null) return [];
    const file = await readRuleFile(uri);
    const read = readRule(path, file);
    const rule = 'place' in read ? ruleOf({ optimizer: path, rule: read }) : read.expected;
    return rule === undefined ? [] : [{ path, file, rule }];
  });
  const rules = (await Promise.all(found)).flat();
  return rules.sort((a, b) => a.path.localeCompare(b.path));
}

/** What will be saved in a folder counts as there. */
function asSaved(uri: vscode.Uri): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.find((each) => uri.path.startsWith(`${each.uri.path}/`));
  return folder ? folder.uri.with({ path: uri.path }) : uri;
}

/** What the first line of a rule's comments says. */
export function firstLineOf({ about }: Rule): string {
  return about.split('\n')[0] ?? '';
}
