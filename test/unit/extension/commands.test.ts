/** Commands and what the person does in the panel, down to what the backend is asked for. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { CsvFault } from '../../../core/experiment/errors.ts';
import { PickedRun } from '../../../core/race/pickedRun.ts';
import type { Race } from '../../../core/race/race.ts';
import { RaceStore } from '../../../core/race/store.ts';
import { findTutorialRace, tutorialRaces } from '../../../core/tutorial/races.ts';
import { Commands } from '../../../extension/commands/index.ts';
import { newExperimentText } from '../../../extension/files/newExperiment.ts';
import { commandIds } from '../../../extension/ids.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { raceOf } from '../race/pieces.ts';
import { Memento } from './fake/memento.ts';
import { CancellationError, Uri } from './fake/values.ts';
import { person, resetScreen, screen } from './fake/vscode.ts';
import { FakeDocument } from './fake/widgets.ts';

const shape = { rows: 100, features: 2, classes: 0, contentHash: 'ab' };
const data = { training: { rows: 100, features: 2, classes: 0 } };
const csvProblem = { csv: 'a.csv', target: 'y', hidden: [4] };
const experiment = (change: object = {}) =>
  JSON.stringify({
    ...{ problem: { surface: 'valley' }, optimizers: [{ optimizer: 'sgd' }], lr: [0.1] },
    ...change,
  });

let store: RaceStore;
let picked: PickedRun;
let current: Uri | undefined;
let free: number;
let calls: string[];
let commands: Commands;
let scheduler: Record<'start' | 'pause' | 'resume' | 'step' | 'setSpeed' | 'stop', ReturnType<typeof vi.fn>>;
const csv = { load: vi.fn(), readColumns: vi.fn(), lineOfRow: vi.fn(async () => 12) };
const writeText = vi.fn(async () => {});

beforeEach(() => {
  resetScreen();
  vi.resetAllMocks();
  csv.load.mockResolvedValue({ data, contentHash: 'ab' });
  csv.lineOfRow.mockResolvedValue(12);
  store = new RaceStore();
  picked = new PickedRun(store);
  current = undefined;
  free = 2 ** 34;
  calls = [];
  const note = (name: string) => vi.fn(() => void calls.push(name));
  scheduler = {
    ...{ start: note('start'), pause: note('pause'), resume: note('resume') },
    ...{ step: note('step'), setSpeed: note('setSpeed'), stop: note('stop') },
  };
  const backend = { scheduler: async () => scheduler, csv, threads: 2, freeMemory: () => free, writeText };
  const panel = {
    show: async () => void calls.push('show'),
    select: async (pick: never) => picked.toggle(pick),
  };
  const experiments = {
    get current() {
      return current;
    },
  };
  commands = new Commands(store, backend as never, new Memento() as never, experiments as never, () => panel);
});

const run = (id: keyof typeof commandIds, argument?: unknown) => commands.run(commandIds[id], argument);
const messages = () => screen.messages.map(({ severity, text, buttons }) => [severity, text, ...buttons]);
const started = () => scheduler.start.mock.calls[0] ?? [];
/** A file on the disk. */
const file = (text: string, name = 'a.experiment.json') => {
  const uri = Uri.file(`/workspace/${name}`);
  screen.files[uri.path] = Buffer.from(text);
  return uri;
};

function show(change: Partial<Race> = {}, given: object = onValley()): Race {
  const options = change.csv ? { csv: change.csv } : {};
  const race = { ...raceOf(given, options), phase: 'running' as const, ...change };
  store.show(race);
  return race;
}

describe('a tutorial race', () => {
  test('runs by its id, once the panel can show it', async () => {
    await run('runTutorialRace', 'rosenbrock');
    const race = findTutorialRace('rosenbrock');
    expect(started()).toEqual([race?.experiment, race?.caption, {}]);
    expect(calls).toEqual(['show', 'start']);
    expect(screen.messages).toEqual([]);
  });

  test('is picked among all of them where no id is given', async () => {
    screen.choose = (items) => items[2];
    await run('runTutorialRace', Uri.file('/workspace'));
    expect(started()[0]).toEqual(tutorialRaces[2]?.experiment);
    expect(screen.registered['showQuickPick']).toMatchObject({
      title: 'Run Tutorial Race',
      matchOnDescription: true,
    });
  });

  test('is none where the person picks none, or there is none of that id', async () => {
    await run('runTutorialRace');
    await run('runTutorialRace', 'no such race');
    expect(calls).toEqual([]);
  });
});

