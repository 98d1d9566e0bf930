/** Where runs would go from elsewhere: which threads are opened for it, and when they are ended. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { chosenRuns } from '../../../core/race/chosenRuns.ts';
import { RaceStore } from '../../../core/race/store.ts';
import type { RunsFromElsewhere } from '../../../extension/backend/openThreads.ts';
import { StartPreviews } from '../../../extension/preview/startPreviews.ts';
import { raceOf } from '../race/pieces.ts';

const experiment = { problem: { surface: 'valley' }, optimizers: [{ optimizer: 'sgd' }], lr: [0.01, 0.02] };
const run = { losses: Float64Array.of(1), path: Float64Array.of(1, 2), hasDiverged: false };

let store: RaceStore;
let ended: number;
const from = vi.fn<RunsFromElsewhere['from']>();
const openPreview = vi.fn(async () => ({ from, dispose: () => void ended++ }));
let previews: StartPreviews;

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  ended = 0;
  from.mockImplementation(async (_, runs) => runs.map(() => run));
  store = new RaceStore();
  previews = new StartPreviews(store, { openPreview });
  return () => vi.useRealTimers();
});

function show(id: string) {
  const race = { ...raceOf(experiment), id };
  store.show(race);
  return race;
}

const wanted = (race: string) => ({ race, start: [1, 2] as const, runs: [1, 0] });

describe('a thread', () => {
  test('has all runs of the race, is asked for some, and stays for as long as it is asked', async () => {
    const race = show('race');
    expect(await previews.from(wanted('race'))).toEqual([run, run]);
    expect(from).toHaveBeenCalledWith([1, 2], [1, 0]);
    expect(openPreview).toHaveBeenCalledWith(race.runs.map(({ spec }) => spec));
    await vi.advanceTimersByTimeAsync(20_000);
    await previews.from(wanted('race'));
    await vi.advanceTimersByTimeAsync(20_000);
    expect([openPreview.mock.calls.length, ended]).toEqual([1, 0]);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(ended).toBe(1);
    await previews.from(wanted('race'));
    expect(openPreview).toHaveBeenCalledTimes(2);
  });

  test('of another race takes its place', async () => {
    show('race');
    await previews.from(wanted('race'));
    show('other');
    await previews.from(wanted('other'));
    await vi.advanceTimersByTimeAsync(0);
    expect([openPreview.mock.calls.length, ended]).toEqual([2, 1]);
    await expect(previews.from(wanted('gone'))).rejects.toThrow('not on the screen any more');
  });

  test('that has failed is told, and another takes its place', async () => {
    show('race');
    from.mockRejectedValueOnce(new Error('the thread of the preview of starts ended with code 1'));
    await expect(previews.from(wanted('race'))).rejects.toThrow('ended with code 1');
    await vi.advanceTimersByTimeAsync(0);
    expect(ended).toBe(1);
    expect(await previews.from(wanted('race'))).toEqual([run, run]);
    openPreview.mockRejectedValueOnce(new Error('no memory'));
    previews.dispose();
    await expect(previews.from(wanted('race'))).rejects.toThrow('no memory');
  });

  test('is there for no chosen runs, which may have started anywhere', async () => {
    const race = show('race');
    store.compare(chosenRuns([{ race, number: 0 }]));
    await expect(previews.from(wanted(store.shown?.id ?? ''))).rejects.toThrow('not on the screen');
  });
});
