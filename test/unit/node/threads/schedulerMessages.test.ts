/** What the scheduler asks the threads of a race for, with threads that only listen. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { KeptCheckpoint } from '../../../../core/engine/checkpointFile.ts';
import { GpuError } from '../../../../core/engine/gpu/messages.ts';
import { parseExperiment } from '../../../../core/experiment/parseExperiment.ts';
import type { Race } from '../../../../core/race/race.ts';
import { decodeRace, encodeRace } from '../../../../core/race/raceFile.ts';
import { RaceStore } from '../../../../core/race/store.ts';
import { raceStarters } from '../../../../node/threads/raceStarters.ts';
import { RaceThreads, type RaceThreadsOptions } from '../../../../threads/race/raceThreads.ts';
import { Scheduler } from '../../../../threads/race/scheduler.ts';
import { onDigits, onValley } from '../../experiment/faults.ts';
import { pieceOf, raceOf, recordOf } from '../../race/pieces.ts';
import { createLog, type WrittenLog } from '../library/libraryTools.ts';

vi.mock('../../../../threads/race/raceThreads.ts', () => {
  const made = vi.fn(function Threads(this: object) {
    Object.assign(this, { send: vi.fn(), terminate: vi.fn(), checkpoint: vi.fn(), handOver: vi.fn() });
  });
  return { RaceThreads: made };
});

const made = vi.mocked(RaceThreads);
const starters = raceStarters({ worker: 'w', helper: 'h', data: 'd', kernels: 'k' });
let store: RaceStore;
let log: WrittenLog;
let scheduler: Scheduler;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_790_000_000_000 });
  made.mockClear();
  store = new RaceStore();
  log = createLog();
  scheduler = new Scheduler(store, starters, log);
});

afterEach(() => {
  scheduler.dispose();
  vi.useRealTimers();
});

const start = (experiment: object = onValley(), options: object = {}): Race =>
  scheduler.start(parseExperiment(experiment), null, { cores: 4, ...options });
const threads = (race = 0) => vi.mocked(made.mock.instances[race] as RaceThreads);
const sent = (race = 0) => threads(race).send.mock.calls.map(([message]) => message);
const optionsOf = (race = 0) => made.mock.calls[race]?.[1] as RaceThreadsOptions;
/** Some steps of the race's first run. */
const record = (race: Race, stepsDone: number) =>
  store.append(race.id, [{ run: 0, piece: pieceOf({ state: { stepsDone, status: { kind: 'running' } } }) }]);
const endAll = (race: Race) =>
  store.append(
    race.id,
    race.runs.map((_, run) => ({ run, piece: pieceOf({ state: { status: { kind: 'finished' } } }) })),
  );

const memoryWith = (roomFor: (race: Race) => number) => ({ roomFor, reserve() {}, release() {} });
const statuses = (race: Race) => race.runs.map(({ record: each }) => each.state.status);

