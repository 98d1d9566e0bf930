/**
 * Which race each window shows, in a file for each: so that a window has its race again after a reload or a crash, and
 * none takes the race of another that is open for its own.
 */
import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { uptime } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { isMissing } from './appendToFile.ts';
import { raceIdSchema } from './raceId.ts';
import { writeWhole } from './writeWhole.ts';

const windowSchema = z.object({
  /** Of the process that has the window open; 0: closed. */
  pid: z.int().min(0),
  /** When this was written, in milliseconds since 1970. */
  at: z.number(),
  race: z.union([raceIdSchema, z.null()]),
  /** Chosen runs, of this race and of others; absent where the race is shown as a whole. */
  runs: z
    .array(z.object({ race: raceIdSchema, number: z.int().min(0) }))
    .min(1)
    .optional(),
});
/** What a window shows: a race, or chosen runs by their races and their numbers there. */
export type WindowView = Readonly<Pick<z.infer<typeof windowSchema>, 'race' | 'runs'>>;

const nothing: WindowView = { race: null };

type WindowEntry = z.infer<typeof windowSchema> & { readonly id: string };

/** Windows that were closed are remembered while there are no more of them than this. */
const mostClosed = 20;

const extension = '.json';

export class OpenWindows {
  readonly #folder: string;
  readonly #id = randomUUID();
  #view = nothing;
  /** Changes are written one after the other. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Of this window, to be remembered for `enter`. */
  get id(): string {
    return this.#id;
  }

  /**
   * Takes the place of a window that is no longer open; gives what it had on the screen.
   * @param before The id that this window had before a reload, if it is known: its place comes first. Otherwise the
   *   window that was used last.
   */
  async enter(before?: string): Promise<WindowView> {
    const closed = (await this.#read()).filter((each) => each.id !== this.#id && !isOpen(each));
    closed.sort((a, b) => Number(b.id === before) - Number(a.id === before) || b.at - a.at);
    for (const { id } of closed.slice(mostClosed))
      await rm(this.#fileOf(id), { force: true }).catch(() => {});
    for (const { id, race, runs } of closed.slice(0, mostClosed))
      if (await this.#claim(id)) return { race, ...(runs && { runs }) };
    return nothing;
  }

  /** Whether the window that had this id is still open, perhaps about to close. */
  async isOpen(id: string): Promise<boolean> {
    return (await this.#read()).some((each) => each.id === id && isOpen(each));
  }

  show(view: WindowView): Promise<void> {
    this.#view = view;
    return this.#write(process.pid);
  }

  leave(): Promise<void> {
    return this.#write(0);
  }

  /** The races of all windows, open or remembered. */
  async races(): Promise<ReadonlySet<string>> {
    return new Set((await this.#read()).flatMap(racesOf));
  }

  /** Of several windows that want the same place, one gets it. */
  async #claim(id: string): Promise<boolean> {
    const claimed = path.join(this.#folder, `${id}.claimed`);
    try {
      await rename(this.#fileOf(id), claimed);
    } catch (error) {
      // Where nothing can be written, nobody can take it away either.
      return !isMissing(error);
    }
    await rm(claimed, { force: true });
    return true;
  }

  #write(pid: number): Promise<void> {
    const written = this.#writing.then(() =>
      writeWhole(this.#fileOf(this.#id), JSON.stringify({ pid, at: Date.now(), ...this.#view })),
    );
    this.#writing = written.catch(() => {});
    return written;
  }

  async #read(): Promise<WindowEntry[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const entries = await Promise.all(
      names.filter((name) => name.endsWith(extension)).map(readEntry(this.#folder)),
    );
    return entries.flatMap((entry) => entry ?? []);
  }

  #fileOf(id: string): string {
    return path.join(this.#folder, `${id}${extension}`);
  }
}

const readEntry = (folder: string) => async (name: string) => {
  try {
    const entry = windowSchema.parse(JSON.parse(await readFile(path.join(folder, name), 'utf8')));
    return { ...entry, id: path.basename(name, extension) };
  } catch {
    return undefined;
  }
};

/** A number of a process may have been given again: to this one, or since the machine started. */
function isOpen({ pid, at }: WindowEntry): boolean {
  if (pid === 0 || pid === process.pid || at < Date.now() - 1000 * uptime()) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One of another person.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function racesOf({ race, runs = [] }: WindowView): string[] {
  return [...new Set([...(race === null ? [] : [race]), ...runs.map((run) => run.race)])];
}
