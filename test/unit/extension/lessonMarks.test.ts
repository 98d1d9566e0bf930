/** What is wrong with lessons, marked in their cells or in their texts while they are written. */
import '../../../extension/lessons/lessonDiagnostics.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkCells as check } from '../../../core/lesson/checkCells.ts';
import { RaceStore } from '../../../core/race/store.ts';
import type { Backend } from '../../../extension/backend/backend.ts';
import { KeptRaces } from '../../../extension/lessons/keptRaces.ts';
import { markLessons } from '../../../extension/lessons/lessonMarks.ts';
import { LessonMemory } from '../../../extension/lessons/lessonMemory.ts';
import { notebookOf } from '../../../extension/lessons/lessonNotebook.ts';
import { registerLessons } from '../../../extension/lessons/registerLessons.ts';
import { Memento } from './fake/memento.ts';
import { FakeNotebook, type NotebookData } from './fake/notebooks.ts';
import { notebookEvents, person, resetScreen, screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';
import { FakeDocument } from './fake/widgets.ts';

const rule = (step: string) => `name "Mine"\nlr = 0.01 in [0, 1]\nupdate\n  ${step}\n`;
const lesson = `# A

\`\`\`experiment race
{ "problem": { "surface": "valley" }, "optimizers": [{ "optimizer": "sgd" }], "lr": [0], "steps": 4 }
\`\`\`

\`\`\`predict
{ "experiment": "rase", "question": "Who?", "answer": "lowest final loss" }
\`\`\`

\`\`\`exercise
{
  "kind": "rule", "reference": "sgd",
  "starter": ${JSON.stringify(rule('p -= lr * g'))}
}
\`\`\`

\`\`\`optimizer mine
${rule('p -= lr *')}\`\`\`
`;

const checkCells = vi.fn<Backend['checkCells']>();
let watching: { dispose(): unknown };

beforeEach(() => {
  resetScreen();
  vi.useFakeTimers();
  checkCells.mockReset();
  checkCells.mockImplementation(async (cells) => check(cells));
  watching = markLessons(async () => ({ checkCells }));
});

afterEach(() => {
  watching.dispose();
  vi.useRealTimers();
});

async function pause(): Promise<void> {
  await vi.advanceTimersByTimeAsync(400);
  await vi.dynamicImportSettled();
  await vi.advanceTimersByTimeAsync(1);
}

function openNotebook(text = lesson, path = '/workspace/a.lesson.md'): FakeNotebook {
  const data = notebookOf(Buffer.from(text)) as unknown as NotebookData;
  const notebook = new FakeNotebook(path, data);
  notebookEvents.opened.fire(notebook);
  return notebook;
}

/** `line:column–line:column message`, from 0, by the last part of the place. */
const shown = () =>
  Object.fromEntries(
    Object.entries(screen.diagnostics).map(([place, marks]) => [
      place.replace(/.*[/#]/, ''),
      marks.map(({ range: { start, end }, message }) => {
        return `${start.line}:${start.character}–${end.line}:${end.character} ${message}`;
      }),
    ]),
  );

describe('in a notebook', () => {
  test('marks stand in the cells, beside those that experiments and rules have', async () => {
    openNotebook();
    expect(screen.diagnostics).toEqual({});
    await pause();
    expect(shown()).toEqual({
      W0: [expect.stringMatching(/^0:0–0:3 a lesson has no front matter/)],
      W1: [],
      W2: [expect.stringMatching(/^0:16–0:22 experiment = "rase" — expected the id/)],
      W3: [
        expect.stringMatching(/^2:13–2:74 The starter passes as it is/),
        expect.stringMatching(/^0:0–0:1 an exercise has no id/),
      ],
      W4: [],
    });
    const [first] = Object.values(screen.diagnostics)[0] ?? [];
    expect(first?.source).toBe('Optimizer Playground');
  });

  test('follow what is written, but not what learners write, nor outputs', async () => {
    const notebook = openNotebook();
    await pause();
    expect(checkCells).toHaveBeenCalledTimes(1);
    const write = (index: number, text: string) => {
      const { document } = notebook.cellAt(index);
      document.write(text);
      notebookEvents.changed.fire({ notebook, contentChanges: [], cellChanges: [{ document }] });
    };
    notebookEvents.changed.fire({ notebook, contentChanges: [], cellChanges: [{}] });
    write(4, rule('p -= lr * g'));
    await pause();
    expect(checkCells).toHaveBeenCalledTimes(1);
    write(2, '{ "experiment": "race", "question": "Who?", "answer": "lowest final los" }');
    await vi.advanceTimersByTimeAsync(300);
    write(2, '{ "experiment": "race", "question": "Who?", "answer": "lowest final loss" }');
    await pause();
    expect(checkCells).toHaveBeenCalledTimes(2);
    expect(shown()['W2']).toEqual([]);
  });

  test('what is no JSON is marked once', async () => {
    screen.extensions = ['vscode.json-language-features'];
    openNotebook('---\ntitle: A\n---\n\n```predict\n{ "a" 1 }\n```\n');
    await pause();
    expect(shown()).toEqual({ W0: [] });
  });

  test('go with it', async () => {
    const notebook = openNotebook();
    await pause();
    notebookEvents.closed.fire(notebook);
    expect(screen.diagnostics).toEqual({});
    openNotebook('# B\n');
    notebookEvents.closed.fire(screen.notebooks[1] as FakeNotebook);
    await pause();
    expect(screen.diagnostics).toEqual({});
    expect(checkCells).toHaveBeenCalledTimes(1);
  });

  test('of others, and of old versions, there are none', async () => {
    const data = notebookOf(Buffer.from(lesson)) as unknown as NotebookData;
    const other = Object.assign(new FakeNotebook('/workspace/b.lesson.md', data), { notebookType: 'other' });
    notebookEvents.opened.fire(other);
    const old = new FakeNotebook('/workspace/c.lesson.md', data);
    Object.assign(old, { uri: new Uri('git', '/workspace/c.lesson.md') });
    notebookEvents.opened.fire(old);
    await pause();
    expect(checkCells).not.toHaveBeenCalled();
  });
});

describe('in a text', () => {
  test('marks stand where the file has what is wrong, in whatever cell', async () => {
    const document = new FakeDocument(Uri.file('/workspace/a.lesson.md'), lesson, 'markdown');
    person.open(document);
    await pause();
    const marks = shown()['a.lesson.md'] ?? [];
    expect(marks.map((mark) => mark.slice(0, mark.indexOf(' ')))).toEqual(
      expect.arrayContaining(['0:0–0:0', '3:85–3:86', '7:16–7:22', '10:0–10:11', '13:13–13:74']),
    );
    expect(marks.join()).toContain('The starter passes as it is');
    person.write(document, '---\ntitle: A\n---\n');
    await pause();
    expect(shown()).toEqual({ 'a.lesson.md': [] });
    person.close(document);
    expect(screen.diagnostics).toEqual({});
  });

  test('a check that is overtaken is ended, and leaves nothing', async () => {
    const document = new FakeDocument(Uri.file('/workspace/a.lesson.md'), lesson, 'markdown');
    checkCells.mockImplementationOnce(
      (_, signal) =>
        new Promise((__, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    );
    person.open(document);
    await pause();
    expect(screen.diagnostics).toEqual({});
    person.write(document, '# B\n');
    await pause();
    expect(shown()['a.lesson.md']).toHaveLength(1);
    expect(screen.log).toEqual([]);
  });

  test('a thread that fails is logged, and tried again', async () => {
    const document = new FakeDocument(Uri.file('/workspace/a.lesson.md'), lesson, 'markdown');
    checkCells.mockRejectedValueOnce(new Error('no thread'));
    person.open(document);
    await pause();
    expect(screen.log).toEqual(['lesson: no thread']);
    person.write(document, lesson);
    await pause();
    expect(shown()['a.lesson.md']).not.toEqual([]);
  });

  test('other texts have none', async () => {
    person.open(new FakeDocument(Uri.file('/workspace/a.md'), lesson, 'markdown'));
    person.open(new FakeDocument(new Uri('git', '/workspace/a.lesson.md'), lesson, 'markdown'));
    await pause();
    expect(screen.diagnostics).toEqual({});
  });
});

describe('the extension', () => {
  const register = () => {
    watching.dispose();
    watching = registerLessons(new RaceStore(), vi.fn(), async () => ({
      backend: async () => ({ checkCells, checkAttempt: vi.fn(), openMap: vi.fn() }),
      memory: new LessonMemory(new Memento() as never),
      kept: new KeptRaces({ memory: new Memento() as never, library: vi.fn() }),
    }));
  };

  test('marks lessons from the first on that is open, now or then', async () => {
    register();
    openNotebook('# B\n');
    await vi.dynamicImportSettled();
    await pause();
    expect(checkCells).toHaveBeenCalledTimes(1);
    openNotebook('# C\n', '/workspace/c.lesson.md');
    await pause();
    expect(checkCells).toHaveBeenCalledTimes(2);
    register();
    await vi.dynamicImportSettled();
    await pause();
    expect(checkCells).toHaveBeenCalledTimes(4);
    watching.dispose();
    await vi.dynamicImportSettled();
    expect(screen.diagnostics).toEqual({});
  });

  test('looks at nothing where no lesson is', async () => {
    register();
    person.open(new FakeDocument(Uri.file('/workspace/a.md'), lesson, 'markdown'));
    await vi.dynamicImportSettled();
    await pause();
    watching.dispose();
    person.open(new FakeDocument(Uri.file('/workspace/a.lesson.md'), lesson, 'markdown'));
    await vi.dynamicImportSettled();
    await pause();
    expect(checkCells).not.toHaveBeenCalled();
  });
});
