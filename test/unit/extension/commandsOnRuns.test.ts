/** What is done with the rows of the side bar. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { endChunks, type Race } from '../../../core/race/race.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { raceOf } from '../race/pieces.ts';
import { waitFor } from '../waitFor.ts';
import {
  calls,
  commands,
  keep,
  library,
  list,
  messages,
  openBeforeEach,
  picked,
  run,
  scheduler,
  show,
  started,
  store,
} from './commandsWindow.ts';
import { screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';

openBeforeEach();

const target = (race: string, number: number | null = null) => ({ race, run: number });
const kept = (id: string, change: object = {}): Race =>
  keep({ ...raceOf(onValley({ title: `Race ${id}`, lr: [0.1, 0.2], ...change }), { id }), phase: 'ended' });
const shown = () => store.shown?.runs.map(({ race, number }) => `${race.id}${number}`);

describe('to show', () => {
  test('a run opens its race, and picks it there', async () => {
    kept('a');
    kept('b');
    await run('selectRun', target('a', 1));
    expect([store.shown?.isWhole, shown(), picked.run]).toEqual([true, ['a0', 'a1'], 1]);
    await run('selectRun', target('b', 0));
    expect([shown(), picked.run]).toEqual([['b0', 'b1'], 0]);
    await run('selectRun', target('b', 0));
    expect(picked.run).toBeNull();
  });

  test('a race is shown whole, and nothing is picked', async () => {
    kept('a');
    await run('selectRun', target('a', 1));
    const before = store.shown;
    await run('selectRun', target('a'));
    expect([store.shown, picked.run]).toEqual([before, null]);
    expect(calls).toContain('show');
  });

  test('what was asked for last comes to the screen', async () => {
    kept('a');
    kept('b');
    await Promise.all([run('selectRun', target('a', 1)), run('selectRun', target('b', 1))]);
    expect(shown()).toEqual(['b0', 'b1']);
  });

  test('what can’t be read is told', async () => {
    await run('selectRun', target('none', 1));
    expect(messages()).toEqual([['error', 'no race none', 'Show Log']]);
  });
});

describe('to compare', () => {
  test('rows come to the screen together, each run once, of races all runs', async () => {
    kept('a');
    kept('b');
    await run('compareSelected', null, [target('a', 1), target('b'), target('b', 1)]);
    expect([shown(), store.shown?.isWhole]).toEqual([['a1', 'b0', 'b1'], false]);
    expect(calls).toEqual(['show']);
  });

  test('selected rows do, where the command has none', async () => {
    kept('a');
    Object.assign(list, { selected: [target('a', 0), target('a', 1)] });
    await run('compareSelected');
    expect(shown()).toEqual(['a0', 'a1']);
    expect(store.shown?.isWhole).toBe(false);
  });

  test('one row is shown as it is when it is pressed', async () => {
    kept('a');
    await run('compareSelected', target('a', 1));
    expect([store.shown?.isWhole, picked.run]).toEqual([true, 1]);
  });

  test('rows are added to what is on the screen', async () => {
    kept('a');
    kept('b');
    await run('addToComparison', target('a', 1));
    await run('addToComparison', target('b', 0));
    expect(shown()).toEqual(['a0', 'a1', 'b0']);
    await run('addToComparison', target('b', 1));
    expect(shown()).toEqual(['a0', 'a1', 'b0', 'b1']);
  });

  test('rows are added one after the other, however quickly', async () => {
    kept('a');
    kept('b');
    await run('compareSelected', null, [target('a', 0), target('a', 1)]);
    await Promise.all([run('addToComparison', target('b', 0)), run('addToComparison', target('b', 1))]);
    expect(shown()).toEqual(['a0', 'a1', 'b0', 'b1']);
  });

  test('at most 64 runs are, which is said, and those that were added are among them', async () => {
    kept('many', {
      lr: Array.from({ length: 15 }, (_, i) => 0.01 * (i + 1)),
      optimizers: ['sgd', 'adam', 'adamw', 'nadam', 'radam', 'lion'].map((optimizer) => ({ optimizer })),
    });
    kept('b');
    await run('selectRun', target('many'));
    await run('addToComparison', target('b', 1));
    expect(shown()).toHaveLength(64);
    expect(shown()?.[0]).toBe('b1');
    expect(messages()).toEqual([
      [
        'information',
        '91 runs were chosen: the first 64 are on the screen. An experiment as a whole can have more.',
      ],
    ]);
  });

  test('runs of all races are offered, those on the screen marked', async () => {
    kept('a');
    kept('b');
    await run('selectRun', target('b', 0));
    const done = run('compareRuns');
    await waitFor(() => expect(screen.picks[0]).toMatchObject({ busy: false }));
    const [pick] = screen.picks;
    expect(pick).toMatchObject({ title: 'Compare Runs', canSelectMany: true, isShown: true });
    expect(pick?.items.map(({ label, description }) => [label, description])).toEqual([
      ['SGD · lr 0.1 · waits', 'Race a'],
      ['SGD · lr 0.2 · waits', 'Race a'],
      ['SGD · lr 0.1 · waits', 'Race b'],
      ['SGD · lr 0.2 · waits', 'Race b'],
    ]);
    expect(pick?.selectedItems).toEqual(pick?.items.slice(2));
    pick?.accept(...(pick?.items.slice(1, 3) ?? []));
    await done;
    expect(shown()).toEqual(['a1', 'b0']);
  });

  test('of a race at most 500 are offered', async () => {
    const seed = Array.from({ length: 64 }, (_, i) => i);
    const lr = Array.from({ length: 9 }, (_, i) => 0.01 * (i + 1));
    keep(raceOf(onDigits({ seed, lr }), { id: 'many' }));
    const done = run('compareRuns');
    await waitFor(() => expect(screen.picks[0]).toMatchObject({ busy: false }));
    expect(screen.picks[0]?.items).toHaveLength(500);
    screen.picks[0]?.hide();
    await done;
  });

  test('none is marked where more are on the screen than can be compared', async () => {
    const lr = Array.from({ length: 33 }, (_, i) => 0.01 * (i + 1));
    kept('a', { optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }], lr });
    await run('selectRun', target('a', 0));
    const done = run('compareRuns');
    await waitFor(() => expect(screen.picks[0]).toMatchObject({ busy: false }));
    expect([screen.picks[0]?.items.length, screen.picks[0]?.selectedItems]).toEqual([66, []]);
    screen.picks[0]?.hide();
    await done;
  });

  test('the list goes on where a race can’t be read, and ends with Escape', async () => {
    kept('a');
    kept('b');
    library.outline.mockRejectedValueOnce(new Error('no disk'));
    const done = run('compareRuns');
    await waitFor(() => expect(screen.picks[0]).toMatchObject({ busy: false }));
    expect(screen.picks[0]?.items).toHaveLength(2);
    screen.picks[0]?.hide();
    await done;
    expect(store.shown).toBeNull();
    expect(screen.log).toContain("race a can't be listed: no disk");
  });

  test('without races there is nothing to offer', async () => {
    await run('compareRuns');
    expect(messages()).toEqual([['information', 'There are no runs yet. Run an experiment first.']]);
  });
});

describe('to repeat', () => {
  test('a race is run again as it was, with its title of now', async () => {
    const race = kept('a');
    await run('repeat', target('a'));
    expect(started()[0]).toEqual(race.experiment);
    const [first] = store.races;
    if (first && !first.log)
      store.rename(first, { title: 'New', experiment: { ...first.experiment, title: 'New' } });
    await run('repeat', target('a'));
    expect(scheduler.start.mock.calls[1]?.[0]).toMatchObject({ title: 'New' });
  });

  test('of a race, a run is run alone', async () => {
    kept('a');
    await run('repeat', target('a', 1));
    expect(started()[0]).toMatchObject({ lr: [0.2], optimizers: [{ optimizer: 'sgd' }] });
    expect(started()[0]).not.toHaveProperty('title');
    expect(started()[1]).toBeNull();
  });
});

describe('to keep', () => {
  test('races and runs are pinned, and no longer', async () => {
    await run('pin', target('a'), [target('a'), target('b', 2)]);
    await run('unpin', target('b', 2));
    expect(library.setPinned.mock.calls).toEqual([
      ['a', true, undefined],
      ['b', true, 2],
      ['b', false, 2],
    ]);
  });

  test('a race gets the title that is typed, of 200 characters at most', async () => {
    kept('a');
    screen.type = (value) => `  ${value}, again `;
    await run('rename', target('a', 1));
    expect(screen.inputs).toMatchObject([{ title: 'Rename Experiment', value: 'Race a' }]);
    expect(library.rename.mock.calls).toEqual([['a', 'Race a, again']]);
    for (const text of ['Race a', undefined, 'x'.repeat(201)]) {
      screen.type = () => text;
      await run('rename', target('a'));
    }
    expect(library.rename).toHaveBeenCalledOnce();
    screen.type = () => 'x'.repeat(200);
    await run('rename', target('a'));
    expect(library.rename).toHaveBeenCalledTimes(2);
  });

  test('races are deleted at once, and for good when the message is gone', async () => {
    kept('a');
    kept('b');
    await run('delete', target('a'), [target('a'), target('b'), target('b', 1)]);
    expect(library.remove.mock.calls).toEqual([['a'], ['b']]);
    expect(messages()).toEqual([['information', 'Deleted 2 experiments.', 'Undo']]);
    await waitFor(() => expect(library.discard.mock.calls).toEqual([['a'], ['b']]));
    expect(library.restore).not.toHaveBeenCalled();
  });

  test('a race that was deleted can be had back', async () => {
    kept('a');
    screen.press = () => 'Undo';
    await run('delete', target('a'));
    expect(messages()).toEqual([['information', 'Deleted Race a.', 'Undo']]);
    await waitFor(() => expect(library.restore.mock.calls).toEqual([['a']]));
    expect(library.discard).not.toHaveBeenCalled();
  });

  test('what was on the screen is there again', async () => {
    kept('a');
    kept('b');
    library.remove.mockImplementation(async () => store.clear());
    screen.press = () => 'Undo';
    await run('selectRun', target('a', 1));
    await run('delete', target('b'));
    await waitFor(() => expect(library.restore).toHaveBeenCalledOnce());
    expect(store.shown).toBeNull();
    await run('compareSelected', null, [target('a', 1), target('b', 0)]);
    await run('delete', target('b'));
    await waitFor(() => expect(shown()).toEqual(['a1', 'b0']));
    await run('selectRun', target('a'));
    await run('delete', target('a'));
    await waitFor(() => expect(shown()).toEqual(['a0', 'a1']));
    expect(store.shown?.isWhole).toBe(true);
  });

  test('but not in place of what came to the screen since', async () => {
    kept('a');
    kept('b');
    library.remove.mockImplementation(async () => store.clear());
    await run('selectRun', target('a'));
    screen.press = () => {
      store.show(kept('c'));
      return 'Undo';
    };
    await run('delete', target('a'));
    await waitFor(() => expect(library.restore).toHaveBeenCalledOnce());
    await Promise.resolve();
    expect(shown()).toEqual(['c0', 'c1']);
  });

  test('what was deleted before one that fails can be had back, too', async () => {
    kept('a');
    kept('b');
    library.remove.mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Error('no disk'));
    await run('delete', target('a'), [target('a'), target('b')]);
    expect(messages()).toEqual([
      ['information', 'Deleted Race a.', 'Undo'],
      ['error', 'no disk', 'Show Log'],
    ]);
  });

  test('a race that runs is stopped before', async () => {
    const race = show();
    keep(race);
    scheduler.stop.mockImplementation((stopped: Race) => {
      expect(library.remove).not.toHaveBeenCalled();
      setTimeout(() => store.append(stopped.id, endChunks(stopped, { kind: 'stopped' })));
    });
    library.remove.mockImplementation(async () => expect(race.phase).toBe('ended'));
    await run('delete', target(race.id));
    expect(library.remove).toHaveBeenCalledOnce();
    expect(messages()[0]?.[0]).toBe('information');
  });

  test('a race that has ended is not stopped', async () => {
    keep(show({ phase: 'ended' }));
    await run('delete', target('race-1'));
    expect(library.remove).toHaveBeenCalledOnce();
    expect(scheduler.stop).not.toHaveBeenCalled();
  });

  describe('of a race that is being stopped', () => {
    beforeEach(() => {
      vi.useFakeTimers();
      return () => vi.useRealTimers();
    });

    test('the end is waited for, whatever else goes on', async () => {
      const race = keep(show());
      const done = run('delete', target(race.id));
      await vi.advanceTimersByTimeAsync(100);
      expect(scheduler.stop).toHaveBeenCalledOnce();
      store.setPaused(race, true);
      await vi.advanceTimersByTimeAsync(100);
      expect(library.remove).not.toHaveBeenCalled();
      store.append(race.id, endChunks(race, { kind: 'stopped' }));
      await done;
      expect(library.remove).toHaveBeenCalledOnce();
      expect(vi.getTimerCount()).toBe(0);
    });

    test('the end is waited for no longer than five seconds', async () => {
      const race = keep(show());
      void run('delete', target(race.id));
      await vi.advanceTimersByTimeAsync(4999);
      expect(library.remove).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(1);
      expect(library.remove).toHaveBeenCalledOnce();
    });
  });

  test('a run alone is not deleted', async () => {
    kept('a');
    await run('delete', target('a', 1));
    expect(library.remove).not.toHaveBeenCalled();
    expect(messages()).toEqual([
      ['information', 'A run is kept with its experiment. Select the experiment to delete it.'],
    ]);
  });
});

describe('as text', () => {
  const opened = () => screen.documents.map((document) => [document.languageId, document.getText()] as const);

  test('an experiment is opened as it is in a file, a run as one of its own', async () => {
    const { experiment } = kept('a');
    await run('openExperiment', target('a'), [target('a'), target('a', 1)]);
    expect(opened().map(([language]) => language)).toEqual(['jsonc', 'jsonc']);
    const [whole, part] = opened().map(([, text]) => parseExperiment(JSON.parse(text)));
    expect(whole).toEqual(experiment);
    expect(part?.lr).toEqual([0.2]);
  });

  test('an experiment is saved where the person says', async () => {
    const { experiment } = kept('a');
    screen.folders = [{ name: 'work', uri: Uri.file('/workspace') }];
    await run('saveExperiment', target('a'));
    expect(screen.saveDialogs[0]?.defaultUri?.path).toBe('/workspace/valley-sgd.experiment.json');
    expect(screen.files).toEqual({});
    screen.saveAs = Uri.file('/workspace/own.experiment.json');
    await run('saveExperiment', target('a'));
    const text = Buffer.from(screen.files['/workspace/own.experiment.json'] ?? []).toString();
    expect(parseExperiment(JSON.parse(text))).toEqual({ ...experiment, steps: 200 });
    expect(screen.shown).toMatchObject([{ path: '/workspace/own.experiment.json' }]);
  });

  test('of a run its spec is copied, of a race its experiment, of several a list', async () => {
    const race = kept('a');
    await run('copyAsJson', target('a', 1));
    expect(JSON.parse(screen.clipboard)).toEqual(race.runs[1]?.spec);
    await run('copyAsJson', target('a'), [target('a'), target('a', 0)]);
    expect(JSON.parse(screen.clipboard)).toEqual([race.experiment, race.runs[0]?.spec]);
    expect(messages().map(([, text]) => text)).toEqual(['Copied as JSON.', 'Copied 2 as JSON.']);
  });

  test('the code of a run is opened in the library that is chosen', async () => {
    kept('a');
    await run('exportCode', target('a', 1));
    expect(opened()).toEqual([]);
    screen.choose = (items) => items.find(({ label }) => label === 'PyTorch');
    await run('exportCode', target('a', 1));
    expect(screen.registered['showQuickPick']).toMatchObject({ placeHolder: 'SGD, lr 0.2' });
    expect(opened()).toEqual([['python', expect.stringMatching(/import torch[\s\S]*lr[^\n]*0\.2/)]]);
    await run('exportCode', target('a', 7));
    expect(messages()[0]?.[1]).toBe('The experiment a has no run of the number 7.');
  });

  test('a run that is alone in its race is called by its name', async () => {
    for (const id of ['a', 'b']) kept(id, { lr: [0.1] });
    screen.choose = () => undefined;
    await run('exportCode', target('a', 0));
    expect(screen.registered['showQuickPick']).toMatchObject({ placeHolder: 'SGD' });
    await run('showDifference', target('a', 0), [target('a', 0), target('b', 0)]);
    expect(screen.executed[0]?.values[2]).toBe('SGD ↔ SGD');
  });

  test('two runs differ in VS Code’s own editor', async () => {
    kept('a');
    await run('showDifference', target('a', 0), [target('a', 0), target('a', 1)]);
    const { id, values } = screen.executed[0] ?? expect.fail('expected a command');
    const [left, right, title] = values as [Uri, Uri, string];
    expect([id, title]).toEqual(['vscode.diff', 'SGD, lr 0.1 ↔ SGD, lr 0.2']);
    expect([left.scheme, left.path]).toEqual(['optimizer-run', '/SGD, lr 0.1.json']);
    const texts = [await commands.textOf(left as never), await commands.textOf(right as never)];
    expect(texts.map((text) => JSON.parse(text).hyperparameters.lr)).toEqual([0.1, 0.2]);
    expect(Object.keys(JSON.parse(texts[0] ?? ''))).toEqual(Object.keys(JSON.parse(texts[0] ?? '')).sort());
    await expect(commands.textOf(Uri.from({ ...left, query: 'a/7' }) as never)).rejects.toThrow(
      'The experiment a has no run of the number 7.',
    );
    await run('showDifference', target('a', 0));
    expect(messages()[0]?.[1]).toBe('Select two runs to see in which settings they differ.');
  });
});

describe('to find', () => {
  test('a filter is typed, and taken away', async () => {
    screen.type = () => 'adam lr<0.1';
    await run('filterRuns');
    expect(list.filter?.text).toBe('adam lr<0.1');
    screen.type = (value) => (value === 'adam lr<0.1' ? undefined : 'lost');
    await run('filterRuns');
    expect(list.filter?.text).toBe('adam lr<0.1');
    await run('showAllRuns');
    expect(list.filter).toBeNull();
  });

  test('an order is chosen', async () => {
    const offered: unknown[] = [];
    screen.choose = (items) => {
      offered.push(items.map(({ label, description }) => [label, description]));
      return items[2];
    };
    await run('sortRuns');
    expect(list.order).toBe('best');
    expect(offered).toEqual([
      [
        ['Newest first', 'now'],
        ['By name', undefined],
        ['By best loss', undefined],
      ],
    ]);
  });
});

test.each([
  ...(['selectRun', 'compareSelected', 'addToComparison', 'pin', 'repeat', 'rename', 'delete'] as const),
  ...(['openExperiment', 'copyAsJson'] as const),
])('%s says where nothing is selected', async (id) => {
  await run(id);
  expect(messages()).toEqual([
    ['information', 'Nothing is selected in the view Runs. Select an experiment or a run there first.'],
  ]);
});
