import { showProgress } from './shown/progress.ts';

/** Work that takes longer than this gets a notification with its progress, in milliseconds. */
const longWork = 500;

/**
 * Shows VS Code's own progress, with a button to cancel, for work that takes longer than a moment.
 * @param work Reports the share that is done, 0 to 1.
 */
export async function withLateProgress<T>(
  title: string,
  cancel: () => void,
  work: (report: (share: number) => void) => Promise<T>,
): Promise<T> {
  let done = 0;
  let show = () => {};
  const result = work((share) => {
    done = share;
    show();
  });
  const timer = setTimeout(() => {
    void showProgress(title, cancel, async (report) => {
      show = () => report(done);
      show();
      await Promise.allSettled([result]);
    });
  }, longWork);
  try {
    return await result;
  } finally {
    clearTimeout(timer);
  }
}
