/** The rows of the side bar: what there is, what each says, and what a busy race costs. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { chosenRuns } from '../../../core/race/chosenRuns.ts';
import { endChunks, type Race } from '../../../core/race/race.ts';
import type { RunStatus } from '../../../core/race/status.ts';
import type { Row } from '../../../extension/sidebar/rows.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { type PieceText, pieceOf, raceOf, recordOf } from '../race/pieces.ts';
import { resetScreen, screen, windowStates } from './fake/screen.ts';
import { filterOf, RunsTree } from './runsTree.ts';

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

const engine = { precision: 'float64', threads: 1, description: 'JavaScript' } as const;
const twoRates = (id: string, change: object = {}) =>
  raceOf(onValley({ title: `Race ${id}`, lr: [0.1, 0.2], ...change }), { id });
const running = (race: Race): Race => ({ ...race, phase: 'running' });

/** A race in the library whose runs have ended with these losses. */
function kept(id: string, losses: readonly number[], startedAt: number, change: object = {}): Race {
  const lr = losses.map((_, run) => 0.1 * (run + 1));
  const race = raceOf(onValley({ title: `Race ${id}`, lr, ...change }), { id, startedAt });
  losses.forEach((loss, run) => {
    const state = { loss, best: loss, engine, stepsDone: 1, status: { kind: 'finished' } } as const;
    recordOf(race, run).append(pieceOf({ loss: [9, loss], state }));
  });
  it.library.races.set(id, { ...race, phase: 'ended' });
  return race;
}

const append = (race: Race, piece: PieceText, run = 0) =>
  it.store.append(race.id, [{ run, piece: pieceOf(piece) }]);

async function listed(): Promise<void> {
  it.library.change();
  await it.settle();
}

/** Two races on the disk. */
async function twoKept(): Promise<void> {
  kept('a', [0.5, 0.25], 1);
  kept('b', [0.125], 2);
  await listed();
}

test('is a tree of several rows that VS Code asks for its rows', () => {
  expect(it.tree).toMatchObject({
    id: 'optimizerPlayground.runs',
    options: { treeDataProvider: it.view, canSelectMany: true, showCollapseAll: true },
  });
});

