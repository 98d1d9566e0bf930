/** Keeps the race on the screen across a reload of the window. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type * as vscode from 'vscode';
import * as z from 'zod';
import { dataShapeSchema } from '../../core/experiment/dataShape.ts';
import { experimentSchema } from '../../core/experiment/schema.ts';
import { messageOf } from '../../core/messageOf.ts';
import { captionSchema } from '../../core/race/caption.ts';
import { engineFactsSchema } from '../../core/race/engineFacts.ts';
import { evaluationSchema } from '../../core/race/evaluation.ts';
import { numbersSchema } from '../../core/race/numbers.ts';
import { speedSchema } from '../../core/race/phase.ts';
import { createRace, type Race } from '../../core/race/race.ts';
import { Series } from '../../core/race/series.ts';
import { hasEnded, runStatusSchema } from '../../core/race/status.ts';
import type { RunStore } from '../../core/race/store.ts';
import { log } from '../log.ts';

/** While a race runs, it is saved this often, in milliseconds, unless it is so large that saving would take long. */
const interval = 1000;
/** At most this share of the time goes into saving. */
const share = 0.05;

const savedSchema = z.object({
  version: z.literal(3),
  id: z.string(),
  experiment: experimentSchema,
  caption: z.union([captionSchema, z.null()]),
  csv: z.union([z.object({ folder: z.string(), shape: dataShapeSchema }), z.null()]),
  speed: speedSchema,
  runs: z.array(
    z.object({
      losses: numbersSchema,
      path: z.union([numbersSchema, z.null()]),
      status: runStatusSchema,
      evaluations: z.array(evaluationSchema),
      engine: z.union([engineFactsSchema, z.null()]),
      stepsPerSecond: z.number(),
    }),
  ),
});
type Saved = z.infer<typeof savedSchema>;

export class Persistence {
  readonly #store: RunStore;
  readonly #file: string;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  /** How long the last save took, in milliseconds. */
  #cost = 0;

  /** @param folder The extension's own storage, which may not exist yet. */
  constructor(store: RunStore, folder: string) {
    this.#store = store;
    this.#file = path.join(folder, 'race.bin');
  }

  /** Brings back the last race; runs that were going are `interrupted`. */
  async restore(): Promise<void> {
    const bytes = await readFile(this.#file).catch(() => undefined);
    if (!bytes) return;
    try {
      this.#store.replace(load(savedSchema.parse(deserialize(bytes))));
    } catch (error) {
      log.warn(`the saved race can't be read and is left out: ${messageOf(error)}`);
    }
  }

  /** Saves a race when it starts, while it runs and when it ends. */
  watch(): vscode.Disposable {
    return this.#store.onDidChange((change) => {
      if (change === 'replaced' || this.#store.race?.phase === 'ended') void this.save();
      else this.#timer ??= setTimeout(() => void this.save(), Math.max(interval, this.#cost / share));
    });
  }

  save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { race } = this.#store;
    if (race) this.#writing = this.#writing.then(() => this.#write(race));
    return this.#writing;
  }

  async #write(race: Race): Promise<void> {
    const begin = performance.now();
    try {
      // Node's own files: those of the editor are out of reach while the window closes. Renaming keeps the file whole.
      await mkdir(path.dirname(this.#file), { recursive: true });
      await writeFile(`${this.#file}.new`, serialize(unload(race)));
      await rename(`${this.#file}.new`, this.#file);
      this.#cost = performance.now() - begin;
    } catch (error) {
      log.warn(`the race could not be saved: ${messageOf(error)}`);
    }
  }
}

function unload(race: Race): Saved {
  return {
    version: 3,
    id: race.id,
    experiment: race.experiment,
    caption: race.caption,
    csv: race.csv && { folder: race.csv.folder, shape: race.csv.shape },
    speed: race.speed,
    runs: race.runs.map(({ losses, path, status, evaluations, engine, stepsPerSecond }) => ({
      losses: losses.slice(),
      path: path?.slice() ?? null,
      status,
      evaluations,
      engine,
      stepsPerSecond,
    })),
  };
}

function load(saved: Saved): Race {
  const race = createRace(saved.id, saved.experiment, saved.caption, saved.csv);
  const runs = race.runs.map((run, index) => {
    const { losses, path, status, evaluations, engine, stepsPerSecond } = saved.runs[index] ?? {};
    return {
      ...run,
      losses: new Series(losses),
      path: path ? new Series(path) : null,
      status: status && hasEnded(status) ? status : ({ kind: 'interrupted' } as const),
      evaluations: evaluations ?? [],
      engine: engine ?? null,
      stepsPerSecond: stepsPerSecond ?? 0,
    };
  });
  return { ...race, runs, phase: 'ended', speed: saved.speed };
}