describe('an experiment file', () => {
  test('runs where it is given, else the one that the person is at', async () => {
    await run('runFile', file(experiment({ lr: [0.2] })));
    expect(started()[0]).toMatchObject({ lr: [0.2] });
    current = file(experiment({ lr: [0.3] }), 'b.experiment.json');
    await run('runFile', 'not a file');
    expect(scheduler.start.mock.calls[1]?.[0]).toMatchObject({ lr: [0.3] });
    expect(scheduler.start.mock.calls[1]?.slice(1)).toEqual([null, { csv: null }]);
  });

  test('is asked for where the person is at none', async () => {
    await run('runFile');
    expect(messages()).toEqual([
      ['error', 'No experiment file is open. Open a file whose name ends in .experiment.json.', 'Show Log'],
    ]);
  });

  test('brings the numbers of its CSV file along', async () => {
    screen.folders = [{ name: 'work', uri: Uri.file('/workspace') }];
    await run('runFile', file(experiment({ problem: csvProblem })));
    expect(csv.load.mock.calls[0]?.slice(0, 2)).toEqual([expect.objectContaining(csvProblem), '/workspace']);
    expect(started()[2]).toMatchObject({ csv: { folder: '/workspace', shape, data } });
  });

  test('is refused where no folder is open, or one that is not on a disk', async () => {
    const uri = file(experiment({ problem: csvProblem }));
    await run('runFile', uri);
    screen.folders = [{ name: 'far', uri: new Uri('vscode-vfs', '/far') }];
    await run('runFile', uri);
    expect(messages().map(([, text]) => text)).toEqual([
      expect.stringContaining('expected a path in the open folder, but none is open'),
      expect.stringContaining('expected a path in a folder on the disk, not in vscode-vfs:///far'),
    ]);
    expect(csv.load).not.toHaveBeenCalled();
  });

  test('leads to the field that is wrong, or to the log', async () => {
    const uri = file(experiment({ lr: [0] }));
    screen.press = (buttons) => buttons[0];
    await run('runFile', uri);
    await vi.waitFor(() => expect(screen.shown).toHaveLength(1));
    expect(messages()).toEqual([
      [
        'error',
        expect.stringMatching(/lr\[0\] = 0 — expected a number above 0$/),
        'Open Experiment',
        'Show Log',
      ],
    ]);
    expect(screen.shown[0]?.path).toBe('/workspace/a.experiment.json');
    expect(screen.log.join('\n')).toMatch(/runFile: .*lr\[0\] = 0/);
    screen.press = (buttons) => buttons[1];
    await run('runFile', uri);
    await vi.waitFor(() => expect(screen.logShown).toBe(1));
    expect(screen.shown).toHaveLength(1);
  });

  test('says so where the way to the fault fails', async () => {
    const uri = file(experiment({ lr: [0] }));
    screen.press = (buttons) => {
      screen.press = () => undefined;
      delete screen.files[uri.path];
      return buttons[0];
    };
    screen.failToShow = true;
    await run('runFile', uri);
    await vi.waitFor(() => expect(messages()).toHaveLength(2));
    expect(messages()[1]).toEqual(['error', '/workspace/a.experiment.json can’t be shown', 'Show Log']);
  });

  test('leads to the row of its CSV file that is wrong, all of its line selected', async () => {
    screen.folders = [{ name: 'work', uri: Uri.file('/workspace') }];
    const fault = { message: 'row 7: torn', row: 7, value: undefined, unclearDecimal: false };
    csv.load.mockRejectedValue(new CsvFault('/workspace/a.csv', fault));
    screen.press = (buttons) => buttons[0];
    await run('runFile', file(experiment({ problem: csvProblem })));
    await vi.waitFor(() => expect(screen.commands).toContain('vscode.open'));
    expect(messages()[0]?.slice(2)).toEqual(['Open a.csv', 'Show Log']);
    expect(csv.lineOfRow).toHaveBeenCalledWith('/workspace/a.csv', 7);
    const [uri, options] = screen.executed.at(-1)?.values ?? [];
    expect([String(uri), options]).toMatchObject([
      'file:///workspace/a.csv',
      { selection: { start: { line: 11, character: 0 }, end: { line: 11 } } },
    ]);
  });

  test('that takes more memory than there is does not begin', async () => {
    free = 1e6;
    const wide = { data: 'digits', hidden: [4096, 4096] };
    await run('runFile', file(experiment({ problem: wide })));
    expect(calls).toEqual([]);
    expect(messages()[0]?.[1]).toMatch(/expected less memory: a run needs \d+ MB and about 1 MB is free/);
  });

  test('whose data doesn’t fit it does not begin', async () => {
    screen.folders = [{ name: 'work', uri: Uri.file('/workspace') }];
    await run('runFile', file(experiment({ problem: csvProblem, batch_size: [101] })));
    expect(calls).toEqual([]);
    expect(messages()[0]?.[1]).toMatch(/batch_size\[0\] = 101 — expected /);
  });

  test('of which runs wait for memory says so', async () => {
    free = 4e8;
    const seeds = Array.from({ length: 16 }, (_, seed) => seed);
    await run(
      'runFile',
      file(experiment({ problem: { data: 'digits', hidden: [2048, 2048] }, seed: seeds })),
    );
    expect(calls).toEqual(['show', 'start']);
    expect(messages()).toEqual([['information', expect.stringMatching(/about 400 MB is free/)]]);
  });
});

