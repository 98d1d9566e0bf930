/** The backend of the extension, put together as the extension does, with real threads and files. */
import './loadedParts.ts';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { createRace, type Race, type RaceOrLog } from '../../../core/race/race.ts';
import { elsewhereOf } from '../../../core/race/raceFacts.ts';
import { decodeRace, encodeRace } from '../../../core/race/raceFile.ts';
import { RaceStore } from '../../../core/race/store.ts';
import type { Backend } from '../../../extension/backend/backend.ts';
import { createNodeBackend } from '../../../extension/backend/nodeBackend.ts';
import { memoryForRaces } from '../../../node/freeMemory.ts';
import { RaceLibrary } from '../../../node/library/raceLibrary.ts';
import { inRoot } from '../../../scripts/tools/paths.mjs';
import { bundleForNode } from '../node/childProgram.ts';
import { createFolder, createLog, otherProcess, type WrittenLog } from '../node/library/libraryTools.ts';
import { recordOf } from '../race/pieces.ts';
import { waitFor } from '../waitFor.ts';

vi.mock('../../../node/freeMemory.ts', () => ({ memoryForRaces: vi.fn(() => 2 ** 34) }));

let programs: Awaited<ReturnType<typeof bundleForNode>>;
beforeAll(async () => {
  programs = await bundleForNode({
    worker: 'node/threads/worker.ts',
    helper: 'node/threads/helperThread.ts',
    csvWorker: 'node/data/csvWorker.ts',
  });
  // As `npm run build` lays them out.
  const folder = path.join(programs.folder, 'extension');
  mkdirSync(folder);
  for (const name of readdirSync(programs.folder).filter((each) => each.endsWith('.js')))
    renameSync(path.join(programs.folder, name), path.join(folder, name));
  symlinkSync(inRoot('core', 'problems', 'data'), path.join(programs.folder, 'data'), 'junction');
  symlinkSync(inRoot('dist', 'kernels'), path.join(programs.folder, 'kernels'), 'junction');
});
afterAll(() => programs.remove());

let storage: string;
let windowId: string | undefined;
let store: RaceStore;
let backend: Backend;
let log: WrittenLog;
const told: string[] = [];
let ownFolders: string[] = [];
const terminals = new Map<string, string>();

/** A window that opens; `windowId` is what its predecessor has remembered. */
async function open(): Promise<void> {
  store = new RaceStore();
  const memory = {
    get: () => windowId,
    set: (id: string) => {
      windowId = id;
    },
  };
  const tell = (message: string) => void told.push(message);
  const gpu = {
    request: () => Promise.reject(new Error('there is no GPU')),
    hasGpu: () => null,
  };
  backend = createNodeBackend(
    store,
    { dist: programs.folder, storage },
    {
      log,
      tell,
      gpu,
      version: '1',
      measured: memory as never,
      windowId: memory,
      ownFolders: () => ownFolders,
      terminals: { replace: (variable, value) => void terminals.set(variable, value) },
      openLogs: { get: () => undefined, set() {} },
      queuedRaces: { get: () => undefined, set() {} },
    },
  );
  await backend.restore();
}

beforeEach(async () => {
  storage = path.join(createFolder(), 'storage');
  windowId = undefined;
  log = createLog();
  told.length = 0;
  ownFolders = [];
  await open();
});
afterEach(() => backend.dispose());

async function run(experiment: object): Promise<Race> {
  const race = (await backend.scheduler()).start(parseExperiment(experiment), null, { speed: 'max' });
  await new Promise<void>((resolve) => {
    store.onDidChange(() => race.phase === 'ended' && resolve());
  });
  return race;
}

const kindsOf = ({ runs }: Pick<RaceOrLog, 'runs'>) => runs.map(({ record }) => record.state.status.kind);
const fileOf = ({ id }: Pick<RaceOrLog, 'id'>) => path.join(storage, 'races', `${id}.race`);
const digits = {
  problem: { data: 'digits', hidden: [8] },
  optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
  lr: [0.01],
  batch_size: [64],
  epochs: 2,
};

test('a race is computed, kept and shown again by the next window, and nothing is told', async () => {
  const race = await run(digits);
  expect(kindsOf(race)).toEqual(['finished', 'finished']);
  await backend.saveAll();
  backend.dispose();
  await open();
  expect(store.current?.id).toBe(race.id);
  expect(store.current && kindsOf(store.current)).toEqual(['finished', 'finished']);
  expect([told, log.lines.filter((line) => !line.startsWith('info'))]).toEqual([[], []]);
});

