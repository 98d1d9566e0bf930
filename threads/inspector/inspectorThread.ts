import { QuestionThread } from '../questions/questionThread.ts';
import type { StartThread } from '../thread.ts';
import type { InspectorInput, InspectorQuestions } from './inspectorTasks.ts';

/** A run that is kept open in a thread of its own, and asked about its steps. */
export class InspectorThread extends QuestionThread<InspectorQuestions> {
  constructor(start: StartThread, input: InspectorInput) {
    super(start, input, { name: 'the step inspector' });
  }
}
