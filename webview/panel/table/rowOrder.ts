import { sortBy } from '../../shared/sortBy.ts';
import { groupingOf } from '../data/groups.ts';
import type { RaceData } from '../data/raceData.ts';
import type { RunData } from '../data/runData.ts';
import { countedRuns } from '../scene/drawnLines.ts';
import { listedRuns, type PanelState, type RowHolder } from '../state.ts';
import { type Column, columns } from './columns.ts';
import { groupKey } from './groupMiddles.ts';
import { columnsOf, showsOnlyDiffering } from './tableColumns.ts';

/** Of more rows nobody reads the last. */
export const mostRows = 500;

/** In place of a column that this race does not have. */
const byLoss = columns.find((column) => column.id === 'loss');

/**
 * The runs in sight in the order of the table: sorted as the person chose, unless a running race has its rows held. The runs of a
 * group follow each other, and groups are sorted by their medians.
 */
export function rowOrder(state: PanelState): RunData[] {
  const { race, settings, heldRows } = state;
  const runs = listedRuns(state);
  if (race.phase === 'running' && heldRows?.length === runs.length) {
    const ranks = new Map(heldRows.map((key, rank) => [key, rank]));
    return sortBy(runs, ({ key }) => ranks.get(key) ?? null, false);
  }
  const { column: id, descending } = settings.sort;
  const column = columnsOf(race, showsOnlyDiffering(state)).find((column) => column.id === id) ?? byLoss;
  const sorted = (runs: readonly RunData[]) =>
    sortBy(runs, (run) => column?.key(run, race) ?? null, descending);
  const { id: grouping, groups } = groupingOf(race, settings.groupBy);
  if (grouping === 'run' || !column) return sorted(runs);
  const counted = countedRuns(state);
  const keyOf = ({ key, runs }: (typeof groups)[number]) =>
    runs.length > 1 ? groupKey(column, counted.get(key) ?? runs, race) : keyOfFirst(column, runs, race);
  const listed = new Set(runs);
  return sortBy(groups, keyOf, descending).flatMap((group) =>
    sorted(group.runs.filter((run) => listed.has(run))),
  );
}

/**
 * The order that is drawn with the right rows at some places: what stood there goes where they came from.
 * @param drawn Keys of the rows in that order.
 * @param sorted The same keys as they should be.
 */
export function settle(
  drawn: readonly string[],
  sorted: readonly string[],
  places: readonly number[],
): string[] {
  const order = [...drawn];
  const placeOf = new Map(order.map((key, place) => [key, place]));
  for (const place of places) {
    const [key, other] = [sorted[place], order[place]];
    const from = key === undefined ? undefined : placeOf.get(key);
    if (key === undefined || other === undefined || from === undefined) continue;
    order[place] = key;
    order[from] = other;
    placeOf.set(key, place).set(other, from);
  }
  return order;
}

function keyOfFirst(column: Column, [first]: readonly RunData[], race: RaceData): number | string | null {
  return first ? column.key(first, race) : null;
}

/** Keeps the rows of the table in their order while the pointer or the focus is among them, so that no press misses. */
export class RowHold {
  readonly #holders = new Set<RowHolder>();
  #drawn: readonly string[] | null = null;

  /** The order to keep; null where nobody is among the rows. */
  get order(): readonly string[] | null {
    return this.#holders.size > 0 ? this.#drawn : null;
  }

  /** The order in which the rows stand now; null before there are any. */
  get drawn(): readonly string[] | null {
    return this.#drawn;
  }

  /** @returns Whether that changed something. */
  hold(by: RowHolder, held: boolean): boolean {
    if (this.#holders.has(by) === held) return false;
    if (held) this.#holders.add(by);
    else this.#holders.delete(by);
    return true;
  }

  /** Takes the order in which the rows stand now. */
  draw(rows: readonly string[]): void {
    this.#drawn = rows;
  }

  /** Forgets it all: other rows are drawn. */
  release(): void {
    this.#holders.clear();
    this.#drawn = null;
  }
}
