/** Numbers of the runs of a claim. */
import { wholeObjective } from '../engine/wholeObjective.ts';
import { checkData } from '../experiment/checkData.ts';
import { shapeOfData } from '../experiment/dataShape.ts';
import { ExperimentError } from '../experiment/errors.ts';
import { expandExperiment } from '../experiment/expand.ts';
import { parseExperiment } from '../experiment/parseExperiment.ts';
import type { Experiment, Problem } from '../experiment/schema.ts';
import { surfaceOf } from '../experiment/surfaceOf.ts';
import type { ExperimentOptions } from '../lesson/exercise/experimentOptions.ts';
import { dataFor, type RanRun, runExperiment, score, type Visits } from '../lesson/exercise/experiments.ts';
import { tooLong } from '../lesson/exercise/faultsOf.ts';
import { sharpnessAt } from '../problems/sharpness.ts';
import type { Claim, ClaimValue, Measure, StagesProtocol } from './claim.ts';
import { ruleFilesOf } from './claimRules.ts';
import { runOnGradients } from './gradients.ts';
import { measurePath } from './measurePath.ts';
import { type TrainedWay, trainInStages } from './stages.ts';
import { measureBoundary } from './trainingBoundary.ts';

/** What a value is with one seed. */
export type MeasureOf = (value: ClaimValue) => number;

export interface MeasuredClaim {
  /** One for each seed, or view of a boundary; one alone where nothing is left to chance. */
  readonly seeds: readonly MeasureOf[];
  /** Of an experiment, in its order; none of other protocols. */
  readonly runs: readonly RanRun[];
  /** Of the first seed of a training in stages; none of other protocols. */
  readonly ways: readonly TrainedWay[];
}

/** @throws {ExperimentError} or a RangeError where something can't run: see `parseClaim`. */
export async function measureClaim(
  { protocol }: Claim,
  options?: ExperimentOptions,
  visits?: Visits,
): Promise<MeasuredClaim> {
  if (!protocol) return { seeds: [() => Number.NaN], runs: [], ways: [] };
  if ('ways' in protocol) return measureWays(protocol, options);
  if ('zoom' in protocol) {
    const dimensions = await measureBoundary(protocol, options);
    return { seeds: dimensions.map((dimension) => () => dimension), runs: [], ways: [] };
  }
  if (!('experiment' in protocol)) {
    const all = 'seeds' in protocol ? protocol.seeds : [0];
    const seeds = all.map((seed, index): MeasureOf => {
      const path = runOnGradients(protocol, seed);
      options?.onProgress?.((index + 1) / all.length);
      return ({ measure, axis = 0 }) => measurePath(path(axis), measure);
    });
    return { seeds, runs: [], ways: [] };
  }
  const experiment = parseExperiment(protocol.experiment, ruleFilesOf(protocol.rules));
  const runs = await runExperiment(experiment, expectingFit(experiment, options), visits);
  const seeds = [...new Set(runs.map(({ spec }) => spec.seed))].map((seed): MeasureOf => {
    const own = runs.filter(({ spec }) => spec.seed === seed);
    return (value) => {
      const run = own[value.run];
      if (!run)
        throw new RangeError(
          `run = ${value.run} — expected 0 to ${own.length - 1}: others are the same ones`,
        );
      return ofRun(run, value, experiment.target);
    };
  });
  return { seeds, runs, ways: [] };
}

async function measureWays(
  protocol: StagesProtocol,
  options: ExperimentOptions = {},
): Promise<MeasuredClaim> {
  const { ways, seeds } = protocol;
  const data = await dataFor(protocol.problem as Problem, options);
  if (!data) throw new RangeError('protocol.problem — expected a model on data that ships');
  const epochs = ways.flat().reduce((sum, stage) => sum + stage.epochs, 0) * seeds.length;
  let done = 0;
  const onEpoch = () => {
    done += 1;
    options.onProgress?.(done / epochs);
  };
  const trained: (readonly TrainedWay[])[] = [];
  for (const seed of seeds) {
    const own: TrainedWay[] = [];
    for (const stages of ways) own.push(await trainInStages(protocol, stages, { data, seed, onEpoch }));
    trained.push(own);
  }
  return {
    seeds: trained.map(
      (own): MeasureOf =>
        ({ run, measure }) =>
          ofWay(own[run], measure),
    ),
    runs: [],
    ways: trained[0] ?? [],
  };
}

function ofWay(way: TrainedWay | undefined, measure: Measure): number {
  if (!way) return Number.NaN;
  if (measure === 'steps') return way.steps.at(-1) ?? Number.NaN;
  return measure === 'evaluated' ? way.evaluated : (way.losses.at(-1) ?? Number.NaN);
}

/** The same, but a CSV file has to fit the experiment, which is checked against it as soon as it is read. */
function expectingFit(experiment: Experiment, options: ExperimentOptions = {}): ExperimentOptions {
  const { dataOf } = options;
  if (!dataOf || !('csv' in experiment.problem)) return options;
  return {
    ...options,
    async dataOf(problem) {
      const data = await dataOf(problem);
      if (!data) return null;
      const shape = shapeOfData(data);
      const faults = checkData(experiment, shape);
      if (faults.length > 0) throw new ExperimentError(faults);
      const fault = tooLong(expandExperiment(experiment, shape), 'protocol.experiment');
      if (fault !== null) throw new ExperimentError([{ path: [], message: fault }]);
      return data;
    },
  };
}

function ofRun(run: RanRun, { measure, axis = 0 }: ClaimValue, target: number | undefined): number {
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
