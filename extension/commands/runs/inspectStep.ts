import type { ShownStep } from '../../../core/race/pick.ts';
import type { Inspected } from '../../inspector/inspector.ts';
import { chosenRun } from './chosenRun.ts';
import type { Surroundings } from './surroundings.ts';
import type { Target } from './targets.ts';

const question = {
  title: 'Inspect Step',
  placeHolder: 'A run whose steps are to be looked at',
  none: 'No run is on the screen. Run an experiment, or choose Inspect Step on a run in the view Runs.',
};

/**
 * Opens the step inspector on a run: of rows the first run, else the one that stands in the debugger, the picked one, or one
 * that the person chooses among those on the screen.
 * @param step Default: that of the debugger; elsewhere where the run diverged, else its first.
 */
export async function inspectStep(
  surroundings: Surroundings,
  targets: readonly Target[],
  step?: number,
): Promise<void> {
  const here = targets.length === 0 ? debuggedRun(surroundings) : null;
  if (here) {
    await (await surroundings.inspector.load()).open(here);
    return;
  }
  const run = await chosenRun(surroundings, targets, question);
  if (run) await (await surroundings.inspector.load()).open({ race: run.race, run: run.run, step });
}

/** Opens it at a step of a run on the screen; where others are there by now, of one of them. */
export async function inspectShown(
  surroundings: Surroundings,
  { race, run, step }: ShownStep,
): Promise<void> {
  const { store, inspector } = surroundings;
  const shown = store.shown?.id === race && run !== null ? store.shown.runs[run] : undefined;
  const chosen = shown
    ? { race: shown.race.id, run: shown.number }
    : await chosenRun(surroundings, [], question);
  if (chosen) await (await inspector.load()).open({ ...chosen, step });
}

/** The run that stands in the debugger, at its step, with what was set there; null where none does, or it was not raced. */
function debuggedRun({ store, inspector }: Surroundings): (Inspected & { readonly step: number }) | null {
  const position = inspector.debugged.current;
  if (!position) return null;
  for (const race of store.races) {
    const run = race.runs.findIndex(({ spec }) => spec.id === position.run);
    // Of a surface both are shown.
    const parameters = position.position ? [] : [position.parameter];
    if (run >= 0) return { race: race.id, run, step: position.step, parameters, branch: position.branch };
  }
  return null;
}
