/** Whether an experiment fits into memory, before it starts. */

import { epochsAfter } from '../epochs.ts';
import { batchRows } from '../experiment/batchSize.ts';
import { type DataShape, knownShape, rowsOf } from '../experiment/dataShape.ts';
import { expandExperiment } from '../experiment/expand.ts';
import { largestMemory, runsAtOnce } from '../experiment/limits.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import { recordingOf } from '../experiment/recording.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import type { Experiment } from '../experiment/schema.ts';
import { type Fault, faultAt } from '../fault.ts';
import { formatBytes } from '../format.ts';
import { largestBatch } from '../problems/data/batches.ts';
import { memoryOfExamples, memoryOfRun } from './memoryOfRun.ts';

/** Of a run's facts and curve in the extension and in the panel, beside its points. */
const bytesOfRecord = 20_000;
/** A point is kept in the extension and in the panel, with room to grow. */
const bytesOfPoint = 80;
const bytesOfEvaluation = 100;
/** A run is evaluated about this often at most. */
const mostEvaluations = 1000;

export interface MemoryNeed {
  /** Of the run that takes most, beside the data. */
  readonly largestRun: number;
  /** Of the data in single precision, which the runs of a thread share as long as one memory has room for them. */
  readonly examples: number;
  /** Of the data as it is loaded, where each thread loads it. */
  readonly loaded: number;
  /** Of the data where all threads share it, and of all that is recorded. */
  readonly shared: number;
  /** How many go on at the same time at most, and how many there are. */
  readonly atOnce: number;
  readonly runs: number;
}

/** It is asked for before a race, for a note on it and for its threads; of ten thousand runs it takes a second. */
const known = new WeakMap<Experiment, { readonly shape: DataShape | undefined; readonly need: MemoryNeed }>();

/**
 * Bytes that an experiment takes. Expects one that `parseExperiment` gave.
 * @param shape Of its data. Default: that of a data set that ships.
 */
export function memoryOf(experiment: Experiment, shape = knownShape(experiment.problem)): MemoryNeed {
  const before = known.get(experiment);
  if (before && before.shape === shape) return before.need;
  const need = reckon(experiment, shape);
  known.set(experiment, { shape, need });
  return need;
}

function reckon(experiment: Experiment, shape: DataShape | undefined): MemoryNeed {
  const runs = expandExperiment(experiment, shape);
  const { problem } = experiment;
  const data = memoryOfData(shape);
  const loadsEach = 'data' in problem;
  return {
    largestRun: Math.max(
      ...largestOfEach(runs, rowsOf(problem, shape)).map((run) => memoryOfRun(run, shape)),
    ),
    examples: runs[0] ? memoryOfExamples(runs[0], shape) : 0,
    loaded: loadsEach ? data : 0,
    shared: (loadsEach ? 0 : data) + memoryOfRecords(experiment, runs),
    atOnce: runsAtOnce(runs.length, trainsOnData(problem)) ?? runs.length,
    runs: runs.length,
  };
}

/**
 * Bytes that so many runs take side by side.
 * @param threads How many compute them at most.
 */
export function memoryOfRuns(need: MemoryNeed, count: number, threads: number): number {
  const used = Math.min(count, threads);
  const runsOfMemory = Math.max(1, Math.floor((largestMemory - need.examples) / need.largestRun));
  const memories = Math.ceil(Math.ceil(count / used) / runsOfMemory);
  return need.shared + used * (need.loaded + memories * need.examples) + count * need.largestRun;
}

/** How many runs have room side by side; 0 where not even one has. */
export function runsThatFit(need: MemoryNeed, free: number, threads: number): number {
  let fit = 0;
  while (fit < need.atOnce && memoryOfRuns(need, fit + 1, threads) <= free) fit++;
  return fit;
}

/**
 * What can never fit: runs that don't all fit begin as others end.
 * @param free Bytes that there are for it.
 */
export function checkMemory(experiment: Experiment, shape: DataShape | undefined, free: number): Fault[] {
  const need = memoryOf(experiment, shape);
  const isSingle = trainsOnData(experiment.problem) && experiment.engine !== 'float64';
  const inOneMemory = need.largestRun + need.examples;
  if (isSingle && inOneMemory > largestMemory)
    return [tooLarge(experiment, shape, inOneMemory, largestMemory, 'WebAssembly can address')];
  const ofOne = memoryOfRuns(need, 1, 1);
  return ofOne <= free ? [] : [tooLarge(experiment, shape, ofOne, free, 'is free')];
}

/**
 * Says that runs wait for one another; null where all have room that go on at the same time.
 * @param threads How many compute them at most.
 */
export function noteOnMemory(
  experiment: Experiment,
  shape: DataShape | undefined,
  free: number,
  threads: number,
): string | null {
  const need = memoryOf(experiment, shape);
  const fit = runsThatFit(need, free, threads);
  if (fit >= need.atOnce) return null;
  const all = formatBytes(memoryOfRuns(need, need.atOnce, threads));
  const runs = need.atOnce < need.runs ? `${need.atOnce} of ${need.runs} runs` : `All ${need.runs} runs`;
  return `${runs} at once would need ${all}, and about ${formatBytes(free)} is free: ${Math.max(1, fit)} at a time.`;
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
    const need = memoryOf({ ...experiment, problem: { ...problem, hidden } }, shape);
    if (memoryOfRuns(need, 1, 1) <= most) return hidden;
  }
  return null;
}

/** Of the runs of each optimizer with its settings, the one with the largest batches. */
function largestOfEach(runs: readonly RunSpec[], rows = 1): RunSpec[] {
  const largest = new Map<string, RunSpec>();
  const sizeOf = ({ batchSize }: RunSpec) =>
    batchSize === null ? 1 : largestBatch(batchRows(batchSize, rows));
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
    keep === 'score' ? 1 : Math.min(mostEvaluations, epochsAfter(stepsPerEpoch, count));
  return runs.reduce(
    (sum, run) => sum + bytesOfRecord + bytesOfPoint * kept(run.steps) + bytesOfEvaluation * evaluations(run),
    0,
  );
}
