/** Lessons as VS Code's notebooks: read, written, run. */
import '../../../extension/lessons/cellRunner.ts';
import '../../../extension/lessons/lessonNotebook.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { createRace, type Race } from '../../../core/race/race.ts';
import { RaceStore } from '../../../core/race/store.ts';
import { diagnosticsOf } from '../../../extension/files/diagnostics.ts';
import { isExperiment } from '../../../extension/files/experimentDocuments.ts';
import { provideRuleLinks } from '../../../extension/files/ruleLinks.ts';
import { provideRunLens } from '../../../extension/files/runLens.ts';
import { lessonOutput, lessonType } from '../../../extension/ids.ts';
import { KeptRaces } from '../../../extension/lessons/keptRaces.ts';
import { LessonMemory } from '../../../extension/lessons/lessonMemory.ts';
import { registerLessons } from '../../../extension/lessons/registerLessons.ts';
import { readRuleFile, readRulesAgain } from '../../../extension/ownRules/readRuleFiles.ts';
import { provideRuleLens } from '../../../extension/rules/ruleLens.ts';
import { pieceOf } from '../race/pieces.ts';
import { waitFor } from '../waitFor.ts';
import { Memento } from './fake/memento.ts';
import {
  type FakeMessaging,
  FakeNotebook,
  type FakeNotebookController,
  NotebookCellData,
  type NotebookData,
} from './fake/notebooks.ts';
import { resetScreen, screen } from './fake/screen.ts';

const lesson = `# A

\`\`\`experiment race
{ "problem": { "surface": "valley" }, "optimizers": [{ "optimizer": "sgd" }, { "optimizer": "mine.optimizer" }],
  "lr": [0.01], "steps": 4 }
\`\`\`

\`\`\`optimizer mine
name "Mine"
lr = 0.01 in [0, 1]
update
  p = p - lr * g
\`\`\`

\`\`\`exercise first
{ "kind": "rule" }
\`\`\`
`;

interface Serializer {
  deserializeNotebook(bytes: Uint8Array): Promise<NotebookData>;
  serializeNotebook(data: NotebookData): Promise<Uint8Array>;
}

const checkAttempt = vi.fn();
let store: RaceStore;
let controller: FakeNotebookController;
let messaging: FakeMessaging;
let memory: Memento;
/** What cells ran, in the workspace. */
let ran: Memento;
const readRace = vi.fn();
const races = {
  ...{ beginRace: vi.fn(), stopRace: vi.fn(), dataBeside: vi.fn() },
  ...{ map: vi.fn(), fairComparison: vi.fn() },
};
/** Those that have begun. */
let begun: Race[];

const serializer = () =>
  (screen.registered[lessonType] as { provider: Serializer; options: object }).provider;
const read = (text: string) => serializer().deserializeNotebook(Buffer.from(text));
const written = async (data: NotebookData) =>
  Buffer.from(await serializer().serializeNotebook(data)).toString();
const open = async (text = lesson) => new FakeNotebook('/workspace/a.lesson.md', await read(text));

beforeEach(() => {
  resetScreen();
  vi.resetAllMocks();
  vi.useRealTimers();
  store = new RaceStore();
  begun = [];
  memory = new Memento();
  ran = new Memento();
  races.beginRace.mockImplementation(async (experiment: Experiment) => {
    const race = createRace(experiment, { id: `race-${begun.length}`, startedAt: 1 });
    begun.push(race);
    store.show(race);
    return race;
  });
  registerLessons(
    store,
    async () => races,
    async () => ({
      backend: async () => ({ checkAttempt, checkCells: async () => [], openMap: vi.fn() }),
      memory: new LessonMemory(memory as never),
      kept: new KeptRaces({ memory: ran as never, library: async () => ({ read: readRace }) }),
    }),
  );
  controller = screen.notebookControllers[0] ?? expect.fail();
  messaging = screen.rendererMessaging[0] ?? expect.fail();
});

/** What runs record next, or how they end. */
function record(race: Race, loss: number, ended = false): void {
  const state = ended ? ({ status: { kind: 'finished' }, loss } as const) : { loss };
  const chunks = race.runs.map(({ record: { length } }, run) => ({
    run,
    piece: pieceOf({ firstPoint: length, loss: [loss], state: { ...state, stepsDone: length } }),
  }));
  store.append(race.id, chunks);
}

