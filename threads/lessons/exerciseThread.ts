import type { StartThread } from '../thread.ts';
import type { FromLessonThread, LessonTask, LessonTaskName, LessonTasks } from './lessonTasks.ts';

export interface LessonTaskOptions {
  /** Ends the thread early. */
  readonly signal: AbortSignal;
  /** Called with the share that is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/**
 * Does a task about a lesson in a thread of its own.
 * @throws {Error} if it can't be computed, or the thread ends without a result; the signal's reason if it was ended early.
 */
export function runLessonTask<Name extends LessonTaskName>(
  start: StartThread,
  name: Name,
  input: LessonTasks[Name]['input'],
  { signal, onProgress }: LessonTaskOptions,
): Promise<LessonTasks[Name]['output']> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = start({ name, input } as LessonTask);
    worker.on('message', (message: FromLessonThread) => {
      if (message.type === 'progress') onProgress?.(message.share);
      else resolve(message.result as LessonTasks[Name]['output']);
    });
    worker.on('error', reject);
    worker.on('exit', (code) =>
      reject(new Error(`the thread that checks exercises ended with code ${code}`)),
    );
    signal.addEventListener('abort', () => {
      reject(signal.reason);
      void worker.terminate();
    });
  });
}
