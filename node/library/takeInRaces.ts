/**
 * Takes races into a library that the command line has kept in a folder of the person's: a copy of each that is over, once. One that was
 * taken and then deleted does not come back, and one that goes on, or was interrupted, stays where it can go on.
 */
import { readFile, stat } from 'node:fs/promises';
import * as z from 'zod';
import { messageOf } from '../../core/messageOf.ts';
import { largestFile } from '../../threads/library/libraryBounds.ts';
import { loadRaceFile } from '../../threads/library/loadRaceFile.ts';
import { raceIdSchema } from '../../threads/library/raceId.ts';
import type { Log } from '../../threads/log.ts';
import { OpenWindows } from './openWindows.ts';
import { RaceFolder } from './raceFolder.ts';
import { RaceIndex } from './raceIndex.ts';
import type { RaceLibrary } from './raceLibrary.ts';
import { writeWhole } from './writeWhole.ts';

const takenSchema = z.array(raceIdSchema);
/** Libraries hold fewer. */
const mostRemembered = 5000;
/** Of runs that may go on. */
const open = ['queued', 'running', 'interrupted'];

/**
 * @param from A folder of races; may not exist.
 * @param takenFile Remembers the ids of races that were looked at to their ends.
 * @returns How many were taken.
 */
export async function takeInRaces(
  from: string,
  library: Pick<RaceLibrary, 'entries' | 'save'>,
  takenFile: string,
  log: Log,
): Promise<number> {
  const folder = new RaceFolder(from);
  const files = await folder.list().catch(() => []);
  if (files.length === 0) return 0;
  const taken = await readTaken(takenFile);
  const known = new Set([...taken, ...library.entries.map(({ id }) => id)]);
  const goingOn = await new OpenWindows(folder.windowFolder).goingElsewhere();
  const listed = await new RaceIndex(folder.indexFile).read();
  const looked: string[] = [];
  let count = 0;
  for (const { id } of files) {
    const states = Object.keys(listed.get(id)?.states ?? {});
    if (known.has(id) || goingOn.has(id) || states.some((state) => open.includes(state))) continue;
    try {
      const isOver = await takeIn(id, folder.fileOf(id), library);
      if (!isOver) continue;
      count++;
    } catch (error) {
      log.warn(`${id}.race in ${from} can't be taken in: ${messageOf(error)}`);
    }
    looked.push(id);
  }
  const all = [...taken, ...looked].slice(-mostRemembered);
  if (looked.length > 0) await writeWhole(takenFile, JSON.stringify(all));
  return count;
}

/** Says whether the race is over. @throws {Error} if it can't be read. */
async function takeIn(id: string, file: string, library: Pick<RaceLibrary, 'save'>): Promise<boolean> {
  const { size } = await stat(file);
  if (size > largestFile) throw new RangeError(`it has ${size} bytes — expected at most ${largestFile}`);
  const { decodeRace, encodeRace } = await loadRaceFile();
  const race = { ...decodeRace(await readFile(file), () => {}), id };
  const isOver = !race.runs.some(({ record }) => open.includes(record.state.status.kind));
  if (isOver) await library.save(race, encodeRace(race));
  return isOver;
}

async function readTaken(file: string): Promise<readonly string[]> {
  try {
    return takenSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return [];
  }
}
