/** What F5, commands and `launch.json` name, up to what the debug adapter is given. */
import './loadedParts.ts';
import '../../../extension/lessons/lessonNotebook.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import type { LaunchArguments } from '../../../core/debug/debugMessages.ts';
import { findOptimizer } from '../../../core/optimizers/index.ts';
import { createRace } from '../../../core/race/race.ts';
import { RaceStore } from '../../../core/race/store.ts';
import { placeOfRecorded, placeOfShipped } from '../../../extension/debug/ruleDocuments.ts';
import { lessonType } from '../../../extension/ids.ts';
import { registerLessons } from '../../../extension/lessons/registerLessons.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { onValley } from '../experiment/faults.ts';
import { half, parsed, withHalf } from '../experiment/ownRules.ts';
import { pieceOf, raceOf } from '../race/pieces.ts';
import { waitFor } from '../waitFor.ts';
import {
  calls,
  commands,
  csv,
  csvProblem,
  data,
  editor,
  experiment,
  file,
  keep,
  library,
  list,
  messages,
  openBeforeEach,
  openDebugger,
  picked,
  run,
  sessions,
  show,
  started,
  store,
} from './commandsWindow.ts';
import { FakeNotebook, type NotebookData } from './fake/notebooks.ts';
import { person, screen } from './fake/screen.ts';
import { Position, Uri } from './fake/values.ts';
import { FakeDocument } from './fake/widgets.ts';

openBeforeEach();

const place = Uri.file('/workspace/half.optimizer');
const openFolder = () => {
  screen.folders = [{ name: 'workspace', uri: Uri.file('/workspace') }];
};
const saveHalf = (text = half) => {
  openFolder();
  screen.files[place.path] = Buffer.from(text);
};
const configuration = (given: object) => ({ type: 'optimizer', request: 'launch', name: 'Mine', ...given });

/** What the adapter is given for a configuration; undefined where nothing begins. */
async function launched(given: object): Promise<LaunchArguments | undefined> {
  const prepared = await commands.prepareDebug(configuration(given) as never, undefined);
  if (!prepared) return undefined;
  openDebugger.mockResolvedValue({ post() {}, dispose() {} });
  const link = await sessions.open({ id: 'a', configuration: prepared });
  return link.launch;
}
const oneOf = async (given: object) => (await launched(given))?.runs[0] ?? expect.fail('nothing begins');

