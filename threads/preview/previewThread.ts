import { QuestionThread } from '../questions/questionThread.ts';
import type { StartThread } from '../thread.ts';
import type { PreviewInput, PreviewQuestions } from './previewTasks.ts';

/** The runs of a race in a thread of their own, asked where they would go from elsewhere. */
export class PreviewThread extends QuestionThread<PreviewQuestions> {
  constructor(start: StartThread, input: PreviewInput) {
    super(start, input, { name: 'the preview of starts' });
  }
}
