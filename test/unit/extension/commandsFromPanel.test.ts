/** What the person does in the panel, down to what the backend is asked for. */
import { describe, expect, test, vi } from 'vitest';
import { findTutorialRace } from '../../../core/tutorial/races.ts';
import {
  calls,
  commands,
  csv,
  csvProblem,
  experiment,
  file,
  messages,
  openBeforeEach,
  run,
  scheduler,
  show,
  started,
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
    expect(await ask('saveNumbers', { format: 'csv', run: 0 })).toEqual({ result: 'x.png' });
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
