import type { Memento } from 'vscode';
import type { CsvData } from '../../../core/experiment/csvData.ts';
import { ExperimentError } from '../../../core/experiment/errors.ts';
import { trainsOnData } from '../../../core/experiment/modelProblem.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import type { CsvReading } from '../../data/csvReading.ts';
import { askCsvFile, askTarget } from './csvPicks.ts';
import { type Choices, type Draft, keepAnswers, problemToRun } from './draft.ts';
import { askMore } from './morePicks.ts';
import { runSteps } from './multiStep.ts';
import type { PastedOptimizer } from './optimizerPick.ts';
import { PickRow } from './pickRow.ts';
import { askBatchSizes, askOptimizers, askProblem } from './picks.ts';
import { askLearningRates, type LastOptions } from './ratePicks.ts';

const memoryKey = 'runExperiment.lastChoices';

interface Answered {
  readonly experiment: Experiment;
  /** The problem's file, as it was read for the questions; null where it has none. */
  readonly csv: CsvData | null;
}

interface AskOptions {
  /** Keeps what was answered last. */
  readonly memory: Memento;
  readonly reading: CsvReading;
  /** Whether the person may choose the GPU for networks: there is one, or nobody knows yet. */
  readonly offersGpu: boolean;
  /** What is wrong with an experiment beside what its schema says, in words; null where nothing is. */
  readonly check: (answered: Answered) => string | null;
  /** How many runs it has and about how long they take, in words. */
  readonly time: (answered: Answered) => string;
  /** Whether it is to run on a CSV file: which is the first question then, behind which the person can go back. */
  readonly onCsv: boolean;
}

/** Asks what to run; undefined where the person leaves before the end. */
export async function askExperiment(options: AskOptions): Promise<Answered | undefined> {
  const { memory, reading, offersGpu } = options;
  let { onCsv } = options;
  const draft: Draft = { last: memory.get<Partial<Choices>>(memoryKey, {}) };
  const picks = new PickRow(() => reading.cancel());
  const last: LastOptions = {
    check: (answered) => faultOf(answered, options.check),
    time: (answered) => timeOf(answered, options.time),
    offersGpu,
  };
  const steps = [
    (current: Draft) => {
      if (!onCsv) return askProblem(current, picks);
      onCsv = false;
      return Promise.resolve({ value: { ...current, csv: {} } });
    },
    (current: Draft) => askCsvFile(current, picks),
    (current: Draft) => askTarget(current, picks, reading),
    (current: Draft) => askOptimizers(current, picks),
    (current: Draft) => askBatchSizes(current, picks),
    (current: Draft) => askLearningRates(current, picks, last),
    (current: Draft) => askMore(current, picks, last),
  ];
  const answered = await runSteps(draft, steps, keepAnswers).finally(() => picks.close());
  if (!answered) return undefined;
  const { problem, optimizers = [], batchSizes = [], lr = [], engine, more } = answered;
  const choices = { problem, optimizers, batchSizes, lr, ...(engine && { engine }), ...(more && { more }) };
  await memory.update(memoryKey, choices);
  const { experiment, csv } = experimentOf(answered);
  return { experiment, csv: csv && (await asItRuns(answered, csv, reading)) };
}

/** A file was read, and its rows were split, before another validation was chosen. */
async function asItRuns(answered: Draft, csv: CsvData, reading: CsvReading): Promise<CsvData> {
  const problem = problemToRun(answered);
  if (!('csv' in problem) || answered.more?.validation === undefined) return csv;
  return reading.read(problem, csv.folder);
}

/** null where it can't run. */
function timeOf(answered: Draft, time: AskOptions['time']): string | null {
  try {
    return time(experimentOf(answered));
  } catch (error) {
    if (error instanceof ExperimentError) return null;
    throw error;
  }
}

/** What keeps the answers from running is told while they can be changed. */
function faultOf(answered: Draft, check: (answered: Answered) => string | null): string | null {
  try {
    return check(experimentOf(answered));
  } catch (error) {
    if (error instanceof ExperimentError) return error.faults[0]?.message ?? error.message;
    throw error;
  }
}

function experimentOf(answered: Draft): Answered {
  const { optimizers = [], batchSizes = [], lr = [], engine, more = {}, csv, rules = [] } = answered;
  const problem = problemToRun(answered);
  const { length, seeds } = more;
  const files = new Map(rules.map(({ path, file }) => [path, file]));
  const value = {
    problem,
    optimizers: optimizers.map((pick) => (typeof pick === 'string' ? { optimizer: pick } : choiceOf(pick))),
    lr: [...lr].sort((a, b) => a - b),
    ...(batchSizes.length > 0 && { batch_size: batchSizes }),
    ...(seeds !== undefined && { seed: { from: 0, count: seeds } }),
    ...(length !== undefined && { [trainsOnData(problem) ? 'epochs' : 'steps']: length }),
    ...(engine && { engine }),
  };
  const experiment = parseExperiment(value, files);
  return { experiment, csv: csv?.data ?? null };
}

function choiceOf({ optimizer, lr, hyperparameters }: PastedOptimizer) {
  return { optimizer, lr, ...(Object.keys(hyperparameters).length > 0 && { hyperparameters }) };
}
