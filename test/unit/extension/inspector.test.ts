/** The step inspector in the editor: which run it opens, what its page is told and may ask, and what ends it. */
import './loadedParts.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Inspection } from '../../../core/debug/inspector/inspection.ts';
import { Replay } from '../../../core/debug/replay.ts';
import type { ToInspector } from '../../../core/protocol/inspector.ts';
import type { Race } from '../../../core/race/race.ts';
import { digitsOf } from '../../../core/rule/inspect/digits.ts';
import type { InspectedRun } from '../../../extension/backend/openThreads.ts';
import { keptPlace } from '../../../webview/inspector/inspectorState.ts';
import { pieceOf, raceOf, recordOf } from '../race/pieces.ts';
import { waitFor } from '../waitFor.ts';
import {
  commands,
  inspect,
  inspector,
  keep,
  messages,
  openBeforeEach,
  picked,
  positions,
  run,
  store,
} from './commandsWindow.ts';
import { screen } from './fake/screen.ts';
import { createPanel, type FakePanel } from './fake/widgets.ts';

openBeforeEach();

/** Runs that were opened, and whether they are let go of. */
const opened: { readonly given: InspectedRun; isOpen: boolean }[] = [];

beforeEach(() => {
  opened.length = 0;
  inspect.mockImplementation(async (given) => {
    const inspection = new Inspection(given.run, null);
    const entry = { given, isOpen: true };
    opened.push(entry);
    return {
      facts: async () => inspection.facts,
      step: async (step, parameters) => inspection.step(step, parameters),
      parameters: async (step, query) => inspection.parameters(step, query, 5),
      firstFault: async () => inspection.firstFault(),
      dispose() {
        entry.isOpen = false;
      },
    };
  });
});

/** A race on the valley whose runs have taken some steps each, by their rates. */
function raceAt(steps: readonly number[], id = 'a'): Race {
  const race = raceOf(
    {
      problem: { surface: 'valley' },
      optimizers: [{ optimizer: 'adam' }],
      lr: steps.map((_, i) => 0.01 * (i + 1)),
      steps: 20,
    },
    { id },
  );
  for (const [number, count] of steps.entries()) {
    const spec = race.runs[number]?.spec ?? expect.fail('no run');
    const replay = new Replay(spec, null);
    const loss = [replay.loss];
    for (let i = 0; i < count; i++) {
      replay.forward();
      loss.push(replay.loss);
    }
    recordOf(race, number).append(pieceOf({ loss, state: { stepsDone: count } }));
  }
  return race;
}

const lastPanel = () => screen.panels.at(-1) ?? expect.fail('no page');
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const told = (panel: FakePanel = lastPanel()) => panel.webview.posted as unknown as ToInspector[];
const shown = (panel?: FakePanel) => {
  const last = told(panel).findLast(({ type }) => type === 'opened');
  return last?.type === 'opened' ? last : expect.fail('nothing was opened');
};
const ask = async (name: string, params: object) => {
  const replies = () => told().filter(({ type }) => type === 'reply');
  const before = replies().length;
  lastPanel().webview.send({ type: 'request', id: 7, name, params });
  await waitFor(() => expect(replies().length).toBe(before + 1));
  return replies().at(-1);
};

const rowWith = (name: string, after = Number.NaN) =>
  expect.objectContaining({ name, values: [expect.objectContaining({ after: digitsOf(after) })] });

