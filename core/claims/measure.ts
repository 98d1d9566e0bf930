/** Numbers of the runs of a claim. */

import { parseExperiment } from '../experiment/parseExperiment.ts';
import { noRuleFiles, type RuleFile, type RuleFiles } from '../experiment/ruleFiles.ts';
import { surfaceOf } from '../experiment/surfaceOf.ts';
import type { ExperimentOptions } from '../lesson/exercise/experimentOptions.ts';
import { type RanRun, runExperiment, score } from '../lesson/exercise/experiments.ts';
import { walk } from '../lesson/exercise/rule/samePath.ts';
import { findOptimizer } from '../optimizers/index.ts';
import { createRandom } from '../random.ts';
import { fillSettings, numbersIn } from '../rule/check/settings.ts';
import { resolve } from '../rule/plan/resolve.ts';
import type { Claim, ClaimValue, GradientsProtocol } from './claim.ts';

/** What a value is with one seed. */
export type MeasureOf = (value: ClaimValue) => number;

/**
 * One function for each seed; one alone where nothing is left to chance.
 * @throws {ExperimentError} or a RangeError where something can't run: see `parseClaim`.
 */
export async function measureClaim(
  { protocol }: Claim,
  options?: ExperimentOptions,
): Promise<readonly MeasureOf[]> {
  if (!protocol) return [() => Number.NaN];
  if ('scales' in protocol) return protocol.seeds.map((seed) => ofGradients(protocol, seed));
  const experiment = parseExperiment(protocol.experiment, ruleFilesOf(protocol.rules));
  const runs = await runExperiment(experiment, options);
  const seeds = new Set(runs.map(({ spec }) => spec.seed));
  return [...seeds].map((seed) => {
    const own = runs.filter(({ spec }) => spec.seed === seed);
    return (value) => ofRun(own[value.run], value, experiment.target);
  });
}

export function ruleFilesOf(rules: Readonly<Record<string, string>>): RuleFiles {
  const files = Object.entries(rules).map(([path, text]): [string, RuleFile] => [
    path,
    { place: path, text },
  ]);
  return files.length === 0 ? noRuleFiles : new Map(files);
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
    case 'first':
    case 'forGood':
      return score(run, measure, target);
    case 'diverged':
      return run.judged.state.status.kind === 'diverged' ? 1 : 0;
    case 'distance':
      return distanceOf(run);
    default:
      return ofPath(pathOf(run, axis), measure);
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

function ofPath(path: readonly number[], measure: ClaimValue['measure']): number {
  const steps = path.slice(1).map((value, i) => Math.abs(value - (path[i] ?? Number.NaN)));
  switch (measure) {
    case 'coordinate':
      return path.at(-1) ?? Number.NaN;
    case 'mean-step':
      return steps.reduce((sum, each) => sum + each, 0) / steps.length;
    case 'last-step':
      return steps.at(-1) ?? Number.NaN;
    case 'sign-changes':
      return path.slice(1).filter((value, i) => value * (path[i] ?? 0) < 0).length;
    default:
      return Number.NaN;
  }
}

/** An optimizer that gets normal numbers of given sizes as gradients, wherever it goes. */
function ofGradients({ optimizer, settings, scales, steps }: GradientsProtocol, seed: number): MeasureOf {
  const given = findOptimizer(optimizer)?.rule;
  if (!given) throw new RangeError(`optimizer = ${optimizer} — expected the id of an optimizer`);
  const all = fillSettings(given, settings);
  const options = Object.entries(all).filter(([, value]) => typeof value !== 'number');
  const rule = resolve(given, Object.fromEntries(options));
  const objective = () => {
    const random = createRandom(seed);
    return {
      start: new Float64Array(scales.length),
      next() {},
      loss: () => 0,
      lossAndGradient(_: Float64Array, gradient: Float64Array) {
        for (const [i, scale] of scales.entries()) gradient[i] = scale * random.normal();
        return 0;
      },
    };
  };
  const trial = {
    name: '',
    steps,
    tensors: [scales.length],
    objective,
    values: numbersIn(all),
    halvesAfter: null,
  };
  const points = [objective().start, ...walk(rule, trial)];
  return ({ measure, axis = 0 }) =>
    ofPath(
      points.map((point) => point[axis] ?? Number.NaN),
      measure,
    );
}