describe('a rule', () => {
  test('is debugged on the tutorial’s valley, with the rate that its text has', async () => {
    saveHalf();
    const { runs } = (await launched({ optimizer: 'half.optimizer' })) ?? {};
    expect(runs).toMatchObject([
      {
        title: 'Half, lr 0.1',
        data: null,
        source: { name: 'half.optimizer', path: '/workspace/half.optimizer' },
        spec: { problem: { surface: 'valley' }, steps: 200, rule: { text: half } },
      },
    ]);
    expect(runs?.[0]?.recorded.losses).toHaveLength(0);
  });

  test.each(['./half.optimizer', '/workspace/half.optimizer', place.toString()])(
    'is found by %s',
    async (optimizer) => {
      saveHalf();
      expect((await oneOf({ optimizer })).spec.rule?.place).toBe(place.toString());
    },
  );

  test('has the rate 0.01 where its text has none above 0', async () => {
    saveHalf(half.replace('lr    = 0.1 in (0, 1]', 'lr    = 0 in [0, 1]'));
    expect((await oneOf({ optimizer: 'half.optimizer' })).spec.hyperparameters['lr']).toBe(0.01);
  });

  test('is debugged as it is typed, saved or not', async () => {
    saveHalf();
    const typed = half.replace('share * lr', 'share * share * lr');
    const document = new FakeDocument(place, half, 'optimizer');
    person.open(document);
    person.write(document, typed);
    expect((await oneOf({ optimizer: 'half.optimizer' })).spec.rule?.text).toBe(typed);
  });

  test('that has no file is known by its whole place', async () => {
    const unsaved = new Uri('untitled', 'Untitled-1');
    person.open(new FakeDocument(unsaved, half, 'optimizer'));
    const { source, spec } = await oneOf({ optimizer: unsaved.toString() });
    expect(source.path).toBe(unsaved.toString());
    expect(spec.rule?.text).toBe(half);
  });

  test('that will be in a folder is edited under the place that it has now', async () => {
    openFolder();
    const unsaved = new Uri('untitled', '/workspace/mine.optimizer');
    person.open(new FakeDocument(unsaved, half, 'optimizer'));
    const { source } = await oneOf({ optimizer: unsaved.toString() });
    expect(source).toEqual({ name: 'mine.optimizer', path: unsaved.toString() });
  });

  test('that ships has a document of its own', async () => {
    const { source, spec, title } = await oneOf({ optimizer: 'adam' });
    expect(source).toEqual({ name: 'adam.optimizer', path: placeOfShipped('adam').toString() });
    expect([spec.optimizer, spec.rule, title]).toEqual(['adam', undefined, 'Adam, lr 0.001']);
    expect((await oneOf({ optimizer: placeOfShipped('sgd').toString() })).spec.optimizer).toBe('sgd');
  });

  test('is debugged in the last race that has it, with what that has recorded', async () => {
    saveHalf();
    const experiment = parsed(
      withHalf({ lr: [0.02] }, { optimizers: [{ optimizer: 'sgd' }, { optimizer: './half.optimizer' }] }),
      new Map([['./half.optimizer', { place: place.toString(), text: half }]]),
    );
    const race = createRace({ ...experiment, steps: 33 }, { id: 'last', startedAt: 5 });
    race.runs[1]?.record.append(pieceOf({ loss: [3, 2, 1] }));
    store.show(race);
    store.show(raceOf(onValley({ steps: 7 }), { id: 'other', startedAt: 9 }));
    const { spec, recorded, title } = await oneOf({ optimizer: 'half.optimizer' });
    expect([spec.steps, spec.id, title]).toEqual([33, race.runs[1]?.spec.id, 'Half, lr 0.01']);
    expect([...recorded.losses]).toEqual([3, 2, 1]);
    expect([...recorded.steps]).toEqual([0, 1, 2]);
    expect((await oneOf({ optimizer: 'sgd' })).spec.steps).toBe(7);
  });

  test('is debugged in a race that is kept where no open one has it', async () => {
    const race = keep(raceOf(onValley({ steps: 77 }), { id: 'kept', startedAt: 5 }));
    library.read.mockImplementation(async (id: string) => (id === 'kept' ? race : null));
    expect((await oneOf({ optimizer: 'sgd' })).spec.steps).toBe(77);
    library.read.mockRejectedValue(new Error('no disk'));
    expect((await oneOf({ optimizer: 'sgd' })).spec.steps).toBe(200);
  });

  test('that does not compile is told of, with a way to it', async () => {
    saveHalf(half.replace('share * lr', 'shae * lr'));
    expect(await launched({ optimizer: 'half.optimizer' })).toBeUndefined();
    expect(messages()).toEqual([
      [
        'error',
        expect.stringMatching(
          /^half\.optimizer, line \d+, column \d+: unknown name 'shae'; did you mean 'share'\?$/,
        ),
        ...['Open half.optimizer', 'Show Log'],
      ],
    ]);
    // Without a question asked first.
    const line = half.split('\n').findIndex((each) => each.includes('share * lr'));
    expect(screen.shown).toEqual([
      {
        path: place.path,
        selection: expect.objectContaining({ start: new Position(line, 7), end: new Position(line, 11) }),
      },
    ]);
  });

  test('that does not compile is told of by the mistake that tells most, with how many there are', async () => {
    saveHalf(half.replace('p -= share * lr', 'q = shae * lrr'));
    await launched({ optimizer: 'half.optimizer' });
    const [, text] = messages()[0] ?? [];
    expect(text).toMatch(
      /unknown name 'shae'; did you mean 'share'\? 2 more mistakes are marked in the text\.$/,
    );
  });

  test.each([
    [
      'adm',
      'optimizer = "adm" — expected the path of an .optimizer file, or the name of an optimizer that ships; did you mean \'adam\'?',
    ],
    ['gone.optimizer', 'gone.optimizer" — expected a file that is there'],
  ])('named %s is told of', async (optimizer, message) => {
    openFolder();
    expect(await launched({ optimizer })).toBeUndefined();
    expect(messages()[0]?.[1]).toContain(message);
    expect(messages()[0]?.[1]).toMatch(/^The debug configuration "Mine": /);
  });
});

