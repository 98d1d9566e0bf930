/** How far a run has come, and how it ended, in words. */
import type * as z from 'zod';
import { formatCount } from '../format.ts';
import type { Phase } from './phase.ts';
import type { runStatusSchema } from './statusSchema.ts';

export type RunStatus = z.infer<typeof runStatusSchema>;

/** What goes on with a race that doesn't go on here: another window, or a command in a terminal. */
export type Elsewhere = 'window' | 'terminal';

export const inElsewhere: Readonly<Record<Elsewhere, string>> = {
  window: 'in another window',
  terminal: 'in a terminal',
};

/** Whether a run in this state will record nothing more. */
export function hasEnded(status: RunStatus): boolean {
  return status.kind !== 'queued' && status.kind !== 'running';
}

/** Whether a run ended in a way that asks for a change. */
export function wentWrong(status: RunStatus): boolean {
  if (status.kind === 'finished') return status.above !== undefined;
  return status.kind === 'diverged' || status.kind === 'failed';
}

/**
 * `Diverged at step 52: loss rose to 1.009e+6; try a learning rate below 0.02`
 * @param step How many steps the run has done.
 * @param phase Of the race: a run of a paused race is paused.
 */
export function statusWords(status: RunStatus, step: number, phase: Phase): string {
  switch (status.kind) {
    case 'queued':
      return status.reason === undefined ? 'Waiting' : `Waiting: ${status.reason}`;
    case 'running':
      return phase === 'paused' ? 'Paused' : 'Running';
    case 'finished': {
      const { reason, above } = status;
      const why = [reason, above].filter((part) => part !== undefined).join('; ');
      return `Finished${above === undefined ? '' : ' above its start'}${why === '' ? '' : `: ${why}`}`;
    }
    case 'stopped':
      return `Stopped at step ${formatCount(step)}`;
    case 'interrupted':
      return status.elsewhere
        ? `Runs ${inElsewhere[status.elsewhere]}; step ${formatCount(step)} was saved`
        : `Interrupted at step ${formatCount(step)}`;
    case 'failed':
      return `Failed: ${status.message}`;
    case 'diverged':
      return `Diverged at step ${formatCount(status.step)}: ${status.reason}; ${status.hint}`;
  }
}