describe('the race on the screen', () => {
  test('runs again, with its speed, its question and its file read anew', async () => {
    const { experiment: given, caption } = show(
      { speed: 4, csv: { folder: '/data', shape } },
      onValley({ problem: csvProblem }),
    );
    await run('runAgain');
    expect(csv.load.mock.calls[0]?.slice(0, 2)).toEqual([given.problem, '/data']);
    expect(started()).toMatchObject([given, caption, { speed: 4, csv: { folder: '/data', data } }]);
  });

  test('runs again without a file', async () => {
    const { experiment: given } = show({ speed: 'max' });
    await run('runAgain');
    expect(started()).toEqual([given, null, { speed: 'max', csv: null }]);
  });

  test('is asked for where there is none', async () => {
    const asked = run('runAgain');
    await vi.waitFor(() => expect(screen.picks).toHaveLength(1));
    screen.picks[0]?.hide();
    await asked;
    expect(calls).toEqual([]);
  });

  test.each([
    ['running', 'pause'],
    ['paused', 'resume'],
  ] as const)('is %s: the key makes it %s', async (phase, wanted) => {
    const race = show({ phase });
    await run('pauseOrResume');
    expect(calls).toEqual([wanted]);
    expect(scheduler[wanted]).toHaveBeenCalledWith(race);
  });

  test.each(['running', 'paused'] as const)('stops while it is %s', async (phase) => {
    const race = show({ phase });
    await run('stop');
    expect(scheduler.stop).toHaveBeenCalledWith(race);
    expect(screen.messages).toEqual([]);
  });

  test.each(['stop', 'pauseOrResume'] as const)('%s says that nothing is running', async (id) => {
    await run(id);
    show({ phase: 'ended' });
    await run(id);
    expect(calls).toEqual([]);
    expect(messages()).toEqual(new Array(2).fill(['information', 'Nothing is running.']));
  });
});

describe('Run Experiment…', () => {
  test('runs what was answered, and tells what can’t run while it can be changed', async () => {
    free = 1e5;
    const asked = run('runExperiment');
    for (let question = 0; question < 3; question++) {
      await vi.waitFor(() => expect(screen.picks.length).toBeGreaterThan(question));
      const pick = screen.picks[question];
      pick?.accept(...(question === 0 ? pick.items.slice(0, 1) : []));
    }
    expect(screen.picks[2]?.items[0]?.label).toMatch(/^\$\(error\) .*memory/);
    free = 2 ** 34;
    screen.picks[2]?.accept();
    await asked;
    expect(started()[0]).toMatchObject({ problem: { surface: 'valley' } });
    expect(started().slice(1)).toEqual([null, { csv: null }]);
  });
});

