/** The learning rate range test in the editor: what is asked, what its page is told, and what becomes of the rates. */
import './loadedParts.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Experiment } from '../../../core/experiment/schema.ts';
import type { ToRangeTest } from '../../../core/protocol/rangeTest.ts';
import { createRace, type Race } from '../../../core/race/race.ts';
import { raceOf } from '../race/pieces.ts';
import {
  calls,
  editor,
  file,
  messages,
  openBeforeEach,
  rangeTest,
  run,
  scheduler,
  store,
} from './commandsWindow.ts';
import { person, screen } from './fake/screen.ts';
import { createPanel, FakeDocument } from './fake/widgets.ts';

openBeforeEach();

const digits = {
  problem: { data: 'digits', hidden: [8] },
  optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam', lr: [0.001, 0.01] }],
  ...{ lr: [0.1], batch_size: [64], epochs: 3, scale_lr: { base_batch_size: 32 } },
};

let tested: Race;

beforeEach(() => {
  scheduler.start.mockImplementation((experiment: Experiment) => {
    calls.push('start');
    tested = { ...createRace(experiment, { id: 'tested', startedAt: 0 }), phase: 'running' };
    store.open(tested);
    return tested;
  });
  screen.choose = (items) => items.find(({ label }) => label === 'Adam') ?? items[0];
});

const opened = () => screen.panels.filter(({ title }) => title === 'LR Range Test').at(-1);
const panel = () => opened() ?? expect.fail('no page');
const told = () => panel().webview.posted as unknown as ToRangeTest[];
const shown = () => {
  const message = told().at(-1);
  return message?.type === 'test' ? message : expect.fail(`nothing was shown: ${JSON.stringify(message)}`);
};
const settled = () => new Promise((resolve) => setTimeout(resolve, 80));
const send = async (message: object) => {
  panel().webview.send(message);
  await settled();
};
/** Records losses from the first on. */
function record(losses: readonly number[], status: object = { kind: 'running' }): void {
  const state = { ...tested.runs[0]?.record.state, engine: 'float32', stepsDone: losses.length - 1, status };
  const points = { loss: Float64Array.from(losses) };
  store.append('tested', [{ run: 0, piece: { firstPoint: 0, points, evaluations: [], state } as never }]);
}
const falling = Array.from({ length: 100 }, (_, i) => 3 - 2 / (1 + Math.exp((50 - i) / 5)));

test('of the race on the screen the optimizer that the person chooses, beside what is on the screen', async () => {
  store.show(raceOf(digits, { id: 'a' }));
  const asked: string[][] = [];
  screen.choose = (items) => {
    asked.push(items.map(({ label }) => label));
    return items[1];
  };
  await run('rangeTest');
  // The first test of the file loads what the command needs.
  await expect.poll(() => opened()?.webview.posted.length ?? 0).toBeGreaterThan(0);
  expect(asked).toEqual([['SGD', 'Adam']]);
  expect(tested.title).toBe('LR range test of Adam');
  expect(store.shown?.races[0]?.id).toBe('a');
  expect(shown()).toMatchObject({
    optimizer: 'Adam',
    stepsDone: 0,
    isRunning: true,
    isNoisy: true,
    suggestions: [],
  });
  expect(shown().steps).toBeGreaterThanOrEqual(100);
  expect(shown().range[0]).toBe(1e-7);
  expect(shown().range[1]).toBeCloseTo(10, 8);
});

test('of the experiment file in front; without any, of the digits', async () => {
  const uri = file(JSON.stringify({ ...digits, optimizers: [{ optimizer: 'lion' }] }));
  editor.current = uri;
  person.goTo(new FakeDocument(uri, ''));
  await run('rangeTest');
  await settled();
  expect(shown().optimizer).toBe('Lion');
});

test('without a race or a file, of the digits', async () => {
  await run('rangeTest');
  await settled();
  expect(shown()).toMatchObject({ optimizer: 'Adam', problem: expect.stringContaining('digits') });
});

