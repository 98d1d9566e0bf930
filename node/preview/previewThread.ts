import { QuestionThread } from '../questions/questionThread.ts';
import type { PreviewInput, PreviewQuestions } from './previewTasks.ts';

/** The runs of a race in a thread of their own, asked where they would go from elsewhere. */
export class PreviewThread extends QuestionThread<PreviewQuestions> {
  constructor(workerFile: string, input: PreviewInput) {
    super(workerFile, input, { name: 'the preview of starts' });
  }
}
