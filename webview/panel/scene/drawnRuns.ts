/** Which runs chart and landscape draw. */
import { sortBy } from '../../shared/sortBy.ts';
import { groupingOf } from '../data/groups.ts';
import type { RunData } from '../data/runData.ts';
import { type PanelState, visibleRuns } from '../state.ts';

/** Of more curves none can be followed. */
export const mostCurves = 64;
/** Of more names at the line ends none can be found. */
export const mostNamedLines = 8;

/** The visible runs, in the order of the race; of too many those with the lowest losses, and the highlighted one. */
export function drawnRuns(state: PanelState): readonly RunData[] {
  const visible = visibleRuns(state);
  if (visible.length <= mostCurves) return visible;
  const best = sortBy(visible, ({ loss }) => loss, false).slice(0, mostCurves);
  const highlighted = visible.find(({ key }) => key === state.highlighted);
  if (highlighted && !best.includes(highlighted)) best[mostCurves - 1] = highlighted;
  const drawn = new Set(best);
  return visible.filter((run) => drawn.has(run));
}

/** Keys of the runs that are highlighted: one, all of a group, or none. */
export function highlightedRuns({ race, settings, highlighted }: PanelState): ReadonlySet<string> {
  if (highlighted === null) return new Set();
  const group = groupingOf(race, settings.groupBy).groups.find(({ key }) => key === highlighted);
  return new Set(group ? group.runs.map(({ key }) => key) : [highlighted]);
}

/** Whether a run steps back for those that are highlighted; not under the crosshair, which compares all. */
export function isFaded(state: PanelState, runs: readonly RunData[]): (run: RunData) => boolean {
  const some = highlightedRuns(state);
  const isAny = state.cursor === null && runs.some(({ key }) => some.has(key));
  return ({ key }) => isAny && !some.has(key);
}
