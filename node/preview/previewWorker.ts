/** The program of the thread of previews: it has the runs of a race, and takes them from wherever it is asked to. */
import { workerData } from 'node:worker_threads';
import { previewRuns } from '../../core/preview/previewRuns.ts';
import { answerQuestions } from '../questions/answerQuestions.ts';
import type { PreviewInput, PreviewQuestions } from './previewTasks.ts';

const { specs } = workerData as PreviewInput;

answerQuestions<PreviewQuestions>(async ({ input: { start, runs } }) => {
  const asked = runs.map((run) => {
    const spec = specs[run];
    if (!spec) throw new RangeError(`run = ${run} — expected one of the ${specs.length} of the race`);
    return spec;
  });
  return previewRuns(asked, start, () => performance.now());
});
