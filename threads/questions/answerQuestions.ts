import { messageOf } from '../../core/messageOf.ts';
import type { ThreadPort } from '../machine.ts';
import type { FromThread, Question, QuestionTable } from './questions.ts';

/** In the thread: answers whatever is asked. @returns Tells something without a question. */
export function answerQuestions<T extends QuestionTable<T>>(
  port: ThreadPort,
  answer: (question: Question<T>) => Promise<unknown>,
): (news: unknown) => void {
  const post = (message: FromThread) => port.postMessage(message);
  port.onMessage((question: Question<T>) => {
    const { id } = question;
    answer(question).then(
      (output) => post({ id, outcome: { output } }),
      (error: unknown) => post({ id, outcome: { error: messageOf(error) } }),
    );
  });
  return (news) => post({ news });
}
