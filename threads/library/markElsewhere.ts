import type { Race } from '../../core/race/race.ts';
import type { Elsewhere } from '../../core/race/status.ts';

/** Says of the runs of a race that another window or a terminal goes on with them. */
export function markElsewhere({ runs }: Race, elsewhere: Elsewhere): void {
  for (const { record } of runs)
    if (record.state.status.kind === 'interrupted') record.end({ kind: 'interrupted', elsewhere });
}
