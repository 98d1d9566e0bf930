import { formatNumber } from '../../../core/format.ts';
import type { Evaluation } from '../../../core/race/evaluation.ts';
import type { Curve } from '../../shared/curves/curve.ts';
import { EvaluationCurve } from '../../shared/curves/evaluationCurve.ts';
import type { RaceData } from '../data/raceData.ts';
import type { RunData } from '../data/runData.ts';
import { type PanelState, visibleRuns } from '../state.ts';
import type { ViewSettings } from '../viewSettings.ts';
import { words } from '../words.ts';
import { smoothedCurve } from './smoothing.ts';

/** Something that is measured along a run and that the chart can show. */
export interface Measure {
  readonly id: ViewSettings['show'];
  readonly title: string;
  readonly name: (race: RaceData) => string;
  readonly offered: (race: RaceData) => boolean;
  readonly curveOf: (run: RunData, state: Pick<PanelState, 'race' | 'settings'>) => Curve;
  /** What is drawn beside that, dashed; null: nothing is. */
  readonly beside: Measure | null;
  /** Measured by evaluations: at the start, after epochs and at the end. */
  readonly evaluated: boolean;
  /** A share of 1, in percent on a linear axis; the larger the better. */
  readonly isShare: boolean;
}

const training: Measure = {
  id: 'training',
  title: words.loss,
  name: () => words.trainingLoss,
  offered: () => true,
  curveOf: smoothedCurve,
  beside: null,
  evaluated: false,
  isShare: false,
};

/** The same curve of a run each time, so that what was drawn of it stays. */
function evaluated(pick: (evaluation: Evaluation) => number | undefined): Measure['curveOf'] {
  const curves = new WeakMap<RunData, Curve>();
  return (run) => {
    const curve = curves.get(run) ?? new EvaluationCurve(run.evaluations, pick);
    curves.set(run, curve);
    return curve;
  };
}

const evaluation: Measure = {
  id: 'evaluation',
  title: words.loss,
  name: ({ evaluatedOn }) => words.evaluatedLoss[evaluatedOn],
  offered: ({ isModel }) => isModel,
  curveOf: evaluated(({ loss }) => loss),
  beside: null,
  evaluated: true,
  isShare: false,
};

const measures: readonly Measure[] = [
  training,
  evaluation,
  {
    ...training,
    id: 'both',
    name: () => words.bothLosses,
    offered: evaluation.offered,
    beside: evaluation,
  },
  {
    id: 'accuracy',
    title: words.accuracy,
    name: ({ evaluatedOn }) => words.evaluatedAccuracy[evaluatedOn],
    offered: ({ hasAccuracy }) => hasAccuracy,
    curveOf: evaluated(({ accuracy }) => accuracy),
    beside: null,
    evaluated: true,
    isShare: true,
  },
];

/** What there is to choose from. */
export function measuresOf(race: RaceData): readonly Measure[] {
  return measures.filter((measure) => measure.offered(race));
}

/** What the person has chosen, where this race has it. */
export function measureOf({ race, settings }: PanelState): Measure {
  return measuresOf(race).find(({ id }) => id === settings.show) ?? training;
}

/** Why the y axis can't be logarithmic, in words; null where it can. A loss of exactly 0 runs along the bottom. */
export function whyLinearY(state: PanelState): string | null {
  if (measureOf(state).isShare) return words.linearShare;
  const below = visibleRuns(state).flatMap(({ best }) => (best < 0 ? [best] : []));
  return below.length > 0 ? words.linearNegative(formatNumber(Math.min(...below))) : null;
}

export function isLogY(state: PanelState): boolean {
  return state.settings.logY && whyLinearY(state) === null;
}
