/** The view "Runs" in the side bar: the race's runs with their colours and how they stand. */
import * as vscode from 'vscode';
import { formatNumber, formatPercent } from '../../core/format.ts';
import { type Race, type Run, stepsOf } from '../../core/race/race.ts';
import { type RunStatus, statusWords } from '../../core/race/status.ts';
import type { RunStore, StoreChange } from '../../core/race/store.ts';
import { commandIds, viewIds } from '../ids.ts';

/** The tree is redrawn at most this often, in milliseconds. */
const interval = 250;

/** States that the loss alone says, or that have words of their own. */
const telling = new Set<RunStatus['kind']>(['running', 'finished', 'diverged']);

export class RunsView implements vscode.TreeDataProvider<Run>, vscode.Disposable {
  readonly #store: RunStore;
  readonly #changes = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changes.event;
  readonly #view: vscode.TreeView<Run>;
  #timer: NodeJS.Timeout | undefined;

  constructor(store: RunStore) {
    this.#store = store;
    this.#view = vscode.window.createTreeView(viewIds.runs, { treeDataProvider: this });
    store.onDidChange((change) => this.#onStoreChange(change));
    this.#refresh();
  }

  getChildren(parent?: Run): Run[] {
    return parent ? [] : [...(this.#store.race?.runs ?? [])];
  }

  getTreeItem(run: Run): vscode.TreeItem {
    const race = this.#store.race;
    const item = new vscode.TreeItem(run.name);
    item.id = `${race?.id}/${run.spec.id}`;
    item.description = describe(run, race);
    item.iconPath = new vscode.ThemeIcon(
      run.variant === 0 ? 'circle-filled' : 'circle-outline',
      new vscode.ThemeColor(`optimizerPlayground.run${run.color}`),
    );
    item.tooltip = tooltip(run, race);
    item.command = { command: commandIds.selectRun, title: 'Show in Panel', arguments: [run.spec.id] };
    return item;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#changes.dispose();
    this.#view.dispose();
  }

  #onStoreChange(change: StoreChange): void {
    if (change === 'replaced') this.#refresh();
    else this.#timer ??= setTimeout(() => this.#refresh(), interval);
  }

  #refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#view.message = this.#store.race?.title ?? '';
    this.#changes.fire(undefined);
  }
}

/** The side bar is narrow: what is most telling comes first, and accuracy stands for a classifier’s noisy loss. */
function describe(run: Run, race: Race | null): string {
  const { spec, status, losses } = run;
  const accuracy = run.evaluations.at(-1)?.accuracy;
  const parts = [`lr ${spec.hyperparameters['lr']}`];
  if (spec.batchSize !== null) parts.push(`batch ${spec.batchSize === 'full' ? 'all' : spec.batchSize}`);
  if (race && race.experiment.seed.length > 1 && spec.seed !== null) parts.push(`seed ${spec.seed}`);
  if (status.kind === 'diverged') parts.push(`diverged at step ${status.step}`);
  else if (accuracy !== undefined) parts.push(formatPercent(accuracy));
  else if (losses.length > 0) parts.push(formatNumber(losses.at(-1)));
  if (status.kind === 'finished' && status.reason !== undefined) parts.push(status.reason);
  if (!telling.has(status.kind)) parts.push(statusOf(run, race).toLowerCase());
  return parts.join(' · ');
}

function statusOf(run: Run, race: Race | null): string {
  return statusWords(run.status, stepsOf(run), race?.phase ?? 'ended');
}

function tooltip(run: Run, race: Race | null): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown(`**${run.name}**\n\n`);
  for (const [key, value] of Object.entries(run.spec.hyperparameters))
    text.appendMarkdown(`- \`${key} = ${value}\`\n`);
  text.appendMarkdown(`\n${statusOf(run, race)}`);
  return text;
}