async function until(holds: () => boolean): Promise<void> {
  await waitFor(() => expect(holds()).toBe(true));
}

describe('a file', () => {
  test('has cells with their languages, and outputs that are not saved', async () => {
    const { cells } = await read(lesson);
    expect(
      cells.map(({ kind, languageId, metadata }) => [kind, languageId, metadata?.['kind'], metadata?.['id']]),
    ).toEqual([
      [1, 'markdown', 'markdown', undefined],
      [2, 'jsonc', 'experiment', 'race'],
      [2, 'optimizer', 'optimizer', 'mine'],
      [2, 'jsonc', 'exercise', 'first'],
    ]);
    expect(screen.registered[lessonType]).toMatchObject({ options: { transientOutputs: true } });
  });

  test.each([lesson, `\ufeff---\r\ntitle: A\r\n---\r\n\r\n~~~~predict x \r\n{}\r\n~~~~`, '', 'a\rb'])(
    'is saved as it was read: %j',
    async (text) => expect(await written(await read(text))).toBe(text),
  );

  test('is saved with what was changed and added', async () => {
    const data = await read(lesson);
    const [, experiment] = data.cells;
    if (experiment) experiment.value = '{}';
    data.cells.push(new NotebookCellData(2, '{ }', 'jsonc'), new NotebookCellData(2, 'x', 'optimizer'));
    expect(await written(data)).toBe(
      `${lesson.replace(/\{ "problem[\s\S]*?4 \}/, '{}')}\n\`\`\`experiment\n{ }\n\`\`\`\n\n\`\`\`optimizer\nx\n\`\`\`\n`,
    );
  });

  test('whose cells are those of another version has them as they are there, wherever they stand', async () => {
    const before = (await read(lesson)).cells.map(({ metadata }) => metadata);
    const after = (await read(`# New\n\n<!-- cell -->\n\n${lesson}`)).cells.map(({ metadata }) => metadata);
    expect(after.slice(2)).toEqual(before.slice(1));
  });

  test('whose cell got another kind or language has a new cell', async () => {
    const data = await read('```optimizer mine\na\n```\n\n# B\n');
    const [first, second] = data.cells;
    if (first) first.languageId = 'jsonc';
    if (second) Object.assign(second, { kind: 2, languageId: 'optimizer' });
    expect(await written(data)).toBe('```experiment\na\n```\n\n```optimizer\n# B\n```\n');
  });

  test('that is not UTF-8 is refused, since it would lose bytes', async () => {
    await expect(serializer().deserializeNotebook(Uint8Array.of(0x61, 0xff))).rejects.toThrow(/UTF-8/);
  });
});

describe('a cell', () => {
  test('with an experiment is one to the editor, and one with a question is none', async () => {
    const notebook = await open();
    const isOne = notebook.getCells().map(({ document }) => isExperiment(document as never));
    expect(isOne).toEqual([false, true, false, false]);
    expect(provideRunLens(notebook.cellAt(1).document as never)).toEqual([]);
    expect(provideRuleLens(notebook.cellAt(2).document as never)).toEqual([]);
  });

  test('knows the rules of other cells', async () => {
    const notebook = await open();
    const { document } = notebook.cellAt(1);
    expect(await diagnosticsOf(document as never)).toEqual([]);
    expect(provideRuleLinks(document as never).map(({ target }) => target?.path)).toEqual([
      '/workspace/a.lesson.md#W2',
    ]);
    const other = await open(
      lesson.replace('optimizer mine\n', 'optimizer yours\n').replaceAll('a.lesson', 'b.lesson'),
    );
    screen.notebooks = [other];
    const [fault] = await diagnosticsOf(other.cellAt(1).document as never);
    expect(fault?.message).toContain('mine.optimizer');
  });
});

test('a race that is run again has the rule that its cell has now', async () => {
  const notebook = await open();
  const done = controller.executeHandler([notebook.cellAt(1)]);
  await until(() => begun.length > 0);
  const [race] = begun as [Race];
  const { document } = notebook.cellAt(2);
  screen.notebooks = [];
  expect([...(await readRulesAgain(race.experiment))]).toEqual([]);
  expect(await readRuleFile(document.uri as never)).toMatchObject({ fault: expect.any(String) });
  screen.notebooks = [notebook];
  document.write('name "Other"');
  expect(await readRuleFile(document.uri as never)).toEqual({
    place: document.uri.toString(),
    text: 'name "Other"',
  });
  record(race, 3, true);
  await done;
});

