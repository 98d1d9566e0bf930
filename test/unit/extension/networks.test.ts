/** Pictures of networks in the editor: which runs are opened, what the page is told and may ask, and what ends it. */
import './loadedParts.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Weights } from '../../../core/engine/checkpoint.ts';
import { NetworkPictures } from '../../../core/networkPictures/networkPictures.ts';
import type { SliceRequest } from '../../../core/networkPictures/slice.ts';
import type { ToNetworks } from '../../../core/protocol/networks.ts';
import type { Race } from '../../../core/race/race.ts';
import type { RunStatus } from '../../../core/race/status.ts';
import type { NetworkListener, NetworkRuns } from '../../../extension/backend/openThreads.ts';
import { dataOf } from '../engine/runs.ts';
import { pieceOf, raceOf, recordOf } from '../race/pieces.ts';
import { waitFor } from '../waitFor.ts';
import {
  keep,
  messages,
  network,
  openBeforeEach,
  openNetwork,
  picked,
  run,
  scheduler,
  store,
} from './commandsWindow.ts';
import { screen } from './fake/screen.ts';
import { createPanel, type FakePanel } from './fake/widgets.ts';

openBeforeEach();

interface Opened {
  readonly given: NetworkRuns;
  readonly listener: NetworkListener;
  readonly slices: SliceRequest[];
  /** How far the runs were each time that they were gone through. */
  readonly followed: (readonly number[])[];
  /** Of which run and which step live pictures were made. */
  readonly live: [run: number, step: number][];
  stops: number;
  isOpen: boolean;
}
const opened: Opened[] = [];
/** How long runs are gone through. */
let opening: Promise<'whole' | 'stopped'> = Promise.resolve('whole');

beforeEach(() => {
  opened.length = 0;
  opening = Promise.resolve('whole');
  openNetwork.mockImplementation(async (given, listener) => {
    const data = dataOf({ problem: given.runs[0]?.spec.problem } as never) ?? expect.fail('no data');
    const pictures = new NetworkPictures(given.runs, data);
    const entry: Opened = { given, listener, slices: [], followed: [], live: [], stops: 0, isOpen: true };
    opened.push(entry);
    return {
      facts: async () => pictures.facts,
      async follow(steps) {
        entry.followed.push(steps);
        const isStopped = await opening;
        if (isStopped === 'stopped') return null;
        for (const _ of pictures.follow(steps));
        return pictures.facts;
      },
      async live(place, weights) {
        entry.live.push([place, weights.stepsDone]);
        return pictures.live(place, weights);
      },
      at: async (place, step) => pictures.at(place, step),
      slice: async (request) => void entry.slices.push(request),
      stop: async () => void entry.stops++,
      dispose() {
        entry.isOpen = false;
      },
    };
  });
});

const onMoons = { data: 'moons', hidden: [3] };

/** A race whose runs have taken some steps each. */
function raceAt(
  stepsDone: readonly number[],
  id = 'a',
  problem: object = onMoons,
  status: RunStatus = { kind: 'finished' },
): Race {
  const lr = stepsDone.map((_, i) => 0.1 * (i + 1));
  const race = raceOf(
    { problem, optimizers: [{ optimizer: 'sgd' }], lr, batch_size: [50], epochs: 3, seed: [1] },
    { id },
  );
  for (const [number, count] of stepsDone.entries())
    recordOf(race, number).append(pieceOf({ loss: [1], state: { stepsDone: count, status } }));
  return race;
}

/** One whose runs go on. */
const raceGoingOn = (stepsDone: readonly number[]) => raceAt(stepsDone, 'a', onMoons, { kind: 'running' });

const lastPanel = () => screen.panels.at(-1) ?? expect.fail('no page');
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const told = (panel: FakePanel = lastPanel()) => panel.webview.posted as unknown as ToNetworks[];
const shown = () => {
  const last = told().findLast(({ type }) => type === 'opened');
  return last?.type === 'opened' ? last : expect.fail('nothing was opened');
};
const send = async (message: object) => {
  lastPanel().webview.send(message);
  await settled();
};
const only = () => opened.at(-1) ?? expect.fail('nothing was opened');
const errors = () => messages().map(([severity, text]) => `${severity}: ${text}`);

