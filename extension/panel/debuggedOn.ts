/** Where a run stands in the debugger, as a page has it that shows it. */
import type { DebugPosition } from '../../core/debug/debugMessages.ts';
import type { Debugged } from '../../core/protocol/debugged.ts';
import type { Shown } from '../../core/race/shown.ts';

/** null where none of the runs on the screen is the one that stands there. */
export function debuggedOn({ runs }: Shown, position: DebugPosition | null): Debugged | null {
  const run = runs.findIndex(({ spec }) => spec.id === position?.run);
  if (!position || run < 0) return null;
  const { step, line, loss, position: place, branch } = position;
  const at = place && ([place[0], place[1]] satisfies [number, number]);
  const since = branch && { fromStep: branch.fromStep, losses: Float64Array.from(branch.losses) };
  return { run, step, line, loss, position: at, branch: since };
}
