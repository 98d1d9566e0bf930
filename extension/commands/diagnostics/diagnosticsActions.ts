/** Of which runs diagnostics are wanted, and which. */
import { aboutTime } from '../../../core/aboutTime.ts';
import { costOf, type DiagnosisCost } from '../../../core/diagnostics/cost.ts';
import type { Diagnostic } from '../../../core/diagnostics/diagnostic.ts';
import { type DiagnosticId, diagnosticIds, diagnostics } from '../../../core/diagnostics/index.ts';
import { knownShape } from '../../../core/experiment/dataShape.ts';
import { mostDiagnosed } from '../../../core/protocol/diagnostics.ts';
import type { PickedRun } from '../../../core/race/pickedRun.ts';
import type { RaceStore } from '../../../core/race/store.ts';
import type { Backend } from '../../backend/backend.ts';
import { type FoundRun, findRun, shownRuns } from '../../diagnostics/diagnosedRuns.ts';
import type { DiagnosticsPage } from '../../diagnostics/diagnosticsPage.ts';
import { showInformation } from '../../shown/messages.ts';
import type { PickItem } from '../../shown/pickItem.ts';
import { pickMany } from '../../shown/pickMany.ts';
import type { Target } from '../runs/targets.ts';

interface DiagnosticsActionsParts {
  readonly store: RaceStore;
  readonly backend: Pick<Backend, 'openRace'>;
  readonly picked: { readonly run: PickedRun['run'] };
  readonly load: () => Promise<Pick<DiagnosticsPage, 'open'>>;
}

/** What takes longer, in seconds, a person marks. */
const unasked = 5;

export class DiagnosticsActions {
  readonly #with: DiagnosticsActionsParts;

  constructor(parts: DiagnosticsActionsParts) {
    this.#with = parts;
  }

  /** @param targets Runs, and experiments with all of theirs; where there are none, the picked run or those on the screen. */
  async ask(targets: readonly Target[]): Promise<void> {
    const given = targets.length > 0 ? await this.#runsOf(targets) : this.#onScreen();
    if (given.length === 0) return tellNone();
    const found = given.length > mostDiagnosed ? await askRuns(given) : given;
    if (!found || found.length === 0) return;
    const ids = await askDiagnostics(found);
    if (!ids || ids.length === 0) return;
    const runs = found.map(({ race, number }) => ({ race: race.id, run: number }));
    await (await this.#with.load()).open({ diagnostics: [...ids], runs });
  }

  async #runsOf(targets: readonly Target[]): Promise<readonly FoundRun[]> {
    const found = new Map<string, FoundRun>();
    for (const { race: id, run } of targets) {
      const race = await this.#with.backend.openRace(id);
      const begun = race.runs.flatMap(({ record }, number) => (record.state.stepsDone > 0 ? [number] : []));
      for (const number of run === null ? begun : [run]) found.set(`${id}/${number}`, findRun(race, number));
    }
    return [...found.values()];
  }

  /** The picked run, else all that have steps and are no logs. */
  #onScreen(): readonly FoundRun[] {
    const runs = this.#with.store.shown?.runs ?? [];
    const picked = runs[this.#with.picked.run ?? -1];
    if (picked) return [findRun(picked.race, picked.number)];
    return runs.flatMap(({ race, number, record }) =>
      race.log || record.state.stepsDone < 1 ? [] : [findRun(race, number)],
    );
  }
}

function tellNone(): void {
  void showInformation(
    'No run that has taken a step is on the screen. Run an experiment, or choose Show Diagnostics on a run in the view Runs.',
  );
}

async function askRuns(given: readonly FoundRun[]): Promise<readonly FoundRun[] | undefined> {
  const items = shownRuns(given).map(({ title }, place) => ({ label: title, place }));
  const chosen = await pickMany({
    title: 'Show Diagnostics',
    placeHolder: `The runs to measure, at most ${mostDiagnosed}`,
    groups: inOneGroup(items),
    isMarked: ({ place }) => place < mostDiagnosed,
  });
  if (chosen && chosen.length > mostDiagnosed)
    void showInformation(
      `${chosen.length} runs were chosen: the first ${mostDiagnosed} are measured, as many as a page shows.`,
    );
  return chosen?.slice(0, mostDiagnosed).flatMap(({ place }) => given[place] ?? []);
}

interface DiagnosticItem extends PickItem {
  readonly id: DiagnosticId;
  readonly seconds: number;
}

/** Those that none of the runs has are left out, and told. */
async function askDiagnostics(found: readonly FoundRun[]): Promise<readonly DiagnosticId[] | undefined> {
  const costs = found.map(({ race, run: { spec, record } }) =>
    costOf({ spec, stepsDone: record.state.stepsDone }, race.csv?.shape ?? knownShape(spec.problem)),
  );
  const obstacles = diagnosticIds.flatMap((id) => {
    const reasons = found.map(({ run }) => diagnostics[id].obstacle(run.spec));
    return reasons.every((reason) => reason !== null) ? [{ id, reason: reasons[0] ?? '' }] : [];
  });
  const possible = diagnosticIds.filter((id) => obstacles.every((each) => each.id !== id));
  const left = obstacles.map(({ id, reason }) => ` ${diagnostics[id].name} is left out: ${reason}.`);
  const chosen = await pickMany({
    title: `Show Diagnostics · ${replayText(costs)}`,
    placeHolder: `What to measure.${left.join('')}`,
    groups: inOneGroup(possible.map((id) => itemOf(id, costs))),
    isMarked: ({ seconds }) => seconds < unasked,
  });
  return chosen?.map(({ id }) => id);
}

/** Computing the runs again is what they all share. */
function replayText(costs: readonly DiagnosisCost[]): string {
  const seconds = costs.reduce((sum, { replay }) => sum + replay, 0);
  const what =
    costs.length === 1 ? 'the run is computed again' : `the ${costs.length} runs are computed again`;
  return `${what}, ${timeText(seconds)}`;
}

function timeText(seconds: number): string {
  return seconds < 1 ? 'a moment' : aboutTime(seconds);
}

function itemOf(id: DiagnosticId, costs: readonly DiagnosisCost[]): DiagnosticItem {
  const { name, description }: Diagnostic = diagnostics[id];
  const seconds = costs.reduce((sum, { each }) => sum + each[id], 0);
  return { id, seconds, label: name, description: timeText(seconds), detail: description };
}

async function* inOneGroup<T>(items: readonly T[]): AsyncGenerator<readonly T[]> {
  yield items;
}
