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

  test('is known also while VS Code reads the rows anew, in which the view has forgotten it', async () => {
    await show();
    const rows = [it.row('a', 1)];
    it.tree.select(rows);
    await pick(1);
    const before = it.item('a', 1).id;
    it.tree.selection = [];
    expect(it.view.selected).toEqual([{ race: 'a', run: 1 }]);
    await pick(null);
    expect(it.item('a', 1).id).not.toBe(before);
    it.tree.selection = rows;
    it.tree.select([]);
    it.tree.selection = rows;
    expect(it.view.selected).toEqual([{ race: 'a', run: 1 }]);
  });

  test('that comes late, when another run is picked or none, is followed by the right one', async () => {
    await show();
    let land = () => {};
    const { reveal } = it.tree;
    it.tree.reveal = async (row) => {
      await new Promise<void>((resolve) => {
        land = resolve;
      });
      await reveal(row);
    };
    await pick(1);
    await pick(null);
    const before = it.item('a', 1).id;
    land();
    await it.settle();
    expect(it.item('a', 1).id).not.toBe(before);
    it.tree.select([]);
    await pick(1);
    const landFirst = land;
    await pick(2);
    const landSecond = land;
    landSecond();
    await it.settle();
    landFirst();
    await it.settle();
    land();
    await it.settle();
    expect(it.tree.selection).toEqual([it.row('a', 2)]);
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
    const more = { kind: 'more', race: 'a', run: null, count: 3, parent: it.row('a') };
    it.tree.select([it.row('a', 0), it.row('a', 1), it.row('a'), more]);
    vi.advanceTimersByTime(100);
    expect(compared()).toEqual([]);
    vi.advanceTimersByTime(50);
    const targets = [0, 1, null].map((run) => ({ race: 'a', run }));
    expect(compared().map(({ values }) => values)).toEqual([[null, targets]]);
  });

  test('are compared all, also where the view knew some of them only when it had read its rows', async () => {
    await show();
    const rows = [it.row('a', 0), it.row('a', 1), it.row('a', 2)];
    it.tree.select(rows.slice(0, 1));
    await it.settle();
    for (const known of [0, 1, 2]) {
      it.tree.select(rows.slice(0, known));
      it.tree.selection = rows;
      await it.view.getChildren(it.row('a'));
      await vi.advanceTimersByTimeAsync(150);
    }
    const targets = [0, 1, 2].map((run) => ({ race: 'a', run }));
    expect(compared().map(({ values }) => values)).toEqual(Array(3).fill([null, targets]));
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
    await vi.advanceTimersByTimeAsync(150);
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

  test('stay selected where the first comes to the screen and is picked only now', async () => {
    const race = await show('b');
    await show();
    const rows = [it.row('b', 0), it.row('a', 2)];
    it.tree.select(rows);
    const revealed = reveals();
    it.show(race);
    await pick(0, 'b');
    expect([revealed(), it.tree.selection]).toEqual([[], rows]);
    screen.execute = (id) => {
      if (!id.endsWith('compareSelected')) return;
      const [a] = it.store.races.filter((each) => each.id === 'a');
      it.store.compare(chosenRuns([race, a ?? race].map((each) => ({ race: each, number: 0 }))));
    };
    await vi.advanceTimersByTimeAsync(150);
    expect([revealed(), it.tree.selection]).toEqual([[], rows]);
    await pick(1, it.store.shown?.id);
    expect(revealed()).toHaveLength(1);
  });

  test('follow the screen again where they were not compared', async () => {
    await show();
    await pick(1);
    it.tree.select([it.row('a', 0), it.row('a', 2)]);
    await vi.advanceTimersByTimeAsync(150);
    expect(it.tree.selection).toEqual([it.row('a', 1)]);
  });

  test('that were chosen elsewhere have the picked one selected', async () => {
    const race = await show();
    it.store.compare(chosenRuns([0, 2].map((number) => ({ race, number }))));
    await pick(1, it.store.shown?.id);
    expect(it.tree.selection).toEqual([it.row('a', 2)]);
  });
});

