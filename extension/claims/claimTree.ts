/** The rows of the view "Claims": groups by who says it, and their claims. */
import * as vscode from 'vscode';
import { commandIds } from '../ids.ts';
import { plain } from '../shown/plain.ts';
import type { RowText } from '../sidebar/rowTexts.ts';
import type { ListedClaim } from './claimShelf.ts';
import { groupOf } from './claimTexts.ts';

export type ClaimRow =
  | { readonly kind: 'group'; readonly name: string }
  | { readonly kind: 'claim'; readonly key: string };

/** Those below a row; null: at the top. */
export function rowsUnder(parent: ClaimRow | null, all: readonly ListedClaim[]): ClaimRow[] {
  if (parent?.kind === 'claim') return [];
  if (parent) return membersOf(parent.name, all).map(({ key }) => ({ kind: 'claim', key }));
  return [...new Set(all.map(groupOf))].map((name) => ({ kind: 'group', name }));
}

/** The claims as their rows are: one group after the other. */
export function inOrderOfRows(all: readonly ListedClaim[]): ListedClaim[] {
  return [...new Set(all.map(groupOf))].flatMap((group) => membersOf(group, all));
}

export function membersOf(group: string, all: readonly ListedClaim[]): ListedClaim[] {
  return all.filter((claim) => groupOf(claim) === group);
}

export function itemOf(row: ClaimRow, text: RowText): vscode.TreeItem {
  const item = new vscode.TreeItem(plain(text.label));
  item.id = row.kind === 'group' ? `group ${row.name}` : row.key;
  item.description = plain(text.description);
  const color = text.color === null ? undefined : new vscode.ThemeColor(text.color);
  item.iconPath = new vscode.ThemeIcon(text.icon, color);
  item.contextValue = text.context;
  item.tooltip = text.tooltip.map(plain).join('\n');
  item.collapsibleState =
    row.kind === 'group' ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.None;
  if (row.kind === 'claim')
    item.command = { command: commandIds.showClaim, title: 'Show Claim', arguments: [row] };
  return item;
}
