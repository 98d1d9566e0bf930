/** The view "Runs" in the side bar: the race's runs with their colours and how they stand. */
import * as vscode from 'vscode';
import { messageOf } from '../../core/messageOf.ts';
import type { HiddenRuns } from '../../core/race/hiddenRuns.ts';
import type { PickedRun } from '../../core/race/pickedRun.ts';
import type { Race, Run } from '../../core/race/race.ts';
import { outlineRun } from '../../core/race/raceOutline.ts';
import { runSummary, standingOf } from '../../core/race/runSummary.ts';
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
  readonly #hidden: HiddenRuns;
  readonly #changes = new vscode.EventEmitter<Run[] | undefined>();
  readonly onDidChangeTreeData = this.#changes.event;
  readonly #view: vscode.TreeView<Run>;
  #timer: NodeJS.Timeout | undefined;
  /** What the rows say that VS Code has read. */
  readonly #rows = new WeakMap<Run, string>();
  readonly #subscriptions: vscode.Disposable;
  /** Part of the ids of rows: a tree lets go of its selection only where the selected row is gone. */
  readonly #generations = new WeakMap<Run, number>();
  /** Whether the selected row is about to go. */
  #clearing = false;
  /** The row that the keyboard is at and that is about to go, to be focused when it is there again. */
  #leftAt: Run | undefined;

  constructor(store: RaceStore, picked: PickedRun, hidden: HiddenRuns) {
    this.#store = store;
    this.#picked = picked;
    this.#hidden = hidden;
    this.#view = vscode.window.createTreeView(viewIds.runs, { treeDataProvider: this });
    this.#subscriptions = vscode.Disposable.from(
      store.onDidChange((change) => this.#onStoreChange(change)),
      picked.onDidChange((_, isRow) => this.#select(isRow)),
      hidden.onDidChange(() => this.#refreshRows()),
      this.#view.onDidChangeSelection(({ selection }) => {
        if (selection.length === 0) this.#onCleared();
        else this.#onMoved();
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
    const hidden = this.#hidden.has(number);
    item.id = `${race?.id}/${number}/${this.#generations.get(run) ?? 0}`;
    item.description = summaryOf(run, race, hidden);
    item.iconPath = new vscode.ThemeIcon(
      hidden ? 'eye-closed' : run.variant === 0 ? 'circle-filled' : 'circle-outline',
      new vscode.ThemeColor(`optimizerPlayground.run${run.color}`),
    );
    // Screen readers read it, too.
    item.tooltip = tooltip(run, race, hidden);
    this.#rows.set(run, this.#rowOf(run));
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
    if (!this.#clearing && race) {
      this.#leftAt = race.runs[this.#picked.run ?? -1];
      this.#picked.pick({ race: race.id, run: null });
    }
    this.#clearing = false;
    // Another may have been picked before the row was gone.
    this.#select();
    if (this.#leftAt && this.#picked.run === null) this.#reveal(this.#leftAt, { select: false, focus: true });
    this.#leftAt = undefined;
  }

  /** The selection may go from the row that is about to go to another without being empty in between. */
  #onMoved(): void {
    this.#clearing = false;
    this.#leftAt = undefined;
  }

  /**
   * The selected row is that of the picked run. A hidden view would come to the front if it were told now.
   * @param isRow Whether a row was pressed: then the keyboard is there, and stays.
   */
  #select(isRow = false): void {
    if (!this.#view.visible) return;
    const run = this.#store.current?.runs[this.#picked.run ?? -1];
    const [selected] = this.#view.selection;
    if (run === selected) return;
    if (run && this.getChildren().includes(run)) this.#reveal(run, { select: true, focus: false });
    else if (selected) {
      this.#generations.set(selected, (this.#generations.get(selected) ?? 0) + 1);
      this.#leftAt = isRow ? selected : undefined;
      this.#clearing = true;
      this.#refresh();
    }
  }

  #reveal(run: Run, how: { select: boolean; focus: boolean }): void {
    this.#view.reveal(run, how).then(undefined, (error: unknown) => {
      log.debug(
        `${run.name} not ${how.select ? 'selected' : 'focused'} in the side bar: ${messageOf(error)}`,
      );
    });
  }

  #onStoreChange(change: StoreChange): void {
    if (change.type === 'shown') this.#refresh();
    else if (change.type === 'changed' && change.race === this.#store.current)
      this.#timer ??= setTimeout(() => this.#refreshRows(), interval);
  }

  /** A row that says the same is not read anew: the window answers each reading, and may be closing meanwhile. */
  #refreshRows(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const changed = this.getChildren().filter((run) => {
      const row = this.#rows.get(run);
      return row !== undefined && row !== this.#rowOf(run);
    });
    if (this.#view.visible && changed.length > 0) this.#changes.fire(changed);
  }

  /** All that changes in a row as a race goes on. */
  #rowOf(run: Run): string {
    const race = this.#store.current;
    const hidden = this.#hidden.has(race?.runs.indexOf(run) ?? -1);
    return [summaryOf(run, race, hidden), ...engineOf(run), statusOf(run, race)].join('\n');
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

/** Where it is computed, and why: none before it has begun. */
function engineOf({ record }: Run): string[] {
  const { engine } = record.state;
  return engine ? [engine.description] : [];
}

function summaryOf(run: Run, race: Race | null, hidden: boolean): string {
  if (!race) return '';
  const summary = plain(runSummary(outlineRun(run, race), race.phase));
  return hidden ? `hidden · ${summary}` : summary;
}

/** Plain text, since a rule can be any text: Markdown would make links of it. */
function tooltip(run: Run, race: Race | null, hidden: boolean): string {
  const settings = Object.entries(run.spec.hyperparameters).map(([key, value]) => `${key} = ${value}`);
  const how = hidden ? ['Hidden in the chart: pick it to show it again.'] : [];
  const lines = [
    run.name,
    ...how,
    ...settings,
    ...(race ? standingOf(outlineRun(run, race)) : []),
    ...engineOf(run),
    statusOf(run, race),
  ];
  return lines.map(plain).join('\n');
}
