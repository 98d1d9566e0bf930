import type { RunStatus } from './status.ts';

/** How a run stands, as people read it: `Diverged at step 52: loss became infinite; try a learning rate below 0.02`. */
export function statusWords(status: RunStatus): string {
  switch (status.kind) {
    case 'queued':
      return 'Waiting';
    case 'running':
      return 'Running';
    case 'finished':
      return 'Finished';
    case 'stopped':
      return 'Stopped';
    case 'diverged':
      return `Diverged at step ${status.step}: ${status.reason}; ${status.hint}`;
    case 'failed':
      return `Failed: ${status.message}`;
    case 'interrupted':
      return 'Interrupted by a reload of the window';
  }
}
