/** The setting that says where networks are trained, in all ways to a race. */
import { describe, expect, test } from 'vitest';
import { waitFor } from '../waitFor.ts';
import { calls, experiment, file, machine, openBeforeEach, run, scheduler, show } from './commandsWindow.ts';
import { screen } from './fake/screen.ts';

openBeforeEach();

const setting = (value: unknown) => {
  screen.settings['optimizerPlayground.engine'] = value;
};
const engineOf = (start = 0) => scheduler.start.mock.calls[start]?.[0].engine;
const network = (others: object = {}) =>
  file(experiment({ problem: { data: 'iris', hidden: [4] }, ...others }));

describe('the setting', () => {
  test.each(['cpu', 'gpu'])('%s holds for a file that says nothing', async (engine) => {
    setting(engine);
    await run('runFile', network());
    expect(engineOf()).toBe(engine);
  });

  test('auto, and one that is none, leave it open', async () => {
    setting('auto');
    await run('runFile', network());
    setting({ engine: 'gpu' });
    await run('runFile', network());
    expect([engineOf(0), engineOf(1)]).toEqual([undefined, undefined]);
  });

  test.each(['auto', 'float64', 'cpu'])('overrules no file that says %s', async (engine) => {
    setting('gpu');
    await run('runFile', network({ engine }));
    expect(engineOf()).toBe(engine);
  });

  test('leaves the tutorial’s surfaces to the processor', async () => {
    setting('gpu');
    await run('runTutorialRace', 'valley');
    expect(calls).toEqual(['show', 'start']);
    expect(engineOf()).toBeUndefined();
  });

  test('of now holds for a race that runs again', async () => {
    setting('gpu');
    scheduler.start.mockImplementation((given: object) => show({}, given));
    await run('runFile', network());
    setting('cpu');
    await run('runAgain');
    setting('auto');
    await run('runAgain');
    expect([engineOf(0), engineOf(1), engineOf(2)]).toEqual(['gpu', 'cpu', undefined]);
  });

  test('leaves a race of an earlier window as it was', async () => {
    show({}, { ...JSON.parse(experiment({ problem: { data: 'iris', hidden: [4] } })), engine: 'gpu' });
    setting('cpu');
    await run('runAgain');
    expect(engineOf()).toBe('gpu');
  });
});

test.each([
  [null, 2],
  [true, 2],
  [false, 1],
])(
  'where a GPU is known: %s, Run Experiment… has %i buttons beside the last question, and one for more',
  async (hasGpu, buttons) => {
    machine.hasGpu = hasGpu;
    void run('runExperiment');
    const pickAt = async (place: number) => {
      await waitFor(() => expect(screen.picks.length).toBeGreaterThan(place));
      return screen.picks[place] ?? expect.fail('no pick');
    };
    const first = await pickAt(0);
    first.accept(first.items.find(({ label }) => label.startsWith('Iris')) ?? expect.fail('no data'));
    for (const place of [1, 2]) (await pickAt(place)).accept();
    expect((await pickAt(3)).buttons).toHaveLength(buttons + 1);
  },
);