describe('races', () => {
  test('are listed, the newest first, without being read', async () => {
    await twoKept();
    expect(it.lines()).toEqual(['Race b | 1 run', 'Race a | 2 runs']);
    expect(it.item('a')).toMatchObject({ iconPath: { id: 'beaker' }, contextValue: 'race' });
    expect(it.library.outline).not.toHaveBeenCalled();
  });

  test('are read when they are opened, and let go of when they are closed', async () => {
    await twoKept();
    await it.open(it.row('a'));
    expect(it.lines()).toEqual([
      'Race b | 1 run',
      'Race a | 2 runs',
      '  SGD | lr 0.1 · best 0.5000',
      '  SGD | lr 0.2 · best 0.2500',
    ]);
    await it.open(it.row('a'), false);
    await it.open(it.row('a'));
    expect(it.library.outline.mock.calls).toEqual([['a'], ['a']]);
  });

  test('that can’t be read have no rows, and are in the log', async () => {
    await twoKept();
    it.library.outline.mockRejectedValueOnce(new Error('no disk'));
    await it.open(it.row('a'));
    expect(it.lines()).toHaveLength(2);
    expect(screen.log).toEqual(["race a can't be listed: no disk"]);
    expect(it.library.refresh).toHaveBeenCalledOnce();
  });

  test('that are on the screen are open, with their runs as they stand', async () => {
    const race = it.show(running(twoRates('a')));
    await it.settle();
    expect(it.lines()).toEqual(['Race a | 0 of 2 done', '  SGD | lr 0.1 · waits', '  SGD | lr 0.2 · waits']);
    const state = { engine, loss: 2, best: 1, stepsDone: 100 };
    append(race, { loss: [4, 2], position: [1, 1, 0, 0], state });
    append(
      race,
      { loss: [4, 2], position: [1, 1, 0, 0], state: { ...state, status: { kind: 'finished' } } },
      1,
    );
    await vi.advanceTimersByTimeAsync(250);
    expect(it.lines()).toEqual([
      'Race a | 1 of 2 done',
      '  SGD | lr 0.1 · 50 % · now 2.000',
      '  SGD | lr 0.2 · best 1.000',
    ]);
    expect(it.item('a').iconPath).toMatchObject({ id: 'loading~spin' });
    it.store.setPaused(race, true);
    expect(it.item('a')).toMatchObject({
      description: 'paused · 1 of 2 done',
      iconPath: { id: 'debug-pause' },
    });
    it.store.append('a', endChunks(race, { kind: 'stopped' }));
    expect(it.item('a')).toMatchObject({ description: '2 runs', iconPath: { id: 'beaker' } });
  });

  test('keep their rows when they are no longer open', async () => {
    const race = it.show({ ...kept('a', [0.5, 0.25], 1), phase: 'ended' });
    await listed();
    const before = it.lines();
    expect(before).toHaveLength(3);
    it.show(running(twoRates('c')));
    it.store.close(race);
    await it.settle();
    expect(it.lines().slice(0, 3)).toEqual(before);
    expect(it.library.outline).not.toHaveBeenCalled();
  });

  test('of many runs are closed at first, and have 500 rows at most', async () => {
    const seed = Array.from({ length: 64 }, (_, i) => i);
    const lr = Array.from({ length: 9 }, (_, i) => 0.1 * (i + 1));
    const race = it.show(raceOf(onDigits({ seed, lr, title: 'Many' }), { id: 'many' }));
    await it.settle();
    expect(it.lines()).toEqual(['Many | 0 of 576 done']);
    await it.open(it.row('many'));
    expect(race.runs).toHaveLength(576);
    expect(it.lines()).toHaveLength(502);
    expect(it.lines().at(-1)).toBe('  76 more runs | filter to find them, or open the experiment');
    expect(it.rows(it.row('many')).at(-1)).toMatchObject({ kind: 'more', race: 'many', run: null });
  });

  test('whose window was killed have interrupted runs', async () => {
    it.library.races.set('a', running(twoRates('a')));
    await listed();
    expect(it.item('a')).toMatchObject({ description: '2 runs' });
    expect(String(it.item('a').tooltip).split('\n')).toContain('2 interrupted');
  });

  test('that run are counted at the icon of the view', async () => {
    expect(it.tree.badge).toBeUndefined();
    const race = it.show(running(twoRates('a')));
    expect(it.tree.badge).toEqual({ value: 1, tooltip: '1 experiment is running' });
    it.store.append('a', endChunks(race, { kind: 'stopped' }));
    await vi.advanceTimersByTimeAsync(250);
    expect(it.tree.badge).toBeUndefined();
  });
});

describe('before it is known which races there are', () => {
  test('none is said to be there', async () => {
    it.view.dispose();
    resetScreen();
    it = new RunsTree();
    const rows = vi.fn();
    void it.view.getChildren().then(rows);
    await it.settle();
    expect(rows).not.toHaveBeenCalled();
    it.view.connect(null);
    await it.settle();
    expect(rows).toHaveBeenCalledWith([]);
    expect(it.tree.message).toBe('');
  });

  test('there is no list to read anew', async () => {
    it.view.dispose();
    resetScreen();
    it = new RunsTree();
    it.tree.show(true);
    windowStates.fire({ focused: true });
    await it.settle();
    expect(screen.log).toEqual([]);
  });

  test('those that are open are listed', async () => {
    it.view.dispose();
    resetScreen();
    it = new RunsTree();
    it.show(twoRates('a'));
    expect(await it.view.getChildren()).toMatchObject([{ kind: 'race', race: 'a' }]);
  });
});

