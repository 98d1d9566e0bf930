import { groupingOf } from '../data/groups.ts';
import type { RunData } from '../data/runData.ts';
import type { DrawnExtent } from '../due.ts';
import type { PanelState, RowDrawing, RowHolder } from '../state.ts';
import { RowHighlight } from './rowHighlight.ts';
import { RowHold, rowOrder, settle } from './rowOrder.ts';
import { RowSlots } from './rowSlots.ts';
import { type Reordered, RowTurns } from './rowTurns.ts';

/** Keeps the rows of the table: in which order they stand, and what of them is drawn anew. */
export class TableRows implements RowDrawing {
  readonly #request: (extent: DrawnExtent) => void;
  readonly #hold = new RowHold();
  readonly #turns: RowTurns;
  readonly #slots = new RowSlots();
  readonly #highlight = new RowHighlight();
  #reordered: Reordered = 'none';
  /** The row that had the focus last: it comes back there. */
  #focused: string | null = null;

  /** @param request Is called when rows should be drawn: some of them are out of date, or not there yet. */
  constructor(request: (extent: DrawnExtent) => void) {
    this.#request = request;
    this.#turns = new RowTurns(() => request('numbers'));
  }

  /** The order to keep; null where nobody is among the rows. */
  get held(): readonly string[] | null {
    return this.#hold.order;
  }

  get all(): number {
    return this.#turns.all;
  }

  of(place: number): number {
    return this.#turns.of(place);
  }

  slotsOf(keys: readonly string[]): ReadonlyMap<string, number> {
    const slots = this.#slots.place(keys, this.held !== null, this.#focused);
    if (slots.size < keys.length) this.#request('page');
    return slots;
  }

  /** @returns Whether that changed something. */
  hold(by: RowHolder, held: boolean): boolean {
    if (by === 'focus' && held) this.#focused = keyOfFocused();
    return this.#hold.hold(by, held);
  }

  /** Forgets who is among them: other rows are drawn. */
  release(): void {
    this.#hold.release();
  }

  /**
   * Begins another frame.
   * @returns The runs in the order of their rows.
   */
  begin(state: PanelState, extent: DrawnExtent): readonly RunData[] {
    const count = state.race.runs.length;
    this.#reordered = extent === 'page' ? 'none' : this.#turns.begin(count, extent === 'all');
    const rows = this.#ordered(state, this.#reordered);
    this.#hold.draw(keysOf(rows));
    return rows;
  }

  /** The page was drawn. @param highlighted Key of a run or a group; null highlights none. */
  end(root: Element, highlighted: string | null): void {
    if (this.#reordered !== 'none') this.#turns.follow(root);
    this.highlight(root, highlighted);
  }

  /** Where only that changed. */
  highlight(root: Element, key: string | null): void {
    this.#highlight.show(root, key);
  }

  #ordered(state: PanelState, reordered: Reordered): readonly RunData[] {
    const { drawn } = this.#hold;
    if (reordered === 'none') return rowOrder({ ...state, heldRows: drawn });
    const rows = rowOrder(state);
    const areRuns = groupingOf(state.race, state.settings.groupBy).id === 'run';
    if (reordered === 'all' || !areRuns || drawn?.length !== rows.length) return rows;
    return rowOrder({ ...state, heldRows: settle(drawn, keysOf(rows), this.#turns.moving) });
  }
}

function keysOf(rows: readonly RunData[]): string[] {
  return rows.map(({ key }) => key);
}

/** Of the row that has the focus, or in which something has it. */
function keyOfFocused(): string | null {
  const row = document.activeElement?.closest('tr[data-run]');
  return row instanceof HTMLElement ? (row.dataset['run'] ?? null) : null;
}