describe('which runs are opened', () => {
  test('those of the rows, at the end of the first', async () => {
    keep(raceAt([5, 8]));
    const rows = [
      { race: 'a', run: 1 },
      { race: 'a', run: 0 },
    ];
    await run('showNetwork', rows[0], rows);
    expect(lastPanel().title).toBe('Network');
    expect(shown()).toMatchObject({
      place: { runs: rows, chosen: 0, step: 8 },
      problem: 'Two moons, 2-3-2 network',
      runs: [
        { title: 'SGD, lr 0.2', stepsDone: 8, hasDiverged: false },
        { title: 'SGD, lr 0.1', stepsDone: 5 },
      ],
      facts: { parameters: 17 },
      precision: null,
    });
    expect(only().given.csv).toBeNull();
    expect(only().slices).toEqual([{ run: 0, kind: 'ends', seed: 0 }]);
  });

  test('of a race all runs that have steps, each once', async () => {
    keep(raceAt([5, 0, 8]));
    const rows = [
      { race: 'a', run: null },
      { race: 'a', run: 2 },
    ];
    await run('showNetwork', rows[0], rows);
    expect(shown().place.runs).toEqual([
      { race: 'a', run: 0 },
      { race: 'a', run: 2 },
    ]);
  });

  test('without rows those on the screen, the picked one in front', async () => {
    store.show(raceAt([5, 8]));
    picked.pick({ race: 'a', run: 1 });
    await run('showNetwork');
    expect(shown().place).toMatchObject({ chosen: 1, step: 8 });
    expect(shown().runs).toHaveLength(2);
  });

  test('at a place in the chart, that run after that step', async () => {
    store.show(raceAt([5, 8]));
    await run('showNetwork', { webviewSection: 'optimizerStep', at: { race: 'a', run: 1, step: 3 } });
    expect(shown().place).toMatchObject({ chosen: 1, step: 3 });
  });

  test('of many on the screen the picked one alone; else the person marks some', async () => {
    store.show(raceAt([1, 2, 3, 4, 5, 6, 7]));
    picked.pick({ race: 'a', run: 3 });
    await run('showNetwork');
    expect(shown().place.runs).toEqual([{ race: 'a', run: 3 }]);
  });

  test('of a race with many runs those that the person marks, or none', async () => {
    keep(raceAt([1, 2, 3, 4, 5, 6, 7]));
    const asked = async () => {
      const done = run('showNetwork', { race: 'a', run: null });
      await waitFor(() => expect(screen.picks).toHaveLength(1));
      const pick = screen.picks[0] ?? expect.fail('nothing was asked');
      await settled();
      return { done, pick };
    };
    const { done, pick } = await asked();
    expect(pick.items.map(({ label }) => label)).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((rate) => `SGD, lr 0.${rate}`),
    );
    pick.selectedItems = pick.items.slice(1, 3);
    pick.accept();
    await done;
    expect(shown().place.runs).toEqual([
      { race: 'a', run: 1 },
      { race: 'a', run: 2 },
    ]);
  });

  test.each([
    [
      'a race on a surface',
      () =>
        raceOf(
          { problem: { surface: 'valley' }, optimizers: [{ optimizer: 'sgd' }], lr: [0.01] },
          { id: 'a' },
        ),
      /SGD runs on a surface/,
    ],
    ['a run without a step', () => raceAt([0]), /has not taken a step yet/],
    ['too many', () => raceAt([1, 1, 1, 1, 1, 1, 1]), /7 runs are selected — Show Network takes 6 at most/],
  ])('not %s, and the person is told', async (_, race, message) => {
    const { runs } = keep(race());
    const rows = runs.map((__, number) => ({ race: 'a', run: number }));
    await run('showNetwork', rows[0], rows);
    expect(errors().join()).toMatch(message);
    expect([screen.panels.length, opened.length]).toEqual([0, 0]);
  });

  test('not of different networks', async () => {
    keep(raceAt([2]));
    keep(raceAt([2], 'b', { data: 'moons', hidden: [4] }));
    const rows = ['a', 'b'].map((race) => ({ race, run: 0 }));
    await run('showNetwork', rows[0], rows);
    expect(errors().join()).toMatch(
      /SGD, lr 0\.1 \(1\) trains Two moons, 2-3-2 network, and SGD, lr 0\.1 \(2\) Two moons, 2-4-2 network — expected runs of one network on the same data/,
    );
  });

  test('of several races runs that start otherwise, in colours that tell them apart', async () => {
    keep(raceAt([2]));
    keep(raceAt([2], 'b', { ...onMoons, init: 'xavier_normal' }));
    const rows = ['a', 'b'].map((race) => ({ race, run: 0 }));
    await run('showNetwork', rows[0], rows);
    const [first, second] = shown().runs;
    expect([first?.color, first?.variant]).not.toEqual([second?.color, second?.variant]);
  });

  test('says so where there is none', async () => {
    await run('showNetwork');
    expect(errors().join()).toMatch(/No run on the screen trains a network/);
  });

  test('says so where they were computed in single precision', async () => {
    const race = raceAt([3]);
    recordOf(race).append(
      pieceOf({ firstPoint: 1, state: { stepsDone: 3, engine: { precision: 'float32' } as never } }),
    );
    keep(race);
    await run('showNetwork', { race: 'a', run: 0 });
    expect(shown().precision).toMatch(/^The run was computed in float32/);
  });
});