describe('a run', () => {
  test('has the colour it has in its race, open circles for further runs of a colour', async () => {
    kept('a', [4, 3, 2, 1], 1, { lr: [0.1, 0.2], optimizers: [{ optimizer: 'adam' }, { optimizer: 'sgd' }] });
    await listed();
    await it.open(it.row('a'));
    const icons = [0, 1, 2, 3].map((run) => it.item('a', run).iconPath);
    expect(icons).toMatchObject([
      { id: 'circle-filled', color: { id: 'optimizerPlayground.run4' } },
      { id: 'circle-outline', color: { id: 'optimizerPlayground.run4' } },
      { id: 'circle-filled', color: { id: 'optimizerPlayground.run0' } },
      { id: 'circle-outline', color: { id: 'optimizerPlayground.run0' } },
    ]);
  });

  test('that is compared looks as it does there', async () => {
    const race = it.show(
      kept('a', [4, 3, 2, 1], 1, {
        lr: [0.1, 0.2],
        optimizers: [{ optimizer: 'adam' }, { optimizer: 'sgd' }],
      }),
    );
    await listed();
    expect(it.item('a', 1).iconPath).toMatchObject({ id: 'circle-outline' });
    it.store.compare(chosenRuns([1, 3].map((number) => ({ race, number }))));
    await it.settle();
    expect(it.item('a', 1).iconPath).toMatchObject({ id: 'circle-filled' });
    it.hidden.hide({ race: it.store.shown?.id ?? '', runs: [1] });
    expect(it.item('a', 3).description).toMatch(/^hidden · /);
    expect(it.item('a', 1).description).not.toMatch(/^hidden/);
  });

  test.each<[RunStatus, string, string]>([
    [{ kind: 'queued' }, 'clock', 'undefined'],
    [{ kind: 'running' }, 'loading~spin', 'optimizerPlayground.run0'],
    [{ kind: 'finished' }, 'circle-filled', 'optimizerPlayground.run0'],
    [{ kind: 'stopped' }, 'circle-filled', 'optimizerPlayground.run0'],
    [{ kind: 'diverged', step: 3, reason: 'r', hint: 'h' }, 'error', 'errorForeground'],
    [{ kind: 'failed', message: 'm' }, 'error', 'errorForeground'],
    [{ kind: 'interrupted' }, 'debug-disconnect', 'optimizerPlayground.run0'],
  ])('that is %o has the icon %s', async (status, id, color) => {
    const race = it.show(running(twoRates('a')));
    await it.settle();
    append(race, { loss: [1], position: [0, 0], state: { status } });
    const { iconPath } = it.item('a', 0);
    expect(iconPath).toMatchObject({ id });
    expect(String((iconPath as { color?: { id: string } }).color?.id)).toBe(color);
    if (status.kind !== 'running') return;
    it.store.setPaused(race, true);
    expect(it.item('a', 0).iconPath).toMatchObject({ id: 'debug-pause' });
  });

  test('is picked by its number in its race, and a race as a whole', async () => {
    it.show(twoRates('a'));
    await it.settle();
    expect([it.item('a'), it.item('a', 1)].map(({ command }) => command)).toEqual(
      [null, 1].map((run) => ({
        command: 'optimizerPlayground.selectRun',
        title: 'Show in Panel',
        arguments: [{ race: 'a', run }],
      })),
    );
  });

  test('has settings and status in its tooltip, which screen readers read', async () => {
    it.show(twoRates('a'));
    await it.settle();
    const lines = String(it.item('a', 0).tooltip).split('\n');
    expect([lines[0], lines[1], lines.at(-1)]).toEqual(['SGD', 'lr = 0.1', 'Waiting']);
    expect(lines).toContain('nesterov = false');
  });

  test('of a race that is gone says nothing', async () => {
    it.show(twoRates('a'));
    await it.settle();
    const rows = [it.row('a'), it.row('a', 1)];
    it.store.clear();
    const [race] = it.store.races;
    if (race) Object.assign(race, { phase: 'ended' });
    if (race) it.store.close(race);
    await vi.advanceTimersByTimeAsync(250);
    expect(it.lines()).toEqual([]);
    for (const row of rows) expect(it.view.getTreeItem(row)).toMatchObject({ label: '', description: '' });
  });
});

describe('a hidden run', () => {
  test('has a closed eye in its colour, and says that it is hidden to eyes and screen readers', async () => {
    it.show(twoRates('a'));
    await it.settle();
    const before = it.lines();
    it.hidden.hide({ race: 'a', runs: [1] });
    const { description, iconPath, tooltip } = it.item('a', 1);
    expect([description, String(tooltip).split('\n')[1]]).toEqual([
      'hidden · lr 0.2 · waits',
      'Hidden in the chart: pick it to show it again.',
    ]);
    expect(iconPath).toMatchObject({ id: 'eye-closed', color: { id: expect.stringMatching(/run\d+$/) } });
    expect(it.reads).toContainEqual([it.row('a', 1)]);
    it.hidden.hide({ race: 'a', runs: [] });
    expect(it.lines()).toEqual(before);
  });

  test('is shown again by a press on its row', async () => {
    it.show(twoRates('a'));
    await it.settle();
    it.hidden.hide({ race: 'a', runs: [1] });
    it.picked.toggle({ race: 'a', run: 1 });
    expect(it.hidden.current).toEqual([]);
    expect(it.item('a', 1).description).toBe('lr 0.2 · waits');
  });
});

