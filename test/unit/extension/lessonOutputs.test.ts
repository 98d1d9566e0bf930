/** What cells of lessons put out, in a window that is opened again: brought back, and forgotten. */
import '../../../extension/lessons/cellRunner.ts';
import '../../../extension/lessons/lessonNotebook.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { checkAttempt } from '../../../core/lesson/exercise/checkAttempt.ts';
import { createRace, type Race } from '../../../core/race/race.ts';
import { RaceStore } from '../../../core/race/store.ts';
import { lessonOutput, lessonType } from '../../../extension/ids.ts';
import { KeptRaces } from '../../../extension/lessons/keptRaces.ts';
import { LessonMemory } from '../../../extension/lessons/lessonMemory.ts';
import { registerLessons } from '../../../extension/lessons/registerLessons.ts';
import { pieceOf } from '../race/pieces.ts';
import { Memento } from './fake/memento.ts';
import { FakeNotebook, type FakeNotebookController, type NotebookData } from './fake/notebooks.ts';
import { resetScreen, screen } from './fake/screen.ts';

const rule = (step: string) =>
  `name "Mine"\nlr = 0.01 in [0, inf)\nmomentum = 0.9 in [0, 1)\nstate v\nupdate\n  v = momentum * v + g\n  p ${step} lr * v\n`;
const lesson = ({ step = '+=', steps = 4 } = {}) => `\`\`\`predict last
{ "experiment": "race", "question": "Which is last?", "answer": "highest final loss" }
\`\`\`

\`\`\`experiment race
{ "problem": { "surface": "valley" }, "optimizers": [{ "optimizer": "sgd" }, { "optimizer": "mine.optimizer" }],
  "lr": [0.01], "steps": ${steps} }
\`\`\`

\`\`\`exercise one
{ "kind": "rule", "reference": "momentum", "hints": ["The sign."] }
\`\`\`

\`\`\`optimizer mine
${rule(step)}\`\`\`

\`\`\`experiment alone
{ "problem": { "surface": "valley" }, "optimizers": [{ "optimizer": "sgd" }], "lr": [0.01], "steps": 4 }
\`\`\`
`;
const [question, asked, exercise, , alone] = [0, 1, 2, 3, 4];

const readRace = vi.fn();
const races = {
  ...{ beginRace: vi.fn(), stopRace: vi.fn(), dataBeside: vi.fn() },
  ...{ map: vi.fn(), fairComparison: vi.fn() },
};
/** Of all windows, and of the workspace. */
let memory: Memento;
let ran: Memento;
let store: RaceStore;
let controller: FakeNotebookController;
let known: LessonMemory;
/** What the window has of lessons. */
let lessons: { dispose(): unknown };

beforeEach(() => {
  vi.resetAllMocks();
  memory = new Memento();
  ran = new Memento();
  openWindow();
});

/** Another window, or the same one again. */
function openWindow(): void {
  resetScreen();
  const kept = new Map<string, Race>((store?.races ?? []).map((race) => [race.id, race as Race]));
  store = new RaceStore();
  readRace.mockImplementation(async (id: string) => kept.get(id) ?? Promise.reject(new Error(`no ${id}`)));
  races.beginRace.mockImplementation(async (experiment: Experiment) => {
    const race = createRace(experiment, { id: `race-${store.races.length}`, startedAt: 1 });
    store.show(race);
    setTimeout(() => finish(race));
    return race;
  });
  known = new LessonMemory(memory as never);
  lessons = registerLessons(
    store,
    async () => races,
    async () => ({
      backend: async () => ({
        checkAttempt: (attempt) => checkAttempt(attempt),
        checkCells: async () => [],
        openMap: vi.fn(),
      }),
      memory: known,
      kept: new KeptRaces({ memory: ran as never, library: async () => ({ read: readRace }) }),
    }),
  );
  controller = screen.notebookControllers[0] ?? expect.fail();
}

function finish(race: Race): void {
  const state = { status: { kind: 'finished' }, loss: 3, stepsDone: 1 } as const;
  const chunks = race.runs.map((_, run) => ({
    run,
    piece: pieceOf({ firstPoint: 0, loss: [5 + run, 3 + run], state: { ...state, loss: 3 + run } }),
  }));
  store.append(race.id, chunks);
}

async function open(text = lesson()): Promise<FakeNotebook> {
  const { provider } = screen.registered[lessonType] as {
    provider: { deserializeNotebook(bytes: Uint8Array): Promise<NotebookData> };
  };
  return new FakeNotebook('/workspace/a.lesson.md', await provider.deserializeNotebook(Buffer.from(text)));
}

const run = (notebook: FakeNotebook, ...cells: number[]) =>
  controller.executeHandler(cells.map((cell) => notebook.cellAt(cell)));

/** What stands below each cell, as text; null: nothing, or what it asks. */
const below = (notebook: FakeNotebook) =>
  notebook.getCells().map(({ outputs: [output] }) => {
    if (output?.metadata['type'] === 'question') return null;
    const item = output?.items.find(({ mime }) => mime === 'text/plain');
    return item ? String(item.value).split('\n').slice(0, 3).join('\n') : null;
  });

/** The same lesson in a window that is opened again, when what comes back is there. */
async function reopened(text = lesson()): Promise<FakeNotebook> {
  openWindow();
  const notebook = await open(text);
  controller.select(notebook);
  await settle();
  return notebook;
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve));
}

/** Answers the question with its first choice, checks the exercise, and runs the other race. */
async function work(text = lesson()): Promise<FakeNotebook> {
  const notebook = await open(text);
  screen.choose = (items) => items[0];
  await run(notebook, question, exercise, alone);
  return notebook;
}