describe('a race that waits for where it goes', () => {
  const link = { request: async () => expect.fail('nothing is asked') };
  const faster = { onGpu: true, reason: 'measured to be 3 times as fast' };
  const three = onDigits({ lr: [0.1, 0.2, 0.3] });
  let decide: (verdict: typeof faster) => void;
  let asked: { race: Race; room: object; waiting: { signal: AbortSignal; onMeasure(): void } }[];

  const memory = memoryWith(({ experiment, runs }) => runs.length - (experiment.engine === 'gpu' ? 1 : 0));
  const withChoice = (choose: () => unknown) => {
    scheduler.dispose();
    asked = [];
    const gpu = {
      link,
      choose: (race: Race, room: object, waiting: (typeof asked)[number]['waiting']) => {
        asked.push({ race, room, waiting });
        return choose() as typeof faster;
      },
    };
    scheduler = new Scheduler(store, starters, log, { gpu, memory });
  };
  const undecided = () =>
    withChoice(
      () =>
        new Promise((resolve) => {
          decide = resolve;
        }),
    );
  const settle = () => vi.advanceTimersByTimeAsync(1);

  test('begins at once where that is known', () => {
    withChoice(() => faster);
    const race = start(three);
    expect(optionsOf()).toMatchObject({ auto: faster });
    expect(race.threads).toBe(1);
    expect(asked).toMatchObject([{ race, room: { cores: 4, runsAtOnce: 3 } }]);
  });

  test('has the room that there is where it goes', () => {
    withChoice(() => faster);
    start(three);
    withChoice(() => ({ onGpu: false, reason: null }));
    start(three);
    expect([optionsOf(0).room, optionsOf(1).room]).toEqual([2, 3]);
  });

  test('is on the screen meanwhile, and begins when it is known', async () => {
    undecided();
    const race = start(three);
    expect(store.current).toBe(race);
    expect([race.threads, race.phase, made.mock.calls.length]).toEqual([3, 'running', 0]);
    decide(faster);
    await settle();
    expect(optionsOf()).toMatchObject({ auto: faster });
    expect(race.threads).toBe(1);
    expect(log.lines).toContain(
      `info: race ${race.id}: auto is the GPU, since measured to be 3 times as fast`,
    );
  });

  test('says that it waits for a measurement, as long as it does', async () => {
    undecided();
    const race = start(three);
    asked[0]?.waiting.onMeasure();
    const reason = 'the GPU is measured, once';
    expect(statuses(race)).toEqual(new Array(3).fill({ kind: 'queued', reason }));
    decide(faster);
    await settle();
    expect(statuses(race)).toEqual(new Array(3).fill({ kind: 'queued' }));
  });

  test('is the processor’s where that can’t be found out', async () => {
    withChoice(() => Promise.reject(new Error('no memory')));
    const race = start(three);
    await settle();
    expect(optionsOf()).toMatchObject({ auto: { onGpu: false, reason: null } });
    expect(log.lines).toContain(`error: race ${race.id}: no memory`);
  });

  test('can be paused, and begins paused', async () => {
    undecided();
    const race = start(three);
    scheduler.pause(race);
    decide(faster);
    await settle();
    expect([race.phase, made.mock.calls.length]).toEqual(['paused', 1]);
  });

  test('can be stopped, and never begins', async () => {
    undecided();
    const race = start(three);
    scheduler.stop(race);
    expect(asked[0]?.waiting.signal.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(50);
    expect(race.phase).toBe('ended');
    expect(statuses(race)).toEqual(new Array(3).fill({ kind: 'stopped' }));
    decide(faster);
    await settle();
    expect(made).not.toHaveBeenCalled();
  });

  test('never begins after the end of all', async () => {
    undecided();
    start(three);
    start(three);
    scheduler.dispose();
    expect(asked.map(({ waiting }) => waiting.signal.aborted)).toEqual([true, true]);
    decide(faster);
    await settle();
    expect(made).not.toHaveBeenCalled();
  });
});

describe('a race that asks for the GPU', () => {
  const three = onDigits({ engine: 'gpu', lr: [0.1, 0.2, 0.3] });
  const facts = {
    name: 'Test',
    isSoftware: false,
    hasSubgroups: false,
    version: '1',
    largestBuffer: 2 ** 30,
  };
  let open: ReturnType<typeof vi.fn<(request: object) => Promise<unknown>>>;

  const withDevice = (answer: () => Promise<unknown>) => {
    scheduler.dispose();
    open = vi.fn(answer);
    const gpu = { link: { request: open as never }, choose: () => ({ onGpu: false, reason: null }) };
    const memory = memoryWith(({ experiment }) => (experiment.engine === 'gpu' ? 2 : 3));
    scheduler = new Scheduler(store, starters, log, { gpu, memory });
    return gpu;
  };
  const refused = (message: string, isLost = false) =>
    withDevice(() => Promise.reject(new GpuError({ message, isLost })));
  const settle = () => vi.advanceTimersByTimeAsync(1);

  test('has one thread for all of it where the device opens', async () => {
    const gpu = withDevice(async () => facts);
    const race = start(three);
    expect(store.current).toBe(race);
    expect(made).not.toHaveBeenCalled();
    await settle();
    expect(open.mock.calls).toEqual([[{ type: 'open' }]]);
    expect(race.threads).toBe(1);
    expect(optionsOf()).toMatchObject({ gpu, room: 2 });
    expect(log.lines).toContain(`info: race ${race.id}: gpu is the GPU`);
  });

  test.each([
    ['networks', three],
    ['surfaces', onValley({ engine: 'gpu', lr: [0.1, 0.2, 0.3] })],
  ])(
    'with %s has the threads and the room of the processor where it is refused, and says why',
    async (_, given) => {
      refused('this window has no WebGPU');
      const race = start(given);
      await settle();
      expect(race.threads).toBe(3);
      expect(optionsOf()).toMatchObject({ gpu: 'this window has no WebGPU', room: 3 });
      expect(log.lines).toContain(
        `info: race ${race.id}: gpu is the processor, since this window has no WebGPU`,
      );
    },
  );

  test('opens a device that is lost again, three times in all', async () => {
    refused('the page has ended', true);
    start(three);
    await settle();
    expect(open).toHaveBeenCalledTimes(3);
    expect(optionsOf().gpu).toBe('the GPU was lost 3 times in a row: the page has ended');
  });

  test('can be stopped meanwhile, and never begins', async () => {
    let answer: (given: object) => void = () => {};
    withDevice(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const race = start(three);
    scheduler.stop(race);
    await vi.advanceTimersByTimeAsync(50);
    expect(race.runs.map(({ record: each }) => each.state.status.kind)).toEqual(new Array(3).fill('stopped'));
    answer(facts);
    await settle();
    expect(made).not.toHaveBeenCalled();
  });

  test('opens none where its schedule keeps all runs from it', () => {
    refused('nobody asks');
    const race = start({ ...three, schedule: { name: 'ReduceLROnPlateau' } });
    expect(open).not.toHaveBeenCalled();
    expect([race.threads, optionsOf().room]).toEqual([3, 3]);
  });

  test('fails where it can’t begin', async () => {
    withDevice(async () => facts);
    made.mockImplementationOnce(function Threads() {
      throw new Error('there are no threads left');
    });
    const race = start(three);
    await settle();
    expect(race.phase).toBe('ended');
    const failed = { kind: 'failed', message: 'there are no threads left' };
    expect(race.runs.map(({ record: each }) => each.state.status)).toEqual(new Array(3).fill(failed));
    expect(log.lines).toContain(`error: race ${race.id}: it can't begin: there are no threads left`);
  });
});

describe('a race that starts', () => {
  test('is on the screen, with its threads and the pace of its kind', () => {
    const race = start(onValley({ lr: [0.1, 0.2, 0.3] }));
    expect(store.current).toBe(race);
    expect(race).toMatchObject({ startedAt: 1_790_000_000_000, threads: 3, speed: 1, phase: 'running' });
    expect(race.id).toMatch(/^1790000000000-[0-9a-f-]{36}$/);
    expect(log.lines).toEqual([`info: race ${race.id}: ${race.title}, 3 runs`]);
    expect(optionsOf()).toMatchObject({ threads: starters, log, cores: 4, room: 3, data: null });
    expect(start(onDigits()).speed).toBe('max');
  });

  test('has the speed, the question and the data that it is started with', () => {
    const caption = { question: 'Why?', answer: 'So.', next: null };
    const shape = { rows: 100, features: 2, classes: 0, contentHash: 'ab' };
    const data = { training: {} };
    const problem = { csv: 'a.csv', target: 'y', hidden: [4] };
    const race = scheduler.start(parseExperiment(onDigits({ problem })), caption, {
      ...{ speed: 4, cores: 2 },
      csv: { folder: '/data', shape, data } as never,
    });
    expect(race).toMatchObject({ speed: 4, caption, csv: { folder: '/data', shape } });
    expect(race.csv).not.toHaveProperty('data');
    expect(optionsOf().data).toBe(data);
  });

  test('has as many threads as there is room for', () => {
    scheduler.dispose();
    scheduler = new Scheduler(store, starters, log, {
      memory: memoryWith(({ runs }) => runs.length - 1),
    });
    expect(start(onValley({ lr: [0.1, 0.2, 0.3] })).threads).toBe(2);
    expect(optionsOf().room).toBe(2);
  });

  test('leaves those that go on alone', async () => {
    const first = start();
    const second = start();
    await vi.advanceTimersByTimeAsync(1000);
    expect([sent(0), sent(1)]).toEqual([[], []]);
    expect([first.phase, second.phase, store.current]).toEqual(['running', 'running', second]);
  });

  test('that can’t begin fails, and the next begins', async () => {
    const four = [start(), start(), start(), start()];
    const [fifth, sixth] = [start(), start()];
    made.mockImplementationOnce(function Threads() {
      throw new Error('there are no threads left');
    });
    endAll(four[0] ?? expect.fail());
    await vi.advanceTimersByTimeAsync(1);
    expect(statuses(fifth)).toEqual([{ kind: 'failed', message: 'there are no threads left' }]);
    expect([sixth.phase, made.mock.calls.length, made.mock.calls.at(-1)?.[0]]).toEqual(['running', 6, sixth]);
  });
});

describe('a race whose turn it isn’t', () => {
  const waiting = (reason: string) => [{ kind: 'queued', reason }];
  let four: Race[];
  let fifth: Race;

  beforeEach(() => {
    four = [start(), start(), start(), start()];
    fifth = start();
  });
  const first = () => four[0] ?? expect.fail('there is none');

  test('is on the screen and says how many go first', () => {
    const sixth = start();
    expect(made).toHaveBeenCalledTimes(4);
    expect([store.current, fifth.phase]).toEqual([sixth, 'running']);
    expect([statuses(fifth), statuses(sixth)]).toEqual([
      waiting('4 experiments go first'),
      waiting('5 experiments go first'),
    ]);
    endAll(first());
    expect([statuses(fifth), statuses(sixth)]).toEqual([
      [{ kind: 'queued' }],
      waiting('4 experiments go first'),
    ]);
    expect(made.mock.calls.at(-1)?.[0]).toBe(fifth);
  });

  test('begins when one that goes on is paused', () => {
    scheduler.pause(first());
    expect(made.mock.calls.at(-1)?.[0]).toBe(fifth);
    scheduler.resume(first());
    expect(four.concat(fifth).map(({ phase }) => phase)).toEqual(new Array(5).fill('running'));
  });

  test('can be stopped, and never begins', async () => {
    const sixth = start();
    scheduler.stop(fifth);
    expect(statuses(sixth)).toEqual(waiting('4 experiments go first'));
    await vi.advanceTimersByTimeAsync(40);
    expect([fifth.phase, statuses(fifth)]).toEqual(['ended', [{ kind: 'stopped' }]]);
    endAll(first());
    expect(made.mock.calls.map(([race]) => race)).toEqual([...four, sixth]);
  });

  test('can be paused, lets others by, and begins when it is resumed', () => {
    const sixth = start();
    scheduler.pause(fifth);
    expect(statuses(sixth)).toEqual(waiting('4 experiments go first'));
    endAll(first());
    expect(made.mock.calls.at(-1)?.[0]).toBe(sixth);
    endAll(four[1] ?? first());
    expect(made).toHaveBeenCalledTimes(5);
    scheduler.resume(fifth);
    expect(made.mock.calls.at(-1)?.[0]).toBe(fifth);
  });

  test('takes a step when it is asked for one while it is paused', () => {
    scheduler.pause(fifth);
    scheduler.step(fifth);
    expect(made.mock.calls.at(-1)?.[0]).toBe(fifth);
    expect(sent(4)).toEqual([{ type: 'stepTo', step: 1 }]);
  });

  test('has the speed that it is given while it waits', () => {
    scheduler.setSpeed(fifth, 4);
    endAll(first());
    expect(made.mock.calls.at(-1)?.[0]).toMatchObject({ speed: 4 });
  });
});

describe('memory', () => {
  test('is reserved for what goes on, and released when that has ended', () => {
    scheduler.dispose();
    const reserved: [string, number][] = [];
    const memory = {
      roomFor: ({ runs }: Race) => runs.length - 1,
      reserve: ({ id }: Race, runs: number) => void reserved.push([id, runs]),
      release: ({ id }: { readonly id: string }) => void reserved.push([id, 0]),
    };
    scheduler = new Scheduler(store, starters, log, { memory });
    const race = start(onValley({ lr: [0.1, 0.2, 0.3] }));
    expect(reserved).toEqual([[race.id, 2]]);
    endAll(race);
    expect(reserved).toEqual([
      [race.id, 2],
      [race.id, 0],
    ]);
  });

  test('that there isn’t is waited for', () => {
    scheduler.dispose();
    let room = 2;
    scheduler = new Scheduler(store, starters, log, { memory: memoryWith(() => room) });
    const race = start();
    room = 0;
    const other = start();
    expect(statuses(other)).toEqual([{ kind: 'queued', reason: '1 experiment goes first' }]);
    endAll(race);
    expect(made.mock.calls.at(-1)?.[0]).toBe(other);
    expect(optionsOf(1).room).toBe(0);
  });
});

describe('what the person does', () => {
  test('pauses and goes on', () => {
    const race = start();
    scheduler.pause(race);
    expect(race.phase).toBe('paused');
    scheduler.resume(race);
    expect(race.phase).toBe('running');
    scheduler.setSpeed(race, 0.25);
    expect(race.speed).toBe(0.25);
    expect(sent()).toEqual([{ type: 'pause' }, { type: 'resume' }, { type: 'setSpeed', speed: 0.25 }]);
  });

  test('a step brings runs on a surface level with the one ahead', () => {
    const race = start(onValley({ lr: [0.1, 0.2] }));
    record(race, 41);
    scheduler.step(race);
    expect(sent()).toEqual([]);
    scheduler.pause(race);
    scheduler.step(race);
    expect(sent().slice(1)).toEqual([{ type: 'stepTo', step: 42 }]);
  });

  test.each([
    ['runs on data', onDigits()],
    [
      'very many runs on a surface',
      onValley({
        lr: Array.from({ length: 16 }, (_, i) => 0.001 * (i + 1)),
        optimizers: Array.from({ length: 40 }, (_, i) => ({
          optimizer: 'momentum',
          hyperparameters: { momentum: i / 50 },
        })),
      }),
    ],
  ])('a step is one of each of %s', (_, experiment) => {
    const race = start(experiment);
    record(race, 41);
    scheduler.pause(race);
    scheduler.step(race);
    expect(sent().slice(1)).toEqual([{ type: 'stepEach' }]);
  });

  test('reaches no race that has ended', () => {
    const race = start();
    endAll(race);
    scheduler.resume(race);
    scheduler.setSpeed(race, 4);
    expect(sent()).toEqual([]);
    expect(race.phase).toBe('ended');
  });
});

describe('a race that is stopped', () => {
  test('has a moment to hand over what it has, and is ended then', async () => {
    const race = start(onValley({ lr: [0.1, 0.2] }));
    scheduler.stop(race);
    expect(sent()).toEqual([{ type: 'stop' }]);
    await vi.advanceTimersByTimeAsync(39);
    expect([race.phase, threads().terminate.mock.calls.length]).toEqual(['running', 0]);
    await vi.advanceTimersByTimeAsync(1);
    expect(threads().terminate).toHaveBeenCalledOnce();
    expect(race.phase).toBe('ended');
    expect(race.runs.map(({ record: each }) => each.state.status.kind)).toEqual(['stopped', 'stopped']);
  });

  test('is left alone where it has ended by itself', async () => {
    const race = start();
    scheduler.stop(race);
    optionsOf().delivery.add([{ run: 0, piece: pieceOf({ state: { status: { kind: 'finished' } } }) }]);
    await vi.advanceTimersByTimeAsync(100);
    expect(threads().terminate).not.toHaveBeenCalled();
    expect(race.runs[0]?.record.state.status.kind).toBe('finished');
  });

  test('waits for what is being kept, but its threads end', async () => {
    scheduler.dispose();
    let release = () => {};
    const keep = () =>
      new Promise<void>((resolve) => {
        release = resolve;
      });
    scheduler = new Scheduler(store, starters, log, { keep });
    const race = start();
    optionsOf().delivery.add([{ run: 0, piece: pieceOf({ state: { status: { kind: 'finished' } } }) }]);
    scheduler.stop(race);
    await vi.advanceTimersByTimeAsync(1000);
    expect([race.phase, threads().terminate.mock.calls.length]).toEqual(['running', 1]);
    release();
    await vi.advanceTimersByTimeAsync(1);
    expect(race.runs[0]?.record.state.status.kind).toBe('finished');
  });

  test('that it doesn’t know is no fault', async () => {
    const race = start();
    endAll(race);
    scheduler.stop(race);
    await vi.advanceTimersByTimeAsync(100);
    expect(threads().terminate).not.toHaveBeenCalled();
  });
});

describe('checkpoints', () => {
  const keep = vi.fn(async () => {});
  const load = vi.fn(async (_: Race) => new Map<number, KeptCheckpoint>());

  beforeEach(() => {
    scheduler.dispose();
    scheduler = new Scheduler(store, starters, log, { checkpoints: { keep, load } });
  });

  /** A race as it comes back after a reload: of its runs the first was going on, and the second had ended. */
  const interrupted = (given: object = onValley({ lr: [0.1, 0.2] })) => {
    const race = raceOf(given, { id: 'race-7', startedAt: 7 });
    recordOf(race).append(pieceOf({ loss: [2, 1], position: [1, 1, 1, 1], state: { stepsDone: 1 } }));
    recordOf(race, 1).append(pieceOf({ loss: [2, 1], position: [1, 1, 1, 1], state: { stepsDone: 1 } }));
    recordOf(race, 1).end({ kind: 'finished' });
    return decodeRace(encodeRace(race));
  };

  test('are asked for when a race is paused, and when the window closes', async () => {
    const [first] = [start(), start()];
    scheduler.pause(first);
    expect([0, 1].map((race) => threads(race).checkpoint.mock.calls.length)).toEqual([1, 0]);
    await scheduler.handOver();
    expect([0, 1].map((race) => threads(race).handOver.mock.calls.length)).toEqual([1, 1]);
    expect(optionsOf().keepCheckpoints).toBe(keep);
    expect(optionsOf().from).toEqual(new Map());
  });

  test('are what an interrupted race goes on from, as the race that it was', async () => {
    const race = interrupted();
    store.show(race);
    const change = vi.fn();
    store.onDidChange(change);
    const recorder = { points: 1, evaluations: 0 };
    const state = { ...recordOf(race).state, stepsDone: 0 };
    const { id = '' } = race.runs[0]?.spec ?? {};
    const kept = new Map([[0, { block: new Uint8Array(), id, checkpoint: { recorder, state } as never }]]);
    load.mockResolvedValueOnce(kept);
    expect(await scheduler.continueRace(race, { cores: 4 })).toBe(0);
    expect(load).toHaveBeenCalledWith(race);
    expect(race).toMatchObject({ id: 'race-7', startedAt: 7, phase: 'running', threads: 1 });
    expect(statuses(race)).toEqual([{ kind: 'queued' }, { kind: 'finished' }]);
    expect(race.runs.map(({ record: each }) => each.length)).toEqual([1, 2]);
    expect(change.mock.calls[0]).toMatchObject([{ type: 'shown', shown: { id: 'race-7' } }]);
    expect(store.current).toBe(race);
    expect(made.mock.calls).toMatchObject([[race, { cores: 4, data: null }]]);
    expect(optionsOf().from).toEqual(kept);
    expect(log.lines).toContain('info: race race-7: 1 runs go on from a checkpoint, 0 begin again');
    endAll(race);
    expect(race.phase).toBe('ended');
  });

  test('that there are none of make runs begin again, once, however often that is asked for', async () => {
    const race = interrupted();
    const again = await Promise.all([scheduler.continueRace(race), scheduler.continueRace(race)]);
    expect([again, made.mock.calls.length]).toEqual([[1, 0], 1]);
    expect(race.runs.map(({ record: each }) => each.length)).toEqual([0, 2]);
  });

  test('of a race that was not interrupted are not looked for in vain', async () => {
    const race = start();
    expect(await scheduler.continueRace(race)).toBe(0);
    endAll(race);
    expect(await scheduler.continueRace(race)).toBe(0);
    expect(made).toHaveBeenCalledOnce();
  });

  test('a race that goes on waits for its turn as any other, and says so', async () => {
    for (let others = 0; others < 4; others++) start();
    const race = interrupted();
    await scheduler.continueRace(race);
    expect(statuses(race)).toEqual([
      { kind: 'queued', reason: '4 experiments go first' },
      { kind: 'finished' },
    ]);
  });

  test('a race on a file goes on with its data', async () => {
    const data = { training: {} };
    await scheduler.continueRace(interrupted(), { csv: { folder: '/', shape: {}, data } as never });
    expect(optionsOf().data).toBe(data);
  });
});

test('all threads end with it, and it follows the store no more', () => {
  const first = start();
  start();
  scheduler.dispose();
  expect([0, 1].map((race) => threads(race).terminate.mock.calls.length)).toEqual([1, 1]);
  scheduler.dispose();
  expect(threads(0).terminate).toHaveBeenCalledOnce();
  scheduler.pause(first);
  expect(sent(0)).toEqual([]);
});
