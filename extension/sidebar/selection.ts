/** The selected rows and the runs on the screen follow each other. */
import * as vscode from 'vscode';
import { messageOf } from '../../core/messageOf.ts';
import type { PickedRun } from '../../core/race/pickedRun.ts';
import type { RaceStore } from '../../core/race/store.ts';
import { commandIds } from '../ids.ts';
import { log } from '../log.ts';
import { type Row, type RunRow, targetsIn } from './rows.ts';
import type { SelectedRows } from './selectedRows.ts';

/** Several rows are on the screen when the person has selected no more for so long, in milliseconds. */
const settling = 150;
/** For the window to tell that a row is unselected, in milliseconds. */
const patience = 2000;

/** What the selection needs of the rows. */
interface SelectableRows {
  /** The row of a run, where there is one. */
  find(race: string, run: number): RunRow | undefined;
  /** Has rows taken out and put back: a tree lets go of its selection only where the selected row is gone. */
  drop(rows: readonly Row[]): void;
}

export class RowSelection {
  readonly #view: vscode.TreeView<Row>;
  readonly #selected: SelectedRows;
  readonly #store: RaceStore;
  readonly #picked: PickedRun;
  readonly #rows: SelectableRows;
  readonly #subscriptions: vscode.Disposable;
  /** The rows that are about to lose their selection. */
  #leaving: readonly Row[] = [];
  /** Whether VS Code is being told to unselect the row that the keyboard is at. */
  #isUnselecting = false;
  #timer: NodeJS.Timeout | undefined;
  #dropping: NodeJS.Timeout | undefined;
  /** The selected rows where the screen is to follow them: until then they don't follow the screen. */
  #chosen: readonly Row[] | null = null;
  /** Whether `#follow` is to come, and whether a row was pressed: then the keyboard is there, and stays. */
  #next: { isRow: boolean } | null = null;

  constructor(
    { view, selected }: { view: vscode.TreeView<Row>; selected: SelectedRows },
    store: RaceStore,
    picked: PickedRun,
    rows: SelectableRows,
  ) {
    this.#view = view;
    this.#selected = selected;
    this.#store = store;
    this.#picked = picked;
    this.#rows = rows;
    this.#subscriptions = vscode.Disposable.from(
      picked.onDidChange((_, isRow) => this.follow(isRow)),
      store.onDidChange(({ type }) => type === 'shown' && this.follow()),
      view.onDidChangeVisibility(() => this.follow()),
      selected.onDidChange((selection) => {
        clearTimeout(this.#timer);
        const isOwn = this.#isUnselecting || this.#dropping !== undefined;
        this.#stopDropping();
        this.#chosen = null;
        if (selection.length === 0) this.#onCleared();
        else this.#onMoved(selection, isOwn);
      }),
    );
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#stopDropping();
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
    if (!this.#view.visible || this.#chosen) return;
    const selection = this.#selected.rows;
    const row = this.#pickedRow;
    if (row && !this.#isSelected(row)) void this.#reveal(row, { select: true, focus: false });
    else if (!row && !this.#mayStay(selection)) {
      this.#leaving = selection;
      if (isRow) void this.#unselectPressed();
      else this.#rows.drop(selection);
    }
  }

  /**
   * The keyboard is at a row that was pressed, and stays there: a row that gets another id loses it for a moment, in which keys
   * that follow quickly would begin at the first row.
   */
  async #unselectPressed(): Promise<void> {
    this.#isUnselecting = true;
    try {
      await vscode.commands.executeCommand('list.toggleSelection');
    } catch (error) {
      log.debug(`row not unselected in the side bar: ${messageOf(error)}`);
      this.#isUnselecting = false;
      this.#dropLeaving();
      return;
    }
    this.#isUnselecting = false;
    this.#stopDropping();
    // A busy window answers before it tells what is selected. Or the keyboard has gone on to another list.
    if (this.#leaving.length > 0) this.#dropping = setTimeout(() => this.#dropLeaving(), patience);
  }

  #stopDropping(): void {
    clearTimeout(this.#dropping);
    this.#dropping = undefined;
  }

  #dropLeaving(): void {
    this.#dropping = undefined;
    if (this.#leaving.length > 0) this.#rows.drop(this.#leaving);
  }

  /** That of the picked run. */
  get #pickedRow(): RunRow | undefined {
    const run = this.#store.shown?.runs[this.#picked.run ?? -1];
    return run && this.#rows.find(run.race.id, run.number);
  }

  /** Whether the run of this row is, in this row or in another. */
  #isSelected({ race, run }: RunRow): boolean {
    const selection = this.#selected.rows;
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

  /**
   * Escape and a click beside the rows leave none selected, and take the keyboard from its row. A click on a row is its
   * command.
   */
  #onCleared(): void {
    const { shown } = this.#store;
    const isOwn = this.#leaving.length > 0 || this.#isUnselecting;
    const left = isOwn ? undefined : this.#pickedRow;
    this.#leaving = [];
    if (!isOwn && shown) this.#picked.pick({ race: shown.id, run: null });
    // Another may have been picked before the row was gone.
    this.follow();
    if (left && this.#picked.run === null) void this.#reveal(left, { select: false, focus: true });
  }

  /** The selection may go from the row that is about to lose it to another without being empty in between. */
  /** @param isOwn Whether VS Code was told to unselect a row, and has not said yet that it did. */
  #onMoved(selection: readonly Row[], isOwn: boolean): void {
    const leaving = selection.filter((row) => this.#leaving.includes(row));
    this.#leaving = [];
    if (isOwn && leaving.length > 0) {
      // The keyboard had gone on to another row, which was selected, too.
      this.#rows.drop(leaving);
      return;
    }
    if (selection.length < 2) return;
    this.#chosen = selection;
    this.#timer = setTimeout(() => void this.#compare(selection), settling);
  }

  async #compare(rows: readonly Row[]): Promise<void> {
    try {
      await vscode.commands.executeCommand(commandIds.compareSelected, null, targetsIn(rows));
    } finally {
      // The person may have selected others meanwhile.
      if (this.#chosen === rows) {
        this.#chosen = null;
        this.follow();
      }
    }
  }

  /** It takes a moment, in which another may be picked, or none: then the row that is selected late is the wrong one. */
  async #reveal(row: Row, how: { select: boolean; focus: boolean }): Promise<void> {
    try {
      await this.#view.reveal(row, how);
    } catch (error) {
      log.debug(`row not ${how.select ? 'selected' : 'focused'} in the side bar: ${messageOf(error)}`);
      return;
    }
    if (how.select && row !== this.#pickedRow) this.follow();
  }
}
