/** Exercises of lessons: what is asked, what is shown of a check, the help that is taken, and what is remembered. */
import '../../../extension/lessons/cellRunner.ts';
import '../../../extension/lessons/foldQuestions.ts';
import '../../../extension/lessons/lessonNotebook.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Attempt, checkAttempt as check } from '../../../core/lesson/exercise/checkAttempt.ts';
import type { ExerciseOutput } from '../../../core/lesson/exerciseWords.ts';
import { RaceStore } from '../../../core/race/store.ts';
import type { Backend } from '../../../extension/backend/backend.ts';
import { commandIds, lessonOutput, lessonType, runCellId } from '../../../extension/ids.ts';
import { KeptRaces } from '../../../extension/lessons/keptRaces.ts';
import { LessonMemory, placeOfTask } from '../../../extension/lessons/lessonMemory.ts';
import { registerLessons } from '../../../extension/lessons/registerLessons.ts';
import { waitFor } from '../waitFor.ts';
import '../../../extension/lessons/runCells.ts';
import { Memento } from './fake/memento.ts';
import {
  type FakeMessaging,
  FakeNotebook,
  type FakeNotebookController,
  type NotebookData,
} from './fake/notebooks.ts';
import { laidOut, person, resetScreen, screen } from './fake/screen.ts';

const rule = (velocity: string, step: string) =>
  `name "Mine"\nlr = 0.01 in [0, inf)\nmomentum = 0.9 in [0, 1)\nstate v\nupdate\n  v = ${velocity}\n  p -= ${step}\n`;
const right = rule('momentum * v + g', 'lr * v');
const wrong = rule('momentum * v - g', 'lr * v');

