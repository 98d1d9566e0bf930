/** Numbers of the runs of a claim. */

import { parseExperiment } from '../experiment/parseExperiment.ts';
import { surfaceOf } from '../experiment/surfaceOf.ts';
import type { ExperimentOptions } from '../lesson/exercise/experimentOptions.ts';
import { type RanRun, runExperiment, score, type Visits } from '../lesson/exercise/experiments.ts';
import type { Claim, ClaimValue } from './claim.ts';
import { ruleFilesOf } from './claimRules.ts';
import { runOnGradients } from './gradients.ts';
import { measurePath } from './measurePath.ts';
import { sharpnessAt, wholeObjective } from './sharpness.ts';

/** What a value is with one seed. */
export type MeasureOf = (value: ClaimValue) => number;

export interface MeasuredClaim {
  /** One for each seed; one alone where nothing is left to chance. */
  readonly seeds: readonly MeasureOf[];
  /** Of an experiment, in its order; none of other protocols. */
  readonly runs: readonly RanRun[];
}

/** @throws {ExperimentError} or a RangeError where something can't run: see `parseClaim`. */
export async function measureClaim(
  { protocol }: Claim,
  options?: ExperimentOptions,
  visits?: Visits,
): Promise<MeasuredClaim> {
  if (!protocol) return { seeds: [() => Number.NaN], runs: [] };
  if (!('experiment' in protocol)) {
    const all = 'seeds' in protocol ? protocol.seeds : [0];
    const seeds = all.map((seed, index): MeasureOf => {
      const path = runOnGradients(protocol, seed);
      options?.onProgress?.((index + 1) / all.length);
      return ({ measure, axis = 0 }) => measurePath(path(axis), measure);
    });
    return { seeds, runs: [] };
  }
  const experiment = parseExperiment(protocol.experiment, ruleFilesOf(protocol.rules));
  const runs = await runExperiment(experiment, options, visits);
  const seeds = [...new Set(runs.map(({ spec }) => spec.seed))].map((seed): MeasureOf => {
    const own = runs.filter(({ spec }) => spec.seed === seed);
    return (value) => ofRun(own[value.run], value, experiment.target);
  });
  return { seeds, runs };
}

function ofRun(
  run: RanRun | undefined,
  { measure, axis = 0 }: ClaimValue,
  target: number | undefined,
): number {
  if (!run) return Number.NaN;
  switch (measure) {
    case 'final':
    case 'best':
    case 'evaluated':
    case 'first':
    case 'forGood':
      return score(run, measure, target);
    case 'diverged':
      return run.judged.state.status.kind === 'diverged' ? 1 : 0;
    case 'distance':
      return distanceOf(run);
    case 'sharpness':
      return sharpnessAt(wholeObjective(run.task), run.parameters);
    default:
      return measurePath(pathOf(run, axis), measure);
  }
}

/** To the nearest of the lowest minima, at the end. */
function distanceOf(run: RanRun): number {
  const minima = surfaceOf(run.spec.problem)?.minima ?? [];
  const [x = Number.NaN, y = Number.NaN] = [0, 1].map((axis) => pathOf(run, axis).at(-1) ?? Number.NaN);
  return Math.min(...minima.map(([a, b]) => Math.hypot(x - a, y - b)));
}

/** One parameter, at the start and after each step; empty of models. */
function pathOf({ record }: RanRun, axis: number): readonly number[] {
  const positions = record.get('position');
  if (!positions) return [];
  return Array.from({ length: positions.length / 2 }, (_, i) => positions.at(2 * i + axis));
}