describe('running', () => {
  test('starts a race, shows it as it goes on, and is done when that has ended', async () => {
    const notebook = await open();
    const done = controller.executeHandler([notebook.cellAt(1)]);
    await until(() => messaging.posted.length > 0);
    const [race] = begun as [Race];
    const [execution] = controller.executions;
    expect(races.beginRace).toHaveBeenCalledWith(race.experiment, notebook.uri);
    expect(race.experiment.optimizers[1]?.rule?.place).toBe(
      'vscode-notebook-cell:///workspace/a.lesson.md#W2',
    );
    expect(execution?.valueOf(lessonOutput.mime)).toMatchObject({
      type: 'race',
      race: race.id,
      runs: [{ losses: [] }, { name: 'Mine' }],
    });
    record(race, 5);
    record(race, 4);
    await until(() => messaging.posted.length > 1);
    // Both in one batch.
    expect(messaging.posted[1]).toMatchObject({ runs: [{ first: 0, losses: [5, 4] }, { losses: [5, 4] }] });
    record(race, 3, true);
    await done;
    expect(messaging.posted.at(-1)).toMatchObject({ runs: [{ first: 2, losses: [3] }, {}] });
    expect(execution?.valueOf(lessonOutput.mime)).toMatchObject({
      runs: [{ losses: [5, 4, 3], ended: true }, {}],
    });
    expect(execution?.valueOf('text/plain')).toContain('SGD: loss 3');
    expect(execution?.done).toEqual(['start', 'output', 'items', 'end true']);
    expect(execution?.executionOrder).toBe(1);
  });

  test('sends all again to a renderer that has just come', async () => {
    const notebook = await open();
    const done = controller.executeHandler([notebook.cellAt(1)]);
    await until(() => messaging.posted.length > 0);
    const [race] = begun as [Race];
    record(race, 5);
    await until(() => messaging.posted.length > 1);
    for (const message of [null, 'ready', { type: 'ready' }, { type: 'ready', race: 'other' }])
      messaging.receive(message);
    messaging.receive({ type: 'ready', race: race.id });
    await until(() => messaging.posted.length > 2);
    expect(messaging.posted[2]).toMatchObject({ runs: [{ first: 0, losses: [5] }, {}] });
    record(race, 3, true);
    await done;
    expect(messaging.posted).toHaveLength(4);
  });

  test('is stopped by an interruption, and so are the cells behind it', async () => {
    const notebook = await open();
    races.stopRace.mockImplementation(async (race: Race) => record(race, 3, true));
    const done = controller.executeHandler([notebook.cellAt(1), notebook.cellAt(2)]);
    await until(() => messaging.posted.length > 0);
    controller.executions[0]?.token.cancel();
    await done;
    expect(races.stopRace).toHaveBeenCalledWith(begun[0]);
    expect(controller.executions.map(({ done }) => done.at(-1))).toEqual(['end undefined']);
  });

  test('a rule races against Adam', async () => {
    const notebook = await open();
    const done = controller.executeHandler([notebook.cellAt(2)]);
    await until(() => begun.length > 0);
    const [race] = begun as [Race];
    expect(race.runs.map(({ name }) => name)).toEqual(['Mine', 'Adam']);
    expect(race.experiment.steps).toBe(4);
    record(race, 3, true);
    await done;
  });

  test('says what is wrong with an experiment, a rule, and what keeps it from beginning', async () => {
    await controller.executeHandler([(await open(lesson.replace('"steps": 4', '"steps": 0'))).cellAt(1)]);
    await controller.executeHandler([(await open(lesson.replace('lr * g', 'lr * x'))).cellAt(2)]);
    races.beginRace.mockRejectedValue(new Error('no thread'));
    await controller.executeHandler([(await open()).cellAt(1)]);
    const texts = controller.executions.map((each) => each.valueOf('text/plain'));
    expect(texts[0]).toContain('steps = 0');
    expect(texts[1]).toContain("unknown name 'x'");
    expect(texts[2]).toBe('no thread');
    for (const { done } of controller.executions) expect(done).toEqual(['start', 'output', 'end false']);
    expect(controller.executions[2]?.valueOf(lessonOutput.mime)).toEqual({
      type: 'words',
      text: 'no thread',
      wrong: true,
    });
    expect(screen.log.join()).toContain('no thread');
  });

  test('a race that the person does not want leaves nothing', async () => {
    races.beginRace.mockResolvedValue(null);
    await controller.executeHandler([(await open()).cellAt(1)]);
    expect(controller.executions[0]?.done).toEqual(['start', 'clear', 'end undefined']);
  });

  describe('a race that is asked about', () => {
    const asking = `\`\`\`predict last
{ "experiment": "race", "question": "Which is last?", "answer": "highest final loss" }
\`\`\`

${lesson}`;

    async function answered(
      run: (notebook: FakeNotebook) => Promise<void>,
      label: string | null,
    ): Promise<string[]> {
      const notebook = await open(asking);
      const offered: string[] = [];
      screen.choose = (items) => {
        offered.push(...items.map((item) => item.label));
        return items.find((item) => item.label === label);
      };
      const done = run(notebook);
      if (label !== null) {
        await until(() => begun.length > 0);
        const [race] = begun as [Race];
        store.append(race.id, [
          { run: 0, piece: pieceOf({ state: { status: { kind: 'finished' }, loss: 2 } }) },
          { run: 1, piece: pieceOf({ state: { status: { kind: 'finished' }, loss: 3 } }) },
        ]);
      }
      await done;
      return offered;
    }

    test('is shown after the answer, which is judged by what was computed', async () => {
      const all = (notebook: FakeNotebook) =>
        controller.executeHandler([notebook.cellAt(0), notebook.cellAt(2)]);
      expect(await answered(all, 'SGD')).toEqual(['SGD', 'Mine']);
      const [question, race, ...others] = controller.executions;
      expect(others).toEqual([]);
      expect(question?.valueOf('text/plain')).toBe(
        'Which is last?\nYou say: SGD. Not this time. Mine ends highest, at a loss of 3.000. SGD ends at a loss of 2.000.',
      );
      expect(race?.cell.index).toBe(2);
      expect(race?.valueOf(lessonOutput.mime)).toMatchObject({ type: 'race' });
    });

    test('asks first where the race itself is run, and not again', async () => {
      let notebook: FakeNotebook | undefined;
      const only = (opened: FakeNotebook) => {
        notebook = opened;
        return controller.executeHandler([opened.cellAt(2)]);
      };
      await answered(only, 'Mine');
      expect(controller.executions.map(({ cell }) => cell.index)).toEqual([0, 2]);
      expect(controller.executions[0]?.valueOf('text/plain')).toContain('You say: Mine. Right.');
      const again = controller.executeHandler([notebook?.cellAt(2) ?? expect.fail()]);
      await until(() => begun.length > 1);
      record(begun[1] as Race, 1, true);
      await again;
      expect(controller.executions.map(({ cell }) => cell.index)).toEqual([0, 2, 2]);
    });

    test('is not shown without an answer', async () => {
      await answered((notebook) => controller.executeHandler(notebook.getCells()), null);
      expect(controller.executions.map(({ done }) => done)).toEqual([['start', 'end undefined']]);
      expect(begun).toEqual([]);
    });

    test('asks about a CSV file that isn’t read yet, and says in the cell of the race why it can’t be', async () => {
      const problem = '{ "csv": "houses.csv", "target": "price" }';
      const notebook = await open(
        asking.replace('{ "surface": "valley" }', problem).replace('"steps": 4', '"epochs": 4'),
      );
      const offered: string[] = [];
      screen.choose = (items) => {
        offered.push(...items.map((item) => item.label));
        return items[0];
      };
      races.beginRace.mockRejectedValue(new Error('houses.csv: no such file'));
      await controller.executeHandler([notebook.cellAt(0)]);
      expect(offered).toEqual(['SGD', 'Mine']);
      expect(controller.executions.map((each) => each.valueOf('text/plain'))).toEqual([
        'Which is last?\nYou say: SGD.',
        'houses.csv: no such file',
      ]);
    });

    test('says what is wrong with the question', async () => {
      const wrong = [
        asking.replace('"experiment": "race"', '"experiment": "rase"'),
        asking.replace('highest final', 'worst'),
      ];
      for (const text of wrong) await controller.executeHandler([(await open(text)).cellAt(0)]);
      const texts = controller.executions.map((each) => each.valueOf('text/plain'));
      expect(texts[0]).toBe('experiment = "rase" — expected the id of an experiment of this lesson');
      expect(texts[1]).toContain('answer = "worst loss"');
    });
  });
});
