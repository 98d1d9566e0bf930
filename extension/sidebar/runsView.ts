/** The view "Runs" in the side bar: the race's runs with their colours and how they stand. */
import * as vscode from 'vscode';
import { messageOf } from '../../core/messageOf.ts';
import type { PickedRun } from '../../core/race/pickedRun.ts';
import type { Race, Run } from '../../core/race/race.ts';
import { runSummary } from '../../core/race/runSummary.ts';
import { statusWords } from '../../core/race/status.ts';
import type { RaceStore, StoreChange } from '../../core/race/store.ts';
import { commandIds, viewIds } from '../ids.ts';
import { log } from '../log.ts';
import { plain } from '../shown/plain.ts';

/** The tree is redrawn at most this often, in milliseconds. */
const interval = 250;

/** More rows than this would keep the window busy while a race goes on. */
const mostRuns = 500;

export class RunsView implements vscode.TreeDataProvider<Run>, vscode.Disposable {
  readonly #store: RaceStore;
  readonly #picked: PickedRun;
  readonly #changes = new vscode.EventEmitter<Run[] | undefined>();
  readonly onDidChangeTreeData = this.#changes.event;
  readonly #view: vscode.TreeView<Run>;
  #timer: NodeJS.Timeout | undefined;
  /** What the rows say that VS Code has read. */
  readonly #rows = new WeakMap<Run, string>();
  readonly #subscriptions: vscode.Disposable;
  /** Part of the ids of rows: a tree lets go of its selection only where the selected row is gone. */
  #generation = 0;
  /** Whether the selected row is about to go. */
  #clearing = false;

  constructor(store: RaceStore, picked: PickedRun) {
    this.#store = store;
    this.#picked = picked;
    this.#view = vscode.window.createTreeView(viewIds.runs, { treeDataProvider: this });
    this.#subscriptions = vscode.Disposable.from(
      store.onDidChange((change) => this.#onStoreChange(change)),
      picked.onDidChange(() => this.#select()),
      this.#view.onDidChangeSelection(({ selection }) => {
        if (selection.length === 0) this.#onCleared();
      }),
      this.#view.onDidChangeVisibility(() => {
        this.#refresh();
        this.#select();
      }),
    );
    this.#view.message = plain(messageFor(store.current));
  }

  getChildren(parent?: Run): Run[] {
    return parent ? [] : (this.#store.current?.runs ?? []).slice(0, mostRuns);
  }

  /** Rows are selected by the view only if it knows that they have none. */
  getParent(): undefined {
    return undefined;
  }

  getTreeItem(run: Run): vscode.TreeItem {
    const race = this.#store.current;
    const item = new vscode.TreeItem(plain(run.name));
    const number = race?.runs.indexOf(run) ?? -1;
    item.id = `${race?.id}/${number}/${this.#generation}`;
    item.description = summaryOf(run, race);
    item.iconPath = new vscode.ThemeIcon(
      run.variant === 0 ? 'circle-filled' : 'circle-outline',
      new vscode.ThemeColor(`optimizerPlayground.run${run.color}`),
    );
    item.tooltip = tooltip(run, race);
    this.#rows.set(run, rowOf(run, race));
    const pick = { race: race?.id, run: number };
    item.command = { command: commandIds.selectRun, title: 'Show in Panel', arguments: [pick] };
    return item;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
    this.#changes.dispose();
    this.#view.dispose();
  }

  /** Escape and a click beside the rows leave none selected. A click on a row is its command. */
  #onCleared(): void {
    const race = this.#store.current;
    if (!this.#clearing && race) this.#picked.pick({ race: race.id, run: null });
    this.#clearing = false;
    // Another may have been picked before the row was gone.
    this.#select();
  }

  /** The selected row is that of the picked run. A hidden view would come to the front if it were told now. */
  #select(): void {
    if (!this.#view.visible) return;
    const run = this.#store.current?.runs[this.#picked.run ?? -1];
    const [selected] = this.#view.selection;
    if (run === selected) return;
    if (run && this.getChildren().includes(run))
      this.#view.reveal(run, { select: true, focus: false }).then(undefined, (error: unknown) => {
        log.debug(`run ${this.#picked.run} not selected in the side bar: ${messageOf(error)}`);
      });
    else {
      this.#generation++;
      this.#clearing = true;
      this.#refresh();
    }
  }

  #onStoreChange({ type, race }: StoreChange): void {
    if (type === 'current') this.#refresh();
    else if (race === this.#store.current) this.#timer ??= setTimeout(() => this.#refreshRows(), interval);
  }

  /** A row that says the same is not read anew: the window answers each reading, and may be closing meanwhile. */
  #refreshRows(): void {
    this.#timer = undefined;
    const race = this.#store.current;
    const changed = this.getChildren().filter((run) => {
      const row = this.#rows.get(run);
      return row !== undefined && row !== rowOf(run, race);
    });
    if (this.#view.visible && changed.length > 0) this.#changes.fire(changed);
  }

  #refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // A view that nobody sees is read anew when it is shown.
    if (!this.#view.visible) return;
    this.#view.message = plain(messageFor(this.#store.current));
    this.#changes.fire(undefined);
  }
}

function messageFor(race: Race | null): string {
  if (!race) return '';
  const { title, runs } = race;
  const count = runs.length.toLocaleString('en');
  return runs.length > mostRuns ? `${title} · first ${mostRuns} of ${count} runs` : title;
}

function statusOf(run: Run, race: Race | null): string {
  const { status, stepsDone } = run.record.state;
  return statusWords(status, stepsDone, race?.phase ?? 'ended');
}

function summaryOf(run: Run, race: Race | null): string {
  return race ? plain(runSummary(run, race)) : '';
}

/** All that changes in a row as a race goes on. */
function rowOf(run: Run, race: Race | null): string {
  return `${summaryOf(run, race)}\n${statusOf(run, race)}`;
}

/** Plain text, since a rule can be any text: Markdown would make links of it. */
function tooltip(run: Run, race: Race | null): string {
  const settings = Object.entries(run.spec.hyperparameters).map(([key, value]) => `${key} = ${value}`);
  return [run.name, ...settings, statusOf(run, race)].map(plain).join('\n');
}
