/** The program of the thread for lessons: it runs rules and races for seconds, in which the extension host must answer. */
import { testClaim } from '../../core/claims/testClaim.ts';
import type { Problem } from '../../core/experiment/schema.ts';
import { checkCells } from '../../core/lesson/checkCells.ts';
import { examineLesson } from '../../core/lesson/examineLesson.ts';
import { checkAttempt } from '../../core/lesson/exercise/checkAttempt.ts';
import type { ThreadPort } from '../machine.ts';
import type { FromLessonThread, LessonData, LessonTask } from './lessonTasks.ts';

/** Least time between two words about how far a claim is, in milliseconds. */
const interval = 100;

export async function doLessonTask(port: ThreadPort, task: LessonTask, data: LessonData): Promise<void> {
  const post = (message: FromLessonThread) => port.postMessage(message);
  const onProgress = (share: number) => post({ type: 'progress', share });
  post({ type: 'result', result: await work(task, data, onProgress) });
  port.close();
}

async function work(
  task: LessonTask,
  data: LessonData,
  onProgress: (share: number) => void,
): Promise<unknown> {
  switch (task.name) {
    case 'attempt':
      return checkAttempt(task.input);
    case 'cells':
      return checkCells(task.input);
    case 'claim': {
      const { text, place } = task.input;
      const dataOf = (problem: object) => data.ofClaim(problem, place);
      return testClaim(text, { dataOf, onProgress: seldom(onProgress) });
    }
    case 'examine': {
      const { text, folder } = task.input;
      return examineLesson(text, {
        dataOf: (problem) => data.ofLesson(problem as Problem, folder),
        onProgress,
      });
    }
  }
}

function seldom(onProgress: (share: number) => void): (share: number) => void {
  let told = performance.now();
  return (share) => {
    if (performance.now() - told < interval) return;
    told = performance.now();
    onProgress(share);
  };
}
