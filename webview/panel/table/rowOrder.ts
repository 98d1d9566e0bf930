import type { RunData } from '../data/runData.ts';
import { sortBy } from '../data/sortRuns.ts';
import type { PanelState } from '../state.ts';
import { columns } from './columns.ts';

/** In place of a column that this race does not have. */
const byLoss = columns.find((column) => column.id === 'loss');

/** The runs in the order of the table. */
export function rowOrder({ race, settings }: PanelState): RunData[] {
  if (race.phase === 'running') {
    const held = heldOrder();
    if (held.length === race.runs.length) return sortBy(race.runs, (run) => held.indexOf(run.key), false);
  }
  const { column: id, descending } = settings.sort;
  const column = columns.find((column) => column.id === id && column.shown(race)) ?? byLoss;
  return sortBy(race.runs, (run) => column?.key(run, race) ?? null, descending);
}

/** While the pointer or the focus is among the rows of a running race they stay put, so that no press misses. */
function heldOrder(): string[] {
  const rows = document.querySelectorAll('.runs-table tbody:is(:hover, :focus-within) tr');
  return [...rows].map((row) => row.getAttribute('data-run') ?? '');
}
