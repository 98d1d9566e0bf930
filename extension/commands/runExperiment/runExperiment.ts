import type { Memento } from 'vscode';
import type { CsvData } from '../../../core/experiment/csvData.ts';
import { ExperimentError } from '../../../core/experiment/errors.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import type { CsvReading } from '../../data/csvReading.ts';
import { askCsvFile, askTarget } from './csvPicks.ts';
import { type Choices, type Draft, keepAnswers } from './draft.ts';
import { runSteps } from './multiStep.ts';
import { PickRow } from './pickRow.ts';
import { askBatchSizes, askLearningRates, askOptimizers, askProblem } from './picks.ts';

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
}

/** Asks what to run; undefined where the person leaves before the end. */
export async function askExperiment(options: AskOptions): Promise<Answered | undefined> {
  const { memory, reading, offersGpu, check } = options;
  const draft: Draft = { last: memory.get<Partial<Choices>>(memoryKey, {}) };
  const picks = new PickRow(() => reading.cancel());
  const fault = (answered: Draft) => faultOf(answered, check);
  const steps = [
    (current: Draft) => askProblem(current, picks),
    (current: Draft) => askCsvFile(current, picks),
    (current: Draft) => askTarget(current, picks, reading),
    (current: Draft) => askOptimizers(current, picks),
    (current: Draft) => askBatchSizes(current, picks),
    (current: Draft) => askLearningRates(current, picks, { check: fault, offersGpu }),
  ];
  const answered = await runSteps(draft, steps, keepAnswers).finally(() => picks.close());
  if (!answered) return undefined;
  const { problem, optimizers = [], batchSizes = [], lr = [], engine } = answered;
  await memory.update(memoryKey, { problem, optimizers, batchSizes, lr, ...(engine && { engine }) });
  return experimentOf(answered);
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

function experimentOf({ problem, optimizers = [], batchSizes = [], lr = [], engine, csv }: Draft): Answered {
  const experiment = parseExperiment({
    problem,
    optimizers: optimizers.map((optimizer) => ({ optimizer })),
    lr: [...lr].sort((a, b) => a - b),
    ...(batchSizes.length > 0 && { batch_size: batchSizes }),
    ...(engine && { engine }),
  });
  return { experiment, csv: csv?.data ?? null };
}
