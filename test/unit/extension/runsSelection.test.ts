/** The selected rows of the side bar, and the runs on the screen. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { chosenRuns } from '../../../core/race/chosenRuns.ts';
import type { Race } from '../../../core/race/race.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { raceOf } from '../race/pieces.ts';
import { resetScreen, screen } from './fake/screen.ts';
import { RunsTree } from './runsTree.ts';

let it: RunsTree;

beforeEach(async () => {
  vi.useFakeTimers();
  resetScreen();
  it = await new RunsTree().start();
});

afterEach(() => {
  it.view.dispose();
  vi.useRealTimers();
});

async function show(id = 'a', given: object = onValley({ lr: [0.1, 0.2, 0.3] })): Promise<Race> {
  const race = it.show({ ...raceOf(given, { id }), phase: 'running' });
  await it.settle();
  return race;
}

async function pick(run: number | null, id = 'a'): Promise<void> {
  it.picked.pick({ race: id, run });
  await it.settle();
}

/** A press on a row of the race on the screen, as its command does it. */
async function press(run: number): Promise<void> {
  it.tree.select([it.row('a', run)]);
  it.picked.toggle({ race: it.store.shown?.id ?? '', run });
  await it.settle();
}

const reveals = () => {
  const reveal = vi.spyOn(it.tree, 'reveal');
  return () => reveal.mock.calls.map((call) => [...call]);
};

describe('the selection', () => {
  test('follows what is picked', async () => {
    await show();
    for (const run of [2, 0]) {
      await pick(run);
      expect(it.tree.selection).toEqual([it.row('a', run)]);
    }
  });

  test('is what commands without a row are about', async () => {
    await show();
    it.tree.select([it.row('a', 1), it.row('a'), { kind: 'pinned', parent: null }]);
    expect(it.view.selected).toEqual([
      { race: 'a', run: 1 },
      { race: 'a', run: null },
    ]);
  });

  test('goes where another place lets go of the run: the row gets another id', async () => {
    await show();
    await pick(1);
    const before = it.item('a', 1).id;
    it.reads.length = 0;
    await pick(null);
    expect(it.reads).toEqual([undefined]);
    expect(it.item('a', 1).id).not.toBe(before);
    // VS Code then tells that no row is selected: nobody has cleared it.
    it.picked.pick({ race: 'a', run: 2 });
    it.tree.select([]);
    expect(it.picked.run).toBe(2);
    await it.settle();
    expect(it.tree.selection).toEqual([it.row('a', 2)]);
    it.tree.select([]);
    expect(it.picked.run).toBeNull();
  });

  test('of a row stays where the run is picked already, in its own place or among the pinned', async () => {
    const race = await show();
    it.library.races.set('a', race);
    await it.library.setPinned('a', true, 1);
    await it.settle();
    const revealed = reveals();
    for (const section of ['own', 'pinned'] as const) {
      it.tree.select([it.row('a', 1, section)]);
      await pick(1);
      it.tree.show(true);
      await it.settle();
    }
    expect(revealed()).toEqual([]);
    expect(it.picked.run).toBe(1);
  });

  test('waits while the view is hidden', async () => {
    await show();
    it.tree.show(false);
    const revealed = reveals();
    await pick(1);
    expect(revealed()).toEqual([]);
    it.tree.show(true);
    await it.settle();
    expect(revealed()).toEqual([[it.row('a', 1), { select: true, focus: false }]]);
  });

  test('is none of a run that has no row', async () => {
    const seed = Array.from({ length: 64 }, (_, each) => each);
    await show('a', onDigits({ seed, lr: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] }));
    const revealed = reveals();
    await pick(3);
    expect(revealed()).toEqual([]);
    await it.open(it.row('a'));
    await pick(570);
    expect(revealed()).toEqual([]);
    await pick(4);
    expect(revealed()).toHaveLength(1);
  });

  test('that VS Code refuses goes to the log', async () => {
    await show();
    it.tree.reveal = () => Promise.reject(new Error('no such row'));
    await pick(1);
    expect(screen.log).toEqual(['row not selected in the side bar: no such row']);
  });

  test('that is cleared lets go of the run, and without a race of nothing', async () => {
    it.tree.select([]);
    expect(it.picked.run).toBeNull();
    await show();
    await pick(0);
    it.tree.select([]);
    expect(it.picked.run).toBeNull();
  });

  test('of an experiment stays while it is shown whole, and goes with another', async () => {
    await show();
    it.tree.select([it.row('a')]);
    it.reads.length = 0;
    await pick(null);
    it.store.setPaused(it.store.current ?? expect.fail('expected a race'), true);
    expect(it.reads).toEqual([]);
    const before = it.item('a').id;
    await show('b');
    expect(it.item('a').id).not.toBe(before);
  });

  test('is that of the run that comes to the screen and is picked at once', async () => {
    await show();
    await show('b');
    await pick(0, 'b');
    const revealed = reveals();
    it.tree.select([it.row('a', 2)]);
    const before = it.item('a', 2).id;
    it.show(it.store.find('a') ?? expect.fail('expected a race'));
    it.picked.toggle({ race: 'a', run: 2 });
    await it.settle();
    expect([it.item('a', 2).id, it.picked.run]).toEqual([before, 2]);
    expect(revealed()).toEqual([]);
  });
});

