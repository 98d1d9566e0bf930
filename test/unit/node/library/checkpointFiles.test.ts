/** Checkpoints beside the races of a library. */
import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { encodeCheckpoint } from '../../../../core/engine/checkpointBlock.ts';
import { readCheckpoints } from '../../../../core/engine/checkpointFile.ts';
import type { Race } from '../../../../core/race/race.ts';
import { decodeRace } from '../../../../core/race/raceFile.ts';
import { RaceStore } from '../../../../core/race/store.ts';
import type { RaceLibrary } from '../../../../node/library/raceLibrary.ts';
import { Autosave } from '../../../../threads/library/autosave.ts';
import { createRunner } from '../../engine/runs.ts';
import { onValley } from '../../experiment/faults.ts';
import { pieceOf, raceOf, recordOf } from '../../race/pieces.ts';
import { createFolder, createLog, openLibrary, type WrittenLog } from './libraryTools.ts';

let folder: string;
let log: WrittenLog;
let library: RaceLibrary;
let store: RaceStore;
let autosave: Autosave;
let race: Race;
let block: Uint8Array;

beforeEach(async () => {
  folder = createFolder();
  log = createLog();
  library = await openLibrary(folder, log);
  store = new RaceStore();
  autosave = new Autosave(store, library, { log });
  autosave.watch();
  race = raceOf(onValley({ lr: [0.01, 0.02] }));
  store.show(race);
  const runner = await createRunner(onValley());
  await runner.advance(20, Number.POSITIVE_INFINITY);
  store.append(race.id, [{ run: 0, piece: runner.takePiece() }]);
  const { id = '' } = race.runs[0]?.spec ?? {};
  block = encodeCheckpoint(0, id, runner.checkpoint() ?? expect.fail('there is none'));
});

const fileOf = (extension: string) => path.join(folder, 'races', `${race.id}.${extension}`);
const keep = () => autosave.keepCheckpoints(race, new Map([[0, block]]));
const end = (run: number) =>
  store.append(race.id, [
    {
      run,
      piece: pieceOf({
        firstPoint: recordOf(race, run).length,
        state: { stepsDone: 30, status: { kind: 'finished' } },
      }),
    },
  ]);

test('are there when the race has all that led there, and can be read', async () => {
  await keep();
  expect(recordOf(decodeRace(readFileSync(fileOf('race')))).length).toBe(21);
  const kept = await library.loadCheckpoints(race.id);
  expect([...kept.keys()]).toEqual([0]);
  expect(kept).toEqual(readCheckpoints(readFileSync(fileOf('checkpoint')), race.id));
  expect(log.lines).toEqual([]);
});

test('are removed when the race has ended, and not before', async () => {
  await keep();
  end(0);
  await sleep(50);
  expect(existsSync(fileOf('checkpoint'))).toBe(true);
  end(1);
  await expect.poll(() => existsSync(fileOf('checkpoint'))).toBe(false);
  expect(existsSync(fileOf('race'))).toBe(true);
  await keep();
  expect(existsSync(fileOf('checkpoint'))).toBe(false);
});

test('stay with a race that was interrupted, though it is shown and another takes its place', async () => {
  await keep();
  await autosave.saveAll();
  const next = new RaceStore();
  const window = await openLibrary(folder, log);
  const other = new Autosave(next, window, { log });
  other.watch();
  await other.restore();
  expect(next.current?.runs.map(({ record }) => record.state.status.kind)).toEqual([
    'interrupted',
    'interrupted',
  ]);
  next.show(raceOf(onValley(), { id: 'race-2', startedAt: 2 }));
  await other.saveAll();
  expect((await window.loadCheckpoints(race.id)).size).toBe(1);
  await window.remove(race.id);
  expect(existsSync(fileOf('checkpoint'))).toBe(true);
  await window.discard(race.id);
  expect(existsSync(fileOf('checkpoint'))).toBe(false);
});

test('count for how much the library holds', async () => {
  await keep();
  const race2 = raceOf(onValley(), { id: 'race-2', startedAt: 2 });
  store.show(race2);
  await autosave.saveAll();
  await library.open();
  const bytes = library.entries.find(({ id }) => id === race.id)?.bytes;
  expect(bytes).toBe(readFileSync(fileOf('race')).length + readFileSync(fileOf('checkpoint')).length);
});

describe('that can’t be read are as none,', () => {
  test('and nobody is told where there is no file', async () => {
    expect((await library.loadCheckpoints('race-9')).size).toBe(0);
    expect(log.lines).toEqual([]);
  });

  test.each<[string, () => void, RegExp]>([
    [
      'damaged',
      () => writeFileSync(fileOf('checkpoint'), readFileSync(fileOf('checkpoint')).fill(1, 40, 60)),
      /check sum|line of JSON/,
    ],
    [
      'of another race',
      () =>
        writeFileSync(
          fileOf('checkpoint'),
          readFileSync(fileOf('checkpoint'), 'latin1').replace('race-1', 'race-3'),
          'latin1',
        ),
      /check sum/,
    ],
    ['too large', () => truncateSync(fileOf('checkpoint'), 2 ** 30 + 1), /it has 1073741825 bytes/],
  ])('and it is logged, where they are %s', async (_, change, message) => {
    await keep();
    change();
    expect((await library.loadCheckpoints(race.id)).size).toBe(0);
    expect(log.lines).toEqual([expect.stringMatching(message)]);
    expect(log.lines[0]).toMatch(/^warn: race-1\.checkpoint can't be read: /);
  });
});