describe('what is debugged', () => {
  const hasStarted = () => waitFor(() => expect(started()).not.toEqual([]));

  test('is raced, so that the panel follows it there', async () => {
    saveHalf();
    const { spec } = await oneOf({ optimizer: 'half.optimizer' });
    await hasStarted();
    const [raced] = started();
    const { runs } = createRace(raced, { id: 'raced', startedAt: 0 });
    expect(runs.map((each) => each.spec.id)).toEqual([spec.id]);
    expect(calls).toContain('show');
  });

  test('is shown where a race has it already', async () => {
    const race = raceOf(onValley({ steps: 7 }), { id: 'sgd' });
    store.show(race);
    store.show(raceOf(onValley({ optimizers: [{ optimizer: 'adam' }] }), { id: 'other' }));
    await oneOf({ race: 'sgd' });
    await waitFor(() => expect(store.shown?.id).toBe('sgd'));
    expect(started()).toEqual([]);
  });

  test('is raced alone, as it was asked for, where its text is another than in the last race', async () => {
    saveHalf(half.replace('share * lr', 'share * share * lr'));
    const experiment = parsed(
      withHalf({}, { optimizers: [{ optimizer: 'sgd' }, { optimizer: './half.optimizer' }] }),
      new Map([['./half.optimizer', { place: place.toString(), text: half }]]),
    );
    store.show(createRace(experiment, { id: 'last', startedAt: 5 }));
    await oneOf({ optimizer: 'half.optimizer' });
    await hasStarted();
    expect(started()[0].optimizers).toMatchObject([{ optimizer: './half.optimizer' }]);
    // What is a default of its text stays one.
    expect(started()[0].optimizers[0].hyperparameters).toBeUndefined();
  });

  test('is not raced where it is not debugged', async () => {
    saveHalf();
    await launched({ optimizer: 'half.optimizer', noDebug: true });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(started()).toEqual([]);
  });
});

describe('the rule of an exercise', () => {
  const exercise = { kind: 'rule', reference: 'momentum', settings: { lr: 0.02 } };
  const open = async (value: object) => {
    const { provider } = screen.registered[lessonType] as {
      provider: { deserializeNotebook(bytes: Uint8Array): Promise<NotebookData> };
    };
    const text = `\`\`\`exercise one\n${JSON.stringify(value)}\n\`\`\`\n\n\`\`\`optimizer mine\n${half}\`\`\`\n`;
    const notebook = new FakeNotebook(
      '/workspace/a.lesson.md',
      await provider.deserializeNotebook(Buffer.from(text)),
    );
    screen.notebooks = [notebook];
    person.goToNotebook(notebook);
    return notebook;
  };

  beforeEach(() => {
    registerLessons(
      new RaceStore(),
      async () => ({}) as never,
      async () => ({}) as never,
    );
  });

  test.each([0, 1])('is debugged in step 1, where it is tried, from cell %i', async (index) => {
    const notebook = await open(exercise);
    await run('debugExercise', notebook.cellAt(index));
    const { configuration: asked } = screen.debugged.at(-1) ?? expect.fail('nothing was debugged');
    const prepared = await commands.prepareDebug(asked as never, undefined);
    expect(messages()).toEqual([]);
    openDebugger.mockResolvedValue({ post() {}, dispose() {} });
    const { launch } = await sessions.open({ id: 'b', configuration: prepared ?? expect.fail() });
    expect(launch).toMatchObject({ step: 1, stopOnEntry: true });
    expect(launch.runs).toMatchObject([
      {
        source: { path: notebook.cellAt(1).document.uri.toString() },
        spec: { problem: { surface: 'valley' }, steps: 200, hyperparameters: { lr: 0.02 } },
      },
    ]);
  });

  test('is not debugged where it is tried on no surface, or nothing is meant', async () => {
    const notebook = await open({ ...exercise, gradients: [{ noise: 0 }] });
    await run('debugExercise', notebook.cellAt(0));
    await run('debugExercise');
    expect(messages().map(([, message]) => message)).toEqual(
      [1, 2].map(() => 'Nothing to look at: no exercise is selected whose rule is tried on a surface.'),
    );
  });
});

