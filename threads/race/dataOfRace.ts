import { splitOf } from '../../core/experiment/splitOf.ts';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import type { Machine } from '../machine.ts';
import type { WorkerInput } from './workerMessages.ts';

/** The data of the race's problem; an error is kept for the runs, which fail by it. */
export async function dataOfRace(
  { runs, data: read }: Pick<WorkerInput, 'runs' | 'data'>,
  machine: Pick<Machine, 'dataset'>,
): Promise<() => PreparedDataset | null> {
  if (read) return () => read;
  const problem = runs[0]?.problem;
  if (!problem || !('data' in problem)) return () => null;
  try {
    const data = await machine.dataset(problem.data, splitOf(problem));
    return () => data;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
