import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { chosenRuns } from '../../../../core/race/chosenRuns.ts';
import { createRace } from '../../../../core/race/race.ts';
import { encodeRace } from '../../../../core/race/raceFile.ts';
import { RaceStore } from '../../../../core/race/store.ts';
import { Autosave } from '../../../../threads/library/autosave.ts';
import { onValley } from '../../experiment/faults.ts';
import { filesOf, half, parsed, withHalf } from '../../experiment/ownRules.ts';
import { raceOf, recordOf } from '../../race/pieces.ts';
import {
  autosave,
  fileOf,
  library,
  log,
  openBeforeEach,
  pass,
  pointsOf,
  save,
  saved,
  shown,
  start,
  startWindow,
  step,
  store,
  told,
  writes,
} from './autosaveWindow.ts';

openBeforeEach();

test('before the window closes, all that is open is saved', async () => {
  const first = start();
  const second = start();
  await saved();
  step(first);
  step(second);
  await autosave.saveAll();
  expect([first, second].map((race) => pointsOf(race))).toEqual([1, 1]);
  const { length } = writes();
  await pass(60_000);
  expect(writes()).toHaveLength(length);
});

test('the next window shows the race that was on the screen, interrupted if it was going on', async () => {
  const first = start();
  step(first, 'finished');
  const second = start();
  step(second);
  await autosave.saveAll();
  await startWindow();
  await autosave.restore();
  expect(store.current).toMatchObject({ id: second.id, phase: 'ended' });
  expect(store.races).toHaveLength(1);
  const { current } = store;
  expect(current && recordOf(current).state).toMatchObject({ status: { kind: 'interrupted' }, stepsDone: 0 });
});

describe('a race that took the place of another, as a rule was saved,', () => {
  /** Two races with a rule of one's own, the second of which has it otherwise, after a reload. */
  async function reload({ isGone = false } = {}): Promise<readonly (readonly number[])[]> {
    const first = createRace(parsed(withHalf()), { id: 'first', startedAt: 1 });
    const files = filesOf({ './half.optimizer': half.replace('share * lr', 'lr * share') });
    const second = createRace(parsed(withHalf(), files), {
      ...{ id: 'second', startedAt: 2, before: first },
    });
    for (const race of [first, second]) {
      store.show(race);
      step(race, 'finished');
      await saved();
    }
    await autosave.saveAll();
    if (isGone) rmSync(fileOf(first));
    await startWindow();
    await autosave.restore();
    expect(store.races.map(({ id }) => id)).toEqual([second.id]);
    const runs = store.races.flatMap((race) => race.runs);
    return runs.map(({ record, before }) => [record.length, before?.length ?? 0]);
  }

  test('has its old curves behind it in the next window, too', async () => {
    expect(await reload()).toEqual([[1, 1]]);
  });

  test('has nothing of a file elsewhere that its own names', async () => {
    const race = createRace(parsed(withHalf()), {
      ...{ id: 'second', startedAt: 2, before: { id: '../second', runs: [] } },
    });
    step(race, 'finished');
    await library.save(race, encodeRace(race));
    const load = vi.spyOn(library, 'load');
    await autosave.open('second');
    expect(load.mock.calls).toEqual([['second']]);
  });

  test('has none where the old one was removed, and nobody is told', async () => {
    expect(await reload({ isGone: true })).toEqual([[1, 0]]);
    expect(told).toEqual([]);
  });
});

test('the next window shows the runs that were chosen, but for those whose race is gone', async () => {
  const races = [start(), start(), start()];
  for (const race of races) step(race, 'finished');
  await saved();
  const places = [];
  for (const { id } of races) places.push({ race: await autosave.open(id), number: 0 });
  store.compare(chosenRuns(places));
  await autosave.saveAll();
  await startWindow();
  const [gone, ...others] = races;
  if (gone) rmSync(fileOf(gone));
  await autosave.restore();
  expect(store.shown?.runs.map(({ race }) => race.id)).toEqual(others.map(({ id }) => id));
  expect(told).toEqual([expect.stringContaining('A race that this window showed last is no longer')]);
});

test('a race that is opened twice is read once, and closed when others are on the screen', async () => {
  const [first, second] = [start(), start()];
  for (const race of [first, second]) step(race, 'finished');
  await saved();
  await startWindow();
  autosave.watch();
  const [one, other] = await Promise.all([autosave.open(first.id), autosave.open(first.id)]);
  expect(one).toBe(other);
  expect(store.races).toEqual([one]);
  store.show(await autosave.open(second.id));
  await saved();
  expect(store.races.map(({ id }) => id)).toEqual([second.id]);
});

test('where nothing was on the screen, nothing is shown', async () => {
  await autosave.restore();
  expect([store.current, log.lines]).toEqual([null, []]);
});

test('where the race on the screen cannot be read, nothing is shown, and that is told', async () => {
  const race = start();
  await autosave.saveAll();
  await startWindow();
  writeFileSync(fileOf(race), 'no race');
  await autosave.restore();
  expect(store.current).toBeNull();
  expect(told).toEqual([
    `A saved race can't be read: its file is damaged. It is kept as ${race.id}.race.unreadable.`,
  ]);
});

test('where the file of the race on the screen was removed, that is told', async () => {
  const race = start();
  await autosave.saveAll();
  await startWindow();
  rmSync(fileOf(race));
  await autosave.restore();
  expect(store.current).toBeNull();
  expect(told).toEqual([expect.stringMatching(/its file was removed\.$/)]);
});

test('a race that was shown again is not written again', async () => {
  start();
  await autosave.saveAll();
  await startWindow();
  autosave.watch();
  await autosave.restore();
  await saved();
  await autosave.saveAll();
  expect(writes()).toEqual([]);
});

test('a race that starts before the last one is read stays on the screen', async () => {
  start();
  await autosave.saveAll();
  await startWindow();
  autosave.watch();
  const restoring = autosave.restore();
  const race = start();
  await restoring;
  expect(store.races).toEqual([race]);
  expect([...(await shown())]).toEqual([race.id]);
});

test('a race that starts while the last one is read stays on the screen', async () => {
  start();
  await autosave.saveAll();
  await startWindow();
  autosave.watch();
  const load = library.load.bind(library);
  const begun: unknown[] = [];
  vi.spyOn(library, 'load').mockImplementation(async (id) => {
    const race = await load(id);
    begun.push(start());
    return race;
  });
  await autosave.restore();
  expect([store.current]).toEqual(begun);
  expect(store.races).toEqual(begun);
});

test('once it is no longer watching, nothing is saved', async () => {
  const other = new RaceStore();
  const watching = new Autosave(other, library, { log }).watch();
  watching.dispose();
  other.show(raceOf(onValley()));
  expect(save).not.toHaveBeenCalled();
});
