import type { RaceData } from '../data/raceData.ts';
import type { PanelState } from '../state.ts';
import { words } from '../words.ts';
import { isLogY, type Measure, measureOf } from './measures.ts';
import { xAxis } from './xAxis.ts';

/** What the chart shows, in few words: above it and in its picture. */
export function chartCaption(state: PanelState): { readonly title: string; readonly text: string } {
  const measure = measureOf(state);
  const parts = [
    ...measured(measure, state.race),
    ...(isLogY(state) ? [words.logScale] : []),
    words.byAxis(xAxis(state).kind),
  ];
  return { title: measure.title, text: parts.join(', ') };
}

function measured(measure: Measure, race: RaceData): string[] {
  if (measure.evaluated)
    return [
      measure.name(race).toLowerCase(),
      isEveryEpoch(race) ? words.afterEachEpoch : words.afterSomeEpochs,
    ];
  return race.runs.some((run) => run.smoothed) ? [words.smoothedLoss] : [];
}

/** Whether nothing was left out: runs can ask for fewer evaluations, and get fewer where they would take too long. */
function isEveryEpoch({ runs }: RaceData): boolean {
  return runs.every(({ evaluations, facts }) =>
    // The last one may be at the end of a run, in the middle of an epoch.
    evaluations.every(
      ({ step }, index) => step - (evaluations[index - 1]?.step ?? step) <= facts.stepsPerEpoch,
    ),
  );
}