describe('what is pinned', () => {
  test('stands first: races in place of their own, runs beside it, with their experiment', async () => {
    await twoKept();
    await it.library.setPinned('a', true, 1);
    await it.settle();
    expect(it.lines()).toEqual([
      'Pinned | 1',
      '  SGD | lr 0.2 · Race a · best 0.2500',
      'Race b | 1 run',
      'Race a | 2 runs',
    ]);
    await it.library.setPinned('b', true);
    await it.settle();
    expect(it.lines()).toEqual([
      'Pinned | 2',
      '  Race b | 1 run',
      '  SGD | lr 0.2 · Race a · best 0.2500',
      'Race a | 2 runs',
    ]);
    const contexts = [it.row('b'), it.row('a', 1, 'pinned'), it.row('a')].map(
      (row) => it.view.getTreeItem(row).contextValue,
    );
    expect(contexts).toEqual(['race pinned', 'run pinned', 'race']);
    await it.library.setPinned('a', false, 1);
    await it.library.setPinned('b', false);
    await it.settle();
    expect(it.lines()).toEqual(['Race b | 1 run', 'Race a | 2 runs']);
  });

  test('keeps what is known of it when its race is closed', async () => {
    await twoKept();
    await it.library.setPinned('a', true, 1);
    await it.settle();
    await it.open(it.row('a'));
    await it.open(it.row('a'), false);
    await listed();
    expect(it.lines()[1]).toBe('  SGD | lr 0.2 · Race a · best 0.2500');
    expect(it.library.outline).toHaveBeenCalledOnce();
  });

  test('is read as long as its section is open', async () => {
    await twoKept();
    await it.library.setPinned('a', true, 1);
    await it.settle();
    it.library.elsewhere.set('a', 'window');
    const reads = async (): Promise<number> => {
      it.library.outline.mockClear();
      await listed();
      return it.library.outline.mock.calls.length;
    };
    expect(await reads()).toBe(1);
    await it.open(it.rows()[0] ?? expect.fail('no section'), false);
    expect(await reads()).toBe(0);
  });

  test('every row has an id of its own', async () => {
    await twoKept();
    await it.library.setPinned('a', true, 1);
    await it.settle();
    await it.open(it.row('a'));
    const rows = [undefined, ...it.rows(), ...it.rows().flatMap((row) => it.rows(row))].filter(
      (row) => row !== undefined,
    );
    const ids = rows.map((row) => it.view.getTreeItem(row).id);
    expect(rows).toHaveLength(6);
    expect(new Set(ids).size).toBe(6);
  });
});

describe('a filter', () => {
  test('leaves the races and runs that match, and says how many', async () => {
    await twoKept();
    await it.open(it.row('a'));
    it.view.filter = filterOf('best<0.3');
    await it.settle();
    expect(it.lines()).toEqual(['Race b | 1 run', 'Race a | 1 of 2 runs', '  SGD | lr 0.2 · best 0.2500']);
    expect(it.tree.message).toBe('“best<0.3”: 2 of 2 experiments');
    expect(screen.context['optimizerPlayground.filtered']).toBe(true);
    it.view.filter = filterOf('lr>0.15 race');
    await it.settle();
    expect(it.lines()).toEqual(['Race a | 1 of 2 runs', '  SGD | lr 0.2 · best 0.2500']);
  });

  test('can be for the best runs of each race, which stay in their order', async () => {
    kept('a', [3, 1, 4, 2], 1);
    await listed();
    await it.open(it.row('a'));
    it.view.filter = filterOf('best:2');
    await it.settle();
    expect(it.lines()).toEqual([
      'Race a | 2 of 4 runs',
      '  SGD | lr 0.2 · best 1.000',
      '  SGD | lr 0.4 · best 2.000',
    ]);
    it.view.filter = filterOf('best:2 lr>0.25');
    await it.settle();
    expect(it.lines().slice(1)).toEqual(['  SGD | lr 0.3 · best 4.000', '  SGD | lr 0.4 · best 2.000']);
  });

  test('says how many runs it leaves when they are known', async () => {
    kept('a', [3, 1, 4, 2], 1);
    await listed();
    it.view.filter = filterOf('race best:2');
    await it.settle();
    expect(it.lines()).toEqual(['Race a | 4 runs']);
    await it.open(it.row('a'));
    it.reads.length = 0;
    await vi.advanceTimersByTimeAsync(1000);
    expect(it.reads).toEqual([[it.row('a')]]);
    expect(it.lines()[0]).toBe('Race a | 2 of 4 runs');
  });

  test('that finds nothing says so, and how all come back', async () => {
    await twoKept();
    it.view.filter = filterOf('lion');
    await it.settle();
    expect(it.lines()).toEqual([]);
    expect(it.tree.message).toBe('No run matches “lion”. Show All Runs above brings the 2 experiments back.');
    it.view.filter = null;
    await it.settle();
    expect(it.lines()).toHaveLength(2);
    expect([it.tree.message, screen.context['optimizerPlayground.filtered']]).toEqual(['', false]);
  });

  test('by state is followed as runs go on', async () => {
    const race = it.show(running(twoRates('a')));
    it.view.filter = filterOf('state:finished');
    await it.settle();
    expect(it.lines()).toEqual([]);
    append(
      race,
      { loss: [1], position: [0, 0], state: { engine, best: 1, status: { kind: 'finished' } } },
      1,
    );
    await vi.advanceTimersByTimeAsync(250);
    expect(it.lines()).toEqual(['Race a | 1 of 2 done', '  SGD | lr 0.2 · best 1.000']);
    append(
      race,
      { loss: [1], position: [0, 0], state: { engine, best: 1, status: { kind: 'finished' } } },
      0,
    );
    await vi.advanceTimersByTimeAsync(250);
    expect(it.lines()).toHaveLength(3);
  });
});

