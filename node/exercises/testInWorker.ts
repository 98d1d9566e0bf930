import type { TestedClaim } from '../../core/claims/claimSheet.ts';
import { testClaim } from '../../core/claims/testClaim.ts';
import { loadDataset } from '../data/loadDataset.ts';
import type { LessonTasks } from './lessonTasks.ts';

/** Least time between two words about how far it is, in milliseconds. */
const interval = 100;

/** @param onProgress Called with the share that is done, 0 to 1. */
export function testInWorker(
  { text, dataFolder }: LessonTasks['claim']['input'],
  onProgress: (share: number) => void,
): Promise<TestedClaim> {
  let told = performance.now();
  return testClaim(text, {
    async dataOf(problem) {
      if (!('data' in problem)) return null;
      const validation = 'validation' in problem ? Number(problem.validation) : 0;
      return loadDataset(String(problem.data), dataFolder, { validation });
    },
    onProgress(share) {
      if (performance.now() - told < interval) return;
      told = performance.now();
      onProgress(share);
    },
  });
}
