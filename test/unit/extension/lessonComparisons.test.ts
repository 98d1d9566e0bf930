/** Fair comparisons below cells of lessons: taken to their end, interrupted, gone on with, extended, opened, and shown again. */
import '../../../extension/lessons/cellRunner.ts';
import '../../../extension/lessons/lessonNotebook.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { CsvData } from '../../../core/experiment/csvData.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { comparisonSpecOf } from '../../../core/fairComparison/comparisonSpec.ts';
import type { ComparisonOutput } from '../../../core/lesson/comparisonOutput.ts';
import { checkAttempt } from '../../../core/lesson/exercise/checkAttempt.ts';
import { createRace, type Race } from '../../../core/race/race.ts';
import { RaceStore } from '../../../core/race/store.ts';
import type {
  ComparedExperiment,
  KnownComparison,
} from '../../../extension/fairComparison/comparisonPlace.ts';
import { lessonOutput, lessonType } from '../../../extension/ids.ts';
import { KeptRaces } from '../../../extension/lessons/keptRaces.ts';
import type { ComparisonDoor } from '../../../extension/lessons/lessonComparisons.ts';
import { LessonMemory } from '../../../extension/lessons/lessonMemory.ts';
import { registerLessons } from '../../../extension/lessons/registerLessons.ts';
import { endPiece, type LossOf, rateOf } from '../fairComparison/fakeRaces.ts';
import { waitFor } from '../waitFor.ts';
import { Memento } from './fake/memento.ts';
import {
  type FakeMessaging,
  FakeNotebook,
  type FakeNotebookController,
  type NotebookData,
} from './fake/notebooks.ts';
import { resetScreen, screen } from './fake/screen.ts';

const compared = {
  problem: { data: 'circles', hidden: [2] },
  optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
  ...{ lr: [0.01], epochs: 2, batch_size: ['full'] },
  compare: { trials: 3, tuning_seeds: 1, seeds: 6 },
};
const lesson = `\`\`\`experiment fair\n${JSON.stringify(compared)}\n\`\`\`\n`;

/** Adam is better by what the seeds scatter by: six of them don't tell. */
const lossOf: LossOf = (spec) => {
  const [usual, behind] = spec.optimizer === 'adam' ? [0.001, 0] : [0.01, 0.025];
  const scatter = 0.02 * Math.sin(7 * (spec.seed ?? 0) + (behind === 0 ? 0 : 2));
  return 0.1 + behind + 0.01 * Math.abs(Math.log10(rateOf(spec) / usual)) + scatter;
};

const races = {
  ...{ beginRace: vi.fn(), stopRace: vi.fn(), dataBeside: vi.fn() },
  ...{ map: vi.fn(), fairComparison: vi.fn() },
};
let ran = new Memento();
/** What the workspace knows of the comparison. */
let known: KnownComparison | null;
let begun: Race[];
let opened: KnownComparison[];
let isWanted: boolean;
/** Whether races end by themselves. */
let isQuick: boolean;
let store: RaceStore;
let controller: FakeNotebookController;
let messaging: FakeMessaging;

const door: ComparisonDoor = {
  get store() {
    return store;
  },
  compared: (experiment: Experiment, csv: CsvData | null): ComparedExperiment => ({
    spec: comparisonSpecOf(experiment, csv?.shape),
    csvFolder: null,
  }),
  known: async () => known,
  isWanted: async () => isWanted,
  begin: async (experiment) => {
    const race = createRace(experiment, { id: `race-${begun.length}`, startedAt: 1 });
    begun.push(race);
    store.open(race);
    if (isQuick) setTimeout(() => finish(race));
    return race;
  },
  stop: async (race) => end(race, { kind: 'stopped' }),
  remember: async ({ looks, races: places }) => {
    const started = places.flatMap(({ id, ...outline }) => {
      const race = begun.find((each) => each.id === id);
      return race ? [{ ...outline, race }] : [];
    });
    const { spec } = door.compared(experimentOf(started[0]?.race), null);
    known = { compared: { spec, csvFolder: null }, looks, races: started };
  },
  show: async (shown) => void opened.push(shown),
};

/** That was asked for, whatever race it was. */
function experimentOf(race: Race | undefined): Experiment {
  if (!race || race.log) return expect.fail('no race');
  return { ...(race.experiment as Experiment), ...(compared as object) } as Experiment;
}