describe('several rows', () => {
  const compared = () => screen.executed.filter(({ id }) => id === 'optimizerPlayground.compareSelected');

  test('are compared when the person has selected no more for a moment', async () => {
    await show();
    it.tree.select([it.row('a', 0)]);
    it.tree.select([it.row('a', 0), it.row('a', 1)]);
    vi.advanceTimersByTime(100);
    it.tree.select([it.row('a', 0), it.row('a', 1), it.row('a')]);
    vi.advanceTimersByTime(100);
    expect(compared()).toEqual([]);
    vi.advanceTimersByTime(50);
    const targets = [0, 1, null].map((run) => ({ race: 'a', run }));
    expect(compared().map(({ values }) => values)).toEqual([[null, targets]]);
  });

  test('are not where one is left, or the view ends', async () => {
    await show();
    it.tree.select([it.row('a', 0), it.row('a', 1)]);
    it.tree.select([it.row('a', 0)]);
    vi.advanceTimersByTime(1000);
    it.tree.select([it.row('a', 0), it.row('a', 1)]);
    it.view.dispose();
    vi.advanceTimersByTime(1000);
    expect(compared()).toEqual([]);
  });

  test('stay selected while they are compared, also where one of them is picked', async () => {
    const race = await show();
    const rows = [it.row('a', 0), it.row('a', 2)];
    it.tree.select(rows);
    it.store.compare(chosenRuns([0, 2].map((number) => ({ race, number }))));
    const { id = '' } = it.store.shown ?? {};
    const revealed = reveals();
    it.reads.length = 0;
    await pick(1, id);
    await pick(null, id);
    expect(it.reads).toEqual([]);
    expect(revealed()).toEqual([]);
    expect(it.tree.selection).toEqual(rows);
    it.show(race);
    await it.settle();
    expect(it.item('a', 0).id).toMatch(/#1$/);
  });

  test('that were chosen elsewhere have the picked one selected', async () => {
    const race = await show();
    it.store.compare(chosenRuns([0, 2].map((number) => ({ race, number }))));
    await pick(1, it.store.shown?.id);
    expect(it.tree.selection).toEqual([it.row('a', 2)]);
  });
});

describe('the place of the keyboard', () => {
  test('is kept where Enter on a row lets go of its run: that row alone gets another id', async () => {
    await show();
    await press(2);
    const before = [0, 1, 2].map((run) => it.item('a', run).id);
    const revealed = reveals();
    await press(2);
    const after = [0, 1, 2].map((run) => it.item('a', run).id);
    expect(after.map((id, i) => id === before[i])).toEqual([true, true, false]);
    expect(revealed()).toEqual([]);
    it.tree.select([]);
    expect(revealed()).toEqual([[it.row('a', 2), { select: false, focus: true }]]);
  });

  test('is kept where Escape in the side bar lets go of it', async () => {
    await show();
    await press(2);
    const revealed = reveals();
    it.tree.select([]);
    expect(it.picked.run).toBeNull();
    expect(revealed()).toEqual([[it.row('a', 2), { select: false, focus: true }]]);
  });

  test('goes with the person to another row before the first is gone, and Escape there lets go of that', async () => {
    await show();
    await press(2);
    await press(2);
    await press(1);
    const revealed = reveals();
    it.tree.select([]);
    expect(it.picked.run).toBeNull();
    expect(revealed()).toEqual([[it.row('a', 1), { select: false, focus: true }]]);
  });

  test('stays in the panel where the panel lets go of it', async () => {
    await show();
    await press(2);
    const revealed = reveals();
    await pick(null);
    it.tree.select([]);
    expect(revealed()).toEqual([]);
  });

  test('stays where it is when another run is picked meanwhile', async () => {
    await show();
    await press(2);
    const revealed = reveals();
    await press(2);
    it.picked.pick({ race: 'a', run: 0 });
    it.tree.select([]);
    await it.settle();
    expect(revealed()).toEqual([[it.row('a', 0), { select: true, focus: false }]]);
  });
});
