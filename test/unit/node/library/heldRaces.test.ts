/** A race goes on in one window, and others know. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Race } from '../../../../core/race/race.ts';
import { elsewhereOf } from '../../../../core/race/raceFacts.ts';
import { encodeAddition } from '../../../../core/race/raceFile.ts';
import { RaceStore } from '../../../../core/race/store.ts';
import { OpenWindows } from '../../../../node/library/openWindows.ts';
import type { RaceLibrary } from '../../../../node/library/raceLibrary.ts';
import { Autosave } from '../../../../threads/library/autosave.ts';
import { HeldRaces } from '../../../../threads/library/heldRaces.ts';
import { onValley } from '../../experiment/faults.ts';
import { pieceOf, raceOf, recordOf } from '../../race/pieces.ts';
import {
  createFolder,
  createLog,
  openLibrary,
  otherProcess,
  saveRace,
  type WrittenLog,
} from './libraryTools.ts';

let folder: string;
let windows: string;
let log: WrittenLog;
let library: RaceLibrary;
let store: RaceStore;
let autosave: Autosave;
let held: HeldRaces;

beforeEach(async () => {
  folder = createFolder();
  windows = path.join(folder, 'races', 'windows');
  log = createLog();
  library = await openLibrary(folder, log);
  store = new RaceStore();
  autosave = new Autosave(store, library, { log });
  held = new HeldRaces(store, library, { log, onRenewed: (race) => autosave.setKept(race) });
  autosave.watch();
  held.watch();
});

/** Writes down a window in which these go on, as its process would. */
function write(id: string, pid: number, ...going: string[]): void {
  mkdirSync(windows, { recursive: true });
  writeFileSync(path.join(windows, `${id}.json`), JSON.stringify({ pid, at: Date.now(), race: null, going }));
}

const entryOf = ({ id }: OpenWindows) => JSON.parse(readFileSync(path.join(windows, `${id}.json`), 'utf8'));
const statuses = ({ runs }: Race) => runs.map(({ record }) => record.state.status);

/** A race on the disk of which one step is saved, of another window if it goes on there. */
async function saved(id = 'race-1'): Promise<void> {
  const race = raceOf(onValley(), { id });
  const state = { stepsDone: 1, status: { kind: 'running' } } as const;
  recordOf(race).append(pieceOf({ loss: [4, 2], state }));
  await saveRace(library, race);
}

/** What that window saves of the race from then on. */
async function goOn(kind: 'running' | 'finished', id = 'race-1'): Promise<void> {
  const file = path.join(folder, 'races', `${id}.race`);
  const piece = pieceOf({ firstPoint: 2, loss: [1], state: { stepsDone: 2, status: { kind } } });
  writeFileSync(file, Buffer.concat([readFileSync(file), encodeAddition([{ run: 0, piece }])]));
}

async function opened(id = 'race-1'): Promise<Race> {
  const race = await autosave.open(id);
  return race.log ? expect.fail('it is a log') : race;
}

describe('a window', () => {
  test('writes down what goes on in it, until that ends or the window is left', async () => {
    const window = new OpenWindows(windows);
    await window.hold('a');
    await window.hold('b');
    expect(entryOf(window)).toMatchObject({ pid: process.pid, going: ['a', 'b'] });
    await window.letGo('a');
    expect(entryOf(window).going).toEqual(['b']);
    expect(await new OpenWindows(windows).races()).toEqual(new Set(['b']));
    await window.leave();
    await window.hold('c');
    await window.letGo('b');
    expect(entryOf(window)).toMatchObject({ pid: 0 });
    expect(entryOf(window)).not.toHaveProperty('going');
  });

  test('does not take what goes on in another, until that is gone', async () => {
    const other = otherProcess();
    write('other', other.pid, 'a');
    const window = new OpenWindows(windows);
    expect([await window.take('a'), await window.take('b')]).toEqual([false, true]);
    expect(entryOf(window).going).toEqual(['b']);
    expect(await window.goingElsewhere()).toEqual(new Map([['a', 'window']]));
    await other.kill();
    expect(await window.take('a')).toBe(true);
    expect(await window.goingElsewhere()).toEqual(new Map());
  });

  test('says what goes on in it from the start of a race to its end', async () => {
    const race = raceOf(onValley(), { id: 'race-1' });
    store.show(race);
    await expect.poll(() => entryOf(library.windows).going).toEqual(['race-1']);
    store.append('race-1', [
      { run: 0, piece: pieceOf({ loss: [1], state: { status: { kind: 'finished' } } }) },
    ]);
    await expect.poll(() => entryOf(library.windows).going).toBeUndefined();
  });
});

