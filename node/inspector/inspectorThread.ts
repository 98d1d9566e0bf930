import { QuestionThread } from '../questions/questionThread.ts';
import type { InspectorInput, InspectorQuestions } from './inspectorTasks.ts';

/** A run that is kept open in a thread of its own, and asked about its steps. */
export class InspectorThread extends QuestionThread<InspectorQuestions> {
  constructor(workerFile: string, input: InspectorInput) {
    super(workerFile, input, { name: 'the step inspector' });
  }
}
