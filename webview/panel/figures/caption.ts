import { epochsAfter } from '../../../core/epochs.ts';
import type { Surface } from '../../../core/problems/surfaces/surface.ts';
import { countText, type Group } from '../data/groups.ts';
import type { RaceData } from '../data/raceData.ts';
import { drawnLines, sharedSeedCount, visibleLines } from '../scene/drawnLines.ts';
import { drawsBands } from '../scene/lossScene.ts';
import { isLogY, type Measure, measureOf } from '../scene/measures.ts';
import { middleOfGroup } from '../scene/middles.ts';
import { isSmoothed, smoothingText } from '../scene/smoothing.ts';
import { axisKind } from '../scene/xAxis.ts';
import { listedRuns, type PanelState, visibleRuns } from '../state.ts';
import { words } from '../words.ts';

/** What the chart shows, in few words: above it and in its picture. */
export function chartCaption(state: PanelState): { readonly title: string; readonly text: string } {
  const measure = measureOf(state);
  if (whyNoCurves(state) !== null) return { title: measure.title, text: '' };
  const lines = drawnLines(state);
  const [drawn, visible] = [lines.length, visibleLines(state).length];
  const listed = listedRuns(state).length;
  const hidden = listed - visibleRuns(state).length;
  const parts = [
    ...measured(measure, state),
    ...middles(lines, state),
    ...(drawsBands(state) ? [words.bandOfLosses] : []),
    ...(isLogY(state) ? [words.logScale] : []),
    words.byAxis[axisKind(state)],
    ...(drawn < visible ? [words.drawnCurves(drawn, visible)] : []),
    ...(listed < state.race.runs.length ? [words.foundRuns(listed, state.race.runs.length)] : []),
    ...(hidden > 0 ? [words.hiddenRuns(hidden)] : []),
  ];
  return { title: measure.title, text: parts.join(', ') };
}

/**
 * What the landscape shows: its formula, and which parameter is drawn larger.
 * @param stretch How many times larger the first is drawn than the second.
 */
export function landscapeCaption({ formula, axes }: Surface, stretch: number): string {
  const [first, second] = axes;
  // Less than five percent nobody sees.
  if (Math.abs(Math.log(stretch)) < 0.05) return formula;
  return `${formula}, ${stretch > 1 ? words.stretched(first, stretch) : words.stretched(second, 1 / stretch)}`;
}

/** Why there is nothing to see in a chart that could draw something; else null. */
export function whyEmpty(state: PanelState): string | null {
  if (visibleRuns(state).length > 0) return null;
  return listedRuns(state).length === 0 ? words.noneFound : words.allHidden;
}

/** Why the chart has nothing to draw, where the race does not keep it; else null. */
export function whyNoCurves(state: PanelState): string | null {
  const { record } = state.race.facts;
  if (record === 'score') return words.noCurves;
  return record === 'evaluations' && !measureOf(state).evaluated ? words.noTrainingCurves : null;
}

/** What lines are the middle of: of so many seeds each, or of several runs. Runs that wait for their turn are in none. */
function middles(lines: readonly Group[], state: PanelState): string[] {
  const groups = lines.filter(({ runs }) => runs.length > 1);
  const begun = groups
    .map(({ areSeeds, runs }) => ({ areSeeds, runs: middleOfGroup({ runs }, state).counted }))
    .filter(({ runs }) => runs.length > 0);
  const [first, ...others] = new Set((begun.length > 0 ? begun : groups).map(countText));
  if (first === undefined) return [];
  if (others.length > 0) return [words.middle(words.severalRuns)];
  const shared = sharedSeedCount(state);
  return [words.middle(shared === null ? first : words.sharedSeeds(shared))];
}

function measured(measure: Measure, state: PanelState): string[] {
  const { race } = state;
  if (measure.evaluated)
    return [
      measure.name(race).toLowerCase(),
      isEveryEpoch(race) ? words.afterEachEpoch : words.afterSomeEpochs,
    ];
  const over = smoothingText(state);
  const smoothed = race.runs.some((run) => isSmoothed(run, state));
  const beside = measure.beside ? [words.dashedIs(measure.beside.name(race).toLowerCase())] : [];
  if (race.isModel && race.runs.some((run) => run.smoothed))
    return [smoothed ? words.smoothedLoss(over) : words.rawLoss, ...beside];
  return [...(smoothed ? [words.smoothedSteps(over)] : []), ...beside];
}

/** Whether nothing was left out: runs can ask for fewer evaluations, and get fewer where they would take too long. */
function isEveryEpoch({ runs }: RaceData): boolean {
  return runs.every(({ evaluations, facts }) =>
    // The last one may be at the end of a run, in the middle of an epoch.
    evaluations.every(
      ({ step }, index) =>
        epochsAfter(facts.stepsPerEpoch, step) -
          epochsAfter(facts.stepsPerEpoch, evaluations[index - 1]?.step ?? step) <=
        1,
    ),
  );
}
