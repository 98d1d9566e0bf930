import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parseExperiment } from '../../../../core/experiment/parseExperiment.ts';
import { createRace } from '../../../../core/race/race.ts';
import type { RunStatus } from '../../../../core/race/status.ts';
import { takeInRaces } from '../../../../node/library/takeInRaces.ts';
import { pieceOf } from '../../race/pieces.ts';
import { createFolder, createLog, openLibrary, otherProcess, saveRace } from './libraryTools.ts';

function createRaceWith(id: string, status: RunStatus) {
  const experiment = parseExperiment({
    ...{ problem: { surface: 'valley' }, optimizers: [{ optimizer: 'sgd' }], lr: [0.01], steps: 10 },
  });
  const race = createRace(experiment, { id, startedAt: 1 });
  for (const { record } of race.runs) record.append(pieceOf({ loss: [1], state: { status, stepsDone: 7 } }));
  race.phase = 'ended';
  return race;
}

async function bothLibraries() {
  const [from, to] = [createFolder(), createFolder()];
  const [theirs, ours] = [await openLibrary(from), await openLibrary(to)];
  const log = createLog();
  const takenFile = path.join(to, 'taken.json');
  const take = () => takeInRaces(path.join(from, 'races'), ours, takenFile, log);
  return { theirs, ours, take, from: path.join(from, 'races'), takenFile, log };
}
const idsOf = ({ entries }: { entries: readonly { id: string }[] }) => entries.map(({ id }) => id).sort();

test('takes what is over, once, and leaves it there', async () => {
  const { theirs, ours, take } = await bothLibraries();
  expect(await take()).toBe(0);
  await saveRace(theirs, createRaceWith('one', { kind: 'finished' }));
  await saveRace(theirs, createRaceWith('two', { kind: 'stopped' }));
  expect(await take()).toBe(2);
  expect(idsOf(ours)).toEqual(['one', 'two']);
  expect(idsOf(theirs)).toEqual(['one', 'two']);
  expect(await take()).toBe(0);
  const race = await ours.load('one');
  expect(race.runs[0]?.record.state).toMatchObject({ status: { kind: 'finished' }, stepsDone: 7 });
});

test('what was deleted does not come back', async () => {
  const { theirs, ours, take } = await bothLibraries();
  await saveRace(theirs, createRaceWith('one', { kind: 'finished' }));
  await take();
  await ours.discard('one');
  await ours.refresh();
  expect(await take()).toBe(0);
  expect(idsOf(ours)).toEqual([]);
  await saveRace(theirs, createRaceWith('two', { kind: 'finished' }));
  expect(await take()).toBe(1);
  expect(idsOf(ours)).toEqual(['two']);
  expect(await take()).toBe(0);
});

test('what was interrupted stays until it is over', async () => {
  const { theirs, ours, take, from, takenFile } = await bothLibraries();
  await saveRace(theirs, createRaceWith('one', { kind: 'interrupted' }));
  expect(await take()).toBe(0);
  // Also where the list of that library is gone.
  writeFileSync(path.join(from, 'index.json'), '{}');
  expect(await take()).toBe(0);
  expect(existsSync(takenFile)).toBe(false);
  await saveRace(theirs, createRaceWith('one', { kind: 'finished' }));
  expect(await take()).toBe(1);
  expect(idsOf(ours)).toEqual(['one']);
});

test('what goes on in a command is left to it', async () => {
  const { theirs, take, from } = await bothLibraries();
  await saveRace(theirs, createRaceWith('one', { kind: 'finished' }));
  await theirs.windows.hold('one');
  const { pid, kill } = otherProcess();
  const file = path.join(from, 'windows', `${theirs.windows.id}.json`);
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), pid }));
  expect(await take()).toBe(0);
  await kill();
  expect(await take()).toBe(1);
});

test('a file that can’t be read is logged once, and left where it is', async () => {
  const { theirs, take, from, log } = await bothLibraries();
  await saveRace(theirs, createRaceWith('one', { kind: 'finished' }));
  writeFileSync(path.join(from, 'bad.race'), 'no race');
  expect(await take()).toBe(1);
  expect(log.lines.filter((line) => line.startsWith('warn'))).toHaveLength(1);
  expect(await take()).toBe(0);
  expect(log.lines.filter((line) => line.startsWith('warn'))).toHaveLength(1);
  expect(existsSync(path.join(from, 'bad.race'))).toBe(true);
});
