/** What the person does in the panel, down to what the backend is asked for. */
import { describe, expect, test } from 'vitest';
import { chosenRuns } from '../../../core/race/chosenRuns.ts';
import { findTutorialRace } from '../../../core/tutorial/races.ts';
import { onValley } from '../experiment/faults.ts';
import { raceOf } from '../race/pieces.ts';
import { waitFor } from '../waitFor.ts';
import {
  calls,
  commands,
  csv,
  csvProblem,
  experiment,
  file,
  messages,
  openBeforeEach,
  openPreview,
  run,
  scheduler,
  show,
  started,
  store,
  writeText,
} from './commandsWindow.ts';
import { screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';

openBeforeEach();

describe('the panel', () => {
  test.each(['pause', 'resume', 'step', 'stop'] as const)('can %s the race', async (type) => {
    await commands.onPanelEvent({ type });
    expect(calls).toEqual([]);
    const race = show();
    await commands.onPanelEvent({ type });
    expect(calls).toEqual([type]);
    expect(scheduler[type]).toHaveBeenCalledWith(race);
  });

  test('pauses, steps and stops all races on the screen that go on', async () => {
    const [first, second] = [show({ id: 'first' }), show({ id: 'second' })];
    const ended = show({ id: 'ended', phase: 'ended' });
    show({ id: 'elsewhere' });
    store.compare(chosenRuns([first, second, ended].map((race) => ({ race, number: 0 }))));
    for (const type of ['pause', 'step', 'stop'] as const) {
      await commands.onPanelEvent({ type });
      const about = scheduler[type].mock.calls.map(([race]) => race.id);
      expect(about.filter((id) => id !== 'ended')).toEqual(['first', 'second']);
    }
    expect(scheduler.stop).not.toHaveBeenCalledWith(ended);
    await run('pauseOrResume');
    expect(scheduler.pause.mock.calls.slice(-3).map(([race]) => race.id)).toContain('second');
  });

  test('takes chosen runs off the screen, as long as they are there', async () => {
    const race = show({ id: 'race' }, onValley({ lr: [0.01, 0.02, 0.03] }));
    const other = show({ id: 'other' });
    await commands.onPanelEvent({ type: 'compare', race: 'other', runs: [] });
    expect(store.shown?.isWhole).toBe(true);
    store.compare(chosenRuns([...[0, 1, 2].map((number) => ({ race, number })), { race: other, number: 0 }]));
    const { id = '' } = store.shown ?? {};
    await commands.onPanelEvent({ type: 'compare', race: id, runs: [0, 3] });
    expect(store.shown?.runs.map(({ race, number }) => [race.id, number])).toEqual([
      ['race', 0],
      ['other', 0],
    ]);
    await commands.onPanelEvent({ type: 'compare', race: id, runs: [1] });
    expect(store.shown?.runs).toHaveLength(2);
  });

  test('runs no chosen runs again, and says why', async () => {
    const race = show();
    store.compare(chosenRuns([{ race, number: 0 }]));
    await commands.onPanelEvent({ type: 'runAgain' });
    expect(scheduler.start).not.toHaveBeenCalled();
    expect(messages()).toEqual([
      ['information', 'Chosen runs are on the screen. Show one experiment to run it again.'],
    ]);
  });

  test('sets the speed, and runs races', async () => {
    const race = show();
    await commands.onPanelEvent({ type: 'setSpeed', speed: 0.25 });
    expect(scheduler.setSpeed).toHaveBeenCalledWith(race, 0.25);
    await commands.onPanelEvent({ type: 'runTutorialRace', race: 'valley' });
    expect(started()[0]).toBe(findTutorialRace('valley')?.experiment);
    await commands.onPanelEvent({ type: 'runAgain' });
    expect(scheduler.start.mock.calls[1]?.[0]).toBe(race.experiment);
    race.phase = 'ended';
    race.runs[0]?.record.end({ kind: 'interrupted' });
    await commands.onPanelEvent({ type: 'resumeRace' });
    expect(scheduler.continueRace).toHaveBeenCalledWith(race, { csv: null });
    const asked = commands.onPanelEvent({ type: 'runExperiment' });
    await waitFor(() => expect(screen.picks).toHaveLength(1));
    screen.picks[0]?.hide();
    await asked;
  });

  test('runs an experiment again from elsewhere on its surface, beside what goes on; on data it does nothing', async () => {
    const race = show();
    await commands.onPanelEvent({ type: 'startFrom', start: [0.5, -3] });
    const [begun] = started();
    expect(begun).toEqual({ ...race.experiment, problem: { ...race.experiment.problem, start: [0.5, -3] } });
    store.show(
      raceOf({ problem: { data: 'iris', hidden: [] }, optimizers: [{ optimizer: 'sgd' }], lr: [0.1] }),
    );
    await commands.onPanelEvent({ type: 'startFrom', start: [0.5, -3] });
    expect(scheduler.start).toHaveBeenCalledOnce();
  });

  test('a title that names the start names the new one, and others stay', async () => {
    const { experiment } = findTutorialRace('valley') ?? expect.fail('no race');
    show({ experiment });
    await commands.onPanelEvent({ type: 'startFrom', start: [0.5, -3] });
    expect(started()[0]?.title).toBe('Ill-conditioned valley · start (0.5, −3) · lr 0.01');
    show({ experiment: { ...experiment, title: 'My start' } });
    await commands.onPanelEvent({ type: 'startFrom', start: [0.5, -3] });
    expect(scheduler.start.mock.calls[1]?.[0].title).toBe('My start');
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
    expect(await ask('saveNumbers', { format: 'csv', run: 0 })).toEqual({ result: 'x.png' });
    expect(await ask('savePicture', { format: 'gif' })).toEqual({ error: expect.any(String) });
  });

  test('is told where runs would go from elsewhere, of the race on the screen alone', async () => {
    const run = { losses: Float64Array.of(1), path: Float64Array.of(1, 2), hasDiverged: false };
    openPreview.mockResolvedValue({ from: async (_, runs) => runs.map(() => run), dispose() {} });
    const race = show();
    const ask = (params: object) =>
      commands
        .answer({ type: 'request', id: 3, name: 'previewStart', params })
        .then(({ outcome }) => outcome);
    expect(await ask({ race: race.id, start: [1, 2], runs: [0] })).toEqual({ result: [run] });
    expect(await ask({ race: 'gone', start: [1, 2], runs: [0] })).toEqual({
      error: 'The race is not on the screen any more.',
    });
    expect(await ask({ race: race.id, start: [1], runs: [0] })).toEqual({ error: expect.any(String) });
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
    await waitFor(() => expect(signal).toBeDefined());
    await run('runTutorialRace', 'valley');
    expect(signal?.aborted).toBe(true);
    await reading;
    expect(messages()).toEqual([]);
    expect(scheduler.start).toHaveBeenCalledOnce();
  });
});
