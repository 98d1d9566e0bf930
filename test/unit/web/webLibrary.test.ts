/** The races that a browser keeps. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkpointHead, readCheckpoints } from '../../../core/engine/checkpointFile.ts';
import type { Race } from '../../../core/race/race.ts';
import { encodeAddition, encodeRace } from '../../../core/race/raceFile.ts';
import { RaceStore } from '../../../core/race/store.ts';
import { Autosave } from '../../../threads/library/autosave.ts';
import { ChangedFileError } from '../../../threads/library/keptFiles.ts';
import { WebLibrary } from '../../../web/library/webLibrary.ts';
import { onValley } from '../experiment/faults.ts';
import { createLog, type WrittenLog } from '../node/library/libraryTools.ts';
import { contentOf, pieceOf, raceOf, recordOf } from '../race/pieces.ts';
import { type MemoryDisk, memoryDisk } from './memoryDisk.ts';

let disk: MemoryDisk;
let log: WrittenLog;
let told: string[];
let library: WebLibrary;
const opened: WebLibrary[] = [];

function open(): WebLibrary {
  const other = new WebLibrary(disk, { log, tell: (message) => void told.push(message) });
  opened.push(other);
  return other;
}

beforeEach(async () => {
  [disk, log, told] = [memoryDisk(), createLog(), []];
  library = open();
  await library.open();
});
afterEach(() => {
  for (const each of opened.splice(0)) each.windows.dispose();
  vi.useRealTimers();
});

/** The race started at this time, with three points. */
function raceAt(startedAt: number): Race {
  const race = raceOf(onValley({ title: `Race ${startedAt}` }), { id: `race-${startedAt}`, startedAt });
  const state = { status: { kind: 'finished' }, stepsDone: 2 } as const;
  recordOf(race).append(pieceOf({ loss: [startedAt, 1, 0], state }));
  return race;
}

const save = (race: Race) => library.save(race, encodeRace(race));
const idsOf = ({ entries }: WebLibrary) => entries.map(({ id }) => id);
const lossesOf = (race: Race) => contentOf(recordOf(race)).points['loss'];

test('gives back what was saved, and lists it, the newest first, also for who opens it next', async () => {
  for (const startedAt of [20, 30, 10]) await save(raceAt(startedAt));
  expect(library.entries).toMatchObject([
    { id: 'race-30', title: 'Race 30', pinned: false, elsewhere: null },
    { id: 'race-20', title: 'Race 20' },
    { id: 'race-10', title: 'Race 10' },
  ]);
  expect(library.entries[0]?.bytes).toBe(disk.files.get('race-30.race')?.bytes.length);
  expect(lossesOf(await library.load('race-10'))).toEqual([10, 1, 0]);
  const next = open();
  await next.open();
  expect(next.entries).toEqual(library.entries);
});

test('is listed without its index, by its files', async () => {
  await save(raceAt(10));
  disk.files.delete('index.json');
  const next = open();
  await next.open();
  expect(next.entries).toEqual(library.entries);
});

test('is listed as its file says once that was read, whatever was known before', async () => {
  await save(raceAt(10));
  const renamed = raceOf(onValley({ title: 'Renamed' }), { id: 'race-10', startedAt: 10 });
  await disk.write('race-10.race', encodeRace(renamed));
  await library.refresh();
  expect(library.entries).toMatchObject([{ title: 'Race 10' }]);
  await library.load('race-10');
  expect(library.entries).toMatchObject([{ title: 'Renamed' }]);
});

test('is added to, unless the file is another by now', async () => {
  const race = raceAt(10);
  await save(race);
  const size = library.sizeOf('race-10');
  const state = { status: { kind: 'finished' }, stepsDone: 3 } as const;
  const piece = pieceOf({ firstPoint: 3, loss: [7], state });
  await library.append('race-10', encodeAddition([{ run: 0, piece }]), { size });
  expect(lossesOf(await library.load('race-10'))).toEqual([10, 1, 0, 7]);
  const adding = library.append('race-10', new Uint8Array(3), { size });
  await expect(adding).rejects.toThrow(ChangedFileError);
  await expect(library.append('gone', new Uint8Array(3), { size })).rejects.toThrow(
    'gone.race has no bytes — expected',
  );
});

test('pins races and runs, which stay where others go', async () => {
  await save(raceAt(10));
  await library.setPinned('race-10', true);
  await library.setPinned('race-10', true, 2);
  await library.setPinned('race-10', true, 1);
  expect(library.entries).toMatchObject([{ pinned: true, pinnedRuns: [1, 2] }]);
  await library.setPinned('race-10', false);
  await library.setPinned('race-10', false, 2);
  expect(library.entries).toMatchObject([{ pinned: false, pinnedRuns: [1] }]);
});

test('what is removed can be had back, until it is discarded or an hour has gone', async () => {
  for (const startedAt of [10, 20]) await save(raceAt(startedAt));
  await library.remove('race-10');
  expect(idsOf(library)).toEqual(['race-20']);
  await library.restore('race-10');
  expect(idsOf(library)).toEqual(['race-20', 'race-10']);
  await library.remove('race-10');
  await library.discard('race-10');
  await expect(library.restore('race-10')).rejects.toThrow();
  await library.remove('race-20');
  const soon = open();
  await soon.open();
  expect([...disk.files.keys()]).toContain('race-20.race.removed');
  vi.useFakeTimers({ now: Date.now() + 3_700_000 });
  await open().open();
  expect([...disk.files.keys()]).not.toContain('race-20.race.removed');
});

