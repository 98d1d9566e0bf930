/** Diagnostics in the editor: of which runs and which, what the page is told, and what ends them. */
import './loadedParts.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { Replay } from '../../../core/debug/replay.ts';
import { diagnoseRun } from '../../../core/diagnostics/diagnoseRun.ts';
import type { MeasuredRun, ToDiagnostics } from '../../../core/protocol/diagnostics.ts';
import type { Race } from '../../../core/race/race.ts';
import type { DiagnosedRun, DiagnosisOptions } from '../../../extension/backend/backend.ts';
import { pieceOf, raceOf, recordOf } from '../race/pieces.ts';
import { waitFor } from '../waitFor.ts';
import {
  commands,
  diagnose,
  diagnosticsPage,
  inspect,
  keep,
  messages,
  openBeforeEach,
  picked,
  run,
  store,
} from './commandsWindow.ts';
import { screen } from './fake/screen.ts';
import { createPanel, type FakePanel, type FakePick } from './fake/widgets.ts';

openBeforeEach();

/** Threads that were started, which end when they are told to. */
let started: {
  readonly given: DiagnosedRun;
  readonly options: DiagnosisOptions;
  end: (error?: Error) => void;
}[];

beforeEach(() => {
  started = [];
  diagnose.mockImplementation(
    (given, options) =>
      new Promise((resolve, reject) => {
        started.push({ given, options, end: (error) => (error ? reject(error) : resolve()) });
        options.signal.addEventListener('abort', () => reject(options.signal.reason));
      }),
  );
});

