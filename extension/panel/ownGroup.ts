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

/** VS Code tells of tabs and of groups one after the other, in milliseconds. */
const settled = 50;

export interface OwnGroup extends vscode.Disposable {
  /** To be called when the panel opens: a file that opens in the same moment may be in the same group. */
  check(): void;
}

/**
 * Moves the panel beside what is opened over it, as long as there is one group alone, which is never locked. Where the
 * person puts the panel among files, it stays.
 * @param move Puts the panel into another column.
 */
export function keepOwnGroup(move: (column: vscode.ViewColumn) => void): OwnGroup {
  const { tabGroups } = vscode.window;
  let timer: NodeJS.Timeout | undefined;
  /** Whether the panel was opened and its tab was not seen yet: a busy window tells of it late. */
  let isExpected = false;
  const look = () => {
    timer = undefined;
    const [group, ...others] = tabGroups.all;
    if (tabGroups.all.some(({ tabs }) => tabs.some(isPanelTab))) isExpected = false;
    const isShared = group?.tabs.some(isPanelTab) && !group.tabs.every(isPanelTab);
    if (!isShared || others.length > 0) return;
    move(freeColumn());
    // The panel may have had this group to itself before, and VS Code may have locked it then.
    void vscode.commands.executeCommand('workbench.action.unlockEditorGroup');
  };
  const lookSoon = () => {
    timer ??= setTimeout(look, settled);
  };
  const subscription = tabGroups.onDidChangeTabs(({ opened }) => {
    const isAlone = tabGroups.all.length === 1;
    if (isAlone && (isExpected || opened.some((tab) => !isPanelTab(tab)))) lookSoon();
  });
  return {
    check() {
      isExpected = true;
      lookSoon();
    },
    dispose() {
      clearTimeout(timer);
      subscription.dispose();
    },
  };
}

/** A panel that was moved has the tab of a preview, which the next file would take. Expects the panel to be active. */
export function keepTab(): void {
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  if (activeTab?.isPreview && isPanelTab(activeTab))
    void vscode.commands.executeCommand('workbench.action.keepEditor');
}
