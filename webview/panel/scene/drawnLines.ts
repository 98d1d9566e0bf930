/** Which lines the chart draws: runs by themselves, and several as one. */
import { middleOf } from '../../../core/statistics/quantile.ts';
import { sortBy } from '../../shared/sortBy.ts';
import type { Look } from '../../shared/theme.ts';
import { type Group, groupingOf, singleOf } from '../data/groups.ts';
import type { RunData } from '../data/runData.ts';
import { type PanelState, visibleRuns } from '../state.ts';
import { highlightedRuns, mostCurves } from './drawnRuns.ts';

/** The lines of the visible runs; of too many those with the lowest losses, and the highlighted one. */
export function drawnLines(state: PanelState): readonly Group[] {
  const lines = visibleLines(state);
  if (lines.length <= mostCurves) return lines;
  const best = sortBy(lines, lossOf, false).slice(0, mostCurves);
  const some = highlightedRuns(state);
  const highlighted = lines.find(({ runs }) => runs.some(({ key }) => some.has(key)));
  if (highlighted && !best.includes(highlighted)) best[mostCurves - 1] = highlighted;
  const drawn = new Set(best);
  return lines.filter((line) => drawn.has(line));
}

const known = new WeakMap<PanelState, readonly Group[]>();

/** A group has a line; one that is unfolded, or of which one run is visible, has its runs. Asked for several times a frame. */
export function visibleLines(state: PanelState): readonly Group[] {
  const { race, unfolded } = state;
  const found =
    known.get(state) ??
    visibleGroups(state).flatMap(({ group, runs, middle }) =>
      middle.length > 1 && !unfolded.has(group.key)
        ? [{ ...group, runs: middle }]
        : runs.map((run) => singleOf(race, run)),
    );
  known.set(state, found);
  return found;
}

/** How runs look by themselves: like the line that they are part of, so that a path is known by it. */
export function looksAsDrawn(state: PanelState): (run: RunData) => Look {
  const { unfolded } = state;
  const looks = new Map(
    visibleGroups(state).flatMap(({ group, runs, middle }) => {
      const isOne = middle.length > 1 && !unfolded.has(group.key);
      return isOne ? runs.map((run) => [run, group.look] as const) : [];
    }),
  );
  return (run) => looks.get(run) ?? run.look;
}

/** How many seeds all groups have, where some have others too, which are left out of the medians; else null. */
export function sharedSeedCount(state: PanelState): number | null {
  const visible = new Set(visibleRuns(state));
  const { id, groups } = groupingOf(state.race, state.settings.groupBy);
  return id === 'seed' ? (sharedSeeds(groups, visible)?.size ?? null) : null;
}

/** By the key of each group: its runs of which the median is, or all where none of them is visible. */
export function countedRuns(state: PanelState): ReadonlyMap<string, readonly RunData[]> {
  return new Map(
    visibleGroups(state).map(({ group, middle }) => [group.key, middle.length > 0 ? middle : group.runs]),
  );
}

interface VisibleGroup {
  readonly group: Group;
  readonly runs: readonly RunData[];
  /** Those of which the median is. */
  readonly middle: readonly RunData[];
}

function visibleGroups(state: PanelState): VisibleGroup[] {
  const { id, groups } = groupingOf(state.race, state.settings.groupBy);
  const visible = new Set(visibleRuns(state));
  const seeds = id === 'seed' ? sharedSeeds(groups, visible) : null;
  return groups.map((group) => {
    const runs = group.runs.filter((run) => visible.has(run));
    const shared = seeds && runs.length > 1 ? runs.filter(({ facts }) => seeds.has(facts.seed)) : runs;
    return { group, runs, middle: shared };
  });
}

/**
 * Medians of other seeds can't be compared: the seeds that all groups of several have, where these are several and some
 * group has more; else null.
 */
function sharedSeeds(
  groups: readonly Group[],
  visible: ReadonlySet<RunData>,
): ReadonlySet<RunData['facts']['seed']> | null {
  const several = groups
    .map(({ runs }) => new Set(runs.filter((run) => visible.has(run)).map(({ facts }) => facts.seed)))
    .filter(({ size }) => size > 1);
  const [first, ...others] = several;
  if (!first) return null;
  const shared = new Set([...first].filter((seed) => others.every((each) => each.has(seed))));
  return shared.size > 1 && several.some(({ size }) => size > shared.size) ? shared : null;
}

function lossOf({ runs }: Group): number {
  return middleOf(runs.map(({ diverged, loss }) => (diverged ? Number.NaN : (loss ?? Number.NaN)))).median;
}
