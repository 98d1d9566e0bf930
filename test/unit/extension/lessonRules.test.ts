/** Races of lessons follow their rules: what is below a cell is run again when the rule in it has run as it is now. */
import '../../../extension/lessons/cellRunner.ts';
import '../../../extension/lessons/lessonNotebook.ts';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { checkAttempt } from '../../../core/lesson/exercise/checkAttempt.ts';
import { createRace, type Race } from '../../../core/race/race.ts';
import { RaceStore } from '../../../core/race/store.ts';
import { lessonType } from '../../../extension/ids.ts';
import { KeptRaces } from '../../../extension/lessons/keptRaces.ts';
import { LessonMemory } from '../../../extension/lessons/lessonMemory.ts';
import { registerLessons } from '../../../extension/lessons/registerLessons.ts';
import { pieceOf } from '../race/pieces.ts';
import { Memento } from './fake/memento.ts';
import { FakeNotebook, type FakeNotebookController, type NotebookData } from './fake/notebooks.ts';
import { resetScreen, screen } from './fake/screen.ts';

const rule = (step: string) => `name "Mine"\nlr = 0.01 in [0, 1]\nupdate\n  p -= ${step}`;
const race = (id: string, optimizers: string, lr = 0.01) => `\`\`\`experiment ${id}
{ "problem": { "surface": "valley" }, "optimizers": [${optimizers}], "lr": [${lr}], "steps": 4 }
\`\`\`
`;
const mine = '{ "optimizer": "mine.optimizer" }';
/** Cells: an exercise, its rule, and races with it, without it, and with it once more. */
const exercise = { kind: 'rule', reference: rule('lr * g') };
const lesson = `\`\`\`exercise write
${JSON.stringify(exercise)}
\`\`\`

\`\`\`optimizer mine
${rule('g')}
\`\`\`

${race('first', mine)}
${race('other', '{ "optimizer": "sgd" }')}
${race('second', `{ "optimizer": "sgd" }, ${mine}`)}`;

let store: RaceStore;
let controller: FakeNotebookController;
let notebook: FakeNotebook;
const readRace = vi.fn();
const beginRace = vi.fn<(asked: Experiment) => Promise<Race>>();
/** Texts of the rules in the races that have begun, and how often each cell has run. */
const rulesOf = () => beginRace.mock.calls.map(([{ optimizers }]) => optimizers.at(-1)?.rule?.text ?? null);
const ranCells = () => controller.executions.map(({ cell }) => cell.index);

beforeEach(async () => {
  resetScreen();
  vi.resetAllMocks();
  store = new RaceStore();
  beginRace.mockImplementation(async (experiment) => {
    const begun = createRace(experiment, { id: `race-${beginRace.mock.calls.length}`, startedAt: 1 });
    store.show(begun);
    queueMicrotask(() => end(begun));
    return begun;
  });
  const races = {
    ...{ beginRace, stopRace: vi.fn(), dataBeside: vi.fn() },
    ...{ map: vi.fn(), fairComparison: vi.fn() },
  };
  registerLessons(
    store,
    async () => races,
    async () => ({
      backend: async () => ({ checkAttempt, checkCells: async () => [], openMap: vi.fn() }),
      memory: new LessonMemory(new Memento() as never),
      kept: new KeptRaces({ memory: new Memento() as never, library: async () => ({ read: readRace }) }),
    }),
  );
  controller = screen.notebookControllers[0] ?? expect.fail();
  const { provider } = screen.registered[lessonType] as {
    provider: { deserializeNotebook(bytes: Uint8Array): Promise<NotebookData> };
  };
  notebook = new FakeNotebook(
    '/workspace/a.lesson.md',
    await provider.deserializeNotebook(Buffer.from(lesson)),
  );
});

function end(begun: Race): void {
  const state = { status: { kind: 'finished' }, loss: 1, stepsDone: 1 } as const;
  const chunks = begun.runs.map((_, run) => ({ run, piece: pieceOf({ firstPoint: 0, loss: [1], state }) }));
  store.append(begun.id, chunks);
}

const run = (...cells: number[]) => controller.executeHandler(cells.map((cell) => notebook.cellAt(cell)));
const write = (step: string) => notebook.cellAt(1).document.write(rule(step));

test('a race that was run with the rule as it was is run again when the rule is checked', async () => {
  await run(2, 3);
  write('lr * g');
  await run(1);
  expect(ranCells()).toEqual([2, 3, 0, 2]);
  expect(rulesOf()).toEqual([rule('g'), null, rule('lr * g')]);
  expect(controller.executions[2]?.done.at(-1)).toBe('end true');
});

test('a wrong rule is followed, too, and one that can’t run leaves what is there', async () => {
  await run(2, 4);
  write('2 * g');
  await run(1);
  write('2 * x');
  await run(1);
  expect(ranCells()).toEqual([2, 4, 0, 2, 4, 0]);
});

test('nothing is run again where the rule is the same, or where no race stands', async () => {
  await run(2, 4);
  await run(1);
  // As after Clear All Outputs.
  notebook.cellAt(4).outputs = [];
  write('lr * g');
  await run(0);
  expect(ranCells()).toEqual([2, 4, 0, 0, 2]);
});

test('all cells together run once each', async () => {
  await run(2, 4);
  write('lr * g');
  await run(0, 1, 2, 3, 4);
  expect(ranCells()).toEqual([2, 4, 0, 2, 4, 3]);
});

test('a race that an earlier window had run follows its rule', async () => {
  await run(2);
  readRace.mockResolvedValue(await beginRace.mock.results[0]?.value);
  const [old] = [notebook.cellAt(2).outputs];
  const { provider } = screen.registered[lessonType] as {
    provider: { deserializeNotebook(bytes: Uint8Array): Promise<NotebookData> };
  };
  // Its cells are new ones, with the outputs that they were given back.
  notebook.write((await provider.deserializeNotebook(Buffer.from(lesson))).cells);
  notebook.cellAt(2).outputs = old;
  write('lr * g');
  await run(1);
  expect(ranCells()).toEqual([2, 0, 2]);
});
