import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, type MockInstance, vi } from 'vitest';
import type { Race } from '../../../../core/race/race.ts';
import { decodeRace } from '../../../../core/race/raceFile.ts';
import type { Chunk } from '../../../../core/race/runRecord.ts';
import { RaceStore } from '../../../../core/race/store.ts';
import type { RaceLibrary } from '../../../../node/library/raceLibrary.ts';
import { Autosave } from '../../../../threads/library/autosave.ts';
import { onValley } from '../../experiment/faults.ts';
import { pieceOf, raceOf, recordOf } from '../../race/pieces.ts';
import { createFolder, createLog, openLibrary, type WrittenLog } from './libraryTools.ts';

export let folder: string;
export let log: WrittenLog;
export let told: string[];
export let library: RaceLibrary;
export let save: MockInstance<RaceLibrary['save']>;
export let append: MockInstance<RaceLibrary['append']>;
export let store: RaceStore;
export let autosave: Autosave;

/** A window with an empty library, before each test of the file. */
export function openBeforeEach(): void {
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    folder = createFolder();
    log = createLog();
    told = [];
    await startWindow();
    autosave.watch();
  });
  afterEach(() => vi.useRealTimers());
}

/** A window that has just opened. */
export async function startWindow(): Promise<void> {
  const messages = told;
  const tell = (message: string) => void messages.push(message);
  library = await openLibrary(folder, log, { tell });
  save = vi.spyOn(library, 'save');
  append = vi.spyOn(library, 'append');
  store = new RaceStore();
  autosave = new Autosave(store, library, { log, tell });
}

export const writes = () => [...save.mock.results, ...append.mock.results];

/** What has begun to be saved is saved, or not. */
export async function saved(): Promise<void> {
  for (let count = -1; count !== writes().length; ) {
    count = writes().length;
    await Promise.allSettled(writes().map(({ value }) => value));
    await new Promise(setImmediate);
  }
}

export async function pass(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds);
  await saved();
}

let started = 0;
export function start(runs = 1): Race {
  const startedAt = ++started;
  const lr = Array.from({ length: runs }, (_, run) => 0.01 * (1 + run));
  const race = raceOf(onValley({ lr }), { id: `race-${startedAt}`, startedAt });
  store.show(race);
  return race;
}

export type Kind = 'running' | 'finished';

/** What a run records with its next step. */
export function stepOf(race: Race, kind: Kind = 'running', run = 0): Chunk {
  const firstPoint = recordOf(race, run).length;
  const state = { status: { kind }, stepsDone: firstPoint };
  return { run, piece: pieceOf({ firstPoint, loss: [1 / (1 + firstPoint)], state }) };
}

/** The race goes on by a step. */
export function step(race: Race, kind: Kind = 'running', run = 0): void {
  store.append(race.id, [stepOf(race, kind, run)]);
}

export const fileOf = (race: Race) => path.join(folder, 'races', `${race.id}.race`);
export const onDisk = (race: Race) => decodeRace(readFileSync(fileOf(race)));
export const pointsOf = (race: Race, run = 0) => recordOf(onDisk(race), run).length;
export const kindsOnDisk = (race: Race) => onDisk(race).runs.map(({ record }) => record.state.status.kind);
/** The races that a window would show that is opened now. */
export const shown = () => library.windows.races();
