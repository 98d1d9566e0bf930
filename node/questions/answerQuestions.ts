import { parentPort } from 'node:worker_threads';
import { messageOf } from '../../core/messageOf.ts';
import type { FromThread, Question, QuestionTable } from './questions.ts';

/** In the thread: answers whatever is asked. @returns Tells something without a question. */
export function answerQuestions<T extends QuestionTable<T>>(
  answer: (question: Question<T>) => Promise<unknown>,
): (news: unknown) => void {
  const post = (message: FromThread) => parentPort?.postMessage(message);
  parentPort?.on('message', (question: Question<T>) => {
    const { id } = question;
    answer(question).then(
      (output) => post({ id, outcome: { output } }),
      (error: unknown) => post({ id, outcome: { error: messageOf(error) } }),
    );
  });
  return (news) => post({ news });
}
