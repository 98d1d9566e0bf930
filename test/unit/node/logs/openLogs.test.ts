/** Logs among our races: opened, followed while they grow, begun anew, and opened again by the next window. */
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { chosenRuns } from '../../../../core/race/chosenRuns.ts';
import type { LogRace } from '../../../../core/race/race.ts';
import { RaceStore } from '../../../../core/race/store.ts';
import { logDisk } from '../../../../node/logs/logDisk.ts';
import { OpenLogs } from '../../../../threads/logs/openLogs.ts';
import { reportLog } from '../../../../threads/logs/reportLog.ts';
import { onValley } from '../../experiment/faults.ts';
import { fileVersion, join, scalar } from '../../log/eventFile.ts';
import { contentOf, raceOf, recordOf } from '../../race/pieces.ts';
import { temporaryFolder } from '../data/csvFile.ts';
import { createLog } from '../library/libraryTools.ts';

let store: RaceStore;
let logs: OpenLogs;
let remembered: unknown;
let growsFor: number;
const told: string[] = [];

function openWindow(): void {
  store = new RaceStore();
  logs = new OpenLogs(store, {
    log: createLog(),
    memory: {
      get: () => remembered,
      set(open) {
        remembered = open;
      },
    },
    tell: (message) => told.push(message),
    partsOf: logDisk.partsOf,
    // In this thread: what a thread adds is the way of the messages.
    start(request, { onNews }) {
      const followed = reportLog(logDisk, { ...request, growsFor }, (news) => onNews(structuredClone(news)));
      return () => void followed.close();
    },
  });
}

beforeEach(() => {
  growsFor = 30_000;
  remembered = undefined;
  told.length = 0;
  openWindow();
});
afterEach(() => logs.dispose());

function newFile(text: string | Uint8Array, name = 'train.csv'): string {
  const file = path.join(temporaryFolder(), name);
  writeFileSync(file, text);
  return file;
}

const kindsOf = ({ runs }: LogRace) => runs.map(({ record }) => record.state.status.kind);
const lossesOf = (race: LogRace, run = 0) => contentOf(recordOf(race, run)).points['loss'];
const waitFor = (check: () => void) => vi.waitFor(check, 10_000);

test('a log that grows is a race that runs, with what it says constantly as settings', async () => {
  const file = newFile('epoch,step,loss,val_loss,lr\n0,0,4,,0.1\n1,10,3,3.5,0.1\n2,20,2,2.5,0.1\n');
  const race = await logs.open(file);
  expect(race).toMatchObject({
    title: 'train.csv',
    phase: 'running',
    experiment: null,
    log: { place: file },
  });
  expect(race.runs).toMatchObject([
    {
      name: 'train.csv',
      spec: { problem: { log: 'train.csv' }, hyperparameters: { lr: 0.1 }, seed: null, stepsPerEpoch: 10 },
    },
  ]);
  expect(contentOf(recordOf(race))).toMatchObject({
    points: { step: [0, 10, 20], loss: [4, 3, 2] },
    evaluations: [
      { step: 10, loss: 3.5 },
      { step: 20, loss: 2.5 },
    ],
    state: { stepsDone: 20, best: 2, status: { kind: 'running' } },
  });
  appendFileSync(file, '3,30,1,,0.1\n');
  await waitFor(() => expect(lossesOf(race)).toEqual([4, 3, 2, 1]));
  expect(store.find(race.id)).toBe(race);
});

test('a log that nobody writes to is finished, and runs again when somebody does', async () => {
  growsFor = 400;
  const file = newFile('step,loss\n0,4\n1,3\n');
  const race = await logs.open(file);
  await waitFor(() => expect([race.phase, ...kindsOf(race)]).toEqual(['ended', 'finished']));
  appendFileSync(file, '2,2\n');
  await waitFor(() => expect(lossesOf(race)).toEqual([4, 3, 2]));
  await waitFor(() => expect([race.phase, ...kindsOf(race)]).toEqual(['ended', 'finished']));
});

test('a log that is written anew has a new record, and the screen a new snapshot', async () => {
  const file = newFile('step,loss\n0,4\n1,3\n');
  const race = await logs.open(file);
  store.show(race);
  const shown = vi.fn();
  store.onDidChange(({ type }) => type === 'shown' && shown());
  const before = recordOf(race);
  writeFileSync(file, 'step,loss\n0,9\n');
  await waitFor(() => expect(lossesOf(race)).toEqual([9]));
  expect(recordOf(race)).not.toBe(before);
  expect(store.shown?.runs[0]?.record).toBe(recordOf(race));
  expect(shown).toHaveBeenCalled();
});

test('runs that come later are added, and chosen ones stay where they are on the screen', async () => {
  const file = newFile('run,step,loss\na,0,4\nb,0,5\n');
  const race = await logs.open(file);
  const ours = raceOf(onValley());
  store.open(ours);
  store.compare(
    chosenRuns([
      { race: ours, number: 0 },
      { race, number: 1 },
    ]),
  );
  const id = store.shown?.id;
  appendFileSync(file, 'c,0,6\nb,1,4.5\n');
  await waitFor(() => expect(race.runs.map(({ name }) => name)).toEqual(['a', 'b', 'c']));
  await waitFor(() => expect(lossesOf(race, 1)).toEqual([5, 4.5]));
  expect([store.shown?.id, store.shown?.runs.map(({ name }) => name)]).toEqual([id, ['SGD', 'b']]);
  const colors = race.runs.map(({ color }) => color);
  expect(new Set(colors).size).toBe(3);
});

