/** The view "Runs" in the side bar: the races that there are, as a tree of experiments and their runs. */
import * as vscode from 'vscode';
import type { RaceFilter } from '../../core/compare/raceFilter.ts';
import { formatCount } from '../../core/format.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { HiddenRuns } from '../../core/race/hiddenRuns.ts';
import type { PickedRun } from '../../core/race/pickedRun.ts';
import type { RaceStore, StoreChange } from '../../core/race/store.ts';
import type { Library } from '../backend/library.ts';
import type { Target } from '../commands/runs/targets.ts';
import { commandIds, contextKeys, viewIds } from '../ids.ts';
import { log } from '../log.ts';
import { plain } from '../shown/plain.ts';
import { logDrop } from './logDrop.ts';
import type { Order } from './order.ts';
import { RaceList } from './raceList.ts';
import { ancestry, placeOf, type Row, type RunRow, targetsIn } from './rows.ts';
import {
  goneText,
  logsText,
  moreText,
  pinnedText,
  type RowText,
  type RunView,
  raceText,
  runText,
} from './rowTexts.ts';
import { RowTree } from './rowTree.ts';
import { SelectedRows } from './selectedRows.ts';
import { RowSelection } from './selection.ts';

/** The tree is redrawn at most this often, in milliseconds. */
const interval = 250;

/** A race with more runs than this is closed at first. */
const mostOpen = 50;