const written = {
  ...{ kind: 'rule', reference: 'momentum', hints: ['Look at the sign.', 'It is plus.'] },
  ...{ solution: right, explanation: 'That is it.' },
};
const valley = { problem: { surface: 'valley' }, lr: [0.01], steps: 50 };
const ofNumber = {
  ...{ kind: 'number', expected: { formula: '2 / 100' }, unit: 'per step' },
  mistakes: [{ number: { formula: '2' }, message: 'Divide by the curvature.' }],
};
const ofValue = {
  ...{ kind: 'choose', setting: 'lr', loss: 1, within: 50, solution: 0.03 },
  experiment: { ...valley, optimizers: [{ optimizer: 'momentum' }] },
};
const lessonOf = (exercise: object, answer?: string) =>
  `\`\`\`exercise one\n${JSON.stringify(exercise)}\n\`\`\`\n${answer === undefined ? '' : `\n\`\`\`optimizer mine\n${answer}\`\`\`\n`}`;

const checkAttempt = vi.fn<Backend['checkAttempt']>();
const read = vi.fn();
const races = {
  ...{ beginRace: vi.fn(), stopRace: vi.fn(), dataBeside: vi.fn() },
  ...{ map: vi.fn(), fairComparison: vi.fn() },
};
let memory: Memento;
let lessonMemory: LessonMemory;
/** What cells ran, in the workspace. */
let ran: Memento;
let controller: FakeNotebookController;
let messaging: FakeMessaging;

beforeEach(() => {
  resetScreen();
  vi.resetAllMocks();
  checkAttempt.mockImplementation((attempt) => check(attempt));
  memory = new Memento();
  lessonMemory = new LessonMemory(memory as never);
  ran = new Memento();
  registerLessons(
    new RaceStore(),
    async () => races,
    async () => ({
      backend: async () => ({ checkAttempt, checkCells: async () => [], openMap: vi.fn() }),
      memory: lessonMemory,
      kept: new KeptRaces({ memory: ran as never, library: async () => ({ read }) }),
    }),
  );
  controller = screen.notebookControllers[0] ?? expect.fail();
  messaging = screen.rendererMessaging[0] ?? expect.fail();
});

async function open(text: string): Promise<FakeNotebook> {
  const { provider } = screen.registered[lessonType] as {
    provider: { deserializeNotebook(bytes: Uint8Array): Promise<NotebookData> };
  };
  const data = await provider.deserializeNotebook(Buffer.from(text));
  const notebook = new FakeNotebook('/workspace/a.lesson.md', data);
  person.goToNotebook(notebook);
  return notebook;
}

const run = (notebook: FakeNotebook, ...cells: number[]) =>
  controller.executeHandler(cells.map((cell) => notebook.cellAt(cell)));
const last = () => controller.executions.at(-1) ?? expect.fail();
const shown = () => last().valueOf(lessonOutput.mime) as ExerciseOutput;
const labels = () => shown().offers.map(({ label }) => label);
/** How far the person is with what was begun. */
const progress = () =>
  [...memory.kept].flatMap(([key, value]) => (key.startsWith('exercise ') ? [value] : []));
const cell = 'vscode-notebook-cell:///workspace/a.lesson.md#W0';

async function press(action: string): Promise<void> {
  const before = controller.executions.length;
  messaging.receive({ type: 'exercise', cell, action });
  await waitFor(() => expect(controller.executions.length).toBe(before + 1));
  await waitFor(() => expect(last().done.at(-1)).toMatch(/^end/));
  // An output that is changed in place is that of the execution that put it out.
  const first = controller.executions.find(({ output }) => output);
  last().output = first?.output;
}

describe('a rule to write', () => {
  test('is checked below the exercise, also where its own cell is run, and once where both are', async () => {
    const notebook = await open(lessonOf(written, wrong));
    for (const cells of [[0], [1], [0, 1]]) {
      const before = controller.executions.length;
      await run(notebook, ...cells);
      expect(controller.executions).toHaveLength(before + 1);
      expect(last().cell.index).toBe(0);
      expect(last().done).toEqual(['start', 'output', 'end false']);
    }
    expect(shown()).toMatchObject({ verdict: 'failed', heading: 'Not yet', solution: null, cell });
    expect(shown().message).toMatch(/^The sign of .* is wrong from step \d+ on.*yours is .*; expected /);
    expect(last().valueOf('text/plain')).toContain('Not yet. The sign of');
    expect(races.beginRace).not.toHaveBeenCalled();
  });

  test('that is wrong is marked where it goes wrong first, until it is written otherwise, passes, or begins again', async () => {
    const notebook = await open(lessonOf(written, wrong));
    const { document } = notebook.cellAt(1);
    const marks = () => screen.diagnostics[document.uri.toString()] ?? [];
    await run(notebook, 1);
    expect(marks().map(({ message, range }) => [message, range.start.line, range.end.line])).toEqual([
      [expect.stringMatching(/^The sign of .* is wrong from step 1 on/), 5, 5],
    ]);
    person.save(document);
    expect(marks()).toHaveLength(1);
    person.write(document, wrong);
    expect(marks()).toEqual([]);
    await run(notebook, 1);
    expect(marks()).toHaveLength(1);
    vi.spyOn(document, 'getText').mockReturnValue(right);
    await run(notebook, 1);
    expect(marks()).toEqual([]);
    vi.spyOn(document, 'getText').mockReturnValue(wrong);
    await run(notebook, 1);
    expect(marks()).toHaveLength(1);
    const place = placeOfTask(notebook.cellAt(0) as never);
    // Help that is asked for changes nothing about it.
    await lessonMemory.record(place, { kind: 'hint' });
    expect(marks()).toHaveLength(1);
    await lessonMemory.forget(place.lesson, [place.key]);
    expect(marks()).toEqual([]);
    await run(notebook, 1);
    expect(marks()).toHaveLength(1);
    person.close(document);
    expect(marks()).toEqual([]);
  });

  test('that is wrong is looked at in the debugger', async () => {
    const notebook = await open(lessonOf(written, wrong));
    await run(notebook, 0);
    expect(labels()).toContain('Stop in Step 1 and Look');
    messaging.receive({ type: 'exercise', cell, action: 'look' });
    const asked = { id: commandIds.debugExercise, values: [notebook.cellAt(0)] };
    await waitFor(() => expect(screen.executed).toContainEqual(asked));
    const given = { ...written, gradients: [{ noise: 0 }] };
    await run(await open(lessonOf(given, wrong)), 0);
    expect(labels()).not.toContain('Stop in Step 1 and Look');
  });

  test('is taken as it stands in the cell, saved or not', async () => {
    const notebook = await open(lessonOf(written, wrong));
    await run(notebook, 1);
    vi.spyOn(notebook.cellAt(1).document, 'getText').mockReturnValue(right);
    await run(notebook, 1);
    expect(shown()).toMatchObject({ verdict: 'passed', heading: 'Passed. It took 2 tries' });
    expect(shown().explanation).toBe('That is it.');
    expect(last().done.at(-1)).toBe('end true');
  });

  test('that does not compile is told, and is no try', async () => {
    const notebook = await open(lessonOf(written, right.replace('lr * v', 'lr * x')));
    await run(notebook, 1);
    expect(shown()).toMatchObject({ verdict: 'faulty', message: "Line 7: unknown name 'x'." });
    expect(progress()).toEqual([{ tries: 0, hintsTaken: 0, isShown: false, isPassed: false }]);
  });

  test('has hints one by one, then the solution, then the difference', async () => {
    await run(await open(lessonOf(written, wrong)), 1);
    expect(labels()).toEqual(['Hint 1 of 2', 'Stop in Step 1 and Look', 'Check Again', 'Start Over']);
    await press('hint');
    expect([shown().hints, labels()]).toEqual([
      ['Look at the sign.'],
      ['Hint 2 of 2', 'Stop in Step 1 and Look', 'Check Again', 'Start Over'],
    ]);
    await press('hint');
    expect([shown().hints.length, labels()]).toEqual([
      2,
      ['Show the Solution', 'Stop in Step 1 and Look', 'Check Again', 'Start Over'],
    ]);
    await press('solution');
    expect(shown()).toMatchObject({
      solution: right.trimEnd(),
      differences: null,
      explanation: 'That is it.',
    });
    expect(labels()).toEqual([
      'Explain the Difference',
      'Stop in Step 1 and Look',
      'Check Again',
      'Start Over',
    ]);
    await press('difference');
    expect([shown().differences, labels()]).toEqual([
      [
        {
          name: 'v',
          kind: 'differs',
          yours: { line: 6, text: 'v = momentum * v - g' },
          expected: { line: 6, text: 'v = momentum * v + g' },
        },
      ],
      ['Stop in Step 1 and Look', 'Check Again', 'Start Over'],
    ]);
    expect(last().valueOf('text/plain')).toContain(
      'Line 6: yours is v = momentum * v - g; expected v = momentum * v + g',
    );
    expect(last().done).toEqual(['start', 'items', 'end false']);
  });

  test('is remembered by lesson and exercise, also what was passed before', async () => {
    await run(await open(lessonOf(written, wrong)), 1);
    await press('hint');
    expect(progress()).toEqual([{ tries: 1, hintsTaken: 1, isShown: false, isPassed: false }]);
    expect([...memory.kept.keys()]).toContain('exercise file:///workspace/a.lesson.md one');
    await run(await open(lessonOf(written, right)), 1);
    expect(shown()).toMatchObject({ verdict: 'passed', hints: ['Look at the sign.'] });
    memory.kept.set('exercise file:///workspace/a.lesson.md one', { tries: 'many' });
    await run(await open(lessonOf(written, wrong)), 1);
    expect(shown().hints).toEqual([]);
  });

  test('is interrupted, and leaves nothing', async () => {
    checkAttempt.mockImplementation(
      (_, signal) =>
        new Promise((__, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    );
    const checking = run(await open(lessonOf(written, wrong)), 1);
    await waitFor(() => expect(checkAttempt).toHaveBeenCalled());
    last().token.cancel();
    await checking;
    expect(last().done).toEqual(['start', 'end undefined']);
    expect(memory.kept.size).toBe(0);
  });

  test('says what is missing, what is wrong with the exercise, and why a thread failed', async () => {
    await run(await open(lessonOf(written)), 0);
    expect(last().valueOf('text/plain')).toContain('this exercise has no rule to work on');
    await run(await open(lessonOf({ ...written, reference: 'momentun' }, wrong)), 1);
    expect(last().cell.index).toBe(0);
    expect(last().valueOf('text/plain')).toContain("did you mean 'momentum'");
    checkAttempt.mockRejectedValue(new Error('no thread'));
    await run(await open(lessonOf(written, wrong)), 1);
    expect(last().valueOf('text/plain')).toBe('no thread');
  });

  test('what another page says is no button', async () => {
    await run(await open(lessonOf(written, wrong)), 1);
    for (const message of [
      null,
      { type: 'exercise' },
      { type: 'exercise', cell, action: 'pass' },
      { type: 'exercise', cell: 'x', action: 'hint' },
    ])
      messaging.receive(message);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(controller.executions).toHaveLength(1);
    expect(screen.log.join()).not.toContain('lesson');
  });
});

describe('an answer that is asked for', () => {
  const answered = async (exercise: object) => {
    await run(await open(lessonOf(exercise)), 0);
    return checkAttempt.mock.calls.at(-1)?.[0] as Attempt | undefined;
  };

  test('is a number or a formula, which is checked as it is typed', async () => {
    screen.type = () => '2';
    expect(await answered(ofNumber)).toMatchObject({ kind: 'number', answer: 2 });
    expect(shown()).toMatchObject({ verdict: 'failed', message: '2 per step: Divide by the curvature.' });
    expect(labels()).toEqual(['Show the Solution', 'Answer Again', 'Start Over']);
    await press('solution');
    expect(shown().solution).toBe('0.02 per step');
    screen.type = () => '2 / 100';
    expect(await answered(ofNumber)).toMatchObject({ answer: 0.02 });
    expect(shown().verdict).toBe('passed');
    const { validateInput } = screen.inputs[0] as unknown as { validateInput(text: string): string | null };
    expect(['', 'two', '1 / 0', '0.02', '2/100', '-1e-3'].map(validateInput)).toEqual([
      ' — expected a number, such as 0.05 or 2/3',
      'two — expected a number, such as 0.05 or 2/3',
      '1 / 0 — expected a number, such as 0.05 or 2/3',
      ...[null, null, null],
    ]);
  });

  test('that is a right number is the solution, and none is offered', async () => {
    screen.type = () => '0.02';
    await answered(ofNumber);
    expect([shown().verdict, labels()]).toEqual(['passed', ['Start Over']]);
    await run(await open(lessonOf(written, right)), 1);
    expect([shown().verdict, labels()]).toEqual(['passed', ['Show the Solution', 'Start Over']]);
  });

  test('is a value to try', async () => {
    screen.type = () => '0.03';
    expect(await answered(ofValue)).toMatchObject({ kind: 'choose', answer: 0.03 });
    expect(shown().verdict).toBe('passed');
    expect(shown().message).toMatch(/^With lr 0.03 the loss is at 1 or below after \d+ of 50 steps\.$/);
  });

  test('that is not given leaves all as it was', async () => {
    for (const exercise of [ofNumber, ofValue]) expect(await answered(exercise)).toBeUndefined();
    expect(controller.executions.map(({ done }) => done)).toEqual(Array(2).fill(['start', 'end undefined']));
    expect(memory.kept.size).toBe(0);
  });

  test('is not that of a rule behind it', async () => {
    races.beginRace.mockResolvedValue(null);
    await run(await open(lessonOf(ofNumber, right)), 1);
    expect(last().cell.index).toBe(1);
    expect(races.beginRace).toHaveBeenCalled();
  });
});

describe('what is asked', () => {
  const asking = `# A

