/**
 * What a library holds, in one small file: so that nobody has to read the races to list them. The files themselves are what
 * counts. Where two windows write the index at the same time one of them is lost, and what it lacks is found again.
 */
import { readFile, stat } from 'node:fs/promises';
import { type IndexEntry, indexSchema, indexVersion } from '../../threads/library/indexEntry.ts';
import { writeWhole } from './writeWhole.ts';

export class RaceIndex {
  readonly #file: string;
  /** When this window wrote it last, as the disk has it. */
  #writtenAt = 0;

  /** @param file May not exist yet. */
  constructor(file: string) {
    this.#file = file;
  }

  /** By id; empty where there is no index, or none that can be read. */
  async read(): Promise<Map<string, IndexEntry>> {
    try {
      const { races } = indexSchema.parse(JSON.parse(await readFile(this.#file, 'utf8')));
      return new Map(races.map((entry) => [entry.id, entry]));
    } catch {
      return new Map();
    }
  }

  async write(races: readonly IndexEntry[]): Promise<void> {
    await writeWhole(this.#file, `${JSON.stringify({ version: indexVersion, races }, null, 2)}\n`);
    this.#writtenAt = await this.#changedAt();
  }

  /** Whether another window, or a command, has written it since this one did. */
  async isWrittenByOthers(): Promise<boolean> {
    return (await this.#changedAt()) !== this.#writtenAt;
  }

  /** 0: there is none. */
  #changedAt(): Promise<number> {
    return stat(this.#file).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    );
  }
}