test('a file that can’t be read is kept aside, and a word is said; one that is gone is known as gone', async () => {
  await save(raceAt(10));
  await disk.write('race-10.race', new Uint8Array([1, 2, 3]));
  await expect(library.load('race-10')).rejects.toThrow();
  expect(told).toEqual([
    "A saved race can't be read: its file is damaged. It is kept as race-10.race.unreadable.",
  ]);
  expect([...disk.files.keys()]).toContain('race-10.race.unreadable');
  const missing = await library.load('race-10').catch((error: unknown) => error);
  expect(library.isMissing(missing)).toBe(true);
  expect(library.isMissing(new Error('another'))).toBe(false);
});

test('a name that leads elsewhere is refused', async () => {
  await expect(library.load('../elsewhere')).rejects.toThrow('race = ../elsewhere');
});

test('the oldest go where there are too many, but no pinned one and none that a window shows', async () => {
  const bounds = { races: 4, bytes: 2 ** 20 };
  library = new WebLibrary(disk, { log, tell() {}, bounds });
  opened.push(library);
  for (const startedAt of [1, 2, 3, 4]) await save(raceAt(startedAt));
  await library.setPinned('race-1', true);
  await library.windows.show({ race: 'race-2' });
  await save(raceAt(5));
  expect(idsOf(library)).toEqual(['race-5', 'race-4', 'race-2', 'race-1']);
  expect([...disk.files.keys()]).not.toContain('race-3.race');
});

test('keeps checkpoints beside a race', async () => {
  await save(raceAt(10));
  expect(await library.loadCheckpoints('race-10')).toEqual(new Map());
  const head = checkpointHead('race-10');
  await library.saveCheckpoints('race-10', [head]);
  expect(disk.files.get('race-10.checkpoint')?.bytes).toEqual(new Uint8Array(head));
  expect(await library.loadCheckpoints('race-10')).toEqual(readCheckpoints(new Uint8Array(head), 'race-10'));
  await disk.write('race-10.checkpoint', new Uint8Array([9]));
  expect(await library.loadCheckpoints('race-10')).toEqual(new Map());
  expect(log.lines.at(-1)).toMatch(/^warn: race-10.checkpoint can't be read/);
  await library.removeCheckpoints('race-10');
  expect([...disk.files.keys()]).not.toContain('race-10.checkpoint');
});

describe('windows', () => {
  test('have what they had on the screen after a reload, and no other window has it', async () => {
    const runs = [{ race: 'race-10', number: 1 }];
    await library.windows.show({ race: 'race-10', runs });
    const { id } = library.windows;
    expect(await open().windows.enter()).toEqual({ race: null });
    expect(await open().windows.enter(id)).toEqual({ race: 'race-10', runs });
    expect(await open().windows.enter(id)).toEqual({ race: null });
  });

  test('say what goes on in them, while they give signs of life', async () => {
    vi.useFakeTimers();
    await save(raceAt(10));
    const other = open();
    await other.open();
    expect(await library.windows.take('race-10')).toBe(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await other.windows.take('race-10')).toBe(false);
    await expect(other.windows.expectHere('race-10')).rejects.toThrow('runs in another window');
    await other.refresh();
    expect(other.entries).toMatchObject([{ elsewhere: 'window' }]);
    // It is gone without a word.
    library.windows.dispose();
    await vi.advanceTimersByTimeAsync(21_000);
    await other.windows.expectHere('race-10');
    await other.refresh();
    expect(other.entries).toMatchObject([{ elsewhere: null }]);
    expect(await other.windows.take('race-10')).toBe(true);
    await other.windows.letGo('race-10');
    expect(await open().windows.goingElsewhere()).toEqual(new Set());
  });

  test('leave nothing that goes on when they close', async () => {
    await library.windows.hold('race-10');
    expect(await open().windows.goingElsewhere()).toEqual(new Set(['race-10']));
    await library.windows.leave();
    expect(await open().windows.goingElsewhere()).toEqual(new Set());
  });
});

test('a race that went on is interrupted in the next window, which has it on the screen', async () => {
  const before = new RaceStore();
  const race = raceOf(onValley());
  const saving = new Autosave(before, library, { log });
  saving.watch();
  before.show(race);
  recordOf(race).append(pieceOf({ loss: [5, 4], state: { status: { kind: 'running' }, stepsDone: 1 } }));
  await saving.saveAll();
  const store = new RaceStore();
  const next = open();
  await new Autosave(store, next, { log }).restore(library.windows.id);
  expect(store.current?.id).toBe(race.id);
  const [record] = store.current?.runs.map((run) => run.record) ?? [];
  expect(record?.state.status).toMatchObject({ kind: 'interrupted' });
  await next.open();
  expect(idsOf(next)).toEqual([race.id]);
});
