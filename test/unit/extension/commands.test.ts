/** Commands, down to what the backend is asked for. */
import { describe, expect, test } from 'vitest';
import { findTutorialRace, tutorialRaces } from '../../../core/tutorial/races.ts';
import { newExperimentText } from '../../../extension/files/newExperiment.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { waitFor } from '../waitFor.ts';
import {
  calls,
  csv,
  csvProblem,
  data,
  experiment,
  file,
  machine,
  messages,
  openBeforeEach,
  picked,
  run,
  scheduler,
  shape,
  show,
  started,
} from './commandsWindow.ts';
import { screen } from './fake/screen.ts';
import { CancellationError, Uri } from './fake/values.ts';

openBeforeEach();

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
    expect([calls, screen.messages]).toEqual([[], []]);
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

  describe('with other learning rates', () => {
    const asked = async () => {
      const ran = run('changeRates');
      await waitFor(() => expect(screen.picks).toHaveLength(1));
      return { ran, pick: screen.picks[0] ?? expect.fail('expected a pick') };
    };

    test('runs with those that are marked, for all its optimizers, under no title', async () => {
      const optimizers = [{ optimizer: 'sgd', lr: [0.7] }, { optimizer: 'adam' }];
      const { experiment: given } = show(
        { speed: 4 },
        onValley({ optimizers, lr: [0.01], title: 'At 0.01' }),
      );
      const { ran, pick } = await asked();
      expect(pick.selectedItems.map(({ label }) => label)).toEqual(['0.01', '0.7']);
      expect(pick.title).toBe('Change Learning Rates · 4 runs');
      pick.accept(...pick.items.filter(({ label }) => ['0.3', '0.1'].includes(label)));
      await ran;
      const { title: _, ...rest } = given;
      const changed = { ...rest, optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }], lr: [0.1, 0.3] };
      expect(started()).toEqual([changed, null, { speed: 4, csv: null }]);
    });

    test('says what keeps it from running while rates can still be changed', async () => {
      show({}, onDigits({ problem: { data: 'digits', hidden: [4096, 4096] } }));
      const { ran, pick } = await asked();
      machine.free = 1e6;
      pick.accept();
      expect(pick.items[0]?.label).toMatch(/about 1 MB is free/);
      pick.hide();
      await ran;
      expect(calls).toEqual([]);
    });
  });

  describe('that was interrupted', () => {
    const interrupted = (given?: object, change: object = {}) => {
      const race = show({ phase: 'ended', ...change }, given);
      race.runs[0]?.record.end({ kind: 'interrupted' });
      return race;
    };

    test('goes on, in the panel', async () => {
      const race = interrupted();
      await run('resumeRace');
      expect(calls).toEqual(['show', 'continueRace']);
      expect(scheduler.continueRace).toHaveBeenCalledWith(race, { csv: null });
      expect(screen.messages).toEqual([]);
    });

    test('goes on with the data that it began with', async () => {
      const race = interrupted(onValley({ problem: csvProblem }), { csv: { folder: '/data', shape } });
      await run('resumeRace');
      expect(csv.load.mock.calls[0]?.slice(0, 2)).toEqual([race.experiment.problem, '/data']);
      expect(scheduler.continueRace.mock.calls[0]?.[1]).toMatchObject({ csv: { folder: '/data', data } });
    });

    test('does not go on where its file has other numbers', async () => {
      const other = { ...shape, contentHash: 'cd' };
      interrupted(onValley({ problem: csvProblem }), { csv: { folder: '/data', shape: other } });
      await run('resumeRace');
      expect(calls).toEqual([]);
      expect(messages()[0]?.[1]).toBe(
        "a.csv has other numbers than when the race began, so that it can't go on. Run it again to race on those that are there now.",
      );
    });

    test('does not go on where there is no memory for it', async () => {
      interrupted(onDigits({ problem: { data: 'digits', hidden: [4096, 4096] } }));
      machine.free = 1e6;
      await run('resumeRace');
      expect(calls).toEqual([]);
      expect(messages()[0]?.[1]).toMatch(/about 1 MB is free/);
    });

    test.each([
      [1, '1 run begins again: no checkpoint of it was kept.'],
      [3, '3 runs begin again: no checkpoint of them was kept.'],
    ])('says that %i of its runs begin again', async (again, message) => {
      interrupted();
      scheduler.continueRace.mockResolvedValueOnce(again);
      await run('resumeRace');
      expect(messages()).toEqual([['information', message]]);
    });
  });

  test('does not go on where it was not interrupted, or where there is none', async () => {
    await run('resumeRace');
    show({ phase: 'ended' });
    await run('resumeRace');
    show({ phase: 'running' });
    await run('resumeRace');
    expect(calls).toEqual([]);
    expect(messages()).toEqual(new Array(3).fill(['information', 'No interrupted race is on the screen.']));
  });

  test('is asked for where there is none', async () => {
    const asked = run('runAgain');
    await waitFor(() => expect(screen.picks).toHaveLength(1));
    screen.picks[0]?.hide();
    await asked;
    expect([calls, screen.messages]).toEqual([[], []]);
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
    machine.free = 1e5;
    const asked = run('runExperiment');
    for (let question = 0; question < 3; question++) {
      await waitFor(() => expect(screen.picks.length).toBeGreaterThan(question));
      const pick = screen.picks[question];
      pick?.accept(...(question === 0 ? pick.items.slice(0, 1) : []));
    }
    expect(screen.picks[2]?.items[0]?.label).toMatch(/^\$\(error\) .*memory/);
    machine.free = 2 ** 34;
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
