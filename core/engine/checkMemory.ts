/** Whether an experiment fits into memory, before it starts. */
import { type DataShape, knownShape, rowsOf } from '../experiment/dataShape.ts';
import { expandExperiment } from '../experiment/expand.ts';
import { largestMemory } from '../experiment/limits.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import { recordingOf } from '../experiment/recording.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import type { Experiment } from '../experiment/schema.ts';
import { type Fault, faultAt } from '../fault.ts';
import { formatBytes } from '../format.ts';
import { memoryOfRun } from './memoryOfRun.ts';

/** Of a run's facts and curve in the extension and in the panel, beside its points. */
const bytesOfRecord = 20_000;
/** A point is kept in the extension and in the panel, with room to grow. */
const bytesOfPoint = 80;
const bytesOfEvaluation = 100;
/** A run is evaluated about this often at most. */
const mostEvaluations = 1000;

export interface MemoryNeed {
  /** Of the run that takes most. */
  readonly largestRun: number;
  /** Of the data and of all that is recorded. */
  readonly shared: number;
  readonly runs: number;
}

/**
 * Bytes that an experiment takes. Expects one that `parseExperiment` gave.
 * @param shape Of its data. Default: that of a data set that ships.
 */
export function memoryOf(experiment: Experiment, shape = knownShape(experiment.problem)): MemoryNeed {
  const runs = expandExperiment(experiment, shape);
  return {
    largestRun: Math.max(
      ...largestOfEach(runs, rowsOf(experiment.problem, shape)).map((run) => memoryOfRun(run, shape)),
    ),
    shared: memoryOfData(shape) + memoryOfRecords(experiment, runs),
    runs: runs.length,
  };
}

/** How many runs have room side by side; 0 where not even one has. */
export function runsThatFit({ largestRun, shared, runs }: MemoryNeed, free: number): number {
  return Math.max(0, Math.min(runs, Math.floor((free - shared) / largestRun)));
}

/**
 * What can never fit: runs that don't all fit begin as others end.
 * @param free Bytes that there are for it.
 */
export function checkMemory(experiment: Experiment, shape: DataShape | undefined, free: number): Fault[] {
  const need = memoryOf(experiment, shape);
  const isSingle = trainsOnData(experiment.problem) && experiment.engine !== 'float64';
  if (isSingle && need.largestRun > largestMemory)
    return [tooLarge(experiment, shape, need.largestRun, largestMemory, 'WebAssembly can address')];
  if (runsThatFit(need, free) > 0) return [];
  return [tooLarge(experiment, shape, need.largestRun + need.shared, free, 'is free')];
}

/** Says that runs wait for one another; null where all have room. */
export function noteOnMemory(
  experiment: Experiment,
  shape: DataShape | undefined,
  free: number,
): string | null {
  const need = memoryOf(experiment, shape);
  const fit = runsThatFit(need, free);
  if (fit >= need.runs) return null;
  const all = formatBytes(need.shared + need.runs * need.largestRun);
  return `All ${need.runs} runs at once would need ${all}, and about ${formatBytes(free)} is free: ${fit} at a time.`;
}

function tooLarge(
  experiment: Experiment,
  shape: DataShape | undefined,
  bytes: number,
  most: number,
  bound: string,
): Fault {
  const { problem } = experiment;
  const says = `less memory: a run needs ${formatBytes(bytes)} and about ${formatBytes(most)} ${bound}`;
  if (!trainsOnData(problem)) return faultAt(['record'], experiment.record, `"score" and ${says}`);
  const fits = smallerNetwork(experiment, shape, most);
  const advice = fits ? `hidden ${JSON.stringify(fits)} would fit` : 'fewer rows would fit';
  return faultAt(['problem', 'hidden'], problem.hidden, `${says}; ${advice}`);
}

/** The network with half as wide layers, or a quarter …, that fits; null where not even the narrowest does. */
function smallerNetwork(experiment: Experiment, shape: DataShape | undefined, most: number): number[] | null {
  const { problem } = experiment;
  if (!trainsOnData(problem)) return null;
  for (let hidden = problem.hidden; hidden.some((width) => width > 1); ) {
    hidden = hidden.map((width) => Math.max(1, Math.floor(width / 2)));
    const { largestRun, shared } = memoryOf({ ...experiment, problem: { ...problem, hidden } }, shape);
    if (largestRun + shared <= most) return hidden;
  }
  return null;
}

/** Of the runs of each optimizer with its settings, the one with the largest batches. */
function largestOfEach(runs: readonly RunSpec[], rows = 1): RunSpec[] {
  const largest = new Map<string, RunSpec>();
  const sizeOf = ({ batchSize }: RunSpec) => (batchSize === 'full' ? rows : (batchSize ?? 1));
  for (const run of runs) {
    const { lr: _, ...settings } = run.hyperparameters;
    const key = JSON.stringify([run.optimizer, settings, run.schedule]);
    const known = largest.get(key);
    if (!known || sizeOf(run) > sizeOf(known)) largest.set(key, run);
  }
  return [...largest.values()];
}

/** In double precision, with what is predicted. */
function memoryOfData(shape: DataShape | undefined): number {
  return shape ? 8 * shape.rows * (shape.features + 1) : 0;
}

function memoryOfRecords(experiment: Experiment, runs: readonly RunSpec[]): number {
  const steps = runs.map((run) => run.steps);
  const { keep, points } = recordingOf(experiment, steps);
  const kept = (count: number) =>
    keep === 'steps' ? count + 1 : keep === 'thinned' ? Math.min(points, count + 1) : 1;
  const evaluations = ({ steps: count, stepsPerEpoch }: RunSpec) =>
    keep === 'score' ? 1 : Math.min(mostEvaluations, count / stepsPerEpoch);
  return runs.reduce(
    (sum, run) => sum + bytesOfRecord + bytesOfPoint * kept(run.steps) + bytesOfEvaluation * evaluations(run),
    0,
  );
}
