import { gradientsPerStep } from '../../../core/optimizers/gradientsPerStep.ts';
import type { XAxis } from '../../shared/chart/scene.ts';
import type { RaceData } from '../data/raceData.ts';
import type { RunData } from '../data/runData.ts';
import type { PanelState } from '../state.ts';
import { words } from '../words.ts';
import { measureOf } from './measures.ts';

/** Something that the x axis can count. */
interface AxisKind {
  readonly kind: XAxis['kind'];
  /** As the list has it. */
  readonly label: string;
  /** More about it; null where there is no more to say. */
  readonly details: string | null;
  readonly offered: (race: RaceData) => boolean;
  /** Steps in one of it. */
  readonly stepsPerUnit: (run: RunData, race: RaceData) => number;
}

const kinds: readonly AxisKind[] = [
  { kind: 'step', label: words.stepAxis, details: null, offered: () => true, stepsPerUnit: () => 1 },
  {
    kind: 'epoch',
    label: words.epoch,
    details: null,
    offered: ({ isModel }) => isModel,
    stepsPerUnit: ({ facts }) => facts.stepsPerEpoch,
  },
  {
    kind: 'sample',
    label: words.samples,
    details: words.samplesDetails,
    offered: ({ facts }) => facts.rows !== undefined,
    // The last batch of an epoch is smaller: this is the mean.
    stepsPerUnit: ({ facts }, race) => facts.stepsPerEpoch / (race.facts.rows ?? 1),
  },
  {
    kind: 'second',
    label: words.seconds,
    details: words.secondsDetails,
    offered: () => true,
    stepsPerUnit: (run, race) => tidy(run.stepsPerSecond || fastest(race)),
  },
  {
    kind: 'gradient',
    label: words.gradients,
    details: words.gradientsDetails,
    // Of others it is the number of steps.
    offered: ({ runs }) => runs.some(({ facts }) => gradientsPerStep(facts.optimizer) > 1),
    stepsPerUnit: ({ facts }) => 1 / gradientsPerStep(facts.optimizer),
  },
];

/** What there is to choose from. */
export function axisKindsOf(race: RaceData): readonly AxisKind[] {
  return kinds.filter((each) => each.offered(race));
}

/** What the chart's x axis counts. */
export function axisKind({ race, settings }: PanelState): XAxis['kind'] {
  const chosen = axisKindsOf(race).find(({ kind }) => kind === settings.xAxis);
  return chosen?.kind ?? race.comparableBy;
}

/** Steps of `run` in one unit of the axis. */
export function stepsPerUnit(run: RunData, kind: XAxis['kind'], race: RaceData): number {
  return kinds.find((each) => each.kind === kind)?.stepsPerUnit(run, race) ?? 1;
}

export function xAxis(state: PanelState): XAxis {
  const { race, settings } = state;
  const kind = axisKind(state);
  const units = race.runs.map((run) => stepsPerUnit(run, kind, race));
  const max = Math.max(...race.runs.map((run, i) => run.steps / (units[i] ?? 1)), 1e-9);
  const { evaluated } = measureOf(state);
  // Evaluations are an epoch apart.
  const moves = race.runs.map((run, i) => (evaluated ? run.facts.stepsPerEpoch : 1) / (units[i] ?? 1));
  const quantum = Math.min(max, ...moves);
  // A logarithmic axis has no 0.
  const first = quantum < max ? quantum : max / 10;
  return { kind, log: settings.logX, min: settings.logX ? first : 0, max, quantum };
}

/** Of a run that has not begun it is not known how fast it is: as fast as the fastest, for as long. */
function fastest({ runs }: RaceData): number {
  return Math.max(0, ...runs.map((run) => run.stepsPerSecond)) || 1;
}

/** Two digits are told, so that the lines stay where they are while the third changes. */
function tidy(rate: number): number {
  return Number(rate.toPrecision(2));
}
