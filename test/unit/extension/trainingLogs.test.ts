/** Training logs in the window: the ways to open them, their rows, and what can't be done with them. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { LogRace } from '../../../core/race/race.ts';
import { logDrop } from '../../../extension/sidebar/logDrop.ts';
import { logRaceOf } from '../log/logRaces.ts';
import { waitFor } from '../waitFor.ts';
import { calls, list, logs, messages, openBeforeEach, run, show, store } from './commandsWindow.ts';
import { screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';
import { activeParts, hostileTexts } from './hostileTexts.ts';
import { RunsTree } from './runsTree.ts';

const text = 'run,step,loss\na,0,4\na,1,3\nb,0,5\n';

describe('commands', () => {
  openBeforeEach();
  let race: LogRace;
  beforeEach(() => {
    race = logRaceOf(text);
    logs.open.mockImplementation(async () => {
      store.open(race);
      return race;
    });
  });
  const target = (run: number | null = null) => ({ race: race.id, run });

  test('a file of the explorer is opened and on the screen', async () => {
    await run('openLog', Uri.file('/workspace/train.csv'));
    expect(logs.open.mock.calls).toEqual([['/workspace/train.csv']]);
    expect([store.shown?.id, calls]).toEqual([race.id, ['show']]);
  });

  test('the palette asks for files', async () => {
    screen.openFiles = [Uri.file('/workspace/train.csv')];
    await run('openLog');
    expect(logs.open).toHaveBeenCalledOnce();
    expect(screen.openDialogs).toMatchObject([
      { canSelectMany: true, canSelectFiles: true, canSelectFolders: false },
    ]);
    // Event files have endings of their own: all files are seen at first.
    const { filters } = screen.openDialogs[0] as { filters: object };
    expect(Object.entries(filters)).toEqual([
      ['All files', ['*']],
      ['Training logs', expect.arrayContaining(['csv'])],
    ]);
    for (const files of [undefined, []]) {
      screen.openFiles = files;
      calls.length = 0;
      await run('openLog');
    }
    expect([logs.open.mock.calls.length, calls]).toEqual([1, []]);
  });

  test('several files leave what is on the screen, where there is something', async () => {
    const files = ['train.csv', 'b.csv'].map((name) => Uri.file(`/workspace/${name}`));
    const ours = show();
    await run('openLog', files[0], files);
    expect([logs.open.mock.calls, store.shown?.id]).toEqual([
      [['/workspace/train.csv'], ['/workspace/b.csv']],
      ours.id,
    ]);
    store.clear();
    await run('openLog', files[0], files);
    expect(store.shown?.id).toBe(race.id);
    store.show(ours);
    await run('openLog', files[0]);
    expect(store.shown?.id).toBe(race.id);
  });

  test('its file is shown in the explorer', async () => {
    store.show(race);
    screen.executed = [];
    await run('revealLog', target());
    expect(screen.executed).toEqual([{ id: 'revealInExplorer', values: [Uri.file('/workspace/train.csv')] }]);
    await run('revealLog', { race: 'another', run: null });
    expect(screen.executed).toHaveLength(1);
    expect(messages()).toEqual([['information', 'Select a training log in the view Runs first.']]);
  });

  test('what is on no disk is refused', async () => {
    await run('openLog', Uri.parse('untitled:train.csv'));
    expect(messages()).toMatchObject([
      ['error', 'train.csv is not on a disk of this machine: save it there, and open it.', 'Show Log'],
    ]);
  });

  test.each([
    ['repeat', "train.csv is a log of somebody else's training: it can be compared, not run again."],
    ['openExperiment', "train.csv is a log of somebody else's training: it can be compared, not run again."],
    ['saveExperiment', "train.csv is a log of somebody else's training: it can be compared, not run again."],
    ['exportCode', "a is of a training log: which optimizer it had isn't known."],
    ['rename', 'train.csv is a training log: it has the name of its file.'],
  ] as const)('%s says that it is no experiment', async (command, sentence) => {
    store.show(race);
    await run(command, target(command === 'exportCode' ? 0 : null));
    expect(messages().map(([, said]) => said)).toEqual([sentence]);
  });

  test.each(['runAgain', 'saveExperiment'] as const)(
    '%s says so of the one on the screen',
    async (command) => {
      store.show(race);
      await run(command);
      expect(messages().map(([, said]) => said)).toEqual([
        "train.csv is a log of somebody else's training: it can be compared, not run again.",
      ]);
    },
  );

  test('its runs are offered to be compared, by their names alone where nothing is known of them', async () => {
    const said: string[][] = [];
    for (const text of ['step,loss\n0,nan\n', 'step,loss\n0,4\n']) {
      const log = logRaceOf(text, { isGrowing: false });
      log.runs[0]?.record.end({ kind: 'finished' });
      store.show(log);
      screen.picks = [];
      const done = run('compareRuns');
      await waitFor(() => expect(screen.picks[0]).toMatchObject({ busy: false }));
      said.push(screen.picks[0]?.items.map(({ label }) => label) ?? []);
      screen.picks[0]?.hide();
      await done;
      store.close(log);
    }
    expect(said).toEqual([['train.csv'], ['train.csv · best 4.000']]);
  });

  test('it is stopped, and not paused', async () => {
    store.show(race);
    await run('stop');
    expect(logs.stop.mock.calls).toEqual([[race]]);
    await run('pauseOrResume');
    expect(messages().map(([, said]) => said)).toEqual([
      "train.csv is a log of somebody else's training: it can be stopped, not paused.",
    ]);
  });

  test('to delete it is to close it: its file stays', async () => {
    store.show(race);
    await run('delete', target());
    expect(logs.close.mock.calls).toEqual([[race]]);
    await run('closeLog', target(1));
    expect(logs.close).toHaveBeenCalledTimes(2);
  });

  test('without a log selected there is nothing to close', async () => {
    show();
    Object.assign(list, { selected: [] });
    await run('closeLog');
    expect(messages()).toEqual([['information', 'Select a training log in the view Runs first.']]);
  });

  test('another column is chosen from all that there are, the likeliest first', async () => {
    store.show(race);
    const facts = { names: ['step', 'loss', 'nll'], roles: { step: 'step', loss: 'loss' } };
    logs.factsOf.mockReturnValue([{ ...facts, candidates: { loss: ['loss', 'nll'], step: ['step'] } }]);
    logs.choiceOf.mockReturnValue({ validationLoss: null });
    const offered: string[][] = [];
    screen.choose = (items) => {
      offered.push(items.map(({ label, description = '' }) => `${label} | ${description}`));
      return items[offered.length === 1 ? 0 : 1];
    };
    await run('chooseColumns', target());
    expect(offered).toEqual([
      ['Training loss | loss', 'Validation loss | none', 'Step | step'],
      [
        ...['loss | now', 'nll | ', 'step | ', '$(search) Find it by its name | '],
        '$(circle-slash) No column | none: the validation loss alone is drawn',
      ],
    ]);
    expect(logs.open.mock.calls).toEqual([['/workspace/train.csv', { validationLoss: null, loss: 'nll' }]]);
  });

  test.each([
    ['found by its name', 2, { validationLoss: null }],
    ['none', 3, { validationLoss: null, loss: null }],
  ])('a column is %s', async (_, place, chosen) => {
    store.show(race);
    const facts = { names: ['loss', 'nll'], roles: { loss: 'nll' }, candidates: { loss: ['loss', 'nll'] } };
    logs.factsOf.mockReturnValue([facts]);
    logs.choiceOf.mockReturnValue({ validationLoss: null, loss: 'nll' });
    let asked = 0;
    screen.choose = (items) => items[asked++ === 0 ? 0 : place];
    await run('chooseColumns', target());
    expect(logs.open.mock.calls).toEqual([['/workspace/train.csv', chosen]]);
  });

  test.each([1, 2])('columns stay as they are where the person escapes question %d', async (question) => {
    store.show(race);
    logs.factsOf.mockReturnValue([]);
    logs.choiceOf.mockReturnValue({});
    let asked = 0;
    screen.choose = (items) => (++asked === question ? undefined : items[0]);
    await run('chooseColumns', target());
    expect([asked, logs.open.mock.calls]).toEqual([question, []]);
    await run('chooseColumns', { race: 'another', run: null });
    expect(asked).toBe(question);
  });

  test('dropped files are opened', async () => {
    const drop = async (value: string | undefined) =>
      logDrop.handleDrop?.(
        undefined,
        { get: () => (value === undefined ? undefined : { asString: async () => value }) } as never,
        {} as never,
      );
    screen.executed = [];
    for (const nothing of [undefined, '', '# a comment']) await drop(nothing);
    expect(screen.executed).toEqual([]);
    await drop('# from a test\r\nfile:///workspace/train.csv\r\nvscode-remote://host/workspace/b.jsonl');
    const files = [Uri.file('/workspace/train.csv'), Uri.file('/workspace/b.jsonl')];
    expect(screen.executed).toEqual([{ id: 'optimizerPlayground.openLog', values: [files[0], files] }]);
  });
});

describe('rows', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    return () => vi.useRealTimers();
  });

  test('logs stand under a section of their own, with their runs', async () => {
    const tree = await new RunsTree().start();
    tree.show(logRaceOf(text));
    await tree.settle();
    expect(tree.lines()).toEqual([
      'Training logs | 1',
      '  train.csv | grows · 2 runs',
      '    a | step 1 · now 3.000',
      '    b | step 0 · now 5.000',
    ]);
    expect(tree.item('log-train-csv')).toMatchObject({
      contextValue: 'log',
      iconPath: { id: 'loading~spin' },
      tooltip: expect.stringMatching(/\n\/.*train\.csv$/),
    });
    expect(tree.item('log-train-csv', 1)).toMatchObject({ contextValue: 'logRun' });
    expect(tree.tree.badge).toBeUndefined();
    tree.view.dispose();
  });

  test('a log that grows no more says how many runs it has', async () => {
    const tree = await new RunsTree().start();
    tree.show(logRaceOf('step,loss\n0,4\n1,3\n', { isGrowing: false }));
    await tree.settle();
    expect(tree.lines()).toEqual([
      'Training logs | 1',
      '  train.csv | 1 run',
      expect.stringContaining('train'),
    ]);
    expect(tree.item('log-train-csv').iconPath).toMatchObject({ id: 'output' });
    expect(tree.view.getTreeItem(tree.rows()[0] ?? expect.fail('no section')).tooltip).toMatch(/logs/i);
    tree.view.dispose();
  });

  test.each(hostileTexts)('names of files and runs are no more than text: %j', async (name) => {
    const tree = await new RunsTree().start();
    const cell = `"${name.replaceAll('"', '""').replace(/[\n\r]/g, ' ')}"`;
    tree.show(logRaceOf(`run,step,loss\n${cell},0,4\nb,0,5\n`, { name }));
    await tree.settle();
    const rows = [tree.rows(), ...tree.rows().map((row) => tree.rows(row))].flat();
    const items = [...rows, ...rows.flatMap((row) => tree.rows(row))].map((row) =>
      tree.view.getTreeItem(row),
    );
    expect(items.length).toBeGreaterThan(2);
    const parts = items.flatMap(({ label, description, tooltip }) => [
      ...[label, description],
      ...String(tooltip).split('\n'),
    ]);
    expect(parts.flatMap((part) => activeParts(String(part)))).toEqual([]);
    tree.view.dispose();
  });
});