describe('the place of the keyboard', () => {
  const unselect = 'list.toggleSelection';
  const unselected = () => screen.executed.filter(({ id }) => id === unselect).length;

  function onUnselect(act: () => unknown): void {
    screen.execute = (id) => (id === unselect ? act() : undefined);
  }

  /** VS Code unselects the row that the keyboard is at; with another, that is selected or unselected in place of it. */
  function unselectsAt(run: number): void {
    onUnselect(() => {
      const row = it.row('a', run);
      const { selection } = it.tree;
      it.tree.select(
        selection.includes(row) ? selection.filter((each) => each !== row) : [...selection, row],
      );
    });
  }

  test('is kept where Enter on a row lets go of its run: no row gets another id', async () => {
    await show();
    await press(2);
    unselectsAt(2);
    const before = [0, 1, 2].map((run) => it.item('a', run).id);
    const revealed = reveals();
    it.reads.length = 0;
    await press(2);
    expect([it.tree.selection, it.picked.run, unselected()]).toEqual([[], null, 1]);
    expect([0, 1, 2].map((run) => it.item('a', run).id)).toEqual(before);
    expect([it.reads, revealed()]).toEqual([[], []]);
    await press(1);
    it.tree.select([]);
    expect(it.picked.run).toBeNull();
  });

  test('is kept where a busy window tells only later that the row is unselected', async () => {
    await show();
    await press(2);
    const before = it.item('a', 2).id;
    await press(2);
    vi.advanceTimersByTime(1900);
    it.tree.select([]);
    vi.advanceTimersByTime(1000);
    expect([it.item('a', 2).id, it.tree.selection, it.picked.run]).toEqual([before, [], null]);
  });

  test('may be at another row where a busy window tells that later: nothing is compared', async () => {
    await show();
    await press(2);
    const [before, left] = [it.item('a', 1).id, it.item('a', 2).id];
    await press(2);
    vi.advanceTimersByTime(1900);
    it.tree.select([it.row('a', 2), it.row('a', 1)]);
    vi.advanceTimersByTime(1000);
    await it.settle();
    expect([it.item('a', 1).id, it.item('a', 2).id === left, it.store.shown?.isWhole]).toEqual([
      before,
      false,
      true,
    ]);
  });

  test('is not there where it is in another list by then: the row gets another id', async () => {
    await show();
    await press(2);
    const before = it.item('a', 2).id;
    await press(2);
    expect(it.item('a', 2).id).toBe(before);
    vi.advanceTimersByTime(2000);
    await it.settle();
    expect(it.item('a', 2).id).not.toBe(before);
    it.tree.select([]);
    expect(it.picked.run).toBeNull();
  });

  test('is not there where VS Code has no such command, which goes to the log', async () => {
    await show();
    await press(2);
    onUnselect(() => Promise.reject(new Error('unknown')));
    const before = it.item('a', 2).id;
    await press(2);
    expect(screen.log).toEqual(['row not unselected in the side bar: unknown']);
    expect(it.item('a', 2).id).not.toBe(before);
  });

  test('may be at another row by then: that keeps its id, and nothing is compared', async () => {
    await show();
    await press(2);
    unselectsAt(1);
    const [before, left] = [it.item('a', 1).id, it.item('a', 2).id];
    await press(2);
    vi.advanceTimersByTime(1000);
    expect(screen.executed.map(({ id }) => id)).not.toContain('optimizerPlayground.compareSelected');
    expect(it.item('a', 1).id).toBe(before);
    expect(it.item('a', 2).id).not.toBe(left);
  });

  test.each(['before', 'after'] as const)(
    'may have pressed another row by then, which stays picked: %s the selection goes',
    async (when) => {
      await show();
      await press(2);
      onUnselect(() => {
        it.tree.select([it.row('a', 1)]);
        if (when === 'before') it.picked.toggle({ race: 'a', run: 1 });
        it.tree.select([]);
        if (when === 'after') it.picked.toggle({ race: 'a', run: 1 });
      });
      await press(2);
      expect(it.picked.run).toBe(1);
      expect(it.tree.selection).toEqual([it.row('a', 1)]);
    },
  );

  test('is kept where Escape in the side bar lets go of it', async () => {
    await show();
    await press(2);
    const revealed = reveals();
    it.tree.select([]);
    expect(it.picked.run).toBeNull();
    expect(revealed()).toEqual([[it.row('a', 2), { select: false, focus: true }]]);
    expect(unselected()).toBe(0);
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
    expect([revealed(), unselected()]).toEqual([[], 0]);
  });

  test('stays where it is when another run is picked meanwhile', async () => {
    await show();
    await press(2);
    const revealed = reveals();
    it.tree.select([it.row('a', 2)]);
    it.picked.toggle({ race: 'a', run: 2 });
    it.picked.pick({ race: 'a', run: 0 });
    await it.settle();
    expect(revealed()).toEqual([[it.row('a', 0), { select: true, focus: false }]]);
  });
});
