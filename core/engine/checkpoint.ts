import { formatCount } from '../format.ts';
import type { EngineFacts } from '../race/engineFacts.ts';
import type { RecorderState } from '../race/recorder.ts';
import type { RunState } from '../race/runRecord.ts';
import type { State, Vector } from '../rule/run/kernel.ts';
import type { LossesSeen } from './runSchedule.ts';
import type { StopRulesState } from './stopRules.ts';

/**
 * Where a run stands after some steps. A trainer that goes on from there takes the steps that the run would have taken:
 * in the same precision bit for bit.
 */
export interface Checkpoint {
  readonly stepsDone: number;
  /** In the order of the run's start. */
  readonly parameters: Vector;
  /** What the rule keeps, its tensors in the order of the parameters. */
  readonly state: State<Vector>;
}

/** What a run has learned so far. */
export type Weights = Pick<Checkpoint, 'stepsDone' | 'parameters'>;

/** What an evaluation costs, in milliseconds, how many were made, and the step of the last. */
export interface EvaluationsState {
  readonly cost: number;
  readonly made: number;
  readonly last: number;
}

/** Where a whole run stands: with this a run goes on, also in another program, as if it had never been interrupted. */
export interface RunCheckpoint {
  /** May be some steps before: those in between are taken again, and nothing of them is recorded. */
  readonly trainer: Checkpoint;
  readonly stepsDone: number;
  /** What a schedule has seen that decides by losses; null where none does. */
  readonly seen: LossesSeen | null;
  readonly recorder: RecorderState;
  readonly stopRules: StopRulesState;
  /** null on surfaces. */
  readonly evaluations: EvaluationsState | null;
  readonly firstLoss: number;
  readonly firstEvaluation: number | null;
  readonly lastEvaluation: number | null;
  /** Milliseconds of computing so far. */
  readonly computing: number;
  /** What has computed it. */
  readonly engine: EngineFacts;
  /** What the record has then. */
  readonly state: RunState;
}

/** Where a run goes on, and what its checkpoints have beside its trainer's. */
export interface RunHistory {
  /** The trainer stands where this says. Default: the run begins. */
  readonly from?: RunCheckpoint | null;
  /** Default: nothing is seen. */
  readonly seen?: (() => LossesSeen) | undefined;
  /** How many numbers a checkpoint of its trainer has. Default: none. */
  readonly size?: number;
}

/** What computes a run that goes on; where something else did before, that too. */
export function engineBehind({ engine, stepsDone }: RunCheckpoint, now: EngineFacts): EngineFacts {
  if (engine.description === now.description) return now;
  const until = `${engine.description} until step ${formatCount(stepsDone)}`;
  return { ...now, description: `${until}, then ${now.description}` };
}
