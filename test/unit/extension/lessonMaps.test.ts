/** Maps below cells of lessons: computed in batches, interrupted, run, opened, asked for by exercises, and computed again. */
import '../../../extension/lessons/cellRunner.ts';
import '../../../extension/lessons/lessonNotebook.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { checkAttempt } from '../../../core/lesson/exercise/checkAttempt.ts';
import type { ExerciseOutput } from '../../../core/lesson/exerciseWords.ts';
import type { MapOutput } from '../../../core/lesson/mapOutput.ts';
import { numbersOfCell } from '../../../core/map/mapGrid.ts';
import { RaceStore } from '../../../core/race/store.ts';
import type { MapListener } from '../../../extension/backend/openThreads.ts';
import { lessonOutput, lessonType } from '../../../extension/ids.ts';
import { KeptRaces } from '../../../extension/lessons/keptRaces.ts';
import { LessonMemory } from '../../../extension/lessons/lessonMemory.ts';
import { registerLessons } from '../../../extension/lessons/registerLessons.ts';
import { waitFor } from '../waitFor.ts';
import { Memento } from './fake/memento.ts';
import {
  type FakeMessaging,
  FakeNotebook,
  type FakeNotebookController,
  type NotebookData,
} from './fake/notebooks.ts';
import { resetScreen, screen } from './fake/screen.ts';

const valley = {
  problem: { surface: 'valley' },
  ...{ optimizers: [{ optimizer: 'momentum' }], lr: [0.01], steps: 200 },
};
const map = JSON.stringify({ ...valley, target: 1, map: { x: 'lr', y: 'momentum' } });
const edge = JSON.stringify({
  ...{ question: 'Up to which rate?', experiment: 'plane', explanation: 'Look at the line.' },
  answer: { formula: '2 / 100 + 0.01' },
});
const defence = JSON.stringify({
  ...{ kind: 'defend', experiment: valley, settings: ['momentum', 'lr'], loss: 1, within: 50 },
  ...{ starts: [[1, -10]], solution: [0.7, 0.02] },
});
const lesson = `\`\`\`experiment plane
${map}
\`\`\`

\`\`\`exercise keep
${defence}
\`\`\`
`;
const asking = `\`\`\`predict edge\n${edge}\n\`\`\`\n\n${lesson}`;

const races = {
  ...{ beginRace: vi.fn(), stopRace: vi.fn(), dataBeside: vi.fn() },
  ...{ map: vi.fn(), fairComparison: vi.fn() },
};
const door = { open: vi.fn(), run: vi.fn() };
const openMap = vi.fn();
const computation = { show: vi.fn(), dispose: vi.fn(), stop: vi.fn() };
let ran = new Memento();
let controller: FakeNotebookController;
let messaging: FakeMessaging;
let listener: MapListener;

beforeEach(() => {
  vi.resetAllMocks();
  ran = new Memento();
  openWindow();
});