describe('the page', () => {
  beforeEach(async () => {
    keep(raceAt([5, 8]));
    await run('showNetwork', { race: 'a', run: null });
    await settled();
  });

  test('asks for pictures, numbers that are not finite among them', async () => {
    await send({ type: 'request', id: 3, name: 'pictures', params: { run: 1, step: 2 } });
    const reply = told().at(-1);
    expect(reply).toMatchObject({ type: 'reply', id: 3, outcome: { result: { step: 2 } } });
    await send({ type: 'request', id: 4, name: 'pictures', params: { run: 1, step: 9 } });
    expect(told().at(-1)).toMatchObject({ id: 4, outcome: { error: 'step = 9 — expected 0 <= step <= 8' } });
  });

  test('asks for slices, each once, and gets what is told of the last', async () => {
    const request = { run: 1, kind: 'random', seed: 4 };
    await send({ type: 'slice', request });
    await send({ type: 'slice', request });
    expect(only().slices.slice(1)).toEqual([request]);
    const count = told().length;
    only().listener.onSlice({ request: { run: 0, kind: 'ends', seed: 0 }, done: 3 } as never);
    expect(told()).toHaveLength(count);
    only().listener.onSlice({ request, done: 4 } as never);
    expect(told().at(-1)).toEqual({ type: 'slice', news: { request, done: 4 } });
    await send({ type: 'stop' });
    expect(only().stops).toBe(1);
  });

  test('that was hidden gets all again, with the place where the person was', async () => {
    only().listener.onSlice({ request: { run: 0, kind: 'ends', seed: 0 }, done: 5 } as never);
    await send({ type: 'moved', chosen: 1, step: 4, isLive: false });
    await send({ type: 'ready' });
    expect(told().slice(-2)).toMatchObject([
      { type: 'opened', place: { chosen: 1, step: 4 } },
      { type: 'slice', news: { done: 5 } },
    ]);
  });

  test('that is closed lets go of the thread, and other runs take its place', async () => {
    const first = only();
    await run('showNetwork', { race: 'a', run: 1 });
    expect([first.isOpen, only().isOpen]).toEqual([false, true]);
    lastPanel().dispose();
    expect(only().isOpen).toBe(false);
    expect(screen.panels).toHaveLength(1);
  });
});

