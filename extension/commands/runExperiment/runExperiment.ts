import type { Memento } from 'vscode';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { runSteps } from './multiStep.ts';
import {
  askBatchSizes,
  askLearningRates,
  askOptimizers,
  askProblem,
  type Choices,
  type Draft,
  keepAnswers,
} from './picks.ts';

const memoryKey = 'runExperiment.lastChoices';

/** Asks what to run; undefined where the person leaves before the end. */
export async function askExperiment(memory: Memento): Promise<Experiment | undefined> {
  const draft: Draft = { last: memory.get<Partial<Choices>>(memoryKey, {}) };
  const answered = await runSteps(
    draft,
    [askProblem, askOptimizers, askBatchSizes, askLearningRates],
    keepAnswers,
  );
  if (!answered) return undefined;
  const { problem, optimizers = [], batchSizes = [], lr = [] } = answered;
  const experiment = parseExperiment({
    problem,
    optimizers: optimizers.map((optimizer) => ({ optimizer })),
    lr: [...lr].sort((a, b) => a - b),
    ...(batchSizes.length > 0 && { batch_size: batchSizes }),
  });
  await memory.update(memoryKey, { problem, optimizers, batchSizes, lr });
  return experiment;
}
