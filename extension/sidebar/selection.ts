/** The selected rows and the runs on the screen follow each other. */
import * as vscode from 'vscode';
import { messageOf } from '../../core/messageOf.ts';
import type { PickedRun } from '../../core/race/pickedRun.ts';
import type { RaceStore } from '../../core/race/store.ts';
import type { Target } from '../commands/runs/targets.ts';
import { commandIds } from '../ids.ts';
import { log } from '../log.ts';
import type { Row, RunRow } from './rows.ts';

/** Several rows are on the screen when the person has selected no more for so long, in milliseconds. */
const settling = 150;

/** What the selection needs of the rows. */
interface SelectableRows {
  /** The row of a run, where there is one. */
  find(race: string, run: number): RunRow | undefined;
  /** Has rows taken out and put back: a tree lets go of its selection only where the selected row is gone. */
  drop(rows: readonly Row[]): void;
}

export class RowSelection {
  readonly #view: vscode.TreeView<Row>;
  readonly #store: RaceStore;
  readonly #picked: PickedRun;
  readonly #rows: SelectableRows;
  readonly #subscriptions: vscode.Disposable;
  /** Whether the selected rows are about to go. */
  #clearing = false;
  /** The row that the keyboard is at and that is about to go, to be focused when it is there again. */
  #leftAt: Row | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Whether `#follow` is to come, and whether a row was pressed: then the keyboard is there, and stays. */
  #next: { isRow: boolean } | null = null;

  constructor(view: vscode.TreeView<Row>, store: RaceStore, picked: PickedRun, rows: SelectableRows) {
    this.#view = view;
    this.#store = store;
    this.#picked = picked;
    this.#rows = rows;
    this.#subscriptions = vscode.Disposable.from(
      picked.onDidChange((_, isRow) => this.follow(isRow)),
      store.onDidChange(({ type }) => type === 'shown' && this.follow()),
      view.onDidChangeVisibility(() => this.follow()),
      view.onDidChangeSelection(({ selection }) => {
        clearTimeout(this.#timer);
        if (selection.length === 0) this.#onCleared();
        else this.#onMoved(selection);
      }),
    );
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }

  /** What comes to the screen and is picked there at once is followed once. */
  follow(isRow = false): void {
    if (this.#next) {
      this.#next.isRow ||= isRow;
      return;
    }
    this.#next = { isRow };
    queueMicrotask(() => {
      const next = this.#next;
      this.#next = null;
      this.#follow(next?.isRow ?? false);
    });
  }

  /** A hidden view would come to the front if it were told now. */
  #follow(isRow: boolean): void {
    if (!this.#view.visible) return;
    const { selection } = this.#view;
    const row = this.#pickedRow;
    if (row && !this.#isSelected(row)) this.#reveal(row, { select: true, focus: false });
    else if (!row && !this.#mayStay(selection)) {
      this.#leftAt = isRow ? selection[0] : undefined;
      this.#clearing = true;
      this.#rows.drop(selection);
    }
  }

  /** That of the picked run. */
  get #pickedRow(): RunRow | undefined {
    const run = this.#store.shown?.runs[this.#picked.run ?? -1];
    return run && this.#rows.find(run.race.id, run.number);
  }

  /** Whether the run of this row is, in this row or in another. */
  #isSelected({ race, run }: RunRow): boolean {
    const { selection } = this.#view;
    // What was chosen together stays, where it is on the screen.
    if (this.#store.shown?.isWhole && selection.length > 1) return false;
    return selection.some((row) => row.kind === 'run' && row.race === race && row.run === run);
  }

  /** Whether rows may be selected while no row is that of the picked run. */
  #mayStay(rows: readonly Row[]): boolean {
    const { shown } = this.#store;
    if (rows.length === 0) return true;
    if (rows.length > 1) return shown !== null && !shown.isWhole;
    const [row] = rows;
    return (
      row?.kind !== 'run' && (row?.kind !== 'race' || !shown || (shown.isWhole && shown.id === row.race))
    );
  }

  /** Escape and a click beside the rows leave none selected. A click on a row is its command. */
  #onCleared(): void {
    const { shown } = this.#store;
    if (!this.#clearing && shown) {
      this.#leftAt = this.#pickedRow;
      this.#picked.pick({ race: shown.id, run: null });
    }
    this.#clearing = false;
    // Another may have been picked before the row was gone.
    this.follow();
    if (this.#leftAt && this.#picked.run === null) this.#reveal(this.#leftAt, { select: false, focus: true });
    this.#leftAt = undefined;
  }

  /** The selection may go from the row that is about to go to another without being empty in between. */
  #onMoved(selection: readonly Row[]): void {
    this.#clearing = false;
    this.#leftAt = undefined;
    if (selection.length < 2) return;
    this.#timer = setTimeout(() => {
      const targets: Target[] = selection
        .filter((row) => row.kind !== 'pinned' && row.kind !== 'logs')
        .map(({ race, run }) => ({ race, run }));
      void vscode.commands.executeCommand(commandIds.compareSelected, null, targets);
    }, settling);
  }

  #reveal(row: Row, how: { select: boolean; focus: boolean }): void {
    this.#view.reveal(row, how).then(undefined, (error: unknown) => {
      log.debug(`row not ${how.select ? 'selected' : 'focused'} in the side bar: ${messageOf(error)}`);
    });
  }
}