test('a log that is away for a while, or empty, is followed when it is there again', async () => {
  const file = newFile('step,loss\n0,4\n1,3\n');
  const race = await logs.open(file);
  rmSync(file);
  await waitFor(() => expect(race.notes).toEqual([`No such file — expected a log at ${file}.`]));
  writeFileSync(file, '');
  await waitFor(() => expect(race.notes).toEqual([]));
  expect(lossesOf(race)).toEqual([4, 3]);
  appendFileSync(file, 'step,loss\n0,9\n');
  await waitFor(() => expect(lossesOf(race)).toEqual([9]));
});

test('a log that is opened twice at once is one', async () => {
  const file = newFile('step,loss\n0,4\n');
  const [one, other] = await Promise.all([logs.open(file), logs.open(file)]);
  expect([one === other, lossesOf(one), store.races.length]).toEqual([true, [4], 1]);
});

test('a stopped log is followed no further until it is opened again', async () => {
  const file = newFile('step,loss\n0,4\n');
  const race = await logs.open(file);
  logs.stop(race);
  expect([race.phase, ...kindsOf(race)]).toEqual(['ended', 'stopped']);
  appendFileSync(file, '1,3\n');
  expect(await logs.open(file)).toBe(race);
  await waitFor(() => expect(lossesOf(race)).toEqual([4, 3]));
  expect(race.phase).toBe('running');
});

test('an event file of TensorBoard is a log, too, and each is told from the others by its title', async () => {
  const events = join(fileVersion, scalar('train/loss', 0, 2), scalar('train/loss', 5, 1));
  const race = await logs.open(newFile(events, 'events.out.tfevents.1'));
  expect(contentOf(recordOf(race)).points).toEqual({ step: [0, 5], loss: [2, 1] });
  expect(race.title).toBe(path.basename(path.dirname(race.log.place)));
  const [first, second] = [
    await logs.open(newFile('step,loss\n0,4\n')),
    await logs.open(newFile('step,loss\n0,5\n')),
  ];
  expect([first.title, path.dirname(second.title)]).toEqual([
    'train.csv',
    path.basename(path.dirname(second.log.place)),
  ]);
});

test('columns that the person chooses are drawn from the beginning', async () => {
  const file = newFile('step,loss,nll\n0,4,40\n1,3,30\n');
  const race = await logs.open(file);
  expect(logs.factsOf(race)).toMatchObject([{ names: ['step', 'loss', 'nll'], roles: { loss: 'loss' } }]);
  await logs.open(file, { loss: 'nll' });
  expect(lossesOf(race)).toEqual([40, 30]);
  expect(logs.choiceOf(race)).toEqual({ loss: 'nll' });
});

test('the next window opens what was open, with the columns that were chosen, and says what is gone', async () => {
  const [kept, gone] = [newFile('step,loss,nll\n0,4,40\n'), newFile('step,loss\n0,4\n', 'gone.csv')];
  const first = await logs.open(kept, { loss: 'nll' });
  await logs.open(gone);
  logs.dispose();
  rmSync(gone);
  remembered = JSON.parse(JSON.stringify(remembered));
  openWindow();
  await logs.restore();
  expect(store.races.map(({ id }) => id)).toEqual([first.id]);
  expect(store.races[0]?.log && lossesOf(store.races[0])).toEqual([40]);
  expect(told).toEqual(["A training log that was open can't be read any more: gone.csv."]);
  expect(remembered).toMatchObject([{ place: kept }]);
});

test('what a memory holds that is none is passed over', async () => {
  remembered = [{ place: 7 }];
  await logs.restore();
  expect([store.races, told]).toEqual([[], []]);
});

test('what is closed is gone from the screen and not opened again', async () => {
  const race = await logs.open(newFile('step,loss\n0,4\n'));
  const ours = raceOf(onValley());
  store.open(ours);
  store.compare(
    chosenRuns([
      { race: ours, number: 0 },
      { race, number: 0 },
    ]),
  );
  await logs.close(race);
  expect([store.races, store.shown?.runs.length, remembered]).toEqual([[ours], 1, []]);
});

test.each([
  ['missing.csv', null, 'missing.csv: no such file — expected a log at '],
  ['empty.csv', 'step,loss\n', 'empty.csv: no numbers yet — expected columns of losses'],
  [
    'picture.csv',
    Uint8Array.of(0xff, 0xfe, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    'picture.csv: no text in UTF-8 — expected a log',
  ],
])('%s is refused with the reason', async (name, content, reason) => {
  const file = content === null ? path.join(temporaryFolder(), name) : newFile(content, name);
  await expect(logs.open(file)).rejects.toThrow(reason);
  expect([store.races, remembered ?? []]).toEqual([[], []]);
});