describe('an experiment file', () => {
  const optimizers = [{ optimizer: 'sgd' }, { optimizer: 'adam' }];

  test('has all its runs debugged side by side', async () => {
    file(experiment({ optimizers, lr: [0.1, 0.2] }));
    openFolder();
    const { runs } = (await launched({ experiment: 'a.experiment.json' })) ?? {};
    expect(runs?.map(({ title, source }) => [title, source.name])).toEqual([
      ['SGD, lr 0.1', 'sgd.optimizer'],
      ['SGD, lr 0.2', 'sgd.optimizer'],
      ['Adam, lr 0.1', 'adam.optimizer'],
      ['Adam, lr 0.2', 'adam.optimizer'],
    ]);
  });

  test('has the runs debugged that are named, with what else is asked for', async () => {
    file(experiment({ optimizers }));
    openFolder();
    const asked = { stopOnEntry: false, step: 4, parameter: 1, noDebug: true };
    const found = await launched({ experiment: 'a.experiment.json', run: 'Adam', ...asked });
    expect(found?.runs.map(({ spec }) => spec.optimizer)).toEqual(['adam']);
    expect(found).toMatchObject(asked);
    const two = await launched({ experiment: 'a.experiment.json', runs: [2, 1] });
    expect(two?.runs.map(({ spec }) => spec.optimizer)).toEqual(['adam', 'sgd']);
    expect(Object.keys(two ?? {})).toEqual(['runs']);
  });

  test('has those of an optimizer debugged, or says that it has none', async () => {
    file(experiment({ optimizers }));
    openFolder();
    const found = await launched({ experiment: 'a.experiment.json', optimizer: 'adam' });
    expect(found?.runs.map(({ title }) => title)).toEqual(['Adam, lr 0.1']);
    expect(await launched({ experiment: 'a.experiment.json', optimizer: 'lion' })).toBeUndefined();
    expect(messages()[0]?.[1]).toBe(
      'The debug configuration "Mine": optimizer = "lion" — expected one of those that a.experiment.json has',
    );
  });

  test('with more runs than are debugged side by side has one that the person chooses', async () => {
    file(experiment({ lr: [1, 2, 3, 4, 5, 6, 7, 8, 9] }));
    openFolder();
    screen.choose = (items) => items.find(({ label }) => label === 'SGD, lr 4');
    const found = await launched({ experiment: 'a.experiment.json' });
    expect(found?.runs.map(({ title }) => title)).toEqual(['SGD, lr 4']);
    screen.choose = () => undefined;
    expect(await launched({ experiment: 'a.experiment.json' })).toBeUndefined();
    expect(messages()).toEqual([]);
  });

  test('that is wrong is told of, with a way to the field', async () => {
    file(experiment({ lr: [0] }));
    openFolder();
    expect(await launched({ experiment: 'a.experiment.json' })).toBeUndefined();
    expect(messages()).toEqual([
      ['error', 'a.experiment.json: lr[0] = 0 — expected a number above 0', 'Open Experiment', 'Show Log'],
    ]);
  });

  test('on a CSV file has its numbers', async () => {
    file(experiment({ problem: csvProblem, epochs: 1 }));
    openFolder();
    expect((await oneOf({ experiment: 'a.experiment.json' })).data).toBe(data);
    expect(csv.load).toHaveBeenCalledWith(csvProblem, '/workspace', expect.anything());
    file(experiment({ problem: csvProblem, epochs: 1, batch_size: [101] }));
    expect(await launched({ experiment: 'a.experiment.json' })).toBeUndefined();
    expect(messages()[0]?.[1]).toContain('batch_size[0] = 101 — expected 1 to 100');
  });
});

