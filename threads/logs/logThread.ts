import type { LogNews } from '../../core/log/logNews.ts';
import type { RoleChoice } from '../../core/log/logRoles.ts';
import type { StartThread } from '../thread.ts';

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
  start: StartThread,
  request: LogRequest,
  { onNews, onEnd }: LogListener,
): () => void {
  const thread = start(request);
  let isClosed = false;
  let reason = '';
  thread.on('message', (news: LogNews) => {
    if (!isClosed) onNews(news);
  });
  thread.on('error', (error) => {
    reason = `: ${error instanceof Error ? error.message : String(error)}`;
  });
  thread.on('exit', () => {
    if (!isClosed) onEnd(`the thread that reads ${request.place} has ended${reason}`);
  });
  return () => {
    isClosed = true;
    void thread.terminate();
  };
}
