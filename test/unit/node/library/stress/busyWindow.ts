/**
 * A window that saves races of its own, reads those of others and prints what is wrong with them; at its end, the race that
 * it had on the screen.
 */

import { parseExperiment } from '../../../../../core/experiment/parseExperiment.ts';
import { createRace, type Race } from '../../../../../core/race/race.ts';
import { encodeRace } from '../../../../../core/race/raceFile.ts';
import { RaceStore } from '../../../../../core/race/store.ts';
import { isMissing } from '../../../../../node/library/appendToFile.ts';
import { RaceLibrary } from '../../../../../node/library/raceLibrary.ts';
import { Autosave } from '../../../../../threads/library/autosave.ts';
import { onValley } from '../../../experiment/faults.ts';
import { pieceOf, recordOf } from '../../../race/pieces.ts';

const [folder = '', name = '', rounds = '', races = ''] = process.argv.slice(2);
const print = (line: string) => console.log(line);
const log = { debug() {}, info() {}, warn: print, error: print };
const tell = (message: string) => print(`told: ${message}`);
const store = new RaceStore();
const library = new RaceLibrary(folder, { log, tell, bounds: { races: Number(races), bytes: 1e9 } });
const autosave = new Autosave(store, library, { log, tell });

let started = 0;
function start(): Race {
  const startedAt = Date.now();
  const id = `${startedAt}-${name}-${++started}`;
  const race = createRace(parseExperiment(onValley({ title: id })), { id, startedAt });
  store.show(race);
  return race;
}

/** Losses that say whose they are. */
async function goOn(race: Race, kind: 'running' | 'finished'): Promise<void> {
  const record = recordOf(race);
  const loss = Array.from({ length: 1000 }, (_, index) => race.startedAt + record.length + index);
  const position = loss.flatMap((each) => [each, -each]);
  const state = { status: { kind }, stepsDone: record.length + 999 };
  const chunks = [{ run: 0, piece: pieceOf({ firstPoint: record.length, loss, position, state }) }];
  await autosave.keep(race, chunks);
  store.append(race.id, chunks);
}

function check(race: Race): void {
  if (race.title !== race.id) print(`${race.id} has the title ${race.title}`);
  const record = recordOf(race);
  const [losses, positions] = [record.get('loss'), record.get('position')];
  const isOwn = (point: number) =>
    losses?.at(point) === race.startedAt + point &&
    positions?.at(2 * point + 1) === -(race.startedAt + point);
  for (let point = 0; point < record.length; point++)
    if (!isOwn(point)) print(`${race.id} has another point ${point}`);
  if (record.state.status.kind === 'finished' && record.length !== 3000) print(`${race.id} lacks points`);
}

async function readOne(): Promise<void> {
  const { entries } = library;
  const entry = entries[Math.floor(Math.random() * entries.length)];
  if (!entry) return;
  try {
    check(await library.load(entry.id));
  } catch (error) {
    // Another window has made room.
    if (!isMissing(error)) throw error;
  }
}

async function work(): Promise<void> {
  autosave.watch();
  await autosave.restore();
  await library.open();
  let last = '';
  for (let round = 0; round < Number(rounds); round++) {
    const race = start();
    for (const kind of ['running', 'running', 'finished'] as const) {
      await goOn(race, kind);
      await autosave.keep(race, []);
      await readOne();
    }
    await library.save(race, encodeRace(race));
    last = race.id;
  }
  // Not left: as after a crash.
  print(`last ${last}`);
}

void work();