describe('which run is opened', () => {
  test('of a row its run, at its first step', async () => {
    keep(raceAt([3, 12]));
    await run('inspectStep', { race: 'a', run: 1 });
    expect(lastPanel().title).toBe('Step Inspector');
    expect(told().map(({ type }) => type)).toEqual(['opening', 'opened']);
    expect(told()[0]).toEqual({ type: 'opening', title: 'Adam, lr 0.02' });
    expect(shown()).toMatchObject({
      place: { race: 'a', run: 1, step: 1, parameters: [0, 1] },
      runs: [
        { run: 0, title: 'Adam, lr 0.01' },
        { run: 1, title: 'Adam, lr 0.02' },
      ],
      facts: { name: 'Adam', steps: 12 },
      precision: null,
    });
    expect(shown().curve.steps).toEqual(Array.from({ length: 13 }, (_, step) => step));
    expect(opened[0]?.given.csv).toBeNull();
  });

  test('without a row the picked one; else the person chooses among those on the screen', async () => {
    const race = raceAt([3, 4]);
    store.show(race);
    await run('inspectStep');
    expect(screen.panels).toEqual([]);
    screen.choose = (items) => items.find(({ label }) => label === 'Adam, lr 0.02');
    await run('inspectStep');
    expect(shown().place.run).toBe(1);
    picked.pick({ race: 'a', run: 0 });
    await run('inspectStep');
    expect(shown().place.run).toBe(0);
  });

  test('of runs in the debugger the one that stands there, in its step', async () => {
    const race = raceAt([12, 12]);
    store.show(race);
    const position = {
      ...{ threadId: 1, run: race.runs[1]?.spec.id ?? '', step: 9, line: 8, loss: 1, position: null },
      ...{ parameter: 0, parameterName: 'w0', branch: null },
    };
    positions.move(positions, position);
    await run('inspectStep');
    expect(shown().place).toMatchObject({ race: 'a', run: 1, step: 9 });
    positions.move(positions, { ...position, parameter: 1 });
    await run('inspectStep');
    expect(shown().place.parameters).toEqual([1]);
    expect(messages()).toEqual([]);
  });

  test('of a run in which values were set, the branch, as far as the debugger has come', async () => {
    const race = raceAt([12]);
    store.show(race);
    const spec = race.runs[0]?.spec ?? expect.fail('no run');
    const edits = [{ stepsDone: 8, line: 0, name: 'lr', parameter: null, value: 0.5 }];
    positions.move(positions, {
      ...{ threadId: 1, run: spec.id, step: 11, line: 8, loss: 1, position: [1, 2], parameter: 0 },
      ...{ parameterName: 'w0', branch: { fromStep: 9, losses: [7, 6, 5], edits } },
    });
    await run('inspectStep');
    expect(shown()).toMatchObject({
      place: { race: 'a', run: 0, step: 11 },
      facts: { steps: 20, edits: ['lr = 0.5 from step 9 on'] },
    });
    const { steps, losses } = shown().curve;
    expect([steps, losses.slice(-3)]).toEqual([
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      [7, 6, 5],
    ]);
    const replay = new Replay(spec, null, { edits });
    replay.goTo(20);
    expect(await ask('step', { step: 20, parameters: [0] })).toMatchObject({
      outcome: { result: { values: expect.arrayContaining([rowWith('p', replay.parameters[0])]) } },
    });
    // Another choice of the run on the page is the run as it was recorded.
    lastPanel().webview.send({ type: 'chooseRun', run: 0 });
    await waitFor(() => expect(shown().facts).toMatchObject({ steps: 12, edits: [] }));
  });

  test('at the step that is asked for, as far as there are steps', async () => {
    keep(raceAt([12]));
    for (const [step, expected] of [
      [9, 9],
      [50, 12],
      [0, 1],
      ['x', 1],
    ]) {
      await run('inspectStep', { race: 'a', run: 0, step });
      expect(shown().place.step).toBe(expected);
    }
  });

  test('from the panel the picked one', async () => {
    store.show(raceAt([3, 4]));
    picked.pick({ race: 'a', run: 1 });
    await commands.onPanelEvent({ type: 'inspectStep' });
    expect(shown().place).toMatchObject({ race: 'a', run: 1 });
  });

  test('from the chart the one that is meant, at its step, also from the menu there', async () => {
    const race = raceAt([3, 4]);
    store.show(race);
    picked.pick({ race: 'a', run: 0 });
    const at = { race: 'a', run: 1, step: 3 };
    await commands.onPanelEvent({ type: 'inspectStep', at });
    expect(shown().place).toMatchObject({ run: 1, step: 3 });
    await run('inspectStep', { webview: 'panel', webviewSection: 'optimizerStep', at: { ...at, step: 2 } });
    expect(shown().place).toMatchObject({ run: 1, step: 2 });
    // Where none is meant, or what is on the screen has changed, the picked one.
    for (const place of [
      { ...at, run: null },
      { ...at, race: 'gone' },
      { ...at, run: 7 },
    ]) {
      await commands.onPanelEvent({ type: 'inspectStep', at: place });
      expect(shown().place).toMatchObject({ run: 0, step: 3 });
    }
    expect(messages()).toEqual([]);
  });

  test('of a race with one run that one', async () => {
    keep(raceAt([3]));
    await run('inspectStep', { race: 'a', run: null });
    expect(shown()).toMatchObject({ place: { run: 0 }, runs: [{ title: 'Adam, lr 0.01' }] });
  });

  test('with nothing on the screen the person is told how', async () => {
    await run('inspectStep');
    expect(messages()).toEqual([
      [
        'information',
        'No run is on the screen. Run an experiment, or choose Inspect Step on a run in the view Runs.',
      ],
    ]);
  });

  test('where it diverged', async () => {
    const race = raceAt([12]);
    const status = { kind: 'diverged' as const, step: 9, reason: 'loss rose', hint: 'try less' };
    recordOf(race).append(pieceOf({ firstPoint: 13, loss: [], state: { stepsDone: 12, status } }));
    keep(race);
    await run('inspectStep', { race: 'a', run: 0 });
    expect(shown().place.step).toBe(9);
  });

  test('a run that has taken no step is refused, and none other is let go of', async () => {
    keep(raceAt([3, 0]));
    await run('inspectStep', { race: 'a', run: 0 });
    await run('inspectStep', { race: 'a', run: 1 });
    expect(messages()[0]?.[1]).toBe('Adam, lr 0.02 has not taken a step yet. Inspect it when it has.');
    expect(shown().runs).toHaveLength(1);
    expect(opened.map(({ isOpen }) => isOpen)).toEqual([true]);
    await run('inspectStep', { race: 'a', run: 5 });
    expect(messages()[1]?.[1]).toBe('The experiment has no run of the number 5.');
  });

  test('of float32 it is said that it is computed again in float64', async () => {
    const race = raceAt([3]);
    const engine = { precision: 'float32' as const, threads: 1, description: '' };
    recordOf(race).append(pieceOf({ firstPoint: 4, loss: [], state: { stepsDone: 3, engine } }));
    keep(race);
    await run('inspectStep', { race: 'a', run: 0 });
    expect(shown().precision).toMatch(
      /^The run was computed in float32\. Here its steps are computed again in float64/,
    );
  });
});