describe('a lesson that is opened again', () => {
  test('shows what its cells had put out, without running any', async () => {
    const before = below(await work());
    expect(before.map((text) => text !== null)).toEqual([true, true, true, false, true]);
    races.beginRace.mockClear();
    const notebook = await reopened();
    expect(below(notebook)).toEqual(before);
    expect(races.beginRace).not.toHaveBeenCalled();
    expect(before[question]).toContain('Which is last?\nYou say: SGD. Not this time.');
    expect(before[exercise]).toMatch(/^Write the optimizer\nNot yet\. The sign of the step is flipped/);
    const [{ items } = { items: [] }] = notebook.cellAt(asked).outputs;
    expect(items.find(({ mime }) => mime === lessonOutput.mime)?.value).toMatchObject({
      ...{ type: 'race', race: 'race-0' },
      runs: [{ losses: [5, 3] }, { losses: [6, 4] }],
    });
    expect(controller.executions.map(({ done }) => done)).toEqual(
      Array(4).fill(['start', 'output', 'end undefined']),
    );
  });

  test('has help below its exercise as before', async () => {
    await work();
    const notebook = await reopened();
    const uri = notebook.cellAt(exercise).document.uri.toString();
    screen.rendererMessaging[0]?.receive({ type: 'exercise', cell: uri, action: 'hint' });
    await settle();
    expect(String(notebook.cellAt(exercise).outputs[0]?.items[1]?.value)).toContain('Hint 1: The sign.');
  });

  test('shows no race of another experiment, nor with another rule, nor a verdict on one', async () => {
    await work();
    expect(below(await reopened(lesson({ steps: 5 }))).map((text) => text !== null)).toEqual([
      ...[true, false, true, false, true],
    ]);
    openWindow();
    await work();
    expect(below(await reopened(lesson({ step: '-=' }))).map((text) => text !== null)).toEqual([
      ...[true, false, false, false, true],
    ]);
  });

  test('shows no race for another target', async () => {
    await work();
    const other = lesson().replaceAll('"steps": 4', '"steps": 4, "target": 1');
    expect(below(await reopened(other))[alone]).toBeNull();
  });

  test('shows no race that was without the lengths of its steps, where they are asked for', async () => {
    await work();
    const other = lesson().replaceAll('"steps": 4', '"steps": 4, "step_along": "w1"');
    expect(below(await reopened(other))[alone]).toBeNull();
  });

  test('shows nothing of a race that is gone, too large, or of cells that can’t run any more', async () => {
    await work();
    openWindow();
    readRace.mockReset();
    readRace.mockResolvedValueOnce(null).mockRejectedValueOnce(new Error('gone'));
    const notebook = await open();
    controller.select(notebook);
    await settle();
    expect(readRace.mock.calls).toEqual([
      ['race-0', 2 ** 20],
      ['race-1', 2 ** 20],
    ]);
    expect(below(notebook).map((text) => text !== null)).toEqual([true, false, true, false, false]);
    expect(below(await reopened(lesson().replaceAll('"lr"', '"rate"')))[alone]).toBeNull();
  });

  test('keeps a race from who has not answered the question about it', async () => {
    await work();
    await known.forget('file:///workspace/a.lesson.md', ['last']);
    expect(below(await reopened()).slice(0, 2)).toEqual([null, null]);
  });

  test('leaves cells alone that run, and waits for none', async () => {
    await work();
    openWindow();
    const notebook = await open();
    const [running] = [run(notebook, alone)];
    controller.select(notebook);
    await running;
    await settle();
    const done = controller.executions.filter(({ cell }) => cell.index === alone).map((each) => each.done);
    expect(done).toEqual([['start', 'output', 'items', 'end true']]);
    expect(below(notebook)[exercise]).not.toBeNull();
  });

  test('is left alone when it is let go of, or closed', async () => {
    await work();
    openWindow();
    const notebook = await open();
    controller.select(notebook, false);
    await settle();
    notebook.isClosed = true;
    controller.select(notebook);
    await settle();
    expect(controller.executions).toEqual([]);
  });
});

describe('a task that is forgotten', () => {
  test('loses its output, a question that of its race, and all come back where it is undone', async () => {
    const notebook = await work();
    const before = below(notebook);
    const undo = await known.forget('file:///workspace/a.lesson.md', ['last', 'one']);
    await settle();
    expect(below(notebook).map((text) => text !== null)).toEqual([false, false, false, false, true]);
    const asked = [question, exercise].map((cell) => notebook.cellAt(cell).outputs[0]?.metadata);
    expect(asked).toEqual([{ type: 'question' }, { type: 'question' }]);
    expect(known.progressOf({ lesson: 'file:///workspace/a.lesson.md', key: 'one' }).tries).toBe(0);
    // The library has the race.
    const [race] = store.races;
    readRace.mockImplementation(async () => race);
    await undo();
    await settle();
    expect(below(notebook)).toEqual(before);
  });

  test('changes nothing when the extension has ended', async () => {
    const notebook = await work();
    const before = below(notebook);
    lessons.dispose();
    await settle();
    await known.forget('file:///workspace/a.lesson.md', ['last', 'one']);
    await settle();
    expect(below(notebook)).toEqual(before);
  });

  test('of a lesson that is not open changes nothing here', async () => {
    const notebook = await work();
    const before = below(notebook);
    await known.forget('file:///workspace/b.lesson.md', ['last', 'one']);
    await settle();
    expect(below(notebook)).toEqual(before);
  });
});

test('what is too long to be kept is not', async () => {
  const place = { lesson: 'file:///a', key: 'one' };
  await known.setShown(place, 'x'.repeat(19_998));
  expect(known.shownOf(place)).toBeDefined();
  await known.setShown(place, 'x'.repeat(19_999));
  expect(known.shownOf(place)).toBeUndefined();
});
