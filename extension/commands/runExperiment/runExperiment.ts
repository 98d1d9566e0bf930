import type { Memento } from 'vscode';
import type { CsvData } from '../../../core/experiment/csvData.ts';
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

/** Asks what to run; undefined where the person leaves before the end. */
export async function askExperiment(memory: Memento, reading: CsvReading): Promise<Answered | undefined> {
  const draft: Draft = { last: memory.get<Partial<Choices>>(memoryKey, {}) };
  const picks = new PickRow(() => reading.cancel());
  const steps = [
    askProblem,
    askCsvFile,
    (current: Draft) => askTarget(current, picks, reading),
    askOptimizers,
    askBatchSizes,
    askLearningRates,
  ];
  const answered = await runSteps(
    draft,
    steps.map((ask) => (current) => ask(current, picks)),
    keepAnswers,
  ).finally(() => picks.close());
  if (!answered) return undefined;
  const { problem, optimizers = [], batchSizes = [], lr = [], csv } = answered;
  const experiment = parseExperiment({
    problem,
    optimizers: optimizers.map((optimizer) => ({ optimizer })),
    lr: [...lr].sort((a, b) => a - b),
    ...(batchSizes.length > 0 && { batch_size: batchSizes }),
  });
  await memory.update(memoryKey, { problem, optimizers, batchSizes, lr });
  return { experiment, csv: csv?.data ?? null };
}
