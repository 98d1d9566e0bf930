/** The one run that a command is about. */
import { titleOf } from '../../inspector/runToInspect.ts';
import { askChoice } from '../../shown/ask.ts';
import { showInformation } from '../../shown/messages.ts';
import type { Surroundings } from './surroundings.ts';
import { isRun, type RunTarget, type Target } from './targets.ts';

interface Question {
  readonly title: string;
  readonly placeHolder: string;
  /** Where there is no run to choose. */
  readonly none: string;
}

/**
 * Of rows the first run or, of a race, one that the person chooses; without rows the picked one, else one that the person chooses among
 * those on the screen. Null where none is chosen.
 */
export async function chosenRun(
  { store, backend, inspector }: Pick<Surroundings, 'store' | 'backend' | 'inspector'>,
  targets: readonly Target[],
  question: Question,
): Promise<RunTarget | null> {
  const run = targets.find(isRun);
  if (run) return run;
  const [target] = targets;
  if (target) {
    const race = await backend.openRace(target.race);
    return choose(
      race.runs.map((_, number) => ({ race: race.id, run: number, label: titleOf(race, number) })),
      question,
    );
  }
  const shown = store.shown?.runs ?? [];
  if (shown.length === 0) {
    void showInformation(question.none);
    return null;
  }
  const picked = shown[inspector.picked.run ?? -1];
  if (picked) return { race: picked.race.id, run: picked.number };
  return choose(
    shown.map(({ race, number }) => ({ race: race.id, run: number, label: titleOf(race, number) })),
    question,
  );
}

async function choose(
  items: readonly (RunTarget & { readonly label: string })[],
  { title, placeHolder }: Question,
): Promise<RunTarget | null> {
  const [only] = items;
  if (only && items.length === 1) return only;
  return (await askChoice(items, { title, placeHolder })) ?? null;
}