describe('the page', () => {
  beforeEach(async () => {
    keep(raceAt([12, 5]));
    await run('inspectStep', { race: 'a', run: 0 });
  });

  test('gets what it asks for, and words where that can’t be', async () => {
    expect(await ask('step', { step: 12, parameters: [0, 1] })).toMatchObject({
      ...{
        id: 7,
        outcome: { result: { step: 12, headline: { text: expect.stringContaining('9.0 times') } } },
      },
    });
    expect(await ask('parameters', { step: 1, query: 'w1' })).toMatchObject({
      outcome: { result: [{ index: 1, name: 'w1' }] },
    });
    expect(await ask('firstFault', {})).toMatchObject({ outcome: { result: null } });
    expect(await ask('step', { step: 13, parameters: [0] })).toMatchObject({
      outcome: { error: 'step = 13 — expected a whole number from 1 to 12' },
    });
    expect(await ask('step', { step: 0, parameters: [0] })).toMatchObject({
      outcome: { error: expect.anything() },
    });
    expect(await ask('else', {})).toMatchObject({ outcome: { error: expect.stringContaining('else') } });
  });

  test('what it says that nobody knows goes to the log', () => {
    lastPanel().webview.send({ type: 'unknown' });
    lastPanel().webview.send({ type: 'failed', message: 'it broke' });
    expect(screen.log.join('\n')).toMatch(/an unknown message came[\s\S]*inspector: it broke/);
  });

  test('shows another run at the same step and parameters, as far as it has them', async () => {
    const panel = lastPanel();
    panel.webview.send({ type: 'moved', step: 9, parameters: [1] });
    panel.webview.send({ type: 'chooseRun', run: 1 });
    await settled();
    expect(shown().place).toEqual({ race: 'a', run: 1, step: 5, parameters: [1] });
    expect(opened.map(({ isOpen }) => isOpen)).toEqual([false, true]);
    panel.webview.send({ type: 'chooseRun', run: 7 });
    await settled();
    expect(told().at(-1)).toEqual({ type: 'failed', message: 'The experiment has no run of the number 7.' });
  });

  test('gets all again when it is loaded again, where the person was', () => {
    const panel = lastPanel();
    panel.webview.send({ type: 'moved', step: 9, parameters: [1] });
    panel.webview.send({ type: 'ready' });
    expect(shown().place).toMatchObject({ step: 9, parameters: [1] });
  });

  test('opens the lesson that explains what it says', () => {
    lastPanel().webview.send({ type: 'openLesson', topic: 'biasCorrection' });
    expect(screen.executed.at(-1)).toEqual({
      id: 'optimizerPlayground.openLesson',
      values: [5, 'Why the memories need mending'],
    });
    const before = screen.executed.length;
    lastPanel().webview.send({ type: 'openLesson', topic: 'else' });
    expect(screen.executed).toHaveLength(before);
  });

  test('copies', async () => {
    lastPanel().webview.send({ type: 'copy', format: 'LaTeX', text: '\\theta' });
    await settled();
    expect(screen.clipboard).toBe('\\theta');
    expect(messages()).toEqual([['information', 'Copied as LaTeX.']]);
  });

  test('is one page, which lets go of the run when it is closed', async () => {
    await run('inspectStep', { race: 'a', run: 1 });
    expect(screen.panels).toHaveLength(1);
    lastPanel().dispose();
    expect(opened.map(({ isOpen }) => isOpen)).toEqual([false, false]);
    await run('inspectStep', { race: 'a', run: 1 });
    expect(screen.panels).toHaveLength(2);
    inspector.dispose();
    expect(opened.at(-1)?.isOpen).toBe(false);
  });

  test('says why a run can’t be computed again', async () => {
    inspect.mockImplementation(async () => ({
      facts: () => Promise.reject(new Error('the file is gone')),
      ...{ step: vi.fn(), parameters: vi.fn(), firstFault: vi.fn(), dispose: vi.fn() },
    }));
    await run('inspectStep', { race: 'a', run: 1 });
    expect(told().at(-1)).toEqual({ type: 'failed', message: 'the file is gone' });
    expect(await ask('step', { step: 1, parameters: [] })).toMatchObject({
      outcome: { error: 'No run is open. Choose Inspect Step on one.' },
    });
  });

  test('a run that is opened later is the one that is shown', async () => {
    await Promise.all([run('inspectStep', { race: 'a', run: 1 }), run('inspectStep', { race: 'a', run: 0 })]);
    await settled();
    expect(shown().place.run).toBe(0);
    expect(opened.filter(({ isOpen }) => isOpen)).toHaveLength(1);
  });
});

