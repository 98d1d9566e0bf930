/** The view "Lessons" in the side bar: each with its exercises and questions, and how far the person is. */
import * as vscode from 'vscode';
import { standingOf } from '../../core/lesson/standing.ts';
import { messageOf } from '../../core/messageOf.ts';
import { commandIds, viewIds } from '../ids.ts';
import { log } from '../log.ts';
import { plain } from '../shown/plain.ts';
import type { LessonList, ListedLesson } from './lessonList.ts';
import type { LessonMemory } from './lessonMemory.ts';
import {
  faultText,
  groupText,
  type LessonRow,
  type LessonRowText,
  lessonText,
  taskText,
} from './lessonRows.ts';
import type { LessonTarget } from './lessonTarget.ts';

export class LessonsView implements vscode.TreeDataProvider<LessonRow>, vscode.Disposable {
  readonly #list: LessonList;
  readonly #memory: LessonMemory;
  readonly #changes = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changes.event;
  readonly #subscriptions: vscode.Disposable;
  /** How many lessons the workspace is known to have. */
  #ownCount = 0;

  constructor(list: LessonList, memory: LessonMemory) {
    this.#list = list;
    this.#memory = memory;
    const refresh = () => this.#changes.fire(undefined);
    const view = vscode.window.createTreeView(viewIds.lessons, {
      ...{ treeDataProvider: this, showCollapseAll: true },
    });
    this.#subscriptions = vscode.Disposable.from(
      view,
      this.#changes,
      list.onDidChange(refresh),
      memory.onDidChange(refresh),
      // Other windows have the same memory.
      vscode.window.onDidChangeWindowState(({ focused }) => focused && view.visible && refresh()),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async getChildren(parent?: LessonRow): Promise<LessonRow[]> {
    if (!parent) return this.#topRows();
    if (parent.kind === 'group') return (await this.#list.own()).map(rowOf);
    if (parent.kind !== 'lesson') return [];
    const { tasks } = this.#standingOf(parent.listed);
    return tasks.map((told) => ({ kind: 'task', lesson: parent.lesson, task: told.key, told }));
  }

  getTreeItem(row: LessonRow): vscode.TreeItem {
    const text = this.#textOf(row);
    const item = new vscode.TreeItem(plain(text.label));
    item.id = idOf(row);
    item.description = plain(text.description);
    item.iconPath = new vscode.ThemeIcon(
      text.icon,
      text.color === null ? undefined : new vscode.ThemeColor(text.color),
    );
    // Plain text, since lessons can be anybody's: Markdown would make links of it.
    item.tooltip = text.tooltip.map(plain).join('\n');
    item.accessibilityInformation = { label: plain(text.spoken) };
    item.contextValue = row.kind;
    const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    if (row.kind === 'group') item.collapsibleState = Expanded;
    else item.collapsibleState = row.kind === 'lesson' && row.listed.tasks.length > 0 ? Collapsed : None;
    if (row.kind === 'fault') item.command = { command: commandIds.refreshLessons, title: 'Try Again' };
    if (row.kind === 'lesson' || row.kind === 'task') {
      const target: LessonTarget = { lesson: row.lesson, task: row.task };
      item.command = { command: commandIds.openLesson, title: 'Open', arguments: [target] };
    }
    return item;
  }

  /** Those that ship are there at once; what the workspace has is looked for meanwhile. */
  async #topRows(): Promise<LessonRow[]> {
    void this.#findOwn();
    const group: LessonRow[] = this.#ownCount > 0 ? [{ kind: 'group', count: this.#ownCount }] : [];
    try {
      const shipped = await this.#list.shipped();
      return [...shipped.map(rowOf), ...group];
    } catch (error) {
      log.error(`lessons: ${messageOf(error)}`);
      return [{ kind: 'fault', message: messageOf(error) }, ...group];
    }
  }

  async #findOwn(): Promise<void> {
    try {
      const { length } = await this.#list.own();
      if (length === this.#ownCount) return;
      this.#ownCount = length;
      this.#changes.fire(undefined);
    } catch (error) {
      log.warn(`lessons of the workspace were not found: ${messageOf(error)}`);
    }
  }

  #textOf(row: LessonRow): LessonRowText {
    switch (row.kind) {
      case 'lesson':
        return lessonText(row.listed, this.#standingOf(row.listed));
      case 'task':
        return taskText(row.told);
      case 'group':
        return groupText(row);
      case 'fault':
        return faultText(row.message);
    }
  }

  #standingOf({ uri, tasks }: ListedLesson) {
    const lesson = uri.toString();
    return standingOf(tasks, (key) => this.#memory.progressOf({ lesson, key }));
  }
}

function rowOf(listed: ListedLesson): LessonRow {
  return { kind: 'lesson', lesson: listed.uri.toString(), task: null, listed };
}

function idOf(row: LessonRow): string {
  if (row.kind === 'lesson') return row.lesson;
  return row.kind === 'task' ? `${row.lesson} ${row.task}` : row.kind;
}
