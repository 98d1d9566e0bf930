import type { Race } from '../../core/race/race.ts';

/** Says of the runs of a race that another window goes on with them. */
export function markElsewhere({ runs }: Race): void {
  for (const { record } of runs)
    if (record.state.status.kind === 'interrupted') record.end({ kind: 'interrupted', elsewhere: true });
}
