/** Experiments on a queue: settings, what is submitted, and what a person is told of it. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { endChunks, type Race } from '../../../core/race/race.ts';
import type { QueuedSweepEnd, SweepStanding } from '../../../core/sweep/sweepStanding.ts';
import { settings } from '../../../extension/ids.ts';
import { onValley } from '../experiment/faults.ts';
import { raceOf } from '../race/pieces.ts';
import {
  calls,
  commands,
  csv,
  csvProblem,
  editor,
  experiment,
  file,
  keep,
  leftSweeps,
  messages,
  openBeforeEach,
  run,
  scheduler,
  shape,
  show,
  store,
  sweeps,
} from './commandsWindow.ts';
import { screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';

openBeforeEach();

const queueName = `${settings.section}.${settings.sweepQueue}`;
const storeName = `${settings.section}.${settings.sweepStore}`;
const address = 'redis://127.0.0.1:6379';
const places = { queue: address, store: '/runs', names: { queue: queueName, store: storeName } };
const cancel = vi.fn();
let standing: SweepStanding;
let end: (end: QueuedSweepEnd) => void;

function sweepOf(race: Race) {
  const ended = new Promise<QueuedSweepEnd>((resolve) => {
    end = resolve;
  });
  race.queue = address;
  return {
    ...{ race, ended, cancel },
    get standing() {
      return standing;
    },
  };
}

beforeEach(() => {
  screen.settings = { [queueName]: address, [storeName]: '/runs' };
  standing = {
    figures: { runs: 8, done: 2, found: 0, share: 0.25, runsPerSecond: 2, secondsLeft: 3 },
    ...{ workers: 4, notice: '' },
  };
  cancel.mockReset();
  sweeps.start
    .mockReset()
    .mockImplementation(async () => sweepOf(show({}, onValley({ title: 'Swept', lr: [0.1, 0.2] }))));
  sweeps.attach.mockReset().mockImplementation(async (race) => sweepOf(race));
});

const settle = () => new Promise<void>((resolve) => setTimeout(resolve));
const progress = () => screen.progress.filter(({ cancellable }) => cancellable);

describe('where the queue is', () => {
  test.each([
    [queueName, /^optimizerPlayground\.sweepQueue is empty — expected the address of the Redis/],
    [storeName, /^optimizerPlayground\.sweepStore is empty — expected the store that your workers have/],
  ])('is asked for where %s is missing, with a way to the settings', async (name, expected) => {
    screen.settings[name] = ' ';
    screen.press = () => 'Open Settings';
    await run('runOnQueue', file(experiment()));
    await settle();
    expect(messages()).toEqual([['error', expect.stringMatching(expected), 'Open Settings', 'Show Log']]);
    const shown = screen.executed.map(({ id, values }) => [id, ...values]);
    expect(shown).toContainEqual(['workbench.action.openSettings', 'optimizerPlayground.sweep']);
    expect(sweeps.start).not.toHaveBeenCalled();
  });

  test('is what a trusted workspace says first', async () => {
    screen.workspaceSettings = { [storeName]: '/others' };
    await run('runOnQueue', file(experiment()));
    expect(sweeps.start.mock.calls[0]?.[2]).toEqual({ ...places, store: '/others' });
  });

  test('is not what a workspace says that isn’t trusted', async () => {
    screen.isTrusted = false;
    screen.workspaceSettings = { [queueName]: 'redis://elsewhere', [storeName]: '/others' };
    await run('runOnQueue', file(experiment()));
    expect(sweeps.start.mock.calls[0]?.[2]).toEqual(places);
    screen.settings = {};
    await run('runOnQueue', file(experiment()));
    expect(messages().at(-1)?.[1]).toMatch(
      /^optimizerPlayground\.sweepQueue is empty, since this workspace sets it and isn't trusted, — expected/,
    );
  });

  test('is named in what goes wrong there, with a way to the settings', async () => {
    sweeps.start.mockRejectedValueOnce(new Error(`${queueName} ${address} — expected a Redis`));
    await run('runOnQueue', file(experiment()));
    expect(messages()).toEqual([
      ['error', `${queueName} ${address} — expected a Redis`, 'Open Settings', 'Show Log'],
    ]);
  });
});

describe('what is submitted', () => {
  test('is the given file, the one that the person is at, or what is on the screen', async () => {
    await run('runOnQueue', file(experiment({ lr: [0.2] })));
    editor.current = file(experiment({ lr: [0.3] }), 'b.experiment.json');
    await run('runOnQueue');
    editor.current = undefined;
    show({}, onValley({ lr: [0.4] }));
    await run('runOnQueue');
    expect(sweeps.start.mock.calls.map(([asked]) => asked.lr)).toEqual([[0.2], [0.3], [0.4]]);
    expect(calls).toEqual(['show', 'show', 'show']);
    expect(sweeps.start.mock.calls[0]?.slice(1)).toEqual([null, places]);
  });

  test('is asked for where there is nothing', async () => {
    await run('runOnQueue');
    expect(messages()[0]?.[1]).toMatch(/^No experiment is open\./);
  });

  test('brings what is known of its CSV file along', async () => {
    screen.folders = [{ name: 'work', uri: Uri.file('/workspace') }];
    await run('runOnQueue', file(experiment({ problem: csvProblem })));
    expect(csv.load).toHaveBeenCalled();
    expect(sweeps.start.mock.calls[0]?.[1]).toMatchObject({ folder: '/workspace', shape });
  });

  test('is a large experiment where the person says so', async () => {
    screen.press = () => 'Run on the Queue';
    const large = file(
      experiment({ problem: { data: 'iris' }, epochs: 100_000, lr: { from: 0.01, to: 1, count: 20 } }),
    );
    await run('runFile', large);
    expect(messages()[0]?.slice(2)).toEqual(['Run', 'Run on the Queue', 'Cancel']);
    expect(sweeps.start).toHaveBeenCalledOnce();
    expect(scheduler.start).not.toHaveBeenCalled();
  });
});

describe('while it goes on', () => {
  const submit = async () => {
    await run('runOnQueue', file(experiment()));
    const { current } = store;
    if (!current || current.log) throw new Error('expected a race');
    return current;
  };

  test('a notification has workers, speed and time left, and cancels', async () => {
    await submit();
    const [shown] = progress();
    expect(shown?.title).toBe('Swept');
    expect(shown?.reports).toEqual(['25 %, 2 of 8 runs, 2 runs/s, 4 workers, 3.00 s left']);
    shown?.cancel();
    expect(cancel).toHaveBeenCalledOnce();
    end({ kind: 'done' });
    await settle();
    expect(shown?.isOver).toBe(true);
    expect(messages()).toEqual([]);
  });

  test('what there is to know of the queue stands there', async () => {
    standing = { ...standing, notice: 'It doesn’t answer: waiting for it.' };
    await submit();
    expect(progress()[0]?.reports[0]).toMatch(/left\. It doesn’t answer: waiting for it\.$/);
  });

  test.each([
    [
      { kind: 'cancelled', here: true, removed: 1234 } as const,
      'information',
      `Swept: 1234 runs that waited were taken off ${address}; 0 of 2 runs have ended and are kept.`,
    ],
    [
      { kind: 'cancelled', here: true, removed: 1 } as const,
      'information',
      `Swept: 1 run that waited was taken off ${address}; 0 of 2 runs have ended and are kept.`,
    ],
    [
      { kind: 'cancelled', here: true, removed: null } as const,
      'warning',
      `Swept: ${address} didn't answer, so that what waits is still on it. 0 of 2 runs have ended and are kept. Run it on the queue again when that answers, and cancel it then.`,
    ],
    [
      { kind: 'cancelled', here: false, removed: null } as const,
      'information',
      'Swept was cancelled elsewhere: 0 of 2 runs have ended and are kept.',
    ],
    [
      { kind: 'failed', message: 'no room' } as const,
      'error',
      'Swept: no room. 0 of 2 runs have ended and are kept; Resume goes on with the others.',
    ],
  ])('its end is told: %j', async (ending, severity, text) => {
    const race = await submit();
    store.append(race.id, endChunks(race, { kind: 'stopped' }));
    end(ending);
    await settle();
    expect(messages()).toEqual([[severity, text]]);
  });

  test('it can’t be paused, and is stopped', async () => {
    await submit();
    await run('pauseOrResume');
    expect(messages()).toEqual([
      ['information', `Swept is computed by the workers of ${address}: it can be stopped, not paused.`],
    ]);
    expect(scheduler.pause).not.toHaveBeenCalled();
    await run('stop');
    expect(scheduler.stop).toHaveBeenCalledOnce();
  });
});

describe('what the window has left on a queue', () => {
  const left = (id: string) => {
    const race = keep(raceOf(onValley({ title: id })));
    const interrupted = Object.assign(race, { id });
    store.open(interrupted);
    store.append(id, endChunks(interrupted, { kind: 'interrupted' }));
    leftSweeps.push(id);
    return interrupted;
  };

  test('is attached to again by Resume', async () => {
    const race = left('First');
    store.show(race);
    await run('resumeRace');
    expect(sweeps.attach.mock.calls).toEqual([[race, places]]);
    expect(scheduler.continueRace).not.toHaveBeenCalled();
  });

  test('is forgotten where it is kept no more', async () => {
    leftSweeps.push('gone');
    await commands.attachSweeps();
    expect(leftSweeps).toEqual([]);
    expect(messages()).toEqual([]);
  });
});
