/** What was on the screen before a reload, where logs are read later than the window opens. */
import { expect, test } from 'vitest';
import { chosenRuns } from '../../../../core/race/chosenRuns.ts';
import type { LogRace, Race } from '../../../../core/race/race.ts';
import { logRaceOf } from '../../log/logRaces.ts';
import { autosave, openBeforeEach, saved, start, startWindow, step, store } from './autosaveWindow.ts';

openBeforeEach();

const text = 'step,loss\n0,4\n1,3\n';
const log = () => logRaceOf(text);

/** The window is closed while a run of a race and logs are compared, and another one opened. */
async function reload(logs: readonly LogRace[]): Promise<Race> {
  const race = start();
  step(race, 'finished');
  await saved();
  const open = await autosave.open(race.id);
  for (const each of logs) store.open(each);
  store.compare(chosenRuns([open, ...logs].map((each) => ({ race: each, number: 0 }))));
  await autosave.saveAll();
  await startWindow();
  autosave.watch();
  await autosave.restore();
  return race;
}

const shownIds = () => store.shown?.runs.map(({ race }) => race.id);

test('a log that was compared is there again when it has been read, as it was', async () => {
  const race = await reload([log()]);
  expect(shownIds()).toEqual([race.id]);
  const late = log();
  const { runs } = late;
  late.runs = [];
  store.open(late);
  expect(shownIds()).toEqual([race.id]);
  store.setRuns(late, runs);
  expect(shownIds()).toEqual([race.id, late.id]);
});

test('each of several logs comes when it has been read', async () => {
  const [first, second] = [log(), logRaceOf(text, { name: 'other.csv' })];
  const race = await reload([first, second]);
  store.open(second);
  expect(shownIds()).toEqual([race.id, second.id]);
  store.open(first);
  expect(shownIds()).toEqual([race.id, first.id, second.id]);
});

test('what was on the screen is remembered until it is there', async () => {
  const race = await reload([log()]);
  await autosave.saveAll();
  await startWindow();
  autosave.watch();
  await autosave.restore();
  store.open(log());
  expect(shownIds()).toEqual([race.id, log().id]);
  const alone = await autosave.open(race.id);
  store.compare(chosenRuns([{ race: alone, number: 0 }]));
  await autosave.saveAll();
  await startWindow();
  await autosave.restore();
  expect(shownIds()).toEqual([race.id]);
});

test('a log does not take the place of what the person has looked at meanwhile', async () => {
  await reload([log()]);
  const next = start();
  store.open(log());
  expect(shownIds()).toEqual([next.id]);
});

test('a log that was alone on the screen is so again', async () => {
  const before = log();
  store.show(before);
  await autosave.saveAll();
  await startWindow();
  autosave.watch();
  await autosave.restore();
  expect(store.shown).toBeNull();
  const late = log();
  store.open(late);
  expect(store.shown).toMatchObject({ isWhole: true, races: [late] });
});
