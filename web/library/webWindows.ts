/**
 * Which race this window shows, and which go on in it. A browser tells no page of another: a window in which something goes
 * on says so every few seconds, and one that has been silent for longer is taken for closed.
 */
import * as z from 'zod';
import type { WindowPlaces, WindowView } from '../../threads/library/keptFiles.ts';
import { raceIdSchema } from '../../threads/library/raceId.ts';
import type { Disk } from './disk.ts';

const windowSchema = z.object({
  /** When this was written, in milliseconds since 1970. */
  at: z.number(),
  race: raceIdSchema.nullable(),
  runs: z
    .array(z.object({ race: raceIdSchema, number: z.int().min(0) }))
    .min(1)
    .optional(),
  /** Races that go on there. */
  going: z.array(raceIdSchema),
});
type WindowEntry = z.infer<typeof windowSchema>;

/** From one sign of life to the next, and when a window counts as closed, in milliseconds. */
const [interval, silence] = [5000, 20_000];
/** Files of windows that nobody came back to are removed after so many milliseconds. */
const forgotten = 30 * 24 * 3_600_000;

const folder = 'windows';
const fileOf = (id: string) => `${folder}/${id}.json`;

export class WebWindows implements WindowPlaces {
  readonly id: string = crypto.randomUUID();
  readonly #disk: Disk;
  readonly #going = new Set<string>();
  #view: WindowView = { race: null };
  #timer: ReturnType<typeof setInterval> | undefined;
  /** Changes are written one after the other. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** @param before The id that this window had before a reload: there is no other way to know it again. */
  async enter(before?: string): Promise<WindowView> {
    const entry = before === undefined ? null : await this.#read(before);
    if (before !== undefined) await this.#disk.remove(fileOf(before));
    return entry ? { race: entry.race, ...(entry.runs && { runs: entry.runs }) } : { race: null };
  }

  /** One with the id that this window had is this window. */
  async isOpen(): Promise<boolean> {
    return false;
  }

  show(view: WindowView): Promise<void> {
    this.#view = view;
    return this.#write();
  }

  leave(): Promise<void> {
    this.#going.clear();
    this.dispose();
    return this.#write();
  }

  async hold(race: string): Promise<void> {
    if (this.#going.has(race)) return;
    this.#going.add(race);
    this.#timer ??= setInterval(() => void this.#write().catch(() => {}), interval);
    await this.#write();
  }

  async letGo(race: string): Promise<void> {
    if (!this.#going.delete(race)) return;
    if (this.#going.size === 0) this.dispose();
    await this.#write();
  }

  async take(race: string): Promise<boolean> {
    // Whoever comes second sees what the first has written.
    await this.hold(race);
    if (!(await this.goingElsewhere()).has(race)) return true;
    await this.letGo(race);
    return false;
  }

  async expectHere(race: string): Promise<void> {
    if ((await this.goingElsewhere()).has(race))
      throw new Error('The experiment runs in another window. Stop it there first.');
  }

  /** The races that go on in other windows. */
  async goingElsewhere(): Promise<ReadonlySet<string>> {
    const others = (await this.#others()).filter(({ at }) => at > Date.now() - silence);
    return new Set(others.flatMap(({ going }) => going));
  }

  /** The races that any window shows, open or remembered. */
  async races(): Promise<ReadonlySet<string>> {
    const own: WindowEntry = { at: 0, ...this.#entry };
    const entries = [...(await this.#others()), own];
    return new Set(
      entries.flatMap(({ race, runs = [], going }) => [
        ...(race === null ? [] : [race]),
        ...runs.map((run) => run.race),
        ...going,
      ]),
    );
  }

  /** Gives no sign of life any more. */
  dispose(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  get #entry(): Omit<WindowEntry, 'at'> {
    const { race, runs } = this.#view;
    return { race, ...(runs && { runs: [...runs] }), going: [...this.#going] };
  }

  async #others(): Promise<readonly WindowEntry[]> {
    const files = await this.#disk.list(folder);
    const ids = files.map(({ name }) => name.replace(/\.json$/, '')).filter((id) => id !== this.id);
    for (const { name, changedAt } of files)
      if (changedAt < Date.now() - forgotten) await this.#disk.remove(`${folder}/${name}`);
    const entries = await Promise.all(ids.map((id) => this.#read(id)));
    return entries.flatMap((entry) => entry ?? []);
  }

  /** null where there is none, or none that can be read. */
  async #read(id: string): Promise<WindowEntry | null> {
    try {
      const bytes = await this.#disk.read(fileOf(id));
      return bytes && windowSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
    } catch {
      return null;
    }
  }

  #write(): Promise<void> {
    const written = this.#writing.then(() => {
      const text = JSON.stringify({ at: Date.now(), ...this.#entry });
      return this.#disk.write(fileOf(this.id), new TextEncoder().encode(text));
    });
    this.#writing = written.catch(() => {});
    return written;
  }
}
