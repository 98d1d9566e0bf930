/** Sends what goes wrong in a page to the extension's log. */

interface Failure {
  readonly type: 'failed';
  readonly message: string;
}

/** Also what nobody has caught. @returns For what a page has caught by itself. */
export function reportErrors(post: (failure: Failure) => void): (error: unknown) => void {
  const report = (error: unknown) =>
    post({
      type: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  window.addEventListener('error', ({ error, message }) => report(error ?? message));
  window.addEventListener('unhandledrejection', ({ reason }) => report(reason));
  return report;
}
