/** Which runs chart and landscape draw. */
import { sortBy } from '../../shared/sortBy.ts';
import type { RunData } from '../data/runData.ts';
import { type PanelState, visibleRuns } from '../state.ts';

/** Of more curves none can be followed. */
const mostCurves = 64;
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

/** Whether a run steps back for the highlighted one; not under the crosshair, which compares all. */
export function isFaded(
  { cursor, highlighted }: PanelState,
  runs: readonly RunData[],
): (run: RunData) => boolean {
  const some = cursor === null && runs.some(({ key }) => key === highlighted);
  return ({ key }) => some && key !== highlighted;
}
