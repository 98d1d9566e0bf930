/**
 * The panel has a group of editors of its own, whatever is opened first: a file opened over it would hide it. package.json
 * has VS Code lock that group (`workbench.editor.autoLockGroups`), which it does where there is more than one.
 */
import * as vscode from 'vscode';
import { panelType } from '../ids.ts';

/** VS Code has no more columns. */
const mostColumns = 9;

/** Of an empty group or, where there is none, of a new one. */
export function freeColumn(): vscode.ViewColumn {
  const groups = vscode.window.tabGroups.all;
  const empty = groups.find(({ tabs }) => tabs.length === 0);
  return empty?.viewColumn ?? Math.min(groups.length + 1, mostColumns);
}

export function isPanelTab({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputWebview && input.viewType.endsWith(panelType);
}

/**
 * Moves the panel beside what is opened over it, as long as there is one group alone, which is never locked. Where the
 * person puts the panel among files, it stays.
 * @param move Puts the panel into another column.
 */
export function keepOwnGroup(move: (column: vscode.ViewColumn) => void): vscode.Disposable {
  const { tabGroups } = vscode.window;
  return tabGroups.onDidChangeTabs(({ opened }) => {
    const [group, ...others] = tabGroups.all;
    if (!group || others.length > 0 || !group.tabs.some(isPanelTab)) return;
    if (opened.some((tab) => !isPanelTab(tab))) move(freeColumn());
  });
}