describe('after a reload of the window', () => {
  const restored = async (state: unknown) => {
    const panel = createPanel('Step Inspector', 1);
    await inspector.restore(panel as never, state);
    return panel;
  };

  test('it shows what it did', async () => {
    keep(raceAt([12]));
    const panel = await restored({ race: 'a', run: 0, step: 7, parameters: [1] });
    expect(shown(panel).place).toEqual({ race: 'a', run: 0, step: 7, parameters: [1] });
  });

  test('it shows the branch with what was set, as the page remembers it', async () => {
    keep(raceAt([12]));
    const edit = { stepsDone: 3, line: 0, name: 'lr', parameter: null };
    const edits = [
      { ...edit, value: 0.5 },
      { ...edit, name: 'm', parameter: 1, value: Number.POSITIVE_INFINITY },
    ];
    const branch = { fromStep: 4, losses: [2, 1, Number.NaN], edits };
    await inspector.open({ race: 'a', run: 0, step: 5, branch });
    const place = shown().place;
    expect(place).toMatchObject({ step: 5, branch });
    const asked = inspect.mock.calls.at(-1)?.[0];
    expect(asked?.run).toMatchObject({ edits });
    const state = JSON.parse(JSON.stringify(keptPlace(place)));
    const panel = await restored(state);
    expect(shown(panel).place).toEqual(place);
    expect(inspect.mock.calls.at(-1)?.[0]).toEqual(asked);
  });

  test('or says why it can’t', async () => {
    const none = await restored(null);
    expect(told(none).at(-1)).toEqual({
      type: 'failed',
      message: 'No run is open here. Choose Inspect Step on one.',
    });
    const panel = await restored({ race: 'gone', run: 0, step: 7, parameters: [] });
    expect(told(panel).at(-1)).toMatchObject({
      type: 'failed',
      message: expect.stringContaining('no race gone'),
    });
  });
});