test('says how far it is while runs are gone through, and can be stopped', async () => {
  keep(raceAt([5]));
  let finish = () => {};
  opening = new Promise((resolve) => {
    finish = () => resolve('whole');
  });
  const done = run('showNetwork', { race: 'a', run: 0 });
  await settled();
  only().listener.onOpened(0.5);
  expect(told().at(-1)).toEqual({ type: 'opening', title: 'Two moons, 2-3-2 network', share: 0.5 });
  await send({ type: 'stop' });
  expect(told().at(-1)).toMatchObject({ type: 'failed', message: expect.stringContaining('Stopped') });
  expect(only().isOpen).toBe(false);
  finish();
  await done;
  expect(told().at(-1)).toMatchObject({ type: 'failed' });
});

test('after a reload it opens the same runs where the person was, and says so where it can not', async () => {
  keep(raceAt([5, 8]));
  const place = { runs: [{ race: 'a', run: 1 }], chosen: 0, step: 6 };
  const restored = [place, undefined, { ...place, runs: [{ race: 'a', run: 7 }] }].map((state) => ({
    state,
    panel: createPanel('Network', 1),
  }));
  for (const { state, panel } of restored) await network.restore(panel as never, state);
  expect(opened.map(({ given }) => given.runs.map(({ stepsDone }) => stepsDone))).toEqual([[8]]);
  expect(restored.map(({ panel }) => told(panel).at(-1))).toMatchObject([
    { type: 'opened', place },
    { type: 'failed', message: expect.stringContaining('No run is open here') },
    { type: 'failed', message: expect.stringContaining('no run of the number 7') },
  ]);
});

