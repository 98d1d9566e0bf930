/** Runs of experiments, set up as the worker does. */

import type { RunCheckpoint } from '../../../core/engine/checkpoint.ts';
import { float64Engine } from '../../../core/engine/cpu/float64Engine.ts';
import type { Kernels } from '../../../core/engine/cpu/network/kernelBytes.ts';
import { createRunner as createRunnerOf, taskOf as taskOfSpec } from '../../../core/engine/createRunner.ts';
import type { Engine, Task } from '../../../core/engine/engine.ts';
import { enginesOf } from '../../../core/engine/engines.ts';
import type { Runner } from '../../../core/engine/runner.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { type Recording, recordingOf } from '../../../core/experiment/recording.ts';
import type { RuleFiles } from '../../../core/experiment/ruleFiles.ts';
import type { RunSpec } from '../../../core/experiment/runSpec.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { splitOf } from '../../../core/experiment/splitOf.ts';
import { findDataset } from '../../../core/problems/data/index.ts';
import {
  type PreparedDataset,
  prepareDataset,
} from '../../../core/problems/data/preparation/prepareDataset.ts';
import type { Evaluation } from '../../../core/race/evaluation.ts';
import type { RecordPiece, RunState } from '../../../core/race/runRecord.ts';
import type { RunStatus } from '../../../core/race/status.ts';
import { sharedDataset } from '../problems/shippedData.ts';

/** A clock that goes on by `tick` milliseconds each time someone looks at it. */
export function fakeClock(tick = 0) {
  let time = 0;
  return {
    now: () => {
      time += tick;
      return time;
    },
    goOn: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

export interface RunOptions {
  /** Default: a clock that stands. */
  readonly now?: () => number;
  /** For networks in single precision. Default: none; all is float64. */
  readonly kernels?: Kernels | string;
  /** Default: those of a machine with these kernels. */
  readonly engines?: readonly Engine[];
  /** What is to be kept otherwise than the experiment says. */
  readonly recording?: Partial<Recording>;
  /** Where they go on. Default: they begin. */
  readonly from?: RunCheckpoint | null;
  /** Rules of people's own. Default: none. */
  readonly rules?: RuleFiles;
}

/** At their start. */
export function createRunners(
  experiment: unknown,
  { now = () => 0, kernels, engines, recording, from = null, rules }: RunOptions = {},
): Promise<Runner[]> {
  const parsed = parseExperiment(experiment, rules);
  const data = dataOf(parsed);
  const specs = expandExperiment(parsed);
  const kept = recordingOf(
    parsed,
    specs.map(({ steps }) => steps),
  );
  const options = {
    now,
    engines: engines ?? (kernels ? enginesOf({ kernels }) : [float64Engine]),
    recording: { ...kept, ...recording },
  };
  return Promise.all(specs.map((spec) => createRunnerOf(spec, data, options, from)));
}

function specsOf(experiment: unknown): RunSpec[] {
  return expandExperiment(parseExperiment(experiment));
}

/** The run of an experiment that has one. */
export function specOf(experiment: unknown): RunSpec {
  return only(specsOf(experiment));
}

/** The task of an experiment that has one run, at its start. */
export function taskOf(experiment: unknown): Task {
  return taskOfSpec(specOf(experiment), dataOf(parseExperiment(experiment)));
}

/** The data of a problem that trains on some. */
export function dataOf({ problem }: Experiment): PreparedDataset | null {
  if (!('data' in problem)) return null;
  const { standardize = false } = findDataset(problem.data) ?? {};
  return prepareDataset(sharedDataset(problem.data), { ...splitOf(problem), standardize });
}

/** The runner of a run on a surface from a place that experiments are not allowed. */
export function createRunnerFrom(start: readonly [number, number], experiment: unknown): Promise<Runner> {
  const spec = specOf(experiment);
  const options = {
    now: () => 0,
    engines: [float64Engine],
    recording: recordingOf(parseExperiment(experiment), [spec.steps]),
  };
  return createRunnerOf(
    { ...spec, problem: { ...spec.problem, start } as RunSpec['problem'] },
    null,
    options,
  );
}

/** The runner of an experiment that has one run. */
export async function createRunner(experiment: unknown, options?: RunOptions): Promise<Runner> {
  return only(await createRunners(experiment, options));
}

function only<T>([item, ...others]: readonly T[]): T {
  if (item === undefined || others.length > 0) throw new RangeError('expected an experiment with one run');
  return item;
}

/** What a run has come to, but for what depends on the machine. */
export interface RecordedRun {
  /** After how many steps each point was measured. */
  readonly steps: readonly number[];
  readonly losses: readonly number[];
  /** Over one epoch. */
  readonly means: readonly number[];
  readonly path: readonly number[] | null;
  readonly status: RunStatus;
  readonly evaluations: readonly Evaluation[];
  /** The last one. */
  readonly evaluation: Evaluation | null;
  readonly state: Pick<RunState, 'stepsDone' | 'loss' | 'best' | 'reached'>;
}

/** Runs to the end in one go. */
export async function record(runner: Runner | Promise<Runner>): Promise<RecordedRun> {
  const begun = await runner;
  await begun.advance(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  return recordedIn(begun.takePiece());
}

/** Runs all of them to the end, one after the other. */
export async function recordAll(runners: Promise<readonly Runner[]>): Promise<RecordedRun[]> {
  const recorded: RecordedRun[] = [];
  for (const runner of await runners) recorded.push(await record(runner));
  return recorded;
}

export function recordedIn({ firstPoint, points, evaluations, state }: RecordPiece): RecordedRun {
  const { stepsDone, loss, best, reached, status } = state;
  const losses = [...(points.loss ?? [])];
  return {
    steps: points.step ? [...points.step] : losses.map((_, index) => firstPoint + index),
    losses,
    means: [...(points.mean ?? losses)],
    path: points.position ? [...points.position] : null,
    status,
    evaluations,
    evaluation: evaluations.at(-1) ?? null,
    state: { stepsDone, loss, best, reached },
  };
}

/** The point after `step` steps. */
export function pointAt({ path }: RecordedRun, step: number): [number, number] {
  return [path?.[2 * step] ?? Number.NaN, path?.[2 * step + 1] ?? Number.NaN];
}
