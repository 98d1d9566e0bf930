/** The race that a sweep fills: the one of the same experiment that was left, or a new one. */
import { randomUUID } from 'node:crypto';
import { createRace, queuedChunks, type Race } from '../../../core/race/race.ts';
import type { ExperimentFile } from '../files/readExperimentFile.ts';
import type { Session } from '../library/openSession.ts';
import { printable } from '../printable.ts';
import { findInterrupted } from '../run/findInterrupted.ts';
import type { Stream } from '../terminal.ts';

export async function attachRace(
  { experiment, csv }: ExperimentFile,
  session: Session,
  words: Stream,
): Promise<Race> {
  const { store, library, autosave } = session;
  const id = await findInterrupted(library, experiment, csv);
  if (id !== null) {
    const race = await autosave.open(id);
    if (race.log) throw new Error(`${id} — expected a race, and it is a log`);
    await session.takeOver(race);
    words.write(`${printable(race.title)}: going on with ${id}.\n`);
    return race;
  }
  const startedAt = Date.now();
  const facts = csv && { folder: csv.folder, shape: csv.shape };
  const race = createRace(experiment, { id: `${startedAt}-${randomUUID()}`, startedAt, csv: facts });
  race.speed = 'max';
  store.show(race);
  store.append(race.id, queuedChunks(race));
  for (const line of [race.title, ...race.notes]) words.write(`${printable(line)}\n`);
  return race;
}
