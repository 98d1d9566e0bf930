import { appendFileSync, rmSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { recordOf } from '../../race/pieces.ts';
import {
  append,
  autosave,
  fileOf,
  folder,
  kindsOnDisk,
  log,
  openBeforeEach,
  pass,
  pointsOf,
  save,
  saved,
  start,
  step,
  stepOf,
  store,
  told,
} from './autosaveWindow.ts';

openBeforeEach();

describe('the end of a run', () => {
  test('is on the disk, with all that led there, before anybody is told', async () => {
    const race = start(2);
    for (let tick = 0; tick < 5; tick++) step(race, 'running', 1);
    const end = stepOf(race, 'finished', 1);
    await autosave.keep(race, [stepOf(race), end]);
    expect(recordOf(race, 1).state.status.kind).toBe('running');
    expect(kindsOnDisk(race)).toEqual(['interrupted', 'finished']);
    expect(pointsOf(race, 1)).toBe(6);
    expect(append.mock.calls.at(-1)?.[2].durable).toBe(true);
  });

  test('is on the disk with what its run recorded a moment before, in the same delivery', async () => {
    const race = start(2);
    await saved();
    const before = stepOf(race, 'running', 1);
    const end = { run: 1, piece: { ...stepOf(race, 'finished', 1).piece, firstPoint: 1 } };
    await autosave.keep(race, [before, stepOf(race), end]);
    expect(kindsOnDisk(race)).toEqual(['interrupted', 'finished']);
    expect([pointsOf(race, 0), pointsOf(race, 1)]).toEqual([0, 2]);
  });

  test('is written once', async () => {
    const race = start(2);
    const end = stepOf(race, 'finished', 1);
    await autosave.keep(race, [end]);
    store.append(race.id, [end]);
    await pass(5000);
    expect(append).toHaveBeenCalledTimes(1);
    step(race);
    await pass(1000);
    expect(append).toHaveBeenCalledTimes(2);
    expect(append.mock.calls[1]?.[1].length).toBeLessThan(append.mock.calls[0]?.[1].length ?? 0);
  });

  test('is saved though the file was removed, or another has written to it', async () => {
    const race = start(3);
    await saved();
    rmSync(fileOf(race));
    const keep = async (run: number) => {
      const end = stepOf(race, 'finished', run);
      await autosave.keep(race, [end]);
      store.append(race.id, [end]);
    };
    await keep(0);
    expect(kindsOnDisk(race)).toEqual(['finished', 'interrupted', 'interrupted']);
    appendFileSync(fileOf(race), 'something');
    await keep(1);
    expect(kindsOnDisk(race)).toEqual(['finished', 'finished', 'interrupted']);
    rmSync(folder, { recursive: true });
    await keep(2);
    expect(kindsOnDisk(race)).toEqual(['finished', 'finished', 'finished']);
    expect([log.lines, told]).toEqual([[], []]);
  });

  test('comes where it cannot be saved, too, and that is told once', async () => {
    const race = start(3);
    await saved();
    const full = Object.assign(new Error('write'), { code: 'ENOSPC' });
    append.mockRejectedValue(full);
    save.mockRejectedValue(full);
    for (const run of [0, 1]) {
      const end = stepOf(race, 'finished', run);
      await autosave.keep(race, [end]);
      store.append(race.id, [end]);
    }
    expect(told).toEqual([
      "The race can't be saved: there is no space left on the disk. Make room. Until then it stays on the " +
        'screen, and saving is tried every few seconds.',
    ]);
    append.mockReset();
    save.mockReset();
    await pass(1000);
    expect(kindsOnDisk(race)).toEqual(['finished', 'finished', 'interrupted']);
    expect(log.lines.at(-1)).toBe('info: races can be saved again');
  });

  test('does not wait longer than two seconds for a disk that does not answer', async () => {
    const race = start(2);
    await saved();
    append.mockImplementation(() => new Promise(() => {}));
    const keeping = autosave.keep(race, [stepOf(race, 'finished')]);
    await vi.advanceTimersByTimeAsync(2000);
    await keeping;
    expect(append).toHaveBeenCalledTimes(1);
  });
});