describe('while a run goes on', () => {
  /** How far the threads of the race are; null: they have the run no more. */
  let reached: number | null = 5;
  let race: Race;
  const weights = vi.fn(
    async (_race: Race, _run: number): Promise<Weights | null> =>
      reached === null ? null : { stepsDone: reached, parameters: new Float32Array(17).fill(0.01 * reached) },
  );
  const wentOn = () => told().filter((message) => message.type === 'wentOn');
  /** The steps of its runs, as the store hears of them. */
  async function goOn(steps: readonly number[], status: RunStatus = { kind: 'running' }): Promise<void> {
    const chunks = steps.map((stepsDone, run) => ({
      ...{ run, piece: pieceOf({ firstPoint: 1, state: { stepsDone, status } }) },
    }));
    store.append('a', chunks);
    await vi.advanceTimersByTimeAsync(0);
  }

  beforeEach(async () => {
    vi.useFakeTimers();
    weights.mockClear();
    reached = 5;
    scheduler.weights = weights as never;
    race = raceGoingOn([5, 3]);
    store.show(race);
    await run('showNetwork', { race: 'a', run: null });
    await vi.advanceTimersByTimeAsync(0);
  });
  afterEach(() => {
    network.dispose();
    vi.useRealTimers();
  });

  test('it is shown as it is, and the runs are not gone through', () => {
    expect(shown()).toMatchObject({
      isLive: true,
      isFollowed: false,
      runs: [{ goesOn: true }, { goesOn: true }],
    });
    expect(only().live).toEqual([[0, 5]]);
    expect(wentOn()).toMatchObject([{ live: { run: 0, pictures: { step: 5 } } }]);
    expect([only().followed, only().slices]).toEqual([[], []]);
  });

  test('it is shown again when it has gone on, about six times a second at most', async () => {
    for (let step = 6; step < 26; step++) {
      reached = step;
      await goOn([step, 4]);
      await vi.advanceTimersByTimeAsync(50);
    }
    // A second has passed.
    expect(only().live.length).toBeGreaterThanOrEqual(6);
    expect(only().live.length).toBeLessThanOrEqual(8);
    await vi.advanceTimersByTimeAsync(1000);
    expect(only().live.at(-1)).toEqual([0, 25]);
    expect(wentOn().at(-1)).toMatchObject({
      runs: [{ stepsDone: 25 }, { stepsDone: 4 }],
      live: { pictures: { step: 25 } },
    });
    const { length } = weights.mock.calls;
    await vi.advanceTimersByTimeAsync(5000);
    expect(weights).toHaveBeenCalledTimes(length);
  });

  test('no picture is made twice of the same step', async () => {
    await vi.advanceTimersByTimeAsync(500);
    await goOn([6, 4]);
    expect(only().live).toEqual([[0, 5]]);
    expect(wentOn().at(-1)).toMatchObject({ runs: [{ stepsDone: 6 }, {}], live: null });
  });

  test('a page out of sight asks for nothing, and catches up when it is back', async () => {
    // What it was about to ask for, too.
    await goOn([6, 4]);
    lastPanel().visible = false;
    await vi.advanceTimersByTimeAsync(500);
    reached = 9;
    await goOn([9, 4]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(weights).toHaveBeenCalledTimes(1);
    lastPanel().visible = true;
    lastPanel().webview.send({ type: 'ready' });
    await vi.advanceTimersByTimeAsync(500);
    expect(only().live.at(-1)).toEqual([0, 9]);
  });

  test('a closed one asks for nothing', async () => {
    lastPanel().dispose();
    await goOn([9, 4]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(weights).toHaveBeenCalledTimes(1);
    expect(only().isOpen).toBe(false);
  });

  test('who looks back sees how far the runs are, without pictures, and follows another when it is wanted', async () => {
    lastPanel().webview.send({ type: 'moved', chosen: 0, step: 2, isLive: false });
    await vi.advanceTimersByTimeAsync(500);
    reached = 8;
    await goOn([8, 4]);
    await vi.advanceTimersByTimeAsync(500);
    expect(weights).toHaveBeenCalledTimes(1);
    expect(wentOn().at(-1)).toMatchObject({ runs: [{ stepsDone: 8 }, {}], live: null });
    lastPanel().webview.send({ type: 'moved', chosen: 1, step: 4, isLive: true });
    await vi.advanceTimersByTimeAsync(500);
    expect(only().live.at(-1)).toEqual([1, 8]);
  });

  test('at its end all runs are gone through, and their landscape is computed', async () => {
    await vi.advanceTimersByTimeAsync(500);
    reached = null;
    await goOn([12, 10], { kind: 'finished' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(only().followed).toEqual([[12, 10]]);
    expect(told()).toContainEqual({ type: 'following', share: 0 });
    expect(shown()).toMatchObject({ isLive: false, isFollowed: true, place: { step: 12 } });
    expect(only().slices).toEqual([{ run: 0, kind: 'ends', seed: 0 }]);
  });

  test('the person can have the landscape before, as far as the runs are, and the whole one at the end', async () => {
    lastPanel().webview.send({ type: 'follow' });
    await vi.advanceTimersByTimeAsync(500);
    expect(only().followed).toEqual([[5, 3]]);
    expect(shown()).toMatchObject({ isLive: true, isFollowed: true });
    expect(only().slices).toHaveLength(1);
    await goOn([12, 10], { kind: 'finished' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(only().followed).toEqual([
      [5, 3],
      [12, 10],
    ]);
    expect(only().slices).toHaveLength(2);
  });

  test('going through them can be stopped, and is not begun again by itself', async () => {
    let stop = () => {};
    opening = new Promise((resolve) => {
      stop = () => resolve('stopped');
    });
    await goOn([12, 10], { kind: 'finished' });
    await vi.advanceTimersByTimeAsync(1000);
    lastPanel().webview.send({ type: 'stop' });
    expect(only().stops).toBe(1);
    stop();
    await vi.advanceTimersByTimeAsync(1000);
    expect(told().at(-1)).toEqual({ type: 'following', share: null });
    store.append('a', []);
    await vi.advanceTimersByTimeAsync(1000);
    expect(only().followed).toHaveLength(1);
    expect(lastPanel().webview.posted.some((message) => (message as ToNetworks).type === 'failed')).toBe(
      false,
    );
  });
});