describe('other commands', () => {
  test('show the panel, the walkthrough and a new experiment', async () => {
    await run('showPanel');
    expect(calls).toEqual(['show']);
    await run('showWalkthrough');
    expect(screen.executed.at(-1)).toEqual({
      id: 'workbench.action.openWalkthrough',
      values: ['optimizer-playground.optimizer-playground#optimizerPlayground.start', false],
    });
    await run('newFile');
    expect(screen.documents[0]?.getText()).toBe(newExperimentText);
  });

  test('pick a run of the race on the screen', async () => {
    const race = show({}, onDigits({ lr: [0.1, 0.2] }));
    await run('selectRun', { race: race.id, run: 1 });
    expect(picked.run).toBe(1);
    await run('selectRun', { race: race.id, run: 'first' });
    expect(picked.run).toBe(1);
    expect(messages()).toHaveLength(1);
  });

  test('say nothing where the person cancels', async () => {
    csv.load.mockRejectedValue(new CancellationError());
    screen.folders = [{ name: 'work', uri: Uri.file('/workspace') }];
    await run('runFile', file(experiment({ problem: csvProblem })));
    expect(messages()).toEqual([]);
    expect(screen.log).toEqual(['optimizerPlayground.runFile']);
  });

  test('log what was thrown, be it an error or not', async () => {
    csv.load.mockRejectedValue('just words');
    screen.folders = [{ name: 'work', uri: Uri.file('/workspace') }];
    await run('runFile', file(experiment({ problem: csvProblem })));
    expect(screen.log.at(-1)).toBe('optimizerPlayground.runFile: just words');
    expect(messages()).toEqual([['error', 'just words', 'Show Log']]);
  });
});

describe('the panel', () => {
  test.each(['pause', 'resume', 'step', 'stop'] as const)('can %s the race', async (type) => {
    await commands.onPanelEvent({ type });
    expect(calls).toEqual([]);
    const race = show();
    await commands.onPanelEvent({ type });
    expect(calls).toEqual([type]);
    expect(scheduler[type]).toHaveBeenCalledWith(race);
  });

  test('sets the speed, and runs races', async () => {
    const race = show();
    await commands.onPanelEvent({ type: 'setSpeed', speed: 0.25 });
    expect(scheduler.setSpeed).toHaveBeenCalledWith(race, 0.25);
    await commands.onPanelEvent({ type: 'runTutorialRace', race: 'valley' });
    expect(started()[0]).toBe(findTutorialRace('valley')?.experiment);
    await commands.onPanelEvent({ type: 'runAgain' });
    expect(scheduler.start.mock.calls[1]?.[0]).toBe(race.experiment);
    const asked = commands.onPanelEvent({ type: 'runExperiment' });
    await vi.waitFor(() => expect(screen.picks).toHaveLength(1));
    screen.picks[0]?.hide();
    await asked;
  });

  test('saves pictures and numbers of the race, and nothing without one', async () => {
    const ask = (name: string, params: object) =>
      commands.answer({ type: 'request', id: 3, name, params }).then(({ outcome }) => outcome);
    screen.saveAs = Uri.file('/workspace/x.png');
    const picture = { format: 'png', bytes: new Uint8Array([1, 2]) };
    expect(await ask('savePicture', picture)).toEqual({ result: null });
    expect(await ask('saveNumbers', { format: 'csv' })).toEqual({ result: null });
    show();
    expect(await ask('savePicture', picture)).toEqual({ result: 'x.png' });
    expect(await ask('saveNumbers', { format: 'csv' })).toEqual({ result: 'x.png' });
    expect(writeText).toHaveBeenCalledOnce();
    expect(await ask('savePicture', { format: 'gif' })).toEqual({ error: expect.any(String) });
  });

  test('another race ends the reading of a file', async () => {
    let signal: AbortSignal | undefined;
    csv.load.mockImplementation(
      (_problem, _folder, options: { signal: AbortSignal }) =>
        new Promise((_, reject) => {
          ({ signal } = options);
          signal.addEventListener('abort', () => reject(signal?.reason));
        }),
    );
    screen.folders = [{ name: 'work', uri: Uri.file('/workspace') }];
    const reading = run('runFile', file(experiment({ problem: csvProblem })));
    await vi.waitFor(() => expect(signal).toBeDefined());
    await run('runTutorialRace', 'valley');
    expect(signal?.aborted).toBe(true);
    await reading;
    expect(messages()).toEqual([]);
    expect(scheduler.start).toHaveBeenCalledOnce();
  });
});

test('a document that is open is read as it stands', async () => {
  const document = new FakeDocument(file(experiment({ lr: [0.1] })), experiment({ lr: [0.9] }));
  person.open(document);
  person.write(document, experiment({ lr: [0.9] }));
  await run('runFile', document.uri);
  expect(started()[0]).toMatchObject({ lr: [0.9] });
});