\`\`\`predict
{ "experiment": "race", "question": "Which is last?", "answer": "highest final loss" }
\`\`\`

\`\`\`experiment race
${JSON.stringify({ ...valley, optimizers: [{ optimizer: 'sgd' }, { optimizer: 'momentum' }, { optimizer: 'adam' }] })}
\`\`\`

\`\`\`exercise two
${JSON.stringify({ ...ofNumber, title: 'The bound' })}
\`\`\`

${lessonOf(written, wrong)}`;
  const outputsOf = (notebook: FakeNotebook) =>
    notebook.getCells().map(({ outputs: [output] }) => output?.items.map(({ value }) => value));

  test('is shown below from the start, and its text folded', async () => {
    const notebook = await open(asking);
    expect(outputsOf(notebook)).toEqual([
      undefined,
      [
        {
          ...{ type: 'question', id: null, index: 1, action: 'Answer' },
          ...{ heading: 'Which is last?', text: 'SGD, Momentum or Adam?' },
        },
        'Which is last?\nSGD, Momentum or Adam?',
      ],
      undefined,
      [
        expect.objectContaining({ id: 'two', heading: 'The bound' }),
        'The bound\nA number, or a formula. Unit: per step.',
      ],
      [
        expect.objectContaining({ heading: 'Write the optimizer', action: 'Check' }),
        expect.stringContaining('in the cell below'),
      ],
      undefined,
    ]);
    const plain = await open('# A\n');
    const unread = await open('```predict\n{}\n```\n');
    const other = Object.assign(await open(asking), { notebookType: 'other' });
    for (const each of [other, notebook, plain, unread, notebook])
      laidOut.fire({ notebookEditor: { notebook: each, visibleRanges: [] } });
    await waitFor(() => expect(screen.executed).not.toEqual([]));
    const ranges = [1, 3, 4].map((start) => ({ start, end: start + 1 }));
    expect(screen.executed).toEqual([
      { id: 'notebook.cell.collapseCellInput', values: [{ ranges, document: notebook.uri }] },
    ]);
  });

  test('is answered by the button below it', async () => {
    const notebook = await open(asking);
    for (const message of [
      { type: 'run', id: 'two', index: 0 },
      { type: 'run', id: null, index: 1 },
      { type: 'run', cell: notebook.cellAt(4).document.uri.toString() },
      ...[
        null,
        'run',
        { type: 'run' },
        { type: 'run', id: null, index: 2 },
        { type: 'run', id: 'race' },
        { type: 'run', cell: notebook.cellAt(0).document.uri.toString() },
      ],
    ])
      messaging.receive(message);
    await waitFor(() => expect(screen.executed).toHaveLength(3));
    await new Promise((resolve) => setTimeout(resolve, 10));
    const run = (start: number) => ({
      id: 'notebook.cell.execute',
      values: [{ ranges: [{ start, end: start + 1 }], document: notebook.uri }],
    });
    expect(screen.executed).toEqual([run(3), run(1), run(4)]);
  });

  describe('in a folder that nobody trusts, where VS Code’s own command would ask for it', () => {
    const asked = (notebook: FakeNotebook) => [
      {
        id: 'notebook.selectKernel',
        values: [
          {
            notebookEditor: expect.objectContaining({ notebook }),
            ...{ id: 'optimizerPlayground.lesson', extension: 'optimizer-playground.optimizer-playground' },
          },
        ],
      },
    ];
    const command = (cell?: unknown) =>
      (screen.registered[runCellId] as (cell?: unknown) => Promise<void>)(cell);

    beforeEach(() => {
      screen.isTrusted = false;
      screen.type = () => '0.02';
    });

    test('its button runs it all the same', async () => {
      const notebook = await open(asking);
      messaging.receive({ type: 'run', id: 'two', index: 3 });
      await waitFor(() => expect(last().done.at(-1)).toBe('end true'));
      expect(last().cell.index).toBe(3);
      expect(screen.executed).toEqual(asked(notebook));
    });

    test('so does a command, with the cell that it is given, or those that are selected', async () => {
      const notebook = await open(asking);
      await command(notebook.cellAt(3));
      screen.selectedCells = [
        { start: 0, end: 1 },
        { start: 3, end: 5 },
      ];
      await command();
      expect(controller.executions.map(({ cell }) => cell.index)).toEqual([3, 3, 4]);
      expect(screen.executed).toHaveLength(2);
      Object.assign(notebook, { notebookType: 'other' });
      await command(notebook.cellAt(3));
      expect(controller.executions).toHaveLength(3);
    });

    test('in one that is trusted, VS Code runs it', async () => {
      screen.isTrusted = true;
      const notebook = await open(asking);
      await command(notebook.cellAt(3));
      expect(controller.executions).toEqual([]);
      expect(screen.executed.map(({ id }) => id)).toEqual(['notebook.cell.execute']);
    });
  });

  test('says what there is to find, and nothing where the race can’t be read', async () => {
    const [first] = outputsOf(await open(lessonOf({ ...ofValue, title: 'A rate' }))) as [unknown[]];
    expect(first[1]).toBe('A rate\nFind a value of lr with which the loss is at 1 or below within 50 steps.');
    const { unit: _, ...plain } = ofNumber;
    const [second] = outputsOf(await open(lessonOf(plain))) as [unknown[]];
    expect(second[1]).toBe('Work out the number\nA number, or a formula.');
    const third = outputsOf(await open(asking.replace('"adam"', '"adm"')))[1];
    expect(third?.[1]).toBe('Which is last?');
  });
});