export class RunsView implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #store: RaceStore;
  readonly #hidden: HiddenRuns;
  readonly #list: RaceList;
  readonly #tree: RowTree;
  readonly #changes = new vscode.EventEmitter<Row[] | undefined>();
  readonly onDidChangeTreeData = this.#changes.event;
  readonly #view: vscode.TreeView<Row>;
  readonly #selected: SelectedRows;
  readonly #subscriptions: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;
  /** Races that have gone on since rows were read. */
  readonly #stale = new Set<string>();
  /** Those that were on the screen when rows were read last. */
  #onScreen: readonly string[] = [];
  /** What the rows say that VS Code has read. */
  readonly #texts = new WeakMap<Row, string>();
  /** Whether each race is open, as it was at first or as the person has left it. */
  readonly #isOpen = new Map<string, boolean>();
  /** Part of the ids of rows. */
  readonly #generations = new WeakMap<Row, number>();
  /** Whether it is known which races there are. */
  #isConnected = false;
  /** Called when it is. */
  readonly #waiting: (() => void)[] = [];

  constructor(store: RaceStore, picked: PickedRun, hidden: HiddenRuns) {
    this.#store = store;
    this.#hidden = hidden;
    this.#list = new RaceList(store, (error) => log.error(messageOf(error)));
    this.#tree = new RowTree(this.#list);
    this.#view = vscode.window.createTreeView(viewIds.runs, {
      ...{ treeDataProvider: this, canSelectMany: true, showCollapseAll: true },
      dragAndDropController: logDrop,
    });
    this.#selected = new SelectedRows(this.#view);
    const selection = new RowSelection({ view: this.#view, selected: this.#selected }, store, picked, {
      find: (race, run) => this.#tree.find(race, run),
      drop: (rows) => this.#drop(rows),
    });
    this.#subscriptions = vscode.Disposable.from(
      store.onDidChange((change) => this.#onStoreChange(change)),
      hidden.onDidChange(() => this.#onHidden()),
      this.#list.onDidChange(() => this.#refresh()),
      this.#view.onDidExpandElement(({ element }) => this.#setOpen(element, true)),
      this.#view.onDidCollapseElement(({ element }) => this.#setOpen(element, false)),
      this.#view.onDidChangeVisibility(() => {
        this.#refresh();
        this.#askLibrary();
      }),
      vscode.window.onDidChangeWindowState(({ focused }) => focused && this.#askLibrary()),
      ...[selection, this.#selected],
    );
    this.#describe();
  }

  /** Shows what the library has, too, from now on. Without one, only what is open. */
  connect(library: Library | null): void {
    if (library) this.#list.connect(library);
    this.#isConnected = true;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** What the selected rows are about. */
  get selected(): readonly Target[] {
    return targetsIn(this.#selected.rows);
  }

  get filter(): RaceFilter | null {
    return this.#list.filter;
  }

  set filter(filter: RaceFilter | null) {
    this.#list.filter = filter;
    void vscode.commands.executeCommand('setContext', contextKeys.filtered, filter !== null);
  }

  get order(): Order {
    return this.#list.order;
  }

  set order(order: Order) {
    this.#list.order = order;
  }

  async getChildren(parent?: Row): Promise<Row[]> {
    if (!parent && this.#list.count === 0 && !this.#isConnected)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const rows = await this.#tree.read(parent ?? null);
    this.#selected.lookSoon();
    // Now it is known how many of them a filter leaves.
    if (parent?.kind === 'race' && this.filter) this.#refreshSoon(parent.race);
    return rows;
  }

  /** Rows are selected by the view only if it knows where they are. */
  getParent({ parent }: Row): Row | undefined {
    return parent ?? undefined;
  }

  getTreeItem(row: Row): vscode.TreeItem {
    const text = this.#textOf(row);
    const item = new vscode.TreeItem(plain(text.label));
    item.id = `${placeOf(row)}#${this.#generations.get(row) ?? 0}`;
    item.description = plain(text.description);
    const color = text.color === null ? undefined : new vscode.ThemeColor(text.color);
    item.iconPath = new vscode.ThemeIcon(text.icon, color);
    item.contextValue = text.context;
    // Plain text, since a rule can be any text: Markdown would make links of it. Screen readers read it, too.
    item.tooltip = text.tooltip.map(plain).join('\n');
    item.collapsibleState = this.#collapsibleStateOf(row);
    if (row.kind !== 'pinned' && row.kind !== 'logs') {
      const target: Target = { race: row.race, run: row.run };
      item.command = { command: commandIds.selectRun, title: 'Show in Panel', arguments: [target] };
    }
    this.#texts.set(row, JSON.stringify(text));
    return item;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
    this.#list.dispose();
    this.#changes.dispose();
    this.#view.dispose();
  }

  #textOf(row: Row): RowText {
    if (row.kind === 'pinned') return pinnedText(this.#tree.under(row).length);
    if (row.kind === 'logs') return logsText(this.#tree.under(row).length);
    if (row.kind === 'more') return moreText(row.count);
    if (row.kind === 'race') {
      const race = this.#list.find(row.race);
      return race ? raceText(race, this.#list.foundIn(row.race)) : goneText;
    }
    const race = this.#list.headOf(row.race);
    const run = this.#list.runOf(row.race, row.run);
    if (!race || !run) return goneText;
    return runText(run, race.phase, {
      race: row.parent.kind === 'pinned' ? race.title : null,
      view: this.#viewOf(row),
      pinned: race.pinnedRuns.includes(row.run),
    });
  }

  /** How a run is on the screen; null where it isn't. */
  #viewOf({ race, run }: RunRow): RunView | null {
    const { shown } = this.#store;
    if (!shown) return null;
    const isThere = (each: (typeof shown.runs)[number]) => each.race.id === race && each.number === run;
    const place =
      shown.isWhole && shown.id === race ? run : shown.isWhole ? -1 : shown.runs.findIndex(isThere);
    const found = shown.runs[place];
    return found ? { color: found.color, variant: found.variant, hidden: this.#hidden.has(place) } : null;
  }

  #collapsibleStateOf(row: Row): vscode.TreeItemCollapsibleState {
    if (row.kind === 'pinned' || row.kind === 'logs') return vscode.TreeItemCollapsibleState.Expanded;
    if (row.kind !== 'race') return vscode.TreeItemCollapsibleState.None;
    const race = this.#store.find(row.race);
    const isOpen = this.#isOpen.get(row.race) ?? (race !== undefined && race.runs.length <= mostOpen);
    this.#isOpen.set(row.race, isOpen);
    return isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
  }

  #setOpen(row: Row, isOpen: boolean): void {
    if (row.kind === 'race') this.#isOpen.set(row.race, isOpen);
    if (!isOpen) this.#tree.close(row);
  }

  #drop(rows: readonly Row[]): void {
    for (const row of rows) this.#generations.set(row, (this.#generations.get(row) ?? 0) + 1);
    this.#refresh();
  }

  #onStoreChange(change: StoreChange): void {
    if (change.type === 'shown') {
      const now = (change.shown?.races ?? []).map(({ id }) => id);
      for (const id of [...this.#onScreen, ...now]) this.#stale.add(id);
      this.#onScreen = now;
      this.#refreshRows();
      return;
    }
    const { race, type } = change;
    if (type === 'closed' && this.#tree.hasRunsOf(race.id)) this.#list.keep(race);
    this.#refreshSoon(race.id);
  }

  #refreshSoon(race: string): void {
    this.#stale.add(race);
    this.#timer ??= setTimeout(() => this.#refreshRows(), interval);
  }

  #onHidden(): void {
    for (const { id } of this.#store.shown?.races ?? []) this.#stale.add(id);
    this.#refreshRows();
  }

  /** Other windows may have done something since. */
  #askLibrary(): void {
    if (!this.#view.visible) return;
    this.#list.refresh().catch((error) => log.warn(`the list of races can't be read: ${messageOf(error)}`));
  }

  /**
   * A row that says the same is not read anew: the window answers each reading, and may be closing meanwhile. A row that is
   * read anew is drawn anew, and a click at that moment is lost.
   */
  #refreshRows(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#describe();
    if (!this.#view.visible) return;
    const { outdated } = this.#tree;
    if (outdated.includes(null)) {
      this.#refresh();
      return;
    }
    const changed = this.#tree.current.filter((row) => {
      const isStale = row.kind === 'pinned' || row.kind === 'logs' || this.#stale.has(row.race);
      const before = this.#texts.get(row);
      return isStale && before !== undefined && before !== JSON.stringify(this.#textOf(row));
    });
    this.#stale.clear();
    const rows = new Set([...outdated.filter((row) => row !== null), ...changed]);
    if (rows.size > 0) this.#changes.fire(this.#isSelectedIn(rows) ? undefined : [...rows]);
  }

  /** Whether VS Code would forget which other rows are selected below these, as it does where it draws a selected one anew. */
  #isSelectedIn(rows: ReadonlySet<Row>): boolean {
    const selected = this.#selected.rows;
    return selected.length > 1 && selected.some((row) => ancestry(row).some((each) => rows.has(each)));
  }

  #refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#stale.clear();
    this.#describe();
    // A view that nobody sees is read anew when it is shown.
    if (this.#view.visible) this.#changes.fire(undefined);
  }

  /** What is said beside the rows. */
  #describe(): void {
    const { filter, count } = this.#list;
    this.#view.message = filter ? plain(filterMessage(filter.text, this.#list.wanted.length, count)) : '';
    const running = this.#store.races.filter(({ phase, log }) => phase === 'running' && !log).length;
    const tooltip =
      running === 1 ? '1 experiment is running' : `${formatCount(running)} experiments are running`;
    this.#view.badge = running === 0 ? undefined : { value: running, tooltip };
  }
}

function filterMessage(filter: string, found: number, all: number): string {
  if (found === 0)
    return `No run matches “${filter}”. Show All Runs above brings the ${formatCount(all)} experiments back.`;
  return `“${filter}”: ${formatCount(found)} of ${formatCount(all)} experiments`;
}
