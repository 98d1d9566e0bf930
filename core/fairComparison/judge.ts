/** What a run of a fair comparison is judged by: one number. */
import { epochsAfter } from '../epochs.ts';
import type { JudgeKind } from '../experiment/compare/compareSchema.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import type { Evaluation } from '../race/evaluation.ts';
import type { RunState } from '../race/runRecord.ts';

/** A run as far as it is judged. */
export interface JudgedRun {
  readonly spec: Pick<RunSpec, 'stepsPerEpoch' | 'problem'>;
  readonly state: RunState;
  /** Of a surface some of its steps. */
  readonly evaluations: readonly Evaluation[];
}

/** What steps are counted by. */
export interface StepCost {
  /** To train on, which an epoch goes through; 0 of a surface. */
  readonly rows: number;
  /** A step that takes two counts twice, and so do its samples. */
  readonly gradientsPerStep: number;
}

/** A run that is over. */
export interface RunScore {
  /** The lower, the better: accuracy is negated. Infinite where the run has diverged or failed, or has missed the target. */
  readonly value: number;
  /** The last evaluated loss, which decides between trials that have all missed the target. */
  readonly finalLoss: number;
  readonly hasDiverged: boolean;
  /** Whether it has no score though it didn't diverge: the target was not reached. */
  readonly hasMissed: boolean;
}

/** Null of a run that is not over, or was stopped before its end. */
export function scoreOfRun(
  { spec, state, evaluations }: JudgedRun,
  judge: JudgeKind,
  target: number | null,
  cost: StepCost,
): RunScore | null {
  const { kind } = state.status;
  if (kind === 'diverged' || kind === 'failed')
    return {
      value: Number.POSITIVE_INFINITY,
      finalLoss: Number.POSITIVE_INFINITY,
      hasDiverged: true,
      hasMissed: false,
    };
  if (kind !== 'finished') return null;
  if (!trainsOnData(spec.problem)) return scoreOnSurface(judge, state, cost);
  const finalLoss = evaluations.at(-1)?.loss ?? Number.POSITIVE_INFINITY;
  const value = scoreValue(judge, { spec, state, evaluations }, target, cost);
  return { value, finalLoss, hasDiverged: false, hasMissed: value === Number.POSITIVE_INFINITY };
}

/** Where every step is measured. */
function scoreOnSurface(
  judge: JudgeKind,
  { loss, best, reached }: RunState,
  { gradientsPerStep }: StepCost,
): RunScore {
  const reachedAt = reached === null ? Number.POSITIVE_INFINITY : reached * gradientsPerStep;
  const value = judge === 'steps' ? reachedAt : finite(judge === 'best loss' ? best : loss);
  return {
    value,
    finalLoss: finite(loss),
    hasDiverged: false,
    hasMissed: value === Number.POSITIVE_INFINITY,
  };
}

function scoreValue(
  judge: JudgeKind,
  { spec, state, evaluations }: JudgedRun,
  target: number | null,
  { rows, gradientsPerStep }: StepCost,
): number {
  const losses = evaluations.map(({ loss }) => loss);
  switch (judge) {
    case 'final loss':
      return finite(losses.at(-1));
    case 'best loss':
      return Math.min(Number.POSITIVE_INFINITY, ...losses.map(finite));
    case 'accuracy':
      return -(evaluations.at(-1)?.accuracy ?? Number.NEGATIVE_INFINITY);
    case 'steps':
    case 'samples':
    case 'seconds': {
      const reached = evaluations.find(({ loss }) => target !== null && loss <= target)?.step;
      if (reached === undefined) return Number.POSITIVE_INFINITY;
      if (judge === 'seconds') return reached / state.stepsPerSecond;
      const count = judge === 'steps' ? reached : epochsAfter(spec.stepsPerEpoch, reached) * rows;
      return count * gradientsPerStep;
    }
  }
}

function finite(loss: number | undefined): number {
  return loss === undefined || Number.isNaN(loss) ? Number.POSITIVE_INFINITY : loss;
}

/** As people read it: accuracy is not negated. */
export function shownScore(judge: JudgeKind, value: number): number {
  if (judge !== 'accuracy') return value;
  return value === Number.POSITIVE_INFINITY ? 0 : -value;
}

/** `Final loss` */
export const judgeLabels: Readonly<Record<JudgeKind, string>> = {
  'final loss': 'Final loss',
  'best loss': 'Best loss',
  accuracy: 'Accuracy',
  steps: 'Steps to target',
  samples: 'Samples to target',
  seconds: 'Seconds to target',
};

/** `final validation loss`. @param rows Null on a surface. */
export function judgeWords(
  judge: JudgeKind,
  rows: 'validation' | 'test' | null,
  target: number | null,
): string {
  const loss = rows === null ? 'loss' : `${rows} loss`;
  switch (judge) {
    case 'final loss':
      return `final ${loss}`;
    case 'best loss':
      return `best ${loss}`;
    case 'accuracy':
      return `${rows} accuracy`;
    default:
      return `${judge} to a ${loss} of ${target}`;
  }
}
