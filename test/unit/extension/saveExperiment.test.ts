/** An experiment as a file, saved where the person says. */
import { describe, expect, test } from 'vitest';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { checkText } from '../../../core/experiment/text/checkText.ts';
import { chosenRuns } from '../../../core/race/chosenRuns.ts';
import { findTutorialRace } from '../../../core/tutorial/races.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { commands, csvProblem, messages, openBeforeEach, run, shape, show, store } from './commandsWindow.ts';
import { screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';

openBeforeEach();

const textAt = (path: string) => new TextDecoder().decode(screen.files[path]);
const savedAt = (path: string) => checkText(textAt(path));

describe('Save as Experiment File…', () => {
  test('asks for a place, with a good name, writes the file and opens it', async () => {
    screen.folders = [{ name: 'work', uri: Uri.file('/project') }];
    screen.saveAs = Uri.file('/project/mine.experiment.json');
    const race = show({}, findTutorialRace('valley')?.experiment);
    await run('saveExperiment');
    expect(screen.saveDialogs).toMatchObject([
      {
        filters: { Experiment: ['experiment.json', 'json'] },
        defaultUri: { path: '/project/valley-sgd-momentum-rmsprop-adam.experiment.json' },
      },
    ]);
    const { experiment, faults } = savedAt('/project/mine.experiment.json');
    expect(faults).toEqual([]);
    expect(experiment && expandExperiment(experiment).map(({ id }) => id)).toEqual(
      race.runs.map(({ spec }) => spec.id),
    );
    expect(experiment?.title).toBe(race.title);
    expect(screen.shown.map(({ path }) => path)).toEqual(['/project/mine.experiment.json']);
    expect(messages()).toEqual([]);
  });

  test('gives it the title that its race has', async () => {
    screen.saveAs = Uri.file('/a.experiment.json');
    show({}, onDigits({ lr: [0.1, 0.2] }));
    await run('saveExperiment');
    expect(savedAt('/a.experiment.json').experiment?.title).toBe(
      'Handwritten digits, logistic regression · SGD · batch 32 · lr 0.1, 0.2',
    );
  });

  test('of chosen runs has these alone, where there is such an experiment', async () => {
    screen.saveAs = Uri.file('/a.experiment.json');
    const first = show({ id: 'first' }, onValley({ lr: [0.1, 0.2] }));
    const second = show({ id: 'second' }, onValley({ optimizers: [{ optimizer: 'adam' }], lr: [0.5] }));
    const longer = show({ id: 'longer' }, onValley({ steps: 999 }));
    store.compare(chosenRuns([first, second].map((race) => ({ race, number: 0 }))));
    await run('saveExperiment');
    const { experiment } = savedAt('/a.experiment.json');
    expect(experiment && expandExperiment(experiment).map(({ id }) => id)).toEqual(
      [first, second].map(({ runs }) => runs[0]?.spec.id),
    );
    store.compare(chosenRuns([first, longer].map((race) => ({ race, number: 0 }))));
    screen.files = {};
    await run('saveExperiment');
    expect(screen.files).toEqual({});
    expect(messages()).toEqual([
      ['information', 'No experiment has just these runs. The side bar saves that of each.'],
    ]);
  });

  test('of the same file name in two folders is none', async () => {
    const inFolder = (folder: string) =>
      show({ id: folder, csv: { folder, shape } }, onValley({ problem: csvProblem }));
    store.compare(chosenRuns([inFolder('/a'), inFolder('/b')].map((race) => ({ race, number: 0 }))));
    await run('saveExperiment');
    expect(screen.saveDialogs).toEqual([]);
    expect(messages()).toHaveLength(1);
  });

  test('is asked for by the panel, too', async () => {
    screen.saveAs = Uri.file('/a.experiment.json');
    show();
    await commands.onPanelEvent({ type: 'saveExperiment' });
    expect(savedAt('/a.experiment.json').faults).toEqual([]);
  });

  test('writes nothing where no place is chosen, and says so where there is no race', async () => {
    await run('saveExperiment');
    expect(messages()).toEqual([['information', 'There is no experiment to save yet. Run one first.']]);
    show();
    await run('saveExperiment');
    expect([screen.files, screen.shown]).toEqual([{}, []]);
  });

  test.each([
    ['/a', '/a.experiment.json'],
    ['/a.json', '/a.experiment.json'],
    ['/there.json', '/there.json'],
  ])('named %s is %s, but for a file that is there already', async (chosen, written) => {
    screen.files['/there.experiment.json'] = new Uint8Array([1]);
    screen.saveAs = Uri.file(chosen);
    show();
    await run('saveExperiment');
    expect(savedAt(written).faults).toEqual([]);
    expect(screen.files['/there.experiment.json']).toEqual(new Uint8Array([1]));
  });
});

describe('on a CSV file', () => {
  const onFile = (change: object = {}) =>
    show(
      { csv: { folder: '/data', shape: { ...shape, skippedRows: 5 } } },
      onValley({ problem: { ...csvProblem, ignore: ['id'] }, batch_size: [8], ...change }),
    );

  test('is saved into the folder of the data, where its path leads to it', async () => {
    screen.folders = [
      { name: 'work', uri: Uri.file('/project') },
      { name: 'data', uri: Uri.file('/data') },
    ];
    screen.saveAs = Uri.file('/data/sub/a.experiment.json');
    const race = onFile();
    await run('saveExperiment');
    expect(screen.saveDialogs[0]?.defaultUri?.path).toBe('/data/a-sgd.experiment.json');
    const { experiment } = savedAt('/data/sub/a.experiment.json');
    expect(experiment && expandExperiment(experiment, race.csv?.shape).map(({ id }) => id)).toEqual(
      race.runs.map(({ spec }) => spec.id),
    );
    // What is left out is said by each race, not by the title in the file.
    expect(race.title).toContain('without id; 5 of 105 rows left out');
    expect(experiment?.title).toBe('y of a.csv, 2-4-1 network · SGD · batch 8 · lr 0.01');
  });

  test('is saved nowhere else: its path would lead to another file', async () => {
    screen.folders = [
      { name: 'work', uri: Uri.file('/project') },
      { name: 'data', uri: Uri.file('/data') },
    ];
    screen.saveAs = Uri.file('/project/a.experiment.json');
    onFile();
    await run('saveExperiment');
    expect(messages()).toEqual([
      [
        'error',
        'problem.csv = "a.csv" — expected a place in the workspace folder of the data, /data',
        'Show Log',
      ],
    ]);
    expect(screen.files).toEqual({});
  });
});
