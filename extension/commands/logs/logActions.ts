/** What can be done with logs of people's own training. */
import * as vscode from 'vscode';
import type { LogRace } from '../../../core/race/race.ts';
import type { RaceStore } from '../../../core/race/store.ts';
import type { Backend } from '../../backend/backend.ts';
import { hasDisk, placeOfFile, uriOfPlace } from '../../data/filePlace.ts';
import { showInformation } from '../../shown/messages.ts';
import type { PanelView } from '../runs/surroundings.ts';
import type { Target } from '../runs/targets.ts';
import { askColumns } from './askColumns.ts';

export interface LogSurroundings {
  readonly store: RaceStore;
  readonly backend: Backend;
  readonly panel: () => PanelView;
}

export class LogActions {
  readonly #with: LogSurroundings;

  constructor(surroundings: LogSurroundings) {
    this.#with = surroundings;
  }

  /** @param files Default: the person chooses some. */
  async open(files?: readonly vscode.Uri[]): Promise<void> {
    const { store, backend, panel } = this.#with;
    const chosen = files ?? (await askFiles());
    if (!chosen || chosen.length === 0) return;
    const logs = await backend.logs();
    const isAdded = (store.shown?.runs.length ?? 0) > 0;
    for (const uri of chosen) {
      const place = placeOfFile(uri);
      if (place === null)
        throw new Error(`${uri.path} is not on a disk of this machine: save it there, and open it.`);
      const race = await logs.open(place);
      // Beside others it is compared when it is asked for: what is on the screen stays.
      if (chosen.length === 1 || !isAdded) store.show(race);
    }
    await panel().show();
  }

  async close(targets: readonly Target[]): Promise<void> {
    const logs = await this.#with.backend.logs();
    for (const log of this.#logsOf(targets)) await logs.close(log);
  }

  async reveal(targets: readonly Target[]): Promise<void> {
    const [log] = this.#logsOf(targets);
    if (log) await vscode.commands.executeCommand('revealInExplorer', uriOfPlace(log.log.place));
  }

  async chooseColumns(targets: readonly Target[]): Promise<void> {
    const [log] = this.#logsOf(targets);
    if (!log) return;
    const logs = await this.#with.backend.logs();
    const choice = await askColumns(log.title, logs.factsOf(log), logs.choiceOf(log));
    if (choice) await logs.open(log.log.place, choice);
  }

  #logsOf(targets: readonly Target[]): readonly LogRace[] {
    const ids = new Set(targets.map(({ race }) => race));
    const logs = this.#with.store.races.filter((race) => race.log !== null && ids.has(race.id));
    if (logs.length === 0) void showInformation('Select a training log in the view Runs first.');
    return logs as readonly LogRace[];
  }
}

async function askFiles(): Promise<readonly vscode.Uri[] | undefined> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const chosen = await vscode.window.showOpenDialog({
    ...{ title: 'Open Training Log', openLabel: 'Open', canSelectMany: true },
    // On Windows and Linux a dialog has either files or folders: a single event file will do.
    ...{ canSelectFiles: true, canSelectFolders: false },
    // A browser's own dialog knows nothing of folders that are on no disk.
    ...(!hasDisk && folder && { defaultUri: folder.uri }),
    // All first: event files have endings of their own.
    filters: { 'All files': ['*'], 'Training logs': ['csv', 'tsv', 'txt', 'log', 'jsonl', 'ndjson', 'json'] },
  });
  return chosen;
}