/** A race on the valley whose runs have taken some steps each, by their rates. */
function raceAt(steps: readonly number[], id = 'a', optimizer = 'sgd'): Race {
  const lr = steps.map((_, i) => 0.001 * (i + 1));
  const race = raceOf({ problem: { surface: 'valley' }, optimizers: [{ optimizer }], lr, steps: 20 }, { id });
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

/** Says all that a thread has to say. */
function measure(at: number): void {
  const { given, options } = started[at] ?? expect.fail('no thread');
  options.onNews([...diagnoseRun(given.run, null)]);
}

const panel = () => screen.panels.at(-1) ?? expect.fail('no page');
const settled = () => new Promise((resolve) => setTimeout(resolve, 240));
const told = (of: FakePanel = panel()) => of.webview.posted as unknown as ToDiagnostics[];
const opened = (of?: FakePanel) => {
  const last = told(of).findLast(({ type }) => type === 'opened');
  return last?.type === 'opened' ? last : expect.fail('nothing was opened');
};
const lastOf = (number: number): MeasuredRun => {
  const last = told().findLast((each) => each.type === 'run' && each.run === number);
  return last?.type === 'run' ? last : expect.fail('nothing was said of the run');
};
type Answer = (pick: FakePick) => void;

/** Asks for diagnostics, and answers what is asked. */
async function show(rows: readonly object[], ...answers: readonly Answer[]): Promise<void> {
  const before = screen.picks.length;
  const done = run('showDiagnostics', rows[0], rows.length > 1 ? rows : undefined);
  for (const [place, answer] of answers.entries()) {
    const asked = () => screen.picks[before + place] ?? expect.fail('nothing is asked');
    await waitFor(() => expect(asked()).toMatchObject({ busy: false, isShown: true }));
    answer(asked());
  }
  await done;
}

const mark =
  (...labels: readonly string[]): Answer =>
  (pick) =>
    pick.accept(...pick.items.filter(({ label }) => labels.includes(label)));
const norm = mark('Gradient norm');

describe('which', () => {
  test('of rows their runs, of an experiment all that have taken a step', async () => {
    keep(raceAt([3, 0, 12]));
    await show([{ race: 'a', run: 2 }], norm);
    expect(opened().place).toEqual({ diagnostics: ['gradientNorm'], runs: [{ race: 'a', run: 2 }] });
    expect(opened().title).toMatch(/^SGD, lr 0\.003 of /);
    await show([{ race: 'a', run: null }], norm);
    expect(opened().place.runs).toEqual([
      { race: 'a', run: 0 },
      { race: 'a', run: 2 },
    ]);
    expect(opened().runs.map(({ title, steps }) => [title, steps])).toEqual([
      ['SGD, lr 0.001', 3],
      ['SGD, lr 0.003', 12],
    ]);
    expect(screen.panels).toHaveLength(1);
  });

  test('without rows those on the screen, or the picked one', async () => {
    store.show(raceAt([3, 0, 4]));
    await show([], norm);
    expect(opened().place.runs.map((each) => each.run)).toEqual([0, 2]);
    picked.pick({ race: 'a', run: 2 });
    await show([], norm);
    expect(opened().place.runs.map((each) => each.run)).toEqual([2]);
  });

  test('from the panel as from the palette', async () => {
    store.show(raceAt([3, 4]));
    void commands.onPanelEvent({ type: 'showDiagnostics' });
    await waitFor(() => expect(screen.picks.at(-1)).toMatchObject({ busy: false, isShown: true }));
    const pick = screen.picks.at(-1) ?? expect.fail('nothing is asked');
    norm(pick);
    await waitFor(() => expect(opened().place.runs.map((each) => each.run)).toEqual([0, 1]));
  });

  test('of runs of several races with the colours that they would have together', async () => {
    keep(raceAt([3], 'a'));
    keep(raceAt([4], 'b'));
    const rows = ['a', 'b'].map((race) => ({ race, run: 0 }));
    await show(rows, norm);
    const [one, other] = opened().runs;
    expect([one?.color, one?.variant]).not.toEqual([other?.color, other?.variant]);
    expect(one?.title).toMatch(/^SGD, lr 0\.001 · /);
  });

  test('nothing on the screen, and a run without steps, are told', async () => {
    await show([]);
    expect(messages()[0]?.[1]).toMatch(/^No run that has taken a step is on the screen\. Run an experiment/);
    keep(raceAt([0]));
    await show([{ race: 'a', run: 0 }]);
    expect(messages()[1]?.[1]).toBe('SGD, lr 0.001 has not taken a step yet. Measure it when it has.');
    expect(screen.panels).toEqual([]);
  });

  test('of more than eight the person chooses, and is told where that is too many', async () => {
    keep(raceAt(Array.from({ length: 10 }, () => 2)));
    const runs: Answer = (pick) => {
      expect([pick.items.length, pick.selectedItems.length]).toEqual([10, 8]);
      pick.accept(...pick.items);
    };
    await show([{ race: 'a', run: null }], runs, norm);
    expect(opened().runs).toHaveLength(8);
    expect(messages()[0]?.[1]).toBe(
      '10 runs were chosen: the first 8 are measured, as many as a page shows.',
    );
  });

  test('each is offered with its cost, those that none of the runs has are left out and told', async () => {
    keep(raceAt([3]));
    await show([{ race: 'a', run: 0 }], (pick) => pick.hide());
    const [pick] = screen.picks;
    expect(pick?.items.map(({ label }) => label)).toEqual([
      ...[
        'Gradient norm',
        'Update-to-weight ratio',
        'Effective learning rate',
        'Where steps land (α)',
        'Sharpness',
      ],
    ]);
    expect(pick?.selectedItems).toEqual(pick?.items);
    for (const { description, detail } of pick?.items ?? []) {
      expect(description).toBe('a moment');
      expect(detail?.length).toBeGreaterThan(20);
    }
    expect(pick?.title).toBe('Show Diagnostics · the run is computed again, a moment');
    expect(pick?.placeholder).toBe(
      'What to measure. Gradient noise scale is left out: a surface has no rows.',
    );
    expect(screen.panels).toEqual([]);
  });

  test('what takes long is for the person to mark', async () => {
    const race = raceOf(
      {
        ...{ problem: { data: 'digits', hidden: [64] }, optimizers: [{ optimizer: 'sgd' }] },
        ...{ lr: [0.1], batch_size: [32], epochs: 10 },
      },
      { id: 'a' },
    );
    recordOf(race).append(pieceOf({ loss: [1], state: { stepsDone: race.runs[0]?.spec.steps ?? 0 } }));
    keep(race);
    await show([{ race: 'a', run: 0 }], (pick) => pick.hide());
    const marked = screen.picks[0]?.selectedItems.map(({ label }) => label);
    expect(screen.picks[0]?.items).toHaveLength(6);
    expect(marked).toContain('Gradient norm');
    expect(marked).not.toContain('Sharpness');
  });
});

describe('the page', () => {
  beforeEach(async () => {
    keep(raceAt([12, 5, 7]));
    await show([{ race: 'a', run: null }], mark('Gradient norm', 'Sharpness'));
    await settled();
  });

  test('is told of each run as it is measured: as many at once as there are threads', async () => {
    expect(started).toHaveLength(2);
    expect([0, 1, 2].map((number) => lastOf(number).progress.kind)).toEqual([
      'running',
      'running',
      'waiting',
    ]);
    measure(0);
    await settled();
    expect(lastOf(0)).toMatchObject({
      ...{ stepsDone: 12, progress: { kind: 'running' } },
      comparison: 'The losses are those that were recorded.',
      measured: [
        { id: 'gradientNorm', seen: expect.stringMatching(/^falls from /) },
        { id: 'sharpness', seen: 'is 100; 2/lr is 2000: below the edge.' },
      ],
    });
    expect(lastOf(0).measured[0]?.series.values).toHaveLength(12);
    started[0]?.end();
    await settled();
    expect(started).toHaveLength(3);
    expect(started[2]?.given).toMatchObject({
      run: { stepsDone: 7, diagnostics: ['gradientNorm', 'sharpness'] },
      csv: null,
    });
    expect([0, 2].map((number) => lastOf(number).progress.kind)).toEqual(['done', 'running']);
  });

  test('one that fails says why, and the others go on', async () => {
    started[0]?.end(new Error('no memory'));
    await settled();
    expect(lastOf(0).progress).toEqual({ kind: 'failed', message: 'no memory' });
    expect(lastOf(2).progress.kind).toBe('running');
    expect(screen.log.join('\n')).toContain('diagnostics: no memory');
  });

  test('stops, keeps what was measured, and measures again', async () => {
    measure(0);
    panel().webview.send({ type: 'stop' });
    await settled();
    expect(started.every(({ options }) => options.signal.aborted)).toBe(true);
    expect([0, 1, 2].map((number) => lastOf(number).progress.kind)).toEqual([
      'stopped',
      'stopped',
      'stopped',
    ]);
    expect(lastOf(0).stepsDone).toBe(12);
    expect(started).toHaveLength(2);
    panel().webview.send({ type: 'again' });
    await settled();
    expect(started).toHaveLength(4);
    expect(lastOf(0)).toMatchObject({ stepsDone: 0, progress: { kind: 'running' } });
  });

  test('is told everything again when it comes back into sight', async () => {
    measure(0);
    await settled();
    const before = lastOf(0);
    const count = told().length;
    panel().webview.send({ type: 'ready' });
    expect(
      told()
        .slice(count)
        .map(({ type }) => type),
    ).toEqual(['opened', 'run', 'run', 'run']);
    expect(lastOf(0)).toEqual(before);
  });

  test('leads to the step inspector', async () => {
    inspect.mockRejectedValue(new Error('nothing to look at'));
    panel().webview.send({ type: 'inspect', run: 1, step: 4 });
    await settled();
    expect(screen.executed).toContainEqual({
      id: 'optimizerPlayground.inspectStep',
      values: [{ race: 'a', run: 1, step: 4 }],
    });
  });

  test('ends its threads when it is closed', async () => {
    panel().dispose();
    await settled();
    expect(started.every(({ options }) => options.signal.aborted)).toBe(true);
    expect(started).toHaveLength(2);
  });

  const restored = async (state: unknown) => {
    const again = createPanel('Diagnostics', 1);
    await diagnosticsPage.restore(again as never, state);
    return told(again).flatMap((each) => (each.type === 'run' ? [each] : []));
  };

  test('comes back after a reload with what was measured, of the same steps', async () => {
    const { place } = JSON.parse(JSON.stringify(opened()));
    measure(0);
    started[0]?.end();
    await settled();
    // A part of the second.
    const { given, options } = started[1] ?? expect.fail('no thread');
    options.onNews([...diagnoseRun(given.run, null)].slice(0, 3));
    panel().webview.send({ type: 'stop' });
    await settled();
    const before = lastOf(0);
    const runs = await restored(place);
    expect(runs.slice(-3)).toMatchObject([
      { progress: { kind: 'done' }, stepsDone: 12, comparison: before.comparison },
      { progress: { kind: 'stopped' }, stepsDone: 3 },
      { progress: { kind: 'stopped' }, stepsDone: 0 },
    ]);
    expect(runs.at(-3)?.measured).toEqual(before.measured);
    // One more that was not measured.
    const more = await restored({ ...place, diagnostics: ['gradientNorm', 'alpha', 'sharpness'] });
    expect(more.at(-3)?.progress.kind).toBe('stopped');
    expect(more.at(-3)?.measured.map(({ series }) => series.steps.length > 0)).toEqual([true, false, true]);
    // The run has gone on since.
    const race = store.find('a');
    if (!race || race.log) return expect.fail('no race');
    recordOf(race).append(pieceOf({ loss: Array(15).fill(1), state: { stepsDone: 14 } }));
    expect((await restored(place)).at(-3)).toMatchObject({ stepsDone: 0 });
  });

  test('comes back after a reload with its runs, and measures when it is asked to', async () => {
    const { place } = JSON.parse(JSON.stringify(opened()));
    const again = createPanel('Diagnostics', 1);
    await diagnosticsPage.restore(again as never, place);
    expect(opened(again).runs).toHaveLength(3);
    expect(told(again).at(-1)).toMatchObject({ type: 'run', progress: { kind: 'stopped' }, stepsDone: 0 });
    expect(started).toHaveLength(2);
    const other = createPanel('Diagnostics', 1);
    await diagnosticsPage.restore(other as never, { nothing: true });
    expect(told(other).at(-1)).toEqual({
      type: 'failed',
      message: 'No run is open here. Choose Show Diagnostics on one.',
    });
    const gone = createPanel('Diagnostics', 1);
    await diagnosticsPage.restore(gone as never, { ...place, runs: [{ race: 'a', run: 9 }] });
    expect(told(gone).at(-1)).toEqual({
      type: 'failed',
      message: 'The experiment has no run of the number 9.',
    });
  });
});

test('how far losses are from those that were recorded is said', async () => {
  const race = raceAt([6, 6]);
  // As of float32: the loss after three steps is another in its fourth digit.
  const losses = recordOf(race).get('loss')?.slice() ?? new Float64Array();
  losses[3] = (losses[3] ?? 0) * 1.001;
  const other = raceAt([0]);
  recordOf(other).append(pieceOf({ loss: [...losses], state: { stepsDone: 6 } }));
  keep(other);
  await show([{ race: 'a', run: 0 }], norm);
  await settled();
  measure(0);
  await settled();
  expect(lastOf(0).comparison).toBe(
    'Computed again in float64, losses differ by at most 0.0999 % from those that were recorded.',
  );
});

test('what a run has none of is told, and not asked of its thread', async () => {
  const moons = raceOf(
    { problem: { data: 'moons', hidden: [4] }, optimizers: [{ optimizer: 'adam' }], lr: [0.01], epochs: 1 },
    { id: 'b' },
  );
  recordOf(moons).append(pieceOf({ loss: [1, 1, 1], state: { stepsDone: 2 } }));
  keep(raceAt([3]));
  keep(moons);
  const rows = ['a', 'b'].map((race) => ({ race, run: 0 }));
  await show(rows, mark('Gradient norm', 'Gradient noise scale'));
  const asked = () => started.map(({ given }) => given.run.diagnostics);
  await waitFor(() => expect(asked()).toEqual([['gradientNorm'], ['gradientNorm', 'noiseScale']]));
  measure(0);
  await waitFor(() =>
    expect(lastOf(0).measured[1]).toMatchObject({
      id: 'noiseScale',
      seen: 'has none: a surface has no rows.',
    }),
  );
  expect(opened().charts.map(({ id }) => id)).toEqual(['gradientNorm', 'noiseScale']);
});

test('of a run in float32 whose losses were not recorded it is said that it may differ', async () => {
  const race = raceOf(
    { problem: { surface: 'valley' }, optimizers: [{ optimizer: 'sgd' }], lr: [0.001], steps: 20 },
    { id: 'a' },
  );
  const engine = { precision: 'float32' as const, threads: 1, description: '' };
  recordOf(race).append(pieceOf({ loss: [], state: { stepsDone: 4, engine } }));
  keep(race);
  await show([{ race: 'a', run: 0 }], norm);
  await waitFor(() => expect(lastOf(0).comparison).toBeNull());
  measure(0);
  await waitFor(() =>
    expect(lastOf(0).comparison).toMatch(
      /^The run was computed in float32\. Here its steps are computed again/,
    ),
  );
});
