/** Races that get another title or are removed, open or not. */
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { chosenRuns } from '../../../../core/race/chosenRuns.ts';
import { waitFor } from '../../waitFor.ts';
import {
  autosave,
  fileOf,
  library,
  onDisk,
  openBeforeEach,
  pass,
  pointsOf,
  saved,
  start,
  step,
  store,
} from './autosaveWindow.ts';

openBeforeEach();

test('an open race gets its title on the screen and in its file, and goes on there', async () => {
  const race = start();
  await saved();
  await autosave.rename(race.id, 'Two rates');
  expect(store.shown?.title).toBe('Two rates');
  expect(onDisk(race)).toMatchObject({ title: 'Two rates', experiment: { title: 'Two rates' } });
  expect(library.entries).toMatchObject([{ id: race.id, title: 'Two rates' }]);
  step(race, 'finished');
  await pass(0);
  expect(onDisk(race).title).toBe('Two rates');
  expect(pointsOf(race)).toBe(1);
});

test('a kept race gets its title in its file, and none leaves the one made of its parts', async () => {
  const race = start();
  step(race, 'finished');
  const { title } = race;
  await pass(0);
  store.clear();
  await waitFor(() => expect(store.races).toEqual([]));
  await autosave.rename(race.id, 'Kept');
  expect(onDisk(race)).toMatchObject({ title: 'Kept', experiment: { title: 'Kept' } });
  expect(pointsOf(race)).toBe(1);
  await autosave.rename(race.id, '');
  expect(onDisk(race).title).toBe(title);
  expect(onDisk(race).experiment).not.toHaveProperty('title');
  expect(store.races).toEqual([]);
  await expect(autosave.rename('none', 'x')).rejects.toThrow('ENOENT');
});

test('a race that is removed is off the screen, not written again, and whole when it comes back', async () => {
  const race = start();
  await saved();
  step(race, 'finished');
  await autosave.remove(race.id);
  expect([store.shown, store.races]).toEqual([null, []]);
  await pass(60_000);
  expect(existsSync(fileOf(race))).toBe(false);
  await library.restore(race.id);
  expect(pointsOf(race)).toBe(1);
  expect((await autosave.open(race.id)).runs).toHaveLength(1);
});

test('of a comparison, the runs of other races stay on the screen', async () => {
  const one = start();
  step(one, 'finished');
  const two = start(2);
  for (const run of [0, 1]) step(two, 'finished', run);
  store.open(one);
  const places = [one, two].map((race) => ({ race, number: 0 }));
  store.compare(chosenRuns(places));
  await saved();
  await autosave.remove(one.id);
  expect(store.shown?.runs.map(({ race, number }) => [race.id, number])).toEqual([[two.id, 0]]);
  await autosave.remove(two.id);
  expect(store.shown).toBeNull();
});

test('a race that runs is not removed', async () => {
  const race = start();
  await saved();
  await expect(autosave.remove(race.id)).rejects.toThrow(`${race.title} is still running: stop it first.`);
  expect(existsSync(fileOf(race))).toBe(true);
  expect(store.shown?.id).toBe(race.id);
});