test('nothing is opened where the person chooses nothing', async () => {
  screen.choose = () => undefined;
  await run('rangeTest');
  await settled();
  expect([screen.panels.length, calls]).toEqual([0, []]);
});

describe('the page', () => {
  beforeEach(async () => {
    store.show(raceOf(digits, { id: 'a' }));
    await run('rangeTest');
    await settled();
  });

  test('follows the run, and is told its suggestions', async () => {
    record(falling);
    await settled();
    expect(shown().curve.rates).toHaveLength(99);
    expect(shown().suggestions.map(({ kind }) => kind)).toEqual(['valley', 'steepest', 'tenth']);
    expect(calls).not.toContain('stop');
  });

  test('stops the run when its loss is above four times the best, and once alone', async () => {
    record([...falling, 5000]);
    await settled();
    expect(shown().curve.end).toBe('rise');
    expect(calls.filter((call) => call === 'stop')).toHaveLength(1);
    tested.phase = 'ended';
    store.setSpeed(tested, 'max');
    await settled();
    expect(shown()).toMatchObject({ isRunning: false, curve: { end: 'rise' } });
    expect(calls.filter((call) => call === 'stop')).toHaveLength(1);
  });

  test('says that a run which diverged has ended, and why one failed', async () => {
    record(falling, { kind: 'diverged', step: 100 });
    await settled();
    expect(shown().curve.end).toBe('not finite');
    await run('rangeTest');
    await settled();
    record([1], { kind: 'failed', message: 'no memory' });
    await settled();
    expect(told().at(-1)).toEqual({ type: 'failed', message: 'no memory' });
  });

  test('runs the optimizer alone at a rate, as it is read: not scaled with the batch', async () => {
    await send({ type: 'use', lr: 0.02 });
    const [experiment] = scheduler.start.mock.calls.at(-1) ?? [];
    expect(experiment).toMatchObject({
      problem: digits.problem,
      optimizers: [{ optimizer: 'adam' }],
      lr: [0.02],
      batch_size: [64],
      epochs: 3,
    });
    expect(experiment.scale_lr).toBeUndefined();
    expect(experiment.optimizers).toEqual([{ optimizer: 'adam' }]);
  });

  test('copies a rate, stops, and tests again', async () => {
    await send({ type: 'copy', lr: 0.02 });
    expect(screen.clipboard).toBe('0.02');
    await send({ type: 'stop' });
    expect(calls).toContain('stop');
    const before = scheduler.start.mock.calls.length;
    await send({ type: 'again' });
    expect(scheduler.start.mock.calls.length).toBe(before + 1);
    expect(screen.panels.filter(({ title }) => title === 'LR Range Test')).toHaveLength(1);
  });

  test('is told everything again when it comes back into sight', async () => {
    record(falling);
    await settled();
    const before = shown();
    await send({ type: 'ready' });
    expect(told().at(-1)).toEqual(before);
  });

  test('comes back after a reload, by what it remembers', async () => {
    record(falling);
    await settled();
    const { place } = JSON.parse(JSON.stringify(shown()));
    const again = createPanel('LR Range Test', 1);
    await rangeTest?.restore(again as never, place);
    const message = again.webview.posted.at(-1) as unknown as ToRangeTest;
    expect(message).toMatchObject({ type: 'test', optimizer: 'Adam' });
    const other = createPanel('LR Range Test', 1);
    await rangeTest?.restore(other as never, { nothing: true });
    expect(other.webview.posted.at(-1)).toMatchObject({
      type: 'failed',
      message: 'No test is open here. Choose LR Range Test.',
    });
  });

  test('a message that is none goes to the log alone', async () => {
    const before = told().length;
    await send({ type: 'use', lr: -1 });
    expect([told().length, messages()]).toEqual([before, []]);
  });
});