describe('a recorded run', () => {
  const withOwn = () => {
    const files = new Map([['./half.optimizer', { place: place.toString(), text: half }]]);
    const race = createRace(parsed(withHalf(), files), { id: 'ran', startedAt: 5 });
    race.runs[0]?.record.append(pieceOf({ step: [0, 10], loss: [3, 1] }));
    store.show(race);
    return race;
  };

  test('has the spec that it ran with, and what it recorded', async () => {
    const race = withOwn();
    saveHalf();
    const { spec, recorded, source } = await oneOf({ race: 'ran', run: 1 });
    expect(spec).toBe(race.runs[0]?.spec);
    expect([[...recorded.steps], [...recorded.losses]]).toEqual([
      [0, 10],
      [3, 1],
    ]);
    expect(source.path).toBe('/workspace/half.optimizer');
  });

  test('of a rule whose file has changed since is shown as it ran', async () => {
    withOwn();
    saveHalf(`# More.\n${half}`);
    const { source } = await oneOf({ race: 'ran', run: 1 });
    expect(source).toEqual({
      name: 'half.optimizer',
      path: placeOfRecorded('ran', 0, 'half.optimizer').toString(),
    });
    expect(await commands.textOfRule(Uri.parse(source.path) as never)).toBe(half);
    const again = await oneOf({ optimizer: source.path });
    expect([again.source, again.spec.rule?.text]).toEqual([source, half]);
  });

  test('that is not kept any more is told of', async () => {
    expect(await launched({ race: 'gone', run: 1 })).toBeUndefined();
    expect(messages()[0]?.[1]).toContain('race = "gone" — expected a race of the view Runs');
  });

  test('on a CSV file that has changed since is not replayed', async () => {
    const shape = { rows: 100, features: 2, classes: 0, contentHash: 'cd' };
    show({ csv: { folder: '/workspace', shape } }, onValley({ problem: csvProblem, epochs: 1 }));
    expect(await launched({ race: 'race-1' })).toBeUndefined();
    expect(messages()[0]?.[1]).toContain('a.csv has other numbers than when y of a.csv, 2-4-1 network');
  });
});

describe('what is meant without a word', () => {
  const meant = (given = {}) => commands.completeDebug(given as never);

  test('is the rule that the person is at', async () => {
    person.goTo(new FakeDocument(place, half, 'optimizer'));
    expect(await meant()).toEqual(
      configuration({ name: 'Debug half.optimizer', optimizer: place.toString() }),
    );
  });

  test('is the experiment that the person is at', async () => {
    const uri = Uri.file('/workspace/a.experiment.json');
    person.goTo(new FakeDocument(uri, experiment()));
    expect(await meant()).toEqual(
      configuration({ name: 'Debug a.experiment.json', experiment: uri.toString() }),
    );
  });

  test('is the picked run elsewhere, or the first on the screen', async () => {
    show({}, onValley({ optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }] }));
    expect(await meant()).toMatchObject({ race: 'race-1', run: 1, name: 'SGD, lr 0.01' });
    picked.pick({ race: 'race-1', run: 1 });
    expect(await meant()).toMatchObject({ race: 'race-1', run: 2, name: 'Adam, lr 0.01' });
  });

  test('is nothing where there is nothing', async () => {
    expect(await meant()).toBeUndefined();
    expect(messages()[0]?.[1]).toMatch(/^There is nothing to debug\. Open an optimizer/);
  });

  test('a configuration that a person wrote stays as it is', async () => {
    const written = configuration({ optimizer: 'a.optimizer' });
    expect(await meant(written)).toBe(written);
  });

  test('the runs on the screen are offered, the picked one first', async () => {
    show({}, onValley({ optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }] }));
    picked.pick({ race: 'race-1', run: 1 });
    expect(await commands.offeredDebug(undefined)).toEqual([
      configuration({ name: 'Adam, lr 0.01', race: 'race-1', run: 2 }),
      configuration({ name: 'SGD, lr 0.01', race: 'race-1', run: 1 }),
    ]);
    const folder = (index: number) => ({ name: 'workspace', uri: place, index }) as never;
    screen.folders = [folder(0), folder(1)];
    expect(await commands.offeredDebug(undefined)).toEqual([]);
    expect(await commands.offeredDebug(folder(0))).toHaveLength(2);
    expect(await commands.offeredDebug(folder(1))).toEqual([]);
    store.clear();
    expect(await commands.offeredDebug(folder(0))).toEqual([]);
  });
});