describe('a race that goes on in another window', () => {
  test('says so, and where that is gone that it was interrupted', async () => {
    await saved();
    const other = otherProcess();
    write('other', other.pid, 'race-1');
    const race = await opened();
    store.show(race);
    expect(statuses(race)).toEqual([{ kind: 'interrupted', elsewhere: 'window' }]);
    await library.refresh();
    expect(library.entries).toMatchObject([{ id: 'race-1', elsewhere: 'window' }]);
    await goOn('running');
    await held.renew();
    expect(recordOf(race).length).toBe(3);
    expect(elsewhereOf(race)).toBe('window');
    await other.kill();
    await library.refresh();
    await held.renew();
    expect(library.entries).toMatchObject([{ id: 'race-1', elsewhere: null }]);
    expect(statuses(race)).toEqual([{ kind: 'interrupted' }]);
    // Nobody has written its file but that window.
    await autosave.saveAll();
    expect(log.lines).toEqual([]);
  });

  test('or in a terminal says which', async () => {
    await saved();
    const terminal = new OpenWindows(windows, 'terminal');
    await terminal.hold('race-1');
    const written = entryOf(terminal);
    expect(written).toMatchObject({ kind: 'terminal', going: ['race-1'] });
    // As another process would have written it.
    const place = path.join(windows, `${terminal.id}.json`);
    writeFileSync(place, JSON.stringify({ ...written, pid: otherProcess().pid }));
    await library.refresh();
    expect(library.entries).toMatchObject([{ id: 'race-1', elsewhere: 'terminal' }]);
    const race = await opened();
    expect(elsewhereOf(race)).toBe('terminal');
    await expect(held.takeOver(race)).rejects.toThrow(
      `${race.title} runs in a terminal. It can go on here when it has been stopped there.`,
    );
    await expect(autosave.remove('race-1')).rejects.toThrow(
      'The experiment runs in a terminal. Stop it there first.',
    );
  });

  test('has ended here when it has ended there', async () => {
    await saved();
    write('other', otherProcess().pid, 'race-1');
    const race = await opened();
    store.show(race);
    await goOn('finished');
    await held.renew();
    expect(statuses(race)).toEqual([{ kind: 'finished' }]);
    expect([...(recordOf(race).get('loss')?.slice() ?? [])]).toEqual([4, 2, 1]);
  });

  test('does not go on here, is not deleted and not renamed', async () => {
    await saved();
    write('other', otherProcess().pid, 'race-1');
    const race = await opened();
    await expect(held.takeOver(race)).rejects.toThrow(
      `${race.title} runs in another window. It can go on here when it has been stopped there.`,
    );
    const message = 'The experiment runs in another window. Stop it there first.';
    await expect(autosave.remove('race-1')).rejects.toThrow(message);
    await expect(autosave.rename('race-1', 'Mine')).rejects.toThrow(message);
    expect(elsewhereOf(race)).toBe('window');
  });

  test('goes on here when that window is gone, from what it has saved last', async () => {
    await saved();
    const other = otherProcess();
    write('other', other.pid, 'race-1');
    const race = await opened();
    store.show(race);
    await goOn('running');
    await other.kill();
    expect(await held.takeOver(race)).toEqual(new Map());
    expect(recordOf(race).length).toBe(3);
    expect(statuses(race)).toEqual([{ kind: 'interrupted' }]);
    expect(entryOf(library.windows).going).toEqual(['race-1']);
  });
});

test('a race that another window has ended meanwhile is not held', async () => {
  await saved();
  const race = await opened();
  store.show(race);
  await goOn('finished');
  await held.takeOver(race);
  expect(statuses(race)).toEqual([{ kind: 'finished' }]);
  expect(entryOf(library.windows)).not.toHaveProperty('going');
});

test('a race that is asked for twice goes on as it does', async () => {
  await saved();
  const race = await opened();
  store.show(race);
  await Promise.all([
    held.takeOver(race).then(() => {
      race.phase = 'running';
      recordOf(race).truncate({ points: 1, evaluations: 0 }, recordOf(race).state);
    }),
    held.takeOver(race),
  ]);
  expect(recordOf(race).length).toBe(1);
  expect(entryOf(library.windows).going).toEqual(['race-1']);
});