test('terminals are told where the library is, and races of the command line are taken from the folder', async () => {
  const race = await run(digits);
  await backend.saveAll();
  const kept = terminals.get('OPTIMIZER_PLAYGROUND_LIBRARY');
  expect(kept).toBe(path.join(storage, 'races'));
  backend.dispose();
  // Another window, whose folder has what this one has kept.
  const folder = createFolder();
  mkdirSync(path.join(folder, '.optimizer-playground'));
  renameSync(path.join(storage, 'races'), path.join(folder, '.optimizer-playground', 'races'));
  storage = path.join(createFolder(), 'storage');
  windowId = undefined;
  await open();
  expect(backend.library.entries).toEqual([]);
  ownFolders = [folder];
  await backend.library.refresh();
  expect(backend.library.entries.map(({ id }) => id)).toEqual([race.id]);
  const opened = await backend.openRace(race.id);
  expect(kindsOf(opened)).toEqual(['finished', 'finished']);
});

test('a race that a command in a terminal keeps is listed while it goes on, and when it is over', async () => {
  const command = new RaceLibrary(path.join(storage, 'races'), { log, kind: 'terminal' });
  const { pid, kill } = otherProcess();
  const race = createRace(parseExperiment(digits), { id: 'of-a-command', startedAt: Date.now() });
  await command.windows.hold(race.id);
  const place = path.join(storage, 'races', 'windows', `${command.windows.id}.json`);
  writeFileSync(place, JSON.stringify({ ...JSON.parse(readFileSync(place, 'utf8')), pid }));
  await command.save(race, encodeRace(race));
  const listed = () => backend.library.entries.map(({ id, elsewhere }) => [id, elsewhere]);
  await expect.poll(listed, { timeout: 10_000 }).toEqual([[race.id, 'terminal']]);
  await command.windows.forget();
  await kill();
  for (const { record } of race.runs) record.end({ kind: 'stopped' });
  await command.save(race, encodeRace(race));
  await expect.poll(listed, { timeout: 10_000 }).toEqual([[race.id, null]]);
  expect(backend.library.entries[0]?.states).toEqual({ stopped: 2 });
});

test('a window that did not have time to close has its race again, too', async () => {
  const race = await run(digits);
  backend.dispose();
  await open();
  expect(store.current?.id).toBe(race.id);
});

test('the end of a run is on the disk when it is seen', async () => {
  const seen = new Map<number, string | undefined>();
  store.onDidChange(() => {
    const race = store.current;
    for (const [run, { record }] of race?.runs.entries() ?? []) {
      if (record.state.status.kind !== 'finished' || seen.has(run) || !race) continue;
      const saved = decodeRace(readFileSync(fileOf(race)), () => {});
      seen.set(run, saved.runs[run]?.record.state.status.kind);
    }
  });
  await run(digits);
  expect([...seen.values()]).toEqual(['finished', 'finished']);
});

test.each([
  ['can’t be read', (file: string) => writeFileSync(file, 'no race'), "A saved race can't be read: "],
  ['is gone', (file: string) => rmSync(file), 'A race that this window showed last is no longer '],
])('a race that %s is told of', async (_, change, message) => {
  const race = await run(digits);
  await backend.saveAll();
  backend.dispose();
  change(fileOf(race));
  await open();
  expect(store.current).toBeNull();
  expect(told).toContainEqual(expect.stringContaining(message));
  expect(log.lines).toContainEqual(expect.stringContaining(`race ${race.id} can't be shown again: `));
});

test('the races that are kept are listed, pinned, renamed, removed and had back', async () => {
  const race = await run(digits);
  const { library } = backend;
  const changes = vi.fn();
  // It may have had checkpoints, which take room until they are removed.
  await backend.saveAll();
  await library.refresh();
  expect(library.entries).toMatchObject([{ states: { finished: 2 } }]);
  library.onDidChange(changes);
  await library.setPinned(race.id, true);
  await library.setPinned(race.id, true, 1);
  await library.rename(race.id, 'Digits');
  expect(library.entries).toMatchObject([{ title: 'Digits', pinned: true, pinnedRuns: [1] }]);
  expect(changes).toHaveBeenCalledTimes(3);
  await library.remove(race.id);
  expect([store.shown, library.entries]).toEqual([null, []]);
  await library.restore(race.id);
  await library.refresh();
  expect(await library.outline(race.id)).toMatchObject({
    ...{ title: 'Digits', count: 2, phase: 'ended' },
    runs: [{ name: 'SGD' }, { name: 'Adam', state: { status: { kind: 'finished' } } }],
  });
  expect((await library.read(race.id, 2 ** 20))?.runs.map(({ spec }) => spec.id)).toEqual(
    race.runs.map(({ spec }) => spec.id),
  );
  expect(await library.read(race.id, 100)).toBeNull();
  expect(store.races).toEqual([]);
  await library.remove(race.id);
  await library.discard(race.id);
  await expect(library.read(race.id, 2 ** 20)).rejects.toThrow('ENOENT');
  store.open(race);
  expect(await library.read(race.id, 0)).toBe(race);
  store.close(race);
  await expect(library.restore(race.id)).rejects.toThrow('ENOENT');
});