function finish(race: Race): void {
  store.append(
    race.id,
    race.runs.map(({ spec }, run) => ({ run, piece: endPiece(spec, lossOf) })),
  );
}

function end(race: Race, status: { kind: 'stopped' }): void {
  store.append(
    race.id,
    race.runs.map(({ record }, run) => ({
      run,
      piece: { firstPoint: 0, points: {}, evaluations: [], state: { ...record.state, status } },
    })),
  );
}

beforeEach(() => {
  ran = new Memento();
  [known, begun, opened, isWanted, isQuick] = [null, [], [], true, true];
  openWindow();
});

function openWindow(): void {
  resetScreen();
  store = new RaceStore();
  races.dataBeside.mockResolvedValue(null);
  races.fairComparison.mockResolvedValue(door);
  registerLessons(
    store,
    async () => races,
    async () => ({
      backend: async () => ({
        checkAttempt: (attempt) => checkAttempt(attempt),
        checkCells: async () => [],
        openMap: vi.fn(),
      }),
      memory: new LessonMemory(new Memento() as never),
      kept: new KeptRaces({ memory: ran as never, library: async () => ({ read: vi.fn() }) }),
    }),
  );
  controller = screen.notebookControllers[0] ?? expect.fail();
  messaging = screen.rendererMessaging[0] ?? expect.fail();
}

async function open(text = lesson): Promise<FakeNotebook> {
  const { provider } = screen.registered[lessonType] as {
    provider: { deserializeNotebook(bytes: Uint8Array): Promise<NotebookData> };
  };
  return new FakeNotebook('/workspace/a.lesson.md', await provider.deserializeNotebook(Buffer.from(text)));
}

const run = async (notebook: FakeNotebook) => controller.executeHandler([notebook.cellAt(0)]);
const last = () => controller.executions.at(-1) ?? expect.fail();
const shown = () => last().valueOf(lessonOutput.mime) as ComparisonOutput;
const sent = () =>
  messaging.posted.filter(
    (each): each is ComparisonOutput => Reflect.get(Object(each), 'type') === 'comparison',
  );
const act = (action: string) =>
  messaging.receive({ type: 'comparison', comparison: shown().comparison, action });

/** Runs the cell until its first race has begun. */
async function begin(notebook: FakeNotebook): Promise<{ readonly done: Promise<unknown> }> {
  isQuick = false;
  const before = begun.length;
  const done = run(notebook);
  await waitFor(() => expect(begun.length).toBeGreaterThan(before));
  return { done };
}

