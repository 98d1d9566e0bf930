import type { TestedClaim } from '../../core/claims/claimSheet.ts';
import { testClaim } from '../../core/claims/testClaim.ts';
import { CsvThread } from '../data/csvThread.ts';
import { claimData } from './claimData.ts';
import type { LessonTasks } from './lessonTasks.ts';

/** Least time between two words about how far it is, in milliseconds. */
const interval = 100;

/** @param onProgress Called with the share that is done, 0 to 1. */
export function testInWorker(
  { text, dataFolder, place, csvWorker }: LessonTasks['claim']['input'],
  onProgress: (share: number) => void,
): Promise<TestedClaim> {
  let told = performance.now();
  return testClaim(text, {
    dataOf: (problem) =>
      claimData(problem, {
        ...{ dataFolder, place },
        readCsv: async (csv, folder) => (await new CsvThread(csvWorker).load(csv, folder)).data,
      }),
    onProgress(share) {
      if (performance.now() - told < interval) return;
      told = performance.now();
      onProgress(share);
    },
  });
}
