/** How many runs an experiment has and about how long they take on a machine, before anything of it is made. */
import { aboutTime } from '../aboutTime.ts';
import { stepsAfter } from '../epochs.ts';
import { batchesOf, batchRows } from '../experiment/batchSize.ts';
import { type DataShape, knownShape, rowsOf } from '../experiment/dataShape.ts';
import { lengthOf } from '../experiment/defaults.ts';
import { countRuns } from '../experiment/expand.ts';
import { runsAtOnce } from '../experiment/limits.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import type { Experiment } from '../experiment/schema.ts';
import { largestBatch } from '../problems/data/batches.ts';
import { stableText } from '../stableText.ts';
import { type CpuGroup, secondsOnFastCpu } from './gpu/auto/prediction.ts';
import { workOfStep } from './gpu/auto/raceWork.ts';

export interface RaceTime {
  readonly runs: number;
  /** null where nobody knows: a GPU is asked for, or the data is not read yet. */
  readonly seconds: number | null;
}

/** In seconds, as measured of whole races on two cores of a server: until threads have started, */
const startUp = 0.3;
/** what a run takes beside its steps, */
const beside = 0.003;
/** a step on a surface, its loss recorded, */
const surfaceStep = 5e-7;
/** the shortest that a race on a surface plays at speed 1, */
const surfacePace = 5;
/** and an evaluation beside its examples. */
const evaluation = 5e-5;
/** Evaluations that take longer than this take a share of the time. */
const quickEvaluation = 0.02;
const shareOfEvaluations = 0.05;
/** A step and what is recorded of it, to the step of a fast processor alone. */
const recorded = 2;
const slownessOfFloat64 = 30;
/** Multiplications that take as long as to update a weight. */
const workOfUpdate = 10;
/** Multiplications in a second, of examples that are evaluated. */
const evaluatedPerSecond = 1.2e10;

/** A race that is over sooner needs no estimate. */
const leastTold = 10;
const mostUnasked = { runs: 200, seconds: 60 };

/**
 * Expects an experiment that `parseExperiment` gave. None of its runs is made for it: ten thousand would take seconds.
 * @param cores How many threads compute it.
 * @param shape Of its data. Default: that of a data set that ships.
 */
export function timeOfRace(
  experiment: Experiment,
  cores: number,
  shape: DataShape | undefined = knownShape(experiment.problem),
): RaceTime {
  const { problem, engine, stop } = experiment;
  const runs = countRuns(experiment);
  if (engine === 'gpu' || (trainsOnData(problem) && !shape)) return { runs, seconds: null };
  const threads = Math.max(1, Math.min(cores, runs));
  const most = ((stop?.seconds ?? Number.POSITIVE_INFINITY) * runs) / threads;
  const computing = shape ? secondsOnData(experiment, shape, cores) : secondsOnSurface(experiment, threads);
  const seconds = startUp + Math.min(most, computing) + (runs * beside) / threads;
  return { runs, seconds: trainsOnData(problem) ? seconds : Math.max(surfacePace, seconds) };
}

/** `1 run`, `1,260 runs, about 3 min`; of a moment nothing is said. */
export function raceTimeName({ runs, seconds }: RaceTime): string {
  const name = runs === 1 ? '1 run' : `${runs.toLocaleString('en')} runs`;
  return seconds === null || seconds < leastTold ? name : `${name}, ${aboutTime(seconds)}`;
}

/** Whether a person is asked before it begins. */
export function isLarge(time: RaceTime): boolean {
  return time.runs > mostUnasked.runs || takesLong(time);
}

/** The same of what has many runs anyway. */
export function takesLong({ seconds }: RaceTime): boolean {
  return (seconds ?? 0) > mostUnasked.seconds;
}

function secondsOnSurface(experiment: Experiment, threads: number): number {
  const { steps = 1 } = lengthOf(experiment);
  return (countRuns(experiment) * steps * surfaceStep) / threads;
}

function secondsOnData(experiment: Experiment, shape: DataShape, cores: number): number {
  const runs = countRuns(experiment);
  const room = { cores, runsAtOnce: runsAtOnce(runs, true) ?? runs };
  const slowness = experiment.engine === 'float64' ? slownessOfFloat64 : 1;
  const stepping = recorded * slowness * secondsOnFastCpu(groupsOf(experiment, shape), room);
  const { epochs = 1 } = lengthOf(experiment, shape);
  // Forward alone, of all rows.
  const one =
    evaluation + (slowness * workOfStep(widthsOf(experiment, shape), shape.rows)) / evaluatedPerSecond / 3;
  if (one > quickEvaluation) return (1 + shareOfEvaluations) * stepping;
  const evaluations = runs * (1 + Math.floor(epochs / (experiment.evaluate_every ?? 1)));
  return stepping + (evaluations * one) / Math.max(1, Math.min(cores, runs));
}

/** One for each batch size: what optimizers do beside the gradient makes little difference. */
function groupsOf(experiment: Experiment, shape: DataShape): CpuGroup[] {
  const { problem, batch_size } = experiment;
  const rows = rowsOf(problem, shape) ?? 1;
  const widths = widthsOf(experiment, shape);
  const { epochs = 1 } = lengthOf(experiment, shape);
  const sizes = [...new Map(batch_size.map((size) => [stableText(size), size])).values()];
  return sizes.map((given) => {
    const { batchSize, stepsPerEpoch } = batchesOf(given, rows, epochs);
    const largest = Math.min(rows, largestBatch(batchRows(batchSize ?? 'full', rows)));
    const steps = stepsAfter(stepsPerEpoch, epochs);
    // Of stages in the mean: as many examples are gone through in any case.
    const rowsOfStep = typeof batchSize === 'object' ? (rows * epochs) / steps : largest;
    return {
      ...{ widths, batchSize: largest, steps },
      work: workOfStep(widths, rowsOfStep) + workOfUpdate * weightsOf(widths),
      runs: countRuns(experiment) / sizes.length,
    };
  });
}

function weightsOf(widths: readonly number[]): number {
  return widths.slice(1).reduce((sum, outputs, depth) => sum + (widths[depth] ?? 0) * outputs, 0);
}

/** Inputs, hidden layers …, outputs. */
function widthsOf({ problem }: Experiment, { features, classes }: DataShape): number[] {
  const hidden = trainsOnData(problem) ? problem.hidden : [];
  return [features, ...hidden, Math.max(1, classes)];
}
