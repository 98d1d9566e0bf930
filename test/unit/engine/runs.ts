/** Runs of experiments on the float64 engine, set up as the worker does. */
import { createObjective } from '../../../core/engine/cpu/createObjective.ts';
import { Runner } from '../../../core/engine/cpu/runner.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import type { RunStatus } from '../../../core/experiment/status.ts';
import { findOptimizer } from '../../../core/optimizers/index.ts';
import type { Evaluation } from '../../../core/protocol.ts';
import { compileFloat64 } from '../../../core/rule/compileFloat64.ts';
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

export function createRunners(experiment: unknown, now: () => number = () => 0): Runner[] {
  return expandExperiment(parseExperiment(experiment)).map((spec) => {
    const rule = findOptimizer(spec.optimizer)?.rule;
    if (!rule) throw new RangeError(`no optimizer '${spec.optimizer}'`);
    return new Runner(spec, createObjective(spec, sharedDataset), compileFloat64(rule), now);
  });
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
  readonly evaluation: Evaluation | null;
}

/** Runs to the end in one go. */
export function record(runner: Runner): Recording {
  runner.advance(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  const { losses, path, status, evaluation } = runner.takeChunk();
  return { losses: [...losses], path: path && [...path], status, evaluation };
}

/** The point after `step` steps. */
export function pointAt({ path }: Recording, step: number): [number, number] {
  return [path?.[2 * step] ?? Number.NaN, path?.[2 * step + 1] ?? Number.NaN];
}
