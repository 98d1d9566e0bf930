import { Worker } from 'node:worker_threads';
import type { LogNews } from '../../core/log/logNews.ts';
import type { RoleChoice } from '../../core/log/logRoles.ts';

/** What a thread is to follow. */
export interface LogRequest {
  /** Of a file, or of a folder of event files. */
  readonly place: string;
  /** What the person says about the columns. */
  readonly choice: RoleChoice;
  /** Milliseconds after which a log that nobody writes to is finished. Default: 30,000. */
  readonly growsFor?: number;
}

export interface LogListener {
  onNews(news: LogNews): void;
  /** The thread has ended by itself; nothing more comes. */
  onEnd(reason: string): void;
}

/** Follows a log in a thread of its own. @returns what ends it; nothing is told after that. */
export function startLogThread(
  workerFile: string,
  request: LogRequest,
  { onNews, onEnd }: LogListener,
): () => void {
  const worker = new Worker(workerFile, { workerData: request });
  let isClosed = false;
  let reason = '';
  worker.on('message', (news: LogNews) => {
    if (!isClosed) onNews(news);
  });
  worker.on('error', (error) => {
    reason = `: ${error instanceof Error ? error.message : String(error)}`;
  });
  worker.on('exit', () => {
    if (!isClosed) onEnd(`the thread that reads ${request.place} has ended${reason}`);
  });
  return () => {
    isClosed = true;
    void worker.terminate();
  };
}