function openWindow(): void {
  resetScreen();
  races.dataBeside.mockResolvedValue(null);
  races.map.mockResolvedValue(door);
  openMap.mockImplementation(async (_, __, heard) => {
    listener = heard;
    return computation;
  });
  registerLessons(
    new RaceStore(),
    async () => races,
    async () => ({
      backend: async () => ({
        checkAttempt: (attempt) => checkAttempt(attempt),
        checkCells: async () => [],
        openMap,
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

const run = (notebook: FakeNotebook, ...cells: number[]) =>
  controller.executeHandler(cells.map((cell) => notebook.cellAt(cell)));
const last = () => controller.executions.at(-1) ?? expect.fail();
const shown = () => last().valueOf(lessonOutput.mime) as MapOutput;
const sent = () =>
  messaging.posted.filter((each): each is MapOutput => Reflect.get(Object(each), 'type') === 'map');
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

/** The run of the map at 0.01 and 0.9, which is cell 42 · 127 + 84. */
const usual = 42 * 127 + 84;
function computed(cell: number, ...numbers: number[]): void {
  const of = new Float64Array(numbersOfCell);
  of.set(numbers);
  listener.onCells({ cells: Uint32Array.of(cell), numbers: of });
}

/** A map that goes on; the promise is that of its cell. */
async function begin(notebook: FakeNotebook, cell = 0): Promise<{ readonly done: Promise<unknown> }> {
  const before = computation.show.mock.calls.length;
  const done = Promise.resolve(run(notebook, cell));
  await waitFor(() => expect(computation.show.mock.calls.length).toBe(before + 1));
  return { done };
}

describe('a map', () => {
  test('is put out before and after, and sent in batches in between', async () => {
    const { done } = await begin(await open());
    expect(races.beginRace).not.toHaveBeenCalled();
    expect(shown()).toMatchObject({
      ...{ type: 'map', phase: 'running', theory: { about: 'limit' }, piece: { first: 0, cells: [] } },
      facts: { title: 'Momentum on Ill-conditioned valley', steps: 200, target: 1 },
    });
    expect('place' in shown().facts).toBe(false);
    const [{ columns, rows }] = computation.show.mock.calls[0] ?? expect.fail();
    expect([columns.length, rows.length, columns[84], rows[42]]).toEqual([127, 127, 0.01, 0.9]);
    computed(usual, 1, 0.5, 24, 44, 0);
    computed(0, 40, 40, 0, 0, 0);
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]?.piece).toMatchObject({ first: 0, cells: [usual, 0], forGood: [44, 0] });
    computed(1, Number.NaN, 40, 0, 0, 9);
    listener.onDone();
    await done;
    expect(sent().at(-1)).toMatchObject({ phase: 'done', piece: { first: 2, cells: [1], final: [null] } });
    expect(last().done).toEqual(['start', 'output', 'items', 'end true']);
    expect(shown()).toMatchObject({ phase: 'done', piece: { first: 0, cells: [usual, 0, 1] } });
    expect(last().valueOf('text/plain')).toContain('for good after 44 steps');
    expect(computation.dispose).toHaveBeenCalledOnce();
  });

  test('is sent whole to who has missed something', async () => {
    const { done } = await begin(await open());
    computed(usual, 1, 1, 24, 44, 0);
    await waitFor(() => expect(sent()).toHaveLength(1));
    messaging.receive({ type: 'map', map: shown().map, action: 'ready' });
    await waitFor(() => expect(sent()).toHaveLength(2));
    expect(sent()[1]?.piece).toMatchObject({ first: 0, cells: [usual] });
    listener.onDone();
    await done;
  });

  test('is interrupted, and what is known stays', async () => {
    const { done } = await begin(await open());
    computed(usual, 1, 1, 24, 44, 0);
    last().token.cancel();
    await done;
    expect(last().done.at(-1)).toBe('end undefined');
    expect(shown()).toMatchObject({ phase: 'stopped', piece: { cells: [usual] } });
    expect(computation.dispose).toHaveBeenCalledOnce();
  });

  test('that can’t be computed says why', async () => {
    const { done } = await begin(await open());
    listener.onFailed('no memory');
    await done;
    expect(last().valueOf('text/plain')).toBe('no memory');
    expect(last().done.at(-1)).toBe('end false');
    expect(computation.dispose).toHaveBeenCalledOnce();
  });

  test('opens in its page, and runs one of its runs', async () => {
    const { done } = await begin(await open());
    listener.onDone();
    await done;
    const { map: id } = shown();
    messaging.receive({ type: 'map', map: id, action: 'open', cell: 0 });
    await waitFor(() => expect(door.open).toHaveBeenCalledOnce());
    expect(door.open.mock.calls[0]).toMatchObject([{ map: { x: 'lr', y: 'momentum' } }, null]);
    messaging.receive({ type: 'map', map: id, action: 'run', cell: usual });
    await waitFor(() => expect(door.run).toHaveBeenCalledOnce());
    const [experiment] = door.run.mock.calls[0] ?? [];
    expect(experiment).toMatchObject({ lr: [0.01], optimizers: [{ hyperparameters: { momentum: 0.9 } }] });
    expect(experiment.map).toBeUndefined();
    for (const message of [
      { type: 'map', map: 'another', action: 'open' },
      { type: 'map', map: id, action: 'run', cell: 127 * 127 },
      { type: 'map', map: id, action: 'close' },
    ])
      messaging.receive(message);
    await settle();
    expect([door.open.mock.calls.length, door.run.mock.calls.length]).toEqual([1, 1]);
    door.open.mockRejectedValue(new Error('no page'));
    messaging.receive({ type: 'map', map: id, action: 'open' });
    await waitFor(() => expect(screen.messages.map(({ text }) => text)).toEqual(['no page']));
  });
});

describe('an exercise', () => {
  const answer = () => (last().valueOf(lessonOutput.mime) as ExerciseOutput).message;

  test('begins with the run that is held, in the order in which it asks', async () => {
    const notebook = await open();
    let offered = '';
    screen.type = (value) => {
      offered = value;
      return '0.7, 0.02';
    };
    await run(notebook, 1);
    expect(offered).toBe('');
    const { done } = await begin(notebook);
    listener.onDone();
    await done;
    messaging.receive({ type: 'map', map: shown().map, action: 'hold', cell: usual + 1 });
    await settle();
    await run(notebook, 1);
    // 0.010564 is the column behind 0.01.
    expect(offered).toBe('0.9, 0.01056');
    expect(answer()).toMatch(/^With momentum 0\.7 and lr 0\.02 all 1 new starts hold/);
  });

  test('takes two numbers, and none else', async () => {
    screen.type = () => undefined;
    await run(await open(), 1);
    const { validateInput } = screen.inputs[0] as unknown as { validateInput(text: string): string | null };
    expect(
      ['0.9, 2/100', '0.9; 0.02', '0.9', '0.9, x', '1, 2, 3'].map((typed) => validateInput(typed) === null),
    ).toEqual([true, true, false, false, false]);
    expect(validateInput('0.9')).toBe('0.9 — expected 2 numbers for momentum, lr, such as 0.05, 0.9');
  });
});

describe('a question about a map', () => {
  test('takes a number, shows the map, and says what the number is', async () => {
    const notebook = await open(asking);
    screen.type = () => '0.02';
    const { done } = await begin(notebook, 0);
    listener.onDone();
    await done;
    const [question] = notebook.cellAt(0).outputs;
    expect(question?.items.at(-1)?.value).toBe(
      'Up to which rate?\nYou say: 0.02. Not this time. It is 0.03. 0.02 is too small. Look at the line.',
    );
    expect(notebook.cellAt(1).outputs[0]?.metadata['type']).toBe('map');
  });

  test('hides it until it is answered', async () => {
    const notebook = await open(asking);
    screen.type = () => undefined;
    await run(notebook, 1);
    await settle();
    expect(openMap).not.toHaveBeenCalled();
    expect(notebook.cellAt(1).outputs).toEqual([]);
  });
});

describe('in a window that is loaded anew', () => {
  test('a button computes it again; none where the cell says something else', async () => {
    const { done } = await begin(await open());
    listener.onDone();
    await done;
    openWindow();
    const notebook = await open();
    controller.select(notebook);
    await waitFor(() => expect(notebook.cellAt(0).outputs).toHaveLength(1));
    const [output] = notebook.cellAt(0).outputs;
    expect(output?.items[0]?.value).toMatchObject({
      ...{ type: 'question', id: 'plane', heading: 'The map', action: 'Compute Again' },
    });
    expect(openMap).toHaveBeenCalledOnce();
    messaging.receive({ type: 'run', id: 'plane', index: 0 });
    await waitFor(() => expect(screen.executed.map(({ id }) => id)).toEqual(['notebook.cell.execute']));
    openWindow();
    const other = await open(lesson.replace('"target":1', '"target":2'));
    controller.select(other);
    await settle();
    expect(other.cellAt(0).outputs).toEqual([]);
  });
});
