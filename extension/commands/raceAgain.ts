/** Experiments that there are already, run once more. */
import { raceTimeName } from '../../core/engine/raceTime.ts';
import type { CsvData } from '../../core/experiment/csvData.ts';
import { trainsOnData } from '../../core/experiment/modelProblem.ts';
import { withNewRules } from '../../core/experiment/parseExperiment.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import type { Race } from '../../core/race/race.ts';
import type { RaceStore } from '../../core/race/store.ts';
import type { CsvReading } from '../data/csvReading.ts';
import { readRulesAgain } from '../ownRules/readRuleFiles.ts';
import { showInformation } from '../shown/messages.ts';
import { askRates } from './askRates.ts';
import { ofExperiment } from './ofExperiment.ts';
import type { ExperimentStart } from './startExperiment.ts';

interface AgainParts {
  readonly store: RaceStore;
  readonly csv: CsvReading;
  readonly start: ExperimentStart;
  /** Asks the person for an experiment and runs it. */
  readonly runOther: () => Promise<void>;
}

export class RaceAgain {
  readonly #with: AgainParts;

  constructor(parts: AgainParts) {
    this.#with = parts;
  }

  /** That of the race on the screen. */
  async run(): Promise<void> {
    await this.#onScreen((race) => this.repeat(race));
  }

  /** That of the race on the screen, from elsewhere on its surface. */
  async startFrom(start: readonly [number, number]): Promise<void> {
    await this.#onScreen(async (race) => {
      const asked = this.#with.start.askedFor(race);
      const { problem } = asked;
      if (trainsOnData(problem)) return;
      const { title } = asked;
      const { start_range: _, ...others } = problem;
      await this.repeat(race, {
        ...asked,
        ...(title !== undefined && { title: withStart(title, start) }),
        problem: { ...others, start: [start[0], start[1]] },
      });
    });
  }

  /** That of the race on the screen, with learning rates that the person chooses. */
  async withOtherRates(): Promise<void> {
    const { start } = this.#with;
    await this.#onScreen(async (race) => {
      const csv = await this.dataOf(race);
      const asked = await askRates(start.askedFor(race), {
        check: (experiment) => start.faultsOf(experiment, csv)[0]?.message ?? null,
        time: (experiment) => raceTimeName(start.timeOf(experiment, csv)),
      });
      if (asked) await this.repeat(race, asked);
    });
  }

  /** @param part What of its experiment, or what is made of it. Default: all, as it was asked for. */
  async repeat(race: Race, part?: Experiment): Promise<void> {
    const { csv: reading, start } = this.#with;
    const asked = part ?? start.askedFor(race);
    const experiment = withNewRules(asked, await readRulesAgain(asked));
    const csv = await this.dataOf(race);
    reading.cancel();
    await start.run(experiment, part ? null : race.caption, { speed: race.speed, csv });
  }

  /** The numbers that its CSV file has now; null where it has none. */
  async dataOf({ experiment: { problem }, csv }: Race): Promise<CsvData | null> {
    return 'csv' in problem && csv ? this.#with.csv.read(problem, csv.folder) : null;
  }

  async #onScreen(act: (race: Race) => Promise<void>): Promise<void> {
    const { shown, current: race } = this.#with.store;
    if (!race) return this.#with.runOther();
    if (shown && !shown.isWhole) {
      void showInformation('Chosen runs are on the screen. Show one experiment to run it again.');
      return;
    }
    await act(ofExperiment(race));
  }
}

/** A title that names the start, as those of the tutorial do, names the new one. */
function withStart(title: string, start: readonly [number, number]): string {
  const [x, y] = start.map((value) => String(value).replace('-', '−'));
  return title.replace(/start \([^()]*\)/, `start (${x}, ${y})`);
}
