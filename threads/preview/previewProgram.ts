/** The program of the thread of previews: it has the runs of a race, and takes them from wherever it is asked to. */
import { previewRuns } from '../../core/preview/previewRuns.ts';
import type { ThreadPort } from '../machine.ts';
import { answerQuestions } from '../questions/answerQuestions.ts';
import type { PreviewInput, PreviewQuestions } from './previewTasks.ts';

export function answerPreviews(port: ThreadPort, { specs }: PreviewInput): void {
  answerQuestions<PreviewQuestions>(port, async ({ input: { start, runs } }) => {
    const asked = runs.map((run) => {
      const spec = specs[run];
      if (!spec) throw new RangeError(`run = ${run} — expected one of the ${specs.length} of the race`);
      return spec;
    });
    return previewRuns(asked, start, () => performance.now());
  });
}
