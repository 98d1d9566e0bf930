import type * as vscode from 'vscode';
import { plain } from './plain.ts';

/** A row of a quick pick. Its icon is a field, since an icon in the label could come from a file. */
export interface PickItem extends vscode.QuickPickItem {
  /** The name of a codicon, before the label. */
  readonly icon?: string;
}

const plainItems = new WeakMap<PickItem, PickItem>();

/** The row with plain texts; the same object for the same row, since quick picks compare rows by identity. */
export function plainItem<T extends PickItem>(item: T): T {
  const known = plainItems.get(item) as T | undefined;
  if (known) return known;
  const { label, icon, description, detail } = item;
  const made: T = {
    ...item,
    label: icon === undefined ? plain(label) : `$(${icon}) ${plain(label)}`,
    ...(description !== undefined && { description: plain(description) }),
    ...(detail !== undefined && { detail: plain(detail) }),
  };
  plainItems.set(item, made);
  plainItems.set(made, made);
  return made;
}
