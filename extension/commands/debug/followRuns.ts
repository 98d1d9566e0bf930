/** The runs that are debugged, on the screen: the panel follows them there. */
import type { RunToDebug } from '../../../core/debug/debugMessages.ts';
import { isLarge } from '../../../core/engine/raceTime.ts';
import type { Race } from '../../../core/race/race.ts';
import type { RaceStore } from '../../../core/race/store.ts';
import type { PanelView } from '../runs/surroundings.ts';
import type { ExperimentStart } from '../startExperiment.ts';
import type { DebuggedRace } from './debuggedRace.ts';

interface Surroundings {
  readonly store: RaceStore;
  readonly panel: () => PanelView;
  readonly start: ExperimentStart;
}

/** Shows the race that has the runs. Where there is none yet, they are raced, unless that takes so long that people are asked before. */
export async function followRuns(
  { race, csv, isRecorded }: DebuggedRace,
  runs: readonly RunToDebug[],
  { store, panel, start }: Surroundings,
): Promise<void> {
  const specs = runs.map(({ spec }) => spec);
  const ids = new Set(specs.map(({ id }) => id));
  const isShown = store.shown?.runs.some(({ spec }) => ids.has(spec.id)) ?? false;
  const known =
    store.races.find((each): each is Race => !each.log && hasAll(each, ids)) ?? (isRecorded ? race : null);
  if (known) {
    await panel().show();
    if (!isShown) store.show(known);
    return;
  }
  const { title: _, ...asked } = race.experiment;
  // As it was asked for: what is a default of the rule's text stays one.
  const optimizers = asked.optimizers.filter(({ optimizer }) =>
    specs.some((spec) => spec.optimizer === optimizer),
  );
  const experiment = { ...asked, optimizers };
  if (isLarge(start.timeOf(experiment, csv))) return;
  await start.run(experiment, null, { csv });
}

function hasAll({ runs }: Race, ids: ReadonlySet<string>): boolean {
  const own = new Set(runs.map(({ spec }) => spec.id));
  return [...ids].every((id) => own.has(id));
}
