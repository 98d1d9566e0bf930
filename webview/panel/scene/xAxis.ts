import { perUnit } from '../../../core/epochs.ts';
import { gradientsPerStep } from '../../../core/optimizers/gradientsPerStep.ts';
import type { RunAxisKind, XAxis } from '../../shared/chart/scene.ts';
import { placeAfter, type StepsPerUnit, stepsTo } from '../../shared/chart/stepUnits.ts';
import type { RaceData } from '../data/raceData.ts';
import type { RunData } from '../data/runData.ts';
import type { PanelState } from '../state.ts';
import { words } from '../words.ts';
import { measureOf } from './measures.ts';

/** Something that the x axis can count. */
interface AxisKind {
  readonly kind: RunAxisKind;
  /** As the list has it. */
  readonly label: string;
  /** More about it; null where there is no more to say. */
  readonly details: string | null;
  readonly offered: (race: RaceData) => boolean;
  /** Steps in one of it, by run. */
  readonly stepsPerUnit: (race: RaceData) => (run: RunData) => StepsPerUnit;
}

const kinds: readonly AxisKind[] = [
  { kind: 'step', label: words.stepAxis, details: null, offered: () => true, stepsPerUnit: () => () => 1 },
  {
    kind: 'epoch',
    label: words.epoch,
    details: null,
    offered: ({ hasEpochs }) => hasEpochs,
    stepsPerUnit: () => (run) => run.facts.stepsPerEpoch,
  },
  {
    kind: 'sample',
    label: words.samples,
    details: words.samplesDetails,
    offered: ({ facts }) => facts.rows !== undefined,
    // The last batch of an epoch is smaller: this is the mean.
    stepsPerUnit: (race) => (run) => perUnit(run.facts.stepsPerEpoch, race.facts.rows ?? 1),
  },
  {
    kind: 'second',
    label: words.seconds,
    details: words.secondsDetails,
    offered: () => true,
    stepsPerUnit: (race) => {
      const rate = fastest(race);
      return (run) => tidy(run.stepsPerSecond || rate);
    },
  },
  {
    kind: 'gradient',
    label: words.gradients,
    details: words.gradientsDetails,
    // Of others it is the number of steps.
    offered: ({ runs }) => runs.some(({ facts }) => gradientsPerStep(facts) > 1),
    stepsPerUnit: () => (run) => 1 / gradientsPerStep(run.facts),
  },
];

/** What there is to choose from. */
export function axisKindsOf(race: RaceData): readonly AxisKind[] {
  return kinds.filter((each) => each.offered(race));
}

/** What the chart's x axis counts. */
export function axisKind({ race, settings }: PanelState): RunAxisKind {
  const chosen = axisKindsOf(race).find(({ kind }) => kind === settings.xAxis);
  return chosen?.kind ?? race.comparableBy;
}

/** Steps of a run in one unit of the axis. */
export function stepsPerUnit(kind: RunAxisKind, race: RaceData): (run: RunData) => StepsPerUnit {
  return kinds.find((each) => each.kind === kind)?.stepsPerUnit(race) ?? (() => 1);
}

export function xAxis(state: PanelState): XAxis & { readonly kind: RunAxisKind } {
  const { race, settings } = state;
  const kind = axisKind(state);
  const units = race.runs.map(stepsPerUnit(kind, race));
  const max = Math.max(...race.runs.map((run, i) => placeAfter(units[i] ?? 1, run.steps)), 1e-9);
  const { evaluated } = measureOf(state);
  // Evaluations are an epoch apart.
  const moves = race.runs.map((run, i) =>
    smallestMove(units[i] ?? 1, evaluated ? run.facts.stepsPerEpoch : 1),
  );
  const quantum = Math.min(max, ...moves);
  // A logarithmic axis has no 0.
  const first = quantum < max ? quantum : max / 10;
  return { kind, log: settings.logX, min: settings.logX ? first : 0, max, quantum };
}

/** On the axis: of so many steps. Where both change it is that of the first, since they change together. */
function smallestMove(stepsPerUnit: StepsPerUnit, steps: StepsPerUnit): number {
  return placeAfter(stepsPerUnit, stepsTo(steps, 1));
}

/** Of a run that has not begun it is not known how fast it is: as fast as the fastest, for as long. */
function fastest({ runs }: RaceData): number {
  return Math.max(0, ...runs.map((run) => run.stepsPerSecond)) || 1;
}

/** Two digits are told, so that the lines stay where they are while the third changes. */
function tidy(rate: number): number {
  return Number(rate.toPrecision(2));
}
