import type { TestedClaim } from '../../core/claims/claimSheet.ts';
import { testClaim } from '../../core/claims/testClaim.ts';
import { loadDataset } from '../data/loadDataset.ts';
import type { ClaimNews, ClaimTask } from './claimThread.ts';

/** Least time between two words about how far it is, in milliseconds. */
const interval = 100;

/** @param post Takes how far it is. */
export function testInWorker(
  { text, dataFolder }: ClaimTask,
  post: (news: ClaimNews) => void,
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
      post({ type: 'progress', share });
    },
  });
}
