import { readFile, rm } from 'node:fs/promises';
import { deserialize } from 'node:v8';
import { messageOf } from '../../core/messageOf.ts';
import { loadRaceFile } from '../../threads/library/loadRaceFile.ts';
import type { Log } from '../../threads/log.ts';
import type { RaceLibrary } from './raceLibrary.ts';

/**
 * Takes the one race that version 0.1.0 kept over into the library, and then removes its file. Gives the id of the race;
 * null where there is none.
 */
export async function importVersion3(file: string, library: RaceLibrary, log: Log): Promise<string | null> {
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes) return null;
  try {
    const { raceOfVersion3 } = await import('../../core/race/raceVersion3.ts');
    const { encodeRace } = await loadRaceFile();
    const race = raceOfVersion3(deserialize(bytes));
    await library.save(race, encodeRace(race));
    await rm(file);
    return race.id;
  } catch (error) {
    log.warn(`${file} can't be read and is left out: ${messageOf(error)}`);
    return null;
  }
}
