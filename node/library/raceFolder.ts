/** The names of the files in a library's folder, and what they stand for. */
import { readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BoundedRace } from '../../threads/library/libraryBounds.ts';
import { raceIdSchema } from '../../threads/library/raceId.ts';
import { isMissing } from './appendToFile.ts';
import { unfinishedExtension } from './writeWhole.ts';

const extension = '.race';
const pinExtension = '.pinned';
const checkpointExtension = '.checkpoint';
const unreadableExtension = '.unreadable';
/** Of a race that was deleted and can still be had back. */
const removedExtension = `${extension}.removed`;
/** In milliseconds: no file takes so long to be written. */
const abandoned = 3_600_000;

export class RaceFolder {
  readonly #folder: string;

  /** @param folder May not exist yet. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  get indexFile(): string {
    return path.join(this.#folder, 'index.json');
  }

  get windowFolder(): string {
    return path.join(this.#folder, 'windows');
  }

  /** @throws {RangeError} if the id is no name. */
  fileOf(id: string): string {
    return this.#fileOf(id, extension);
  }

  /** @throws {RangeError} if the id is no name. */
  checkpointFileOf(id: string): string {
    return this.#fileOf(id, checkpointExtension);
  }

  #fileOf(id: string, end: string): string {
    const { error } = raceIdSchema.safeParse(id);
    if (error) throw new RangeError(`race = ${id} — ${error.issues[0]?.message}`);
    return path.join(this.#folder, `${id}${end}`);
  }

  /** The races that there are; files of another name than races have are left out. */
  async list(): Promise<BoundedRace[]> {
    const names = new Set(await this.#names());
    const pinnedRuns = pinnedRunsOf(names);
    const ids = [...names].flatMap((name) => {
      const id = path.basename(name, extension);
      return name.endsWith(extension) && raceIdSchema.safeParse(id).success ? [id] : [];
    });
    const entries = await Promise.all(
      ids.map(async (id) => {
        const found = await stat(this.fileOf(id)).catch(() => null);
        if (!found?.isFile()) return null;
        const hasCheckpoints = names.has(`${id}${checkpointExtension}`);
        const checkpoints = hasCheckpoints ? await sizeOf(this.checkpointFileOf(id)) : 0;
        const pinned = names.has(`${id}${pinExtension}`);
        return { id, bytes: found.size + checkpoints, pinned, pinnedRuns: pinnedRuns.get(id) ?? [] };
      }),
    );
    return entries.filter((entry) => entry !== null);
  }

  async #names(): Promise<string[]> {
    try {
      return await readdir(this.#folder);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  /**
   * Pins are files of their own: two windows can't take back what the other has done.
   * @param run Its number. Default: the race as a whole.
   */
  async setPinned(id: string, pinned: boolean, run?: number): Promise<void> {
    const file = this.#fileOf(id, run === undefined ? pinExtension : `.${run}${pinExtension}`);
    if (pinned) await writeFile(file, '');
    else await rm(file, { force: true });
  }

  /** Keeps a deleted race where nobody finds it but `restore`; its pins stay. */
  async remove(id: string): Promise<void> {
    const removed = this.#fileOf(id, removedExtension);
    try {
      await rename(this.fileOf(id), removed);
    } catch (error) {
      if (isMissing(error)) return;
      throw error;
    }
    // What is left of a window that was closed is told by its age.
    const now = new Date();
    await utimes(removed, now, now);
  }

  async restore(id: string): Promise<void> {
    await rename(this.#fileOf(id, removedExtension), this.fileOf(id));
  }

  /** Deletes a race for good, whether it was removed before or not. */
  async discard(id: string): Promise<void> {
    await rm(this.#fileOf(id, removedExtension), { force: true });
    await rm(this.fileOf(id), { force: true });
    await this.removeCheckpoints(id);
    await this.#unpin(id);
  }

  async #unpin(id: string): Promise<void> {
    await this.setPinned(id, false);
    const runs = pinnedRunsOf(await this.#names()).get(id) ?? [];
    for (const run of runs) await this.setPinned(id, false, run);
  }

  async removeCheckpoints(id: string): Promise<void> {
    await rm(this.checkpointFileOf(id), { force: true });
  }

  /** Keeps a file that can't be read where nobody takes it for a race; gives its name. */
  async setAside(id: string): Promise<string> {
    const file = this.fileOf(id);
    await rename(file, `${file}${unreadableExtension}`);
    return path.basename(`${file}${unreadableExtension}`);
  }

  /**
   * Removes what is left of files that a crash has cut off, races that nobody can have back any more, and checkpoints of races
   * that somebody has removed.
   */
  async removeAbandoned(now: number): Promise<void> {
    const names = await this.#names();
    const files = new Set(names);
    const isAlone = (name: string) => {
      const id = path.basename(name, checkpointExtension);
      const isOfNone = !files.has(`${id}${extension}`) && !files.has(`${id}${removedExtension}`);
      return name.endsWith(checkpointExtension) && isOfNone;
    };
    for (const name of names) {
      const isRemoved = name.endsWith(removedExtension);
      if (!isRemoved && !name.endsWith(unfinishedExtension) && !isAlone(name)) continue;
      const file = path.join(this.#folder, name);
      const found = await stat(file).catch(() => null);
      if (!found?.isFile() || now - found.mtimeMs <= abandoned) continue;
      await rm(file, { force: true });
      const id = path.basename(name, removedExtension);
      if (isRemoved && raceIdSchema.safeParse(id).success) await this.#unpin(id);
    }
  }
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => null);
  return found?.size ?? 0;
}

/** By the id of their race, in ascending order. */
function pinnedRunsOf(names: Iterable<string>): ReadonlyMap<string, readonly number[]> {
  const runs = new Map<string, number[]>();
  for (const name of names) {
    const [, id, run] = /^([\w-]+)\.(\d+)\.pinned$/.exec(name) ?? [];
    if (id !== undefined)
      runs.set(
        id,
        [...(runs.get(id) ?? []), Number(run)].sort((a, b) => a - b),
      );
  }
  return runs;
}
