/** The races that cells ran last, found again in the library when their window is loaded anew. */
import * as vscode from 'vscode';
import { withEngine } from '../../core/experiment/engineSetting.ts';
import { expandExperiment } from '../../core/experiment/expand.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { Race } from '../../core/race/race.ts';
import type { Library } from '../backend/library.ts';
import { settings } from '../ids.ts';
import { log } from '../log.ts';
import { experimentOf } from './cellExperiment.ts';
import { placeOfTask } from './lessonMemory.ts';

/** Larger files, in bytes, aren’t read for a lesson that is opened: a race of a lesson has some ten thousand. */
const largest = 2 ** 20;

export interface KeptRacesParts {
  /** Of the workspace, as the library is. */
  readonly memory: vscode.Memento;
  readonly library: () => Promise<Pick<Library, 'read'>>;
}

export class KeptRaces {
  readonly #memory: vscode.Memento;
  readonly #library: KeptRacesParts['library'];

  constructor({ memory, library }: KeptRacesParts) {
    this.#memory = memory;
    this.#library = library;
  }

  /** A cell runs a race. */
  async note(cell: vscode.NotebookCell, { id }: Race): Promise<void> {
    await this.#memory.update(keyOf(cell), id);
  }

  /**
   * A cell shows what is no race: a map, which is in no library and is computed again when somebody asks for it, or a comparison,
   * whose races others remember.
   */
  async noteOther(cell: vscode.NotebookCell, what: 'map' | 'comparison'): Promise<void> {
    await this.#memory.update(keyOf(cell), { [what]: cell.document.getText() });
  }

  /** Whether a cell showed it last, and still says the same. */
  had(cell: vscode.NotebookCell, what: 'map' | 'comparison'): boolean {
    const known: unknown = this.#memory.get(keyOf(cell));
    return (
      typeof known === 'object' && known !== null && Reflect.get(known, what) === cell.document.getText()
    );
  }

  /**
   * Whether the race below a cell is another one than the cell would run now. Not where it can't run, or where nobody knows what it ran.
   * @param shown What it ran in this window. Default: what the library has.
   */
  async isOutdated(cell: vscode.NotebookCell, shown: Race | undefined): Promise<boolean> {
    try {
      const asked = await experimentOf(cell);
      const race = shown ?? (await this.#read(cell));
      return asked !== null && race !== null && !isOf(race, asked);
    } catch (error) {
      log.debug(`lesson: what a cell ran isn’t compared with what it says: ${messageOf(error)}`);
      return false;
    }
  }

  /**
   * The race that a cell ran last, while its text and its rules still say the same; null where there is none.
   * @throws {Error} if its file can't be read.
   */
  async find(cell: vscode.NotebookCell): Promise<Race | null> {
    if (typeof this.#memory.get(keyOf(cell)) !== 'string') return null;
    const asked = await experimentOf(cell);
    const race = asked && (await this.#read(cell));
    return race && isOf(race, asked) ? race : null;
  }

  async #read(cell: vscode.NotebookCell): Promise<Race | null> {
    const id = this.#memory.get(keyOf(cell));
    return typeof id === 'string' ? (await this.#library()).read(id, largest) : null;
  }
}

/** Whether a race is what an experiment would run now: the same runs, and the same target and steps in the picture. */
function isOf(race: Race, asked: Experiment): boolean {
  const setting = vscode.workspace.getConfiguration(settings.section).get(settings.engine);
  const specs = expandExperiment(withEngine(asked, setting), race.csv?.shape);
  return (
    race.experiment.target === asked.target &&
    race.experiment.step_along === asked.step_along &&
    specs.length === race.runs.length &&
    specs.every(({ id }, run) => id === race.runs[run]?.spec.id)
  );
}

function keyOf(cell: vscode.NotebookCell): string {
  const { lesson, key } = placeOfTask(cell);
  return `ran ${lesson} ${key}`;
}
