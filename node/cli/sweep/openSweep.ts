/** From what was asked for to a sweep that can begin: its store, its queue, its jobs, and who computes them. */
import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { type SweepPlan, sweepPlan } from '../../../core/sweep/sweepPlan.ts';
import { ownLibrary } from '../../library/ownLibrary.ts';
import { type CsvFile, readCsvFile } from '../../sweep/assets/putAssets.ts';
import { computeJob, type Workplace } from '../../sweep/computeJob.ts';
import { LocalQueue } from '../../sweep/queue/localQueue.ts';
import type { Processing, RunQueue } from '../../sweep/queue/runQueue.ts';
import type { Asked, Surroundings } from '../command.ts';
import type { ExperimentFile } from '../files/readExperimentFile.ts';
import { prepareFolder } from '../library/libraryFolder.ts';
import { wholeNumberOf } from '../readArguments.ts';
import { UsageError } from '../usageError.ts';
import { openQueue } from './openQueue.ts';
import { openWorkplace } from './openWorkplace.ts';

export interface OpenedSweep {
  readonly plan: SweepPlan;
  readonly queue: RunQueue;
  readonly workplace: Workplace;
  /** null where the problem has none. */
  readonly csv: CsvFile | null;
  /** Begins to compute in this process; null where workers do it. */
  compute(): Processing | null;
  close(): Promise<void>;
}

/** @throws {UsageError} */
export async function openSweep(
  asked: Asked,
  surroundings: Surroundings,
  { experiment, csv, root }: ExperimentFile,
  tell: (line: string) => void,
): Promise<OpenedSweep> {
  const address = asked.text('queue');
  const given = wholeNumberOf(asked, 'workers', 'sweep', { least: 1, most: 1024 });
  if (address !== undefined && given !== undefined)
    throw new UsageError(
      '--workers — expected it without --queue: what is on a queue is computed by workers',
      'sweep',
    );
  if (address === undefined && asked.isSet('cancel'))
    throw new UsageError(
      '--cancel — expected --queue with it: without a queue, nothing waits elsewhere',
      'sweep',
    );
  const workers = given ?? availableParallelism();
  const store = asked.text('store') ?? (await usualStore(root));
  const queue = address === undefined ? new LocalQueue() : await openQueue(address, 'sweep', { tell });
  try {
    const workplace = await openWorkplace(store, workers, surroundings, 'sweep');
    const csvFile =
      csv && 'csv' in experiment.problem ? await readCsvFile(experiment.problem.csv, csv.folder) : null;
    const plan = sweepPlan(experiment, {
      ...{ shape: csv?.shape, csvFile: csvFile?.hash ?? null },
      ...{ store: workplace.storeId, arithmetic: workplace.arithmetic },
    });
    return {
      ...{ plan, queue, workplace, csv: csvFile },
      compute() {
        if (address !== undefined) return null;
        return queue.process((message, options) => computeJob(message, workplace, options), {
          concurrency: workers,
        });
      },
      async close() {
        await queue.close();
        await workplace.threads.close();
        await workplace.store.close();
      },
    };
  } catch (error) {
    await queue.close();
    throw error;
  }
}

/** Beside the library of the folder. */
async function usualStore(root: string): Promise<string> {
  const library = ownLibrary(root);
  await prepareFolder(library, root);
  const folder = path.join(path.dirname(library), 'sweeps');
  await mkdir(folder, { recursive: true });
  return folder;
}
