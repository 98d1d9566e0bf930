import { sortBy } from '../../shared/sortBy.ts';
import type { RunData } from '../data/runData.ts';
import type { PanelState } from '../state.ts';
import { columns } from './columns.ts';

/** Of more rows nobody reads the last. */
export const mostRows = 500;

/** In place of a column that this race does not have. */
const byLoss = columns.find((column) => column.id === 'loss');

/** The runs in the order of the table: sorted as the person chose, unless a running race has its rows held. */
export function rowOrder({ race, settings, heldRows }: PanelState): RunData[] {
  if (race.phase === 'running' && heldRows?.length === race.runs.length) {
    const ranks = new Map(heldRows.map((key, rank) => [key, rank]));
    return sortBy(race.runs, ({ key }) => ranks.get(key) ?? null, false);
  }
  const { column: id, descending } = settings.sort;
  const column = columns.find((column) => column.id === id && column.shown(race)) ?? byLoss;
  return sortBy(race.runs, (run) => column?.key(run, race) ?? null, descending);
}