describe('a comparison', () => {
  test('goes from race to race, is sent in batches, and ends with its verdict', async () => {
    const { done } = await begin(await open());
    await waitFor(() => expect(sent()[0]?.sheet).toMatchObject({ phase: 'tuning', progress: { done: 0 } }));
    isQuick = true;
    begun.forEach(finish);
    await done;
    expect(races.beginRace).not.toHaveBeenCalled();
    expect(last().done).toEqual(['start', 'output', 'items', 'end true']);
    const { sheet } = shown();
    expect(sheet).toMatchObject({ phase: 'done', seeds: 6 });
    expect(sheet.problems[0]?.headline).toBe(
      'Not established: Adam comes first, but SGD may be as good within seed noise.',
    );
    expect(sent().at(-1)?.sheet.phase).toBe('done');
    expect(String(last().valueOf('text/plain')).split('\n')).toEqual([
      'Fair comparison · Two circles, 2-2-2 network',
      '2 epochs · 3 trials each on 1 seed · judged on 6 fresh seeds',
      'Not established: Adam comes first, but SGD may be as good within seed noise.',
      expect.stringMatching(
        /^Adam: learning rate \S+, final test loss 0\.\d+ \(middle half .+\)\. Best of the two\.$/,
      ),
      expect.stringMatching(
        /^SGD: .*, behind the best by .* \(97\.5 % interval .* to .*\)\. Not established; about \d+ more seeds would tell\.$/,
      ),
    ]);
  });

  test('tells numbers that JSON has no digits for as words', async () => {
    const { done } = await begin(await open());
    act('ready');
    await waitFor(() => expect(sent().length).toBeGreaterThan(0));
    const [trial] = sent().at(-1)?.sheet.problems[0]?.entrants[0]?.trials ?? [];
    expect(trial?.score).toEqual({ median: 'NaN', low: 'NaN', high: 'NaN' });
    const [first] = shown().sheet.problems[0]?.entrants[0]?.trials ?? [];
    expect(first?.score.median).toBe('NaN');
    expect(String(last().valueOf('text/plain'))).toMatch(/\n0 of 18 runs\.\nTuning: /);
    last().token.cancel();
    await done;
  });

  test('is interrupted, and goes on where it was when its cell is run again', async () => {
    const notebook = await open();
    const { done } = await begin(notebook);
    begun.forEach(finish);
    await waitFor(() => expect(begun.length).toBeGreaterThan(1));
    const before = begun.length;
    last().token.cancel();
    await done;
    expect(last().done.at(-1)).toBe('end undefined');
    expect(shown().sheet.phase).toBe('stopped');
    expect(String(last().valueOf('text/plain'))).toMatch(/\nStopped after \d+ of \d+ runs\./);
    expect(known?.races).toHaveLength(before);
    isQuick = true;
    await run(notebook);
    expect(shown().sheet.phase).toBe('done');
    // What was over is not run again.
    expect(begun.slice(before).flatMap((race) => race.runs.map(({ spec }) => spec.id))).not.toContain(
      begun[0]?.runs[0]?.spec.id,
    );
  });

  test('that has come to its end is run from the start', async () => {
    const notebook = await open();
    await run(notebook);
    const count = begun.length;
    await run(notebook);
    expect(begun.length).toBe(2 * count);
  });

  test('that isn’t wanted puts out nothing', async () => {
    isWanted = false;
    await run(await open());
    expect(last().done).toEqual(['start', 'clear', 'end undefined']);
    expect(begun).toEqual([]);
  });

  test('that can’t run says why', async () => {
    races.fairComparison.mockResolvedValue({ ...door, begin: () => Promise.reject(new Error('no memory')) });
    await run(await open());
    expect(last().valueOf('text/plain')).toBe('no memory');
    expect(last().done.at(-1)).toBe('end false');
  });

  test('takes more seeds as a run of its cell, as many as would tell, and opens with all its races', async () => {
    await run(await open());
    const more = shown().sheet.moreSeeds ?? expect.fail('nothing to tell');
    const [count, tuned] = [begun.length, begun[0]?.runs[0]?.spec.id];
    act('moreSeeds');
    await waitFor(() => expect(controller.executions).toHaveLength(2));
    await waitFor(() => expect(last().done.at(-1)).toBe('end true'));
    expect(shown().sheet).toMatchObject({ phase: 'done', seeds: 6 + more });
    const added = begun.slice(count);
    expect(added.flatMap((race) => race.runs)).toHaveLength(2 * more);
    expect(added.flatMap((race) => race.runs.map(({ spec }) => spec.id))).not.toContain(tuned);
    expect(known?.looks).toEqual([6, 6 + more]);
    act('open');
    await waitFor(() => expect(opened).toHaveLength(1));
    expect(opened[0]?.races.map(({ race }) => race.id)).toEqual(begun.map(({ id }) => id));
    expect(opened[0]?.looks).toEqual([6, 6 + more]);
    for (const message of [
      { type: 'comparison', comparison: 'another', action: 'open' },
      { type: 'comparison', comparison: shown().comparison, action: 'close' },
    ])
      messaging.receive(message);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(opened).toHaveLength(1);
  });
});

describe('in a window that is loaded anew', () => {
  test('it is shown again, and nothing is run', async () => {
    await run(await open());
    const count = begun.length;
    openWindow();
    const notebook = await open();
    controller.select(notebook);
    await waitFor(() => expect(notebook.cellAt(0).outputs).toHaveLength(1));
    const [output] = notebook.cellAt(0).outputs;
    expect(output?.items[0]?.value).toMatchObject({ type: 'comparison', sheet: { phase: 'done', seeds: 6 } });
    expect(begun).toHaveLength(count);
    act('open');
    await waitFor(() => expect(opened).toHaveLength(1));
  });

  test('not where its races are gone, or the cell says something else', async () => {
    await run(await open());
    for (const [text, gone] of [
      [lesson, true],
      [lesson.replace('"seeds":6', '"seeds":7'), false],
    ] as const) {
      const kept = known;
      if (gone) known = null;
      openWindow();
      const notebook = await open(text);
      controller.select(notebook);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(notebook.cellAt(0).outputs).toEqual([]);
      known = kept;
    }
  });
});