test('the order is by time, name or loss, of runs too', async () => {
  kept('b', [0.5, 0.25], 1);
  kept('a', [0.75], 2);
  kept('c', [], 3, { lr: [0.1] });
  await listed();
  await it.open(it.row('b'));
  const order = () => it.rows().map((row) => row.kind === 'race' && row.race);
  expect([it.view.order, order()]).toEqual(['newest', ['c', 'a', 'b']]);
  it.view.order = 'name';
  await it.settle();
  expect(order()).toEqual(['a', 'b', 'c']);
  it.view.order = 'best';
  await it.settle();
  expect([it.view.order, order()]).toEqual(['best', ['b', 'a', 'c']]);
  expect(it.rows(it.row('b')).map((row) => row.kind === 'run' && row.run)).toEqual([1, 0]);
});

describe('reading anew', () => {
  const step = (race: Race, stepsDone: number, run = 0) =>
    append(
      race,
      {
        firstPoint: recordOf(race, run).length,
        loss: [1],
        position: [0, 0],
        state: { engine, loss: 1, stepsDone },
      },
      run,
    );

  test('is for the rows that say something else, a quarter of a second after news', async () => {
    const race = it.show(running(twoRates('a')));
    for (const run of [0, 1]) step(race, 0, run);
    await vi.advanceTimersByTimeAsync(250);
    it.reads.length = 0;
    step(race, 20);
    vi.advanceTimersByTime(249);
    expect(it.reads).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(it.reads).toEqual([[it.row('a', 0)]]);
    // More that comes to the same.
    step(race, 20);
    vi.advanceTimersByTime(250);
    expect(it.reads).toHaveLength(1);
    it.store.setPaused(race, true);
    vi.advanceTimersByTime(250);
    expect(it.reads[1]).toEqual([it.row('a'), it.row('a', 0), it.row('a', 1)]);
  });

  test('is for no row that says the same when other runs come to the screen, as a click on it would be lost', async () => {
    const [a, b] = [it.show(running(twoRates('a'))), it.show(running(twoRates('b')))];
    await vi.advanceTimersByTimeAsync(250);
    it.reads.length = 0;
    it.store.compare(chosenRuns([a, b].map((race) => ({ race, number: 0 }))));
    expect(it.reads).toEqual([]);
    step(b, 20);
    it.show(a);
    expect(it.reads).toEqual([[it.row('b'), it.row('b', 0)]]);
    vi.advanceTimersByTime(1000);
    expect(it.reads).toHaveLength(1);
  });

  test('is for all rows where one of several selected ones says something else', async () => {
    const race = it.show(running(twoRates('a')));
    for (const run of [0, 1]) step(race, 0, run);
    await vi.advanceTimersByTimeAsync(250);
    const read = async (selected: readonly Row[], run: number, stepsDone: number) => {
      it.tree.select([...selected]);
      // What is selected is compared first.
      await vi.advanceTimersByTimeAsync(250);
      it.reads.length = 0;
      step(race, stepsDone, run);
      await vi.advanceTimersByTimeAsync(250);
      return it.reads;
    };
    expect(await read([it.row('a', 0)], 0, 4)).toEqual([[it.row('a', 0)]]);
    expect(await read([it.row('a'), it.row('a', 0)], 1, 8)).toEqual([[it.row('a', 1)]]);
    expect(await read([it.row('a'), it.row('a', 1)], 1, 12)).toEqual([undefined]);
    it.store.setPaused(race, true);
    it.reads.length = 0;
    it.tree.select([it.row('a', 0), it.row('a', 1)]);
    await vi.advanceTimersByTimeAsync(250);
    expect(it.reads).toEqual([undefined]);
  });

  test('is a few times a second at most', async () => {
    const race = it.show(running(twoRates('a')));
    await it.settle();
    it.reads.length = 0;
    for (let number = 1; number <= 20; number++) {
      step(race, 2 * number);
      vi.advanceTimersByTime(50);
    }
    expect(it.reads.length).toBeGreaterThan(2);
    expect(it.reads.length).toBeLessThan(5);
  });

  test('takes no row of a race that is closed, and none of another race', async () => {
    const race = it.show(running(twoRates('a')));
    const other = it.show(running(twoRates('b')));
    step(race, 10);
    step(other, 10);
    await vi.advanceTimersByTimeAsync(250);
    await it.open(it.row('a'), false);
    it.reads.length = 0;
    step(race, 20);
    vi.advanceTimersByTime(1000);
    expect(it.reads).toEqual([]);
    step(other, 20);
    vi.advanceTimersByTime(1000);
    expect(it.reads).toEqual([[it.row('b', 0)]]);
  });

  test('waits while the view is hidden, and then asks what other windows have done', async () => {
    const race = it.show(running(twoRates('a')));
    await it.settle();
    it.tree.show(false);
    it.reads.length = 0;
    step(race, 20);
    it.show(running(twoRates('b')));
    vi.advanceTimersByTime(1000);
    expect(it.reads).toEqual([]);
    expect(it.library.refresh).not.toHaveBeenCalled();
    it.library.refresh.mockRejectedValueOnce(new Error('no disk'));
    it.tree.show(true);
    await it.settle();
    expect(it.reads).toEqual([undefined]);
    expect(it.library.refresh).toHaveBeenCalledOnce();
    expect(screen.log).toEqual(["the list of races can't be read: no disk"]);
  });

  test('asks what other windows have done when the person comes back to this one', async () => {
    windowStates.fire({ focused: false });
    expect(it.library.refresh).not.toHaveBeenCalled();
    windowStates.fire({ focused: true });
    expect(it.library.refresh).toHaveBeenCalledOnce();
    it.tree.show(false);
    windowStates.fire({ focused: true });
    expect(it.library.refresh).toHaveBeenCalledOnce();
  });

  test('comes for a race that is opened without being shown', async () => {
    it.store.open(running(twoRates('a')));
    await vi.advanceTimersByTimeAsync(250);
    expect(it.lines()[0]).toBe('Race a | 0 of 2 done');
  });

  test('stops with the view', async () => {
    const race = it.show(running(twoRates('a')));
    await it.settle();
    it.reads.length = 0;
    step(race, 20);
    it.view.dispose();
    vi.advanceTimersByTime(1000);
    it.show(twoRates('b'));
    it.library.change();
    expect(it.reads).toEqual([]);
  });
});

test.each([
  ['window', 'in another window', 'multiple-windows'],
  ['terminal', 'in a terminal', 'terminal'],
] as const)(
  'a race that goes on in a %s says so, and what that has saved of its runs',
  async (elsewhere, place, icon) => {
    const race = kept('a', [0.5, 0.25], 1);
    it.library.elsewhere.set('a', elsewhere);
    recordOf(race).end({ kind: 'interrupted', elsewhere });
    await listed();
    await it.open(it.row('a'));
    expect(it.lines()).toEqual([
      `Race a | ${place} · 2 runs`,
      `  SGD | lr 0.1 · ${place}, at 1 · best 0.5000`,
      '  SGD | lr 0.2 · best 0.2500',
    ]);
    expect([it.item('a'), it.item('a', 0)].map(({ iconPath }) => iconPath)).toMatchObject([
      { id: icon },
      { id: icon },
    ]);
    expect(it.item('a').tooltip).toContain(`runs ${place}`);
    recordOf(race).end({ kind: 'finished' });
    await listed();
    expect(it.lines()[1]).toBe('  SGD | lr 0.1 · best 0.5000');
    it.library.elsewhere.clear();
    await listed();
    expect(it.lines()[0]).toBe('Race a | 2 runs');
  },
);