test('runs begin one after the other where there is memory for one', async () => {
  vi.mocked(memoryForRaces).mockReturnValueOnce(0);
  let most = 0;
  store.onDidChange(() => {
    most = Math.max(
      most,
      store.current?.runs.filter(({ record }) => record.state.status.kind === 'running').length ?? 0,
    );
  });
  const race = await run({ ...digits, seed: [0, 1, 2] });
  expect(race.threads).toBe(1);
  // None is seen running where what it did comes with its end.
  expect(most).toBeLessThanOrEqual(1);
  expect(kindsOf(race)).toEqual(new Array(6).fill('finished'));
});

test('has a thread for each core', () => {
  expect(backend.threads).toBe(availableParallelism());
});

test('leaves the place of its window to the next when all is saved', async () => {
  const entry = () =>
    JSON.parse(readFileSync(path.join(storage, 'races', 'windows', `${windowId}.json`), 'utf8'));
  expect(entry()).toMatchObject({ pid: process.pid, race: null });
  await backend.saveAll();
  expect(entry()).toMatchObject({ pid: 0 });
});

test('has one scheduler, however often it is asked for', async () => {
  const [first, second] = await Promise.all([backend.scheduler(), backend.scheduler()]);
  expect(first).toBe(second);
  expect(await backend.scheduler()).toBe(first);
});

test('ends a race that goes on when it is disposed of', async () => {
  const experiment = parseExperiment({ ...digits, epochs: 1000 });
  const race = (await backend.scheduler()).start(experiment, null, { speed: 'max' });
  await waitFor(() => expect(race.runs[0]?.record.length).toBeGreaterThan(1));
  backend.dispose();
  await sleep(200);
  const { length } = recordOf(race);
  await sleep(200);
  expect(recordOf(race).length).toBe(length);
});

test('a race that another window goes on with is listed so, and goes on here when that is gone', async () => {
  const experiment = parseExperiment({ ...digits, epochs: 1000 });
  const { id, runs } = (await backend.scheduler()).start(experiment, null, { speed: 0.25 });
  await waitFor(() => expect(runs[0]?.record.length).toBeGreaterThan(1));
  await backend.saveAll();
  backend.dispose();
  const other = otherProcess();
  const entry = { pid: other.pid, at: Date.now(), race: id, going: [id] };
  writeFileSync(path.join(storage, 'races', 'windows', 'other.json'), JSON.stringify(entry));
  await open();
  const race = store.current;
  if (!race || race.log) return expect.fail('expected a race');
  expect(backend.library.entries).toMatchObject([{ id, elsewhere: 'window' }]);
  expect([kindsOf(race), elsewhereOf(race)]).toEqual([['interrupted', 'interrupted'], 'window']);
  const scheduler = await backend.scheduler();
  await expect(scheduler.continueRace(race)).rejects.toThrow('runs in another window');
  expect(race.phase).toBe('ended');
  await other.kill();
  await backend.library.refresh();
  expect(backend.library.entries).toMatchObject([{ id, elsewhere: null }]);
  expect(elsewhereOf(race)).toBeNull();
  expect(await scheduler.continueRace(race)).toBe(0);
  expect(race.phase).toBe('running');
  scheduler.stop(race);
});

test('reads columns and numbers of CSV files, and writes texts', async () => {
  mkdirSync(storage, { recursive: true });
  const file = path.join(storage, 'a.csv');
  const pieces = [
    { text: 'x,y\n', share: 0.5 },
    { text: Array.from({ length: 50 }, (_, row) => `${row},${2 * row}`).join('\n'), share: 1 },
  ];
  await backend.writeText(file, pieces, {});
  const columns = await backend.csv.readColumns('a.csv', storage);
  expect(columns.map(({ reference }) => reference)).toEqual(['x', 'y']);
  const problem = { csv: 'a.csv', target: 'y', hidden: [4] };
  expect((await backend.csv.load(problem, storage, {})).data.training).toMatchObject({
    rows: 50,
    features: 1,
  });
  expect(await backend.csv.lineOfRow(file, 3)).toBeGreaterThan(2);
});

test('has the files of the data that ships', async () => {
  const iris = readFileSync(inRoot('core', 'problems', 'data', 'iris.csv.gz')).toString('base64');
  expect(await backend.shippedData('iris.csv.gz')).toBe(iris);
  await expect(backend.shippedData('none.csv.gz')).rejects.toThrow('ENOENT');
});

test('races may have what is free for them', () => {
  expect(backend.freeMemory()).toBe(2 ** 34);
  expect(backend.freeMemoryAlone()).toBe(2 ** 34);
});

test('tasks with the GPU are done in a thread that ships', async () => {
  const found = await backend.gpuTask('examineGpu', null);
  expect(found).toMatchObject({ facts: null, failure: 'there is no GPU', findings: [] });
});
