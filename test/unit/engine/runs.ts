/** Runs of experiments, set up as the worker does. */

import type { Kernels } from '../../../core/engine/cpu/network/kernelBytes.ts';
import { createRunner as createRunnerOf } from '../../../core/engine/createRunner.ts';
import type { Runner } from '../../../core/engine/runner.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import {
  type PreparedDataset,
  prepareDataset,
} from '../../../core/problems/data/preparation/prepareDataset.ts';
import type { Evaluation } from '../../../core/race/evaluation.ts';
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

/** @param kernels For networks in single precision. Default: none; all is float64. */
export function createRunners(
  experiment: unknown,
  now: () => number = () => 0,
  kernels?: Kernels | string,
): Runner[] {
  const parsed = parseExperiment(experiment);
  const data = dataOf(parsed);
  return expandExperiment(parsed).map((spec) =>
    createRunnerOf(spec, data, { now, ...(kernels && { kernels }) }),
  );
}

function dataOf({ problem }: Experiment): PreparedDataset | null {
  if (!('data' in problem)) return null;
  return prepareDataset(sharedDataset(problem.data), { validation: problem.validation ?? 0 });
}

/** The runner of an experiment that has one run. */
export function createRunner(experiment: unknown, now?: () => number): Runner {
  const [runner, ...others] = createRunners(experiment, now);
  if (!runner || others.length > 0) throw new RangeError('expected an experiment with one run');
  return runner;
}

export interface Recording {
  readonly losses: readonly number[];
  readonly path: readonly number[] | null;
  readonly status: RunStatus;
  readonly evaluations: readonly Evaluation[];
  /** The last one. */
  readonly evaluation: Evaluation | null;
}

/** Runs to the end in one go. */
export function record(runner: Runner): Recording {
  runner.advance(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  const { losses, path, status, evaluations } = runner.takeChunk();
  const evaluation = evaluations.at(-1) ?? null;
  return { losses: [...losses], path: path && [...path], status, evaluations, evaluation };
}

/** The point after `step` steps. */
export function pointAt({ path }: Recording, step: number): [number, number] {
  return [path?.[2 * step] ?? Number.NaN, path?.[2 * step + 1] ?? Number.NaN];
}
