/** The program of the thread for lessons: it runs rules and races for seconds, in which the extension host must answer. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Problem } from '../../core/experiment/schema.ts';
import { checkCells } from '../../core/lesson/checkCells.ts';
import { examineLesson } from '../../core/lesson/examineLesson.ts';
import { checkAttempt } from '../../core/lesson/exercise/checkAttempt.ts';
import { lessonData } from './lessonData.ts';
import type { FromLessonThread, LessonTask, LessonTasks } from './lessonTasks.ts';
import { testInWorker } from './testInWorker.ts';

const post = (message: FromLessonThread) => parentPort?.postMessage(message);

function examine({ text, places }: LessonTasks['examine']['input']) {
  return examineLesson(text, {
    dataOf: (problem) => lessonData(problem as Problem, places),
    onProgress: (share) => post({ type: 'progress', share }),
  });
}

async function work(task: LessonTask): Promise<unknown> {
  switch (task.name) {
    case 'attempt':
      return checkAttempt(task.input);
    case 'cells':
      return checkCells(task.input);
    case 'claim':
      return testInWorker(task.input, (share) => post({ type: 'progress', share }));
    case 'examine':
      return examine(task.input);
  }
}

void work(workerData as LessonTask).then((result) => post({ type: 'result', result }));
