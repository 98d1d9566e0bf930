/**
 * Which race each window shows, and which go on in it, in a file for each: so that a window has its race again after a
 * reload or a crash, none takes the race of another that is open for its own, and no two go on with the same.
 */
import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { uptime } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { type Elsewhere, inElsewhere } from '../../core/race/status.ts';
import type { WindowPlaces, WindowView } from '../../threads/library/keptFiles.ts';
import { raceIdSchema } from '../../threads/library/raceId.ts';
import { isMissing } from './appendToFile.ts';
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
  /** Races that go on in this window; absent where there are none. */
  going: z.array(raceIdSchema).min(1).optional(),
  /** Absent of a window. */
  kind: z.literal('terminal').optional(),
});

const nothing: WindowView = { race: null };

type WindowEntry = z.infer<typeof windowSchema> & { readonly id: string };

/** Windows that were closed are remembered while there are no more of them than this. */
const mostClosed = 20;

const extension = '.json';

export class OpenWindows implements WindowPlaces {
  readonly #folder: string;
  readonly #kind: Elsewhere;
  readonly #id = randomUUID();
  #view = nothing;
  readonly #going = new Set<string>();
  #hasLeft = false;
  /** Changes are written one after the other. */
  #writing: Promise<unknown> = Promise.resolve();

  /** @param kind What this is to others. */
  constructor(folder: string, kind: Elsewhere = 'window') {
    this.#folder = folder;
    this.#kind = kind;
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
    this.#hasLeft = false;
    return this.#write(process.pid);
  }

  /** What goes on in this window goes on no more. */
  leave(): Promise<void> {
    this.#hasLeft = true;
    this.#going.clear();
    return this.#write(0);
  }

  /** Leaves no place to another window: this one is none that a person comes back to. */
  async forget(): Promise<void> {
    await this.leave();
    await rm(this.#fileOf(this.#id), { force: true });
  }

  /** Says that a race goes on in this window. */
  async hold(race: string): Promise<void> {
    if (this.#hasLeft || this.#going.has(race)) return;
    this.#going.add(race);
    await this.#write(process.pid);
  }

  async letGo(race: string): Promise<void> {
    if (this.#going.delete(race)) await this.#write(process.pid);
  }

  /** Holds a race unless another window does. Of two that try at the same time, one gets it at most. */
  async take(race: string): Promise<boolean> {
    // Whoever comes second sees what the first has written.
    await this.hold(race);
    if (!(await this.goingElsewhere()).has(race)) return true;
    await this.letGo(race);
    return false;
  }

  /** The races that go on in other windows and in terminals, and in which of both. */
  async goingElsewhere(): Promise<ReadonlyMap<string, Elsewhere>> {
    const others = (await this.#read()).filter((each) => each.id !== this.#id && isOpen(each));
    const places = new Map<string, Elsewhere>();
    for (const { going = [], kind = 'window' } of others) for (const race of going) places.set(race, kind);
    return places;
  }

  /** @throws {Error} if the race goes on in another window, or in a terminal. */
  async expectHere(race: string): Promise<void> {
    const elsewhere = (await this.goingElsewhere()).get(race);
    if (elsewhere) throw new Error(`The experiment runs ${inElsewhere[elsewhere]}. Stop it there first.`);
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
      writeWhole(
        this.#fileOf(this.#id),
        JSON.stringify({ pid, at: Date.now(), ...this.#view, ...this.#held, ...this.#kindEntry }),
      ),
    );
    this.#writing = written.catch(() => {});
    return written;
  }

  get #held(): Pick<WindowEntry, 'going'> {
    return this.#going.size > 0 ? { going: [...this.#going] } : {};
  }

  get #kindEntry(): Pick<WindowEntry, 'kind'> {
    return this.#kind === 'terminal' ? { kind: this.#kind } : {};
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

function racesOf({ race, runs = [], going = [] }: WindowEntry): string[] {
  return [...new Set([...(race === null ? [] : [race]), ...runs.map((run) => run.race), ...going])];
}