describe('commands', () => {
  const begun = () => screen.debugged.map(({ configuration }) => configuration);

  test('debug a rule and an experiment without having them saved', async () => {
    await run('debugRule', place);
    await run('debugFile', Uri.file('/workspace/a.experiment.json'));
    editor.current = Uri.file('/workspace/b.experiment.json');
    await run('debugFile');
    expect(begun().map(({ optimizer, experiment: path }) => optimizer ?? path)).toEqual([
      'file:///workspace/half.optimizer',
      'file:///workspace/a.experiment.json',
      'file:///workspace/b.experiment.json',
    ]);
    for (const { options } of screen.debugged) expect(options).toEqual({ suppressSaveBeforeStart: true });
  });

  test('debug the rows that they are called at', async () => {
    show({}, onValley({ optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }] }));
    keep(raceOf(onValley(), { id: 'kept' }));
    const row = { race: 'race-1', run: 1 };
    await run('debugRun', row, undefined);
    await run('debugRun', row, [{ race: 'race-1', run: 0 }, row, { race: 'kept', run: null }]);
    expect(begun()).toMatchObject([
      { name: 'Adam, lr 0.01', race: 'race-1', run: 2 },
      { race: 'race-1', runs: [1, 2] },
      { race: 'kept' },
    ]);
    expect(begun()[2]).not.toHaveProperty('run');
  });

  test('debug an experiment of the side bar: all its runs, or one that is asked for where they are many', async () => {
    show({}, onValley({ optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }] }));
    await run('debugRace', { race: 'race-1', run: null });
    const [few] = begun();
    expect(few).not.toHaveProperty('run');
    expect((await launched(few ?? {}))?.runs.map(({ title }) => title)).toEqual([
      'SGD, lr 0.01',
      'Adam, lr 0.01',
    ]);
    show({ id: 'many' }, onValley({ lr: [1, 2, 3, 4, 5, 6, 7, 8, 9] }));
    await run('debugRace', { race: 'many', run: null });
    screen.choose = (items) => items.at(-1);
    expect((await launched(begun()[1] ?? {}))?.runs.map(({ title }) => title)).toEqual(['SGD, lr 9']);
    const [menu] = manifest.contributes.menus['view/item/context'].filter(
      ({ command }) => command === 'optimizerPlayground.debugRace',
    );
    expect(menu?.when).toContain('/^race( pinned)?$/');
  });

  test('debug the picked run, or ask which one', async () => {
    await run('debugRun');
    expect(messages()[0]?.slice(0, 2)).toEqual([
      'information',
      'There is no run to debug. Run an experiment first, or open an optimizer and press F5.',
    ]);
    show({}, onValley({ optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }] }));
    await run('debugRun');
    expect(begun()).toEqual([]);
    screen.choose = (items) => items.at(-1);
    await run('debugRun');
    picked.pick({ race: 'race-1', run: 0 });
    await run('debugRun');
    expect(begun().map(({ run: number }) => number)).toEqual([2, 1]);
  });

  test('debug a run of the panel, or ask which one where others are there by now', async () => {
    show({}, onValley({ optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }] }));
    await commands.onPanelEvent({ type: 'debug', race: 'race-1', run: 1 });
    expect(begun()).toMatchObject([{ name: 'Adam, lr 0.01', race: 'race-1', run: 2 }]);
    screen.choose = () => undefined;
    await commands.onPanelEvent({ type: 'debug', race: 'before', run: 1 });
    await commands.onPanelEvent({ type: 'debug', race: 'race-1', run: null });
    expect(begun()).toHaveLength(1);
    screen.choose = (items) => items[0];
    await commands.onPanelEvent({ type: 'debug', race: 'before', run: 1 });
    expect(begun()[1]).toMatchObject({ race: 'race-1', run: 1 });
  });

  test('say what can’t be debugged', async () => {
    expect(list.selected).toEqual([]);
    show({}, onValley({ lr: [1, 2, 3, 4, 5, 6, 7, 8, 9] }));
    const rows = Array.from({ length: 9 }, (_, number) => ({ race: 'race-1', run: number }));
    await run('debugRun', rows[0], rows);
    expect(messages()[0]?.[1]).toContain('9 runs are selected — expected at most 8');
    await run('goToStep');
    await run('chooseParameter');
    expect(
      messages()
        .slice(1)
        .map(([, text]) => text),
    ).toEqual(
      Array(2).fill(expect.stringMatching(/^No optimizer is being debugged\. Open one and press F5/)),
    );
    expect(begun()).toEqual([]);
  });
});

test('texts of optimizers that ship are read from a file system that nobody writes to', async () => {
  const text = await commands.textOfRule(placeOfShipped('adam') as never);
  expect(text).toBe(findOptimizer('adam')?.rule.lines.join('\n'));
  await expect(commands.textOfRule(new Uri('optimizer-rule', '/none.optimizer') as never)).rejects.toThrow(
    'FileNotFound',
  );
});
