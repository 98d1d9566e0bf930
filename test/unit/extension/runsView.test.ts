/** The rows of the side bar: their look, the selection, and what a busy race costs. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { HiddenRuns } from '../../../core/race/hiddenRuns.ts';
import { PickedRun } from '../../../core/race/pickedRun.ts';
import type { Race, Run } from '../../../core/race/race.ts';
import { RaceStore } from '../../../core/race/store.ts';
import { RunsView } from '../../../extension/sidebar/runsView.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { hiddenIn } from '../race/hidden.ts';
import { pieceOf, raceOf } from '../race/pieces.ts';
import { resetScreen, screen } from './fake/screen.ts';
import type { FakeTreeView } from './fake/widgets.ts';

let store: RaceStore;
let picked: PickedRun;
let hidden: HiddenRuns;
let view: RunsView;
let reads: (readonly Run[] | undefined)[];

beforeEach(() => {
  vi.useFakeTimers();
  resetScreen();
  store = new RaceStore();
  picked = new PickedRun(store);
  ({ hidden } = hiddenIn(store, picked));
  view = new RunsView(store, picked, hidden);
  reads = [];
  view.onDidChangeTreeData((runs) => reads.push(runs));
});

afterEach(() => {
  view.dispose();
  vi.useRealTimers();
});

const tree = (): FakeTreeView => screen.trees[0] ?? expect.fail('expected a tree');
function show(given: object = onValley({ lr: [0.1, 0.2, 0.3] }), id = 'shown'): Race {
  const race = { ...raceOf(given, { id }), phase: 'running' as const };
  store.show(race);
  return race;
}
const many = () =>
  onDigits({
    seed: Array.from({ length: 64 }, (_, seed) => seed),
    lr: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
  });
const itemOf = (run: Run | undefined) => view.getTreeItem(run ?? expect.fail('expected a run'));

test('is what VS Code asks for the rows', () => {
  expect(tree()).toMatchObject({ id: 'optimizerPlayground.runs', options: { treeDataProvider: view } });
});

describe('a row', () => {
  test('has the colour of its run, open circles for further runs of a colour', () => {
    const { runs } = show(many());
    for (const run of runs.slice(0, 40)) {
      const { iconPath } = itemOf(run);
      expect(iconPath).toMatchObject({
        id: run.variant === 0 ? 'circle-filled' : 'circle-outline',
        color: { id: `optimizerPlayground.run${run.color}` },
      });
    }
    expect(new Set(runs.map(({ variant }) => variant)).size).toBeGreaterThan(1);
  });

  test('picks its run by its number in its race', () => {
    const race = show();
    expect(race.runs.map((run) => itemOf(run).command)).toEqual(
      [0, 1, 2].map((run) => ({
        command: 'optimizerPlayground.selectRun',
        title: 'Show in Panel',
        arguments: [{ race: 'shown', run }],
      })),
    );
    expect(new Set(race.runs.map((run) => itemOf(run).id)).size).toBe(3);
  });

  test('of a race that is gone says nothing', () => {
    const { runs } = raceOf(onValley());
    expect(itemOf(runs[0])).toMatchObject({ description: '', label: 'SGD' });
  });

  test('has settings and status in its tooltip', () => {
    const race = show();
    const lines = String(itemOf(race.runs[0]).tooltip).split('\n');
    expect([lines[0], lines[1], lines.at(-1)]).toEqual(['SGD', 'lr = 0.1', 'Waiting']);
    expect(lines).toContain('nesterov = false');
  });

  test('is one of 500 at most', () => {
    const race = show(many());
    expect(view.getChildren()).toEqual(race.runs.slice(0, 500));
    expect(view.getParent()).toBeUndefined();
    expect(tree().message).toMatch(/ · first 500 of 576 runs$/);
  });

  test('is there for each of 500 runs, and none without a race', () => {
    expect(view.getChildren()).toEqual([]);
    const seeds = Array.from({ length: 50 }, (_, seed) => seed);
    const lr = Array.from({ length: 10 }, (_, i) => 0.1 * (i + 1));
    const race = show(onDigits({ seed: seeds, lr }));
    expect(race.runs).toHaveLength(500);
    expect(view.getChildren()).toHaveLength(500);
    expect(tree().message).toBe(race.title);
  });
});

describe('a hidden run', () => {
  const look = (run: Run | undefined) => {
    const { description, iconPath, tooltip } = itemOf(run);
    return { description, iconPath, tooltip: String(tooltip).split('\n')[1] };
  };

  test('has a closed eye in its colour, and says that it is hidden to eyes and screen readers', () => {
    const { runs } = show();
    const before = look(runs[1]);
    hidden.hide({ race: 'shown', runs: [1] });
    expect(look(runs[1])).toMatchObject({
      description: 'hidden · lr 0.2 · waiting',
      iconPath: { id: 'eye-closed', color: { id: `optimizerPlayground.run${runs[1]?.color}` } },
      tooltip: 'Hidden in the chart: pick it to show it again.',
    });
    expect(look(runs[0]).description).toBe('lr 0.1 · waiting');
    hidden.hide({ race: 'shown', runs: [] });
    expect(look(runs[1])).toEqual(before);
  });

  test('is read anew at once, and no other', () => {
    const { runs } = show();
    for (const run of runs) itemOf(run);
    reads.length = 0;
    hidden.hide({ race: 'shown', runs: [1] });
    expect(reads).toEqual([[runs[1]]]);
  });

  test('is shown again by a press on its row', () => {
    const { runs } = show();
    hidden.hide({ race: 'shown', runs: [1] });
    picked.toggle({ race: 'shown', run: 1 });
    expect(hidden.current).toEqual([]);
    expect(look(runs[1]).description).toBe('lr 0.2 · waiting');
  });

  test('of one race is none of another', () => {
    show();
    hidden.hide({ race: 'shown', runs: [1] });
    const { runs } = show(onValley({ lr: [0.1, 0.2, 0.3] }), 'next');
    expect(look(runs[1]).description).toBe('lr 0.2 · waiting');
  });
});

describe('the place of the keyboard', () => {
  const focused = () => {
    const reveal = vi.spyOn(tree(), 'reveal');
    return () => reveal.mock.calls.map((call) => [...call]);
  };
  const pickRow = async (run: number) => {
    const race = show();
    picked.toggle({ race: 'shown', run });
    await vi.advanceTimersByTimeAsync(0);
    return race.runs;
  };

  test('is kept where Enter on a row lets go of its run: that row alone gets another id', async () => {
    const runs = await pickRow(2);
    const before = runs.map((run) => itemOf(run).id);
    const reveals = focused();
    picked.toggle({ race: 'shown', run: 2 });
    const after = runs.map((run) => itemOf(run).id);
    expect(after.map((id, i) => id === before[i])).toEqual([true, true, false]);
    expect(reveals()).toEqual([]);
    tree().select([]);
    expect(reveals()).toEqual([[runs[2], { select: false, focus: true }]]);
  });

  test('is kept where Escape in the side bar lets go of it', async () => {
    const runs = await pickRow(2);
    const reveals = focused();
    tree().select([]);
    expect(picked.run).toBeNull();
    expect(reveals()).toEqual([[runs[2], { select: false, focus: true }]]);
  });

  test('goes with the person to another row before the first is gone, and Escape there lets go of that', async () => {
    const runs = await pickRow(2);
    picked.toggle({ race: 'shown', run: 2 });
    tree().select([runs[1]]);
    picked.toggle({ race: 'shown', run: 1 });
    const reveals = focused();
    tree().select([]);
    expect(picked.run).toBeNull();
    expect(reveals()).toEqual([[runs[1], { select: false, focus: true }]]);
  });

  test('stays in the panel where the panel lets go of it', async () => {
    await pickRow(2);
    const reveals = focused();
    picked.pick({ race: 'shown', run: null });
    tree().select([]);
    expect(reveals()).toEqual([]);
  });

  test('stays where it is when another race comes, or another run is picked meanwhile', async () => {
    const runs = await pickRow(2);
    const reveals = focused();
    picked.toggle({ race: 'shown', run: 2 });
    picked.pick({ race: 'shown', run: 0 });
    tree().select([]);
    expect(reveals().at(-1)).toEqual([runs[0], { select: true, focus: false }]);
    reveals();
    show(onValley(), 'next');
    const { length } = reveals();
    tree().select([]);
    expect(reveals()).toHaveLength(length);
  });
});

describe('the selection', () => {
  test('follows what is picked', async () => {
    const race = show();
    picked.pick({ race: 'shown', run: 2 });
    await vi.advanceTimersByTimeAsync(0);
    expect(tree().selection).toEqual([race.runs[2]]);
    picked.pick({ race: 'shown', run: 0 });
    await vi.advanceTimersByTimeAsync(0);
    expect(tree().selection).toEqual([race.runs[0]]);
  });

  test('goes where another place lets go of the run: the row gets another id', async () => {
    const race = show();
    picked.pick({ race: 'shown', run: 1 });
    await vi.advanceTimersByTimeAsync(0);
    const before = itemOf(race.runs[1]).id;
    reads.length = 0;
    picked.pick({ race: 'shown', run: null });
    expect(reads).toEqual([undefined]);
    expect(itemOf(race.runs[1]).id).not.toBe(before);
    // VS Code then tells that no row is selected: nobody has cleared it.
    picked.pick({ race: 'shown', run: 2 });
    tree().select([]);
    expect(picked.run).toBe(2);
    await vi.advanceTimersByTimeAsync(0);
    expect(tree().selection).toEqual([race.runs[2]]);
    tree().select([]);
    expect(picked.run).toBeNull();
  });

  test('of a row stays where the run is picked already', async () => {
    const race = show();
    picked.pick({ race: 'shown', run: 1 });
    await vi.advanceTimersByTimeAsync(0);
    const reveal = vi.spyOn(tree(), 'reveal');
    tree().select([race.runs[1]]);
    tree().show(true);
    expect(reveal).not.toHaveBeenCalled();
    expect(picked.run).toBe(1);
  });

  test('waits while the view is hidden', async () => {
    const race = show();
    tree().show(false);
    const reveal = vi.spyOn(tree(), 'reveal');
    picked.pick({ race: 'shown', run: 1 });
    await vi.advanceTimersByTimeAsync(0);
    expect(reveal).not.toHaveBeenCalled();
    tree().show(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(reveal).toHaveBeenCalledWith(race.runs[1], { select: true, focus: false });
  });

  test('is none of a run that has no row', async () => {
    show(many());
    const reveal = vi.spyOn(tree(), 'reveal');
    picked.pick({ race: 'shown', run: 570 });
    await vi.advanceTimersByTimeAsync(0);
    expect(reveal).not.toHaveBeenCalled();
  });

  test('that VS Code refuses goes to the log', async () => {
    show();
    tree().reveal = () => Promise.reject(new Error('no such row'));
    picked.pick({ race: 'shown', run: 1 });
    await vi.advanceTimersByTimeAsync(0);
    expect(screen.log).toEqual(['SGD not selected in the side bar: no such row']);
  });

  test('that is cleared lets go of the run, and without a race of nothing', () => {
    tree().select([]);
    expect(picked.run).toBeNull();
    show();
    picked.pick({ race: 'shown', run: 0 });
    tree().select([]);
    expect(picked.run).toBeNull();
  });
});

describe('reading anew', () => {
  test('comes at once with another race, and a quarter of a second after news', () => {
    const race = show();
    expect(reads).toEqual([undefined]);
    for (const run of race.runs) itemOf(run);
    const state = { status: { kind: 'running' }, stepsDone: 1 } as const;
    store.append('shown', [{ run: 0, piece: pieceOf({ loss: [1], position: [0, 0], state }) }]);
    vi.advanceTimersByTime(249);
    expect(reads).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(reads.slice(1)).toEqual([[race.runs[0]]]);
  });

  test('takes no row that VS Code has not read', () => {
    show();
    const state = { status: { kind: 'running' }, stepsDone: 1 } as const;
    store.append('shown', [{ run: 0, piece: pieceOf({ loss: [1], position: [0, 0], state }) }]);
    vi.advanceTimersByTime(1000);
    expect(reads).toEqual([undefined]);
  });

  test('is not for a race that is not on the screen', () => {
    const other = show(onValley(), 'other');
    itemOf(other.runs[0]);
    show();
    reads.length = 0;
    store.setPaused(other, true);
    vi.advanceTimersByTime(1000);
    expect(reads).toEqual([]);
  });

  test('is done where another race comes before its time', () => {
    const race = show();
    itemOf(race.runs[0]);
    store.setPaused(race, true);
    show(onValley(), 'next');
    reads.length = 0;
    vi.advanceTimersByTime(1000);
    expect(reads).toEqual([]);
  });

  test('stops with the view', () => {
    const race = show();
    itemOf(race.runs[0]);
    store.setPaused(race, true);
    view.dispose();
    vi.advanceTimersByTime(1000);
    show(onValley(), 'next');
    expect(reads).toEqual([undefined]);
  });
});
