/** Scores of runs that are done step by step, from all their losses. */
import { expect } from 'vitest';
import { float64Engine } from '../../../../core/engine/cpu/float64Engine.ts';
import { type FusedRun, fuseRun } from '../../../../core/engine/cpu/fused/fuseRun.ts';
import type { Varied } from '../../../../core/engine/cpu/fused/runText.ts';
import { createRunner } from '../../../../core/engine/createRunner.ts';
import type { RunScore } from '../../../../core/engine/runScore.ts';
import type { RunSpec } from '../../../../core/experiment/runSpec.ts';
import { surfaceOf } from '../../../../core/experiment/surfaceOf.ts';
import { ruleOf } from '../../../../core/optimizers/ruleOf.ts';
import { fillSettings } from '../../../../core/rule/check/settings.ts';
import type { Settings } from '../../../../core/rule/syntax/rule.ts';
import { type RecordedRun, record, specOf } from '../runs.ts';

const usual = specOf({
  problem: { surface: 'valley' },
  ...{ optimizers: [{ optimizer: 'sgd' }], lr: [0.01], steps: 40 },
});

/** A run on a surface: by default 40 steps of gradient descent on the valley. */
export function runOf(
  optimizer = 'sgd',
  problem: RunSpec['problem'] = { surface: 'valley' },
  settings: Settings = {},
  changes: Partial<RunSpec> = {},
): RunSpec {
  const rule = ruleOf({ optimizer, rule: changes.rule });
  if (!rule) throw new RangeError(`optimizer = ${optimizer} — expected one of the table`);
  return { ...usual, problem, optimizer, hyperparameters: fillSettings(rule, settings), ...changes };
}

/** The same with a rule of one's own. */
export function ownRunOf(
  text: string,
  problem?: RunSpec['problem'],
  settings?: Settings,
  changes?: Partial<RunSpec>,
): RunSpec {
  const rule = { place: 'own.optimizer', version: '00000000', gradients: 1, text } as const;
  return runOf('own', problem, settings, { ...changes, rule });
}

/** The fused function of a run that has one. */
export function fused(spec: RunSpec, varied: readonly Varied[], target: number | null = null): FusedRun {
  const made = fuseRun(spec, varied, target);
  if (made.kind === 'fallback') throw new RangeError(`expected a function, not that ${made.reason}`);
  return made.score;
}

/** The run with a value put in place of each thing that differs. */
export function withValues(spec: RunSpec, varied: readonly Varied[], values: readonly number[]): RunSpec {
  let { problem, hyperparameters } = spec;
  for (const [index, each] of varied.entries()) {
    const value = values[index] ?? Number.NaN;
    if (each.kind === 'hyperparameter') hyperparameters = { ...hyperparameters, [each.name]: value };
    else if (each.kind === 'condition') problem = { ...problem, condition: value } as RunSpec['problem'];
    else {
      const start = ('start' in problem && problem.start) || surfaceOf(problem)?.start || [0, 0];
      const moved = each.axis === 'x' ? [value, start[1]] : [start[0], value];
      problem = { ...problem, start: moved } as RunSpec['problem'];
    }
  }
  return { ...spec, problem, hyperparameters };
}

/** Expects the fused function to come to what the runner comes to, to the last bit, for each pair of values. */
export async function expectSame(
  spec: RunSpec,
  varied: readonly Varied[],
  values: readonly (readonly [first: number, second?: number])[],
  target: number | null = null,
): Promise<RunScore[]> {
  const score = fused(spec, varied, target);
  const scores: RunScore[] = [];
  for (const [first, second = Number.NaN] of values) {
    const expected = scoreOfLosses(await recordSpec(withValues(spec, varied, [first, second])), target);
    const found = score(first, second);
    const which = { optimizer: spec.optimizer, problem: spec.problem, first, second };
    expect({ ...which, ...found }).toEqual({ ...which, ...expected });
    scores.push(found);
  }
  return scores;
}

/** Every loss of a run, the start's first. */
export async function recordSpec(spec: RunSpec): Promise<RecordedRun> {
  const recording = { keep: 'steps', points: 0, target: null } as const;
  return record(createRunner(spec, null, { engines: [float64Engine], recording, now: () => 0 }));
}

function scoreOfLosses({ losses, status }: RecordedRun, target: number | null): RunScore {
  const isDiverged = status.kind === 'diverged';
  const isReached = (step: number) => target !== null && (losses[step] ?? Number.NaN) <= target;
  const last = losses.length - 1;
  let first = 0;
  for (let step = last; step >= 0; step--) if (isReached(step)) first = Math.max(1, step);
  let forGood = 0;
  for (let step = last; step >= 0 && isReached(step); step--) forGood = Math.max(1, step);
  return {
    final: isDiverged ? Number.NaN : (losses.at(-1) ?? Number.NaN),
    best: losses.filter((loss) => !Number.isNaN(loss)).sort((a, b) => a - b)[0] ?? Number.POSITIVE_INFINITY,
    first,
    forGood: isDiverged ? 0 : forGood,
    divergedAt: isDiverged ? Math.max(1, last) : 0,
  };
}
