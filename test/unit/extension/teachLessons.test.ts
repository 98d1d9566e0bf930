/** What those who write lessons are helped with: a lesson to begin with, and a check of all that they have. */
import '../../../extension/lessons/checkLessons.ts';
import '../../../extension/lessons/newLesson.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { examineLesson as examine } from '../../../core/lesson/examineLesson.ts';
import { notebookOf } from '../../../extension/lessons/lessonNotebook.ts';
import { newLessonText } from '../../../extension/lessons/newLesson.ts';
import { examineLesson, messages, openBeforeEach, run } from './commandsWindow.ts';
import { FakeNotebook, type NotebookData } from './fake/notebooks.ts';
import { person, screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';
import { FakeDocument } from './fake/widgets.ts';

openBeforeEach();

const textAt = (path: string) => Buffer.from(screen.files[path] ?? []).toString();
const openFolder = () => {
  screen.folders = [{ name: 'workspace', uri: Uri.file('/workspace') }];
};

describe('a new lesson', () => {
  test('has nothing wrong with it, and one cell of each kind', async () => {
    const text = newLessonText('Momentum');
    expect(await examine(text)).toEqual([]);
    for (const kind of ['experiment', 'predict', 'exercise', 'optimizer'])
      expect(text.split(`\n\`\`\`${kind} `)).toHaveLength(2);
  });

  test('is written where the person says, with the title, and opened', async () => {
    openFolder();
    screen.type = () => ' Rolling on ';
    screen.saveAs = Uri.file('/workspace/rolling-on.lesson.md');
    await run('newLesson');
    expect(screen.saveDialogs[0]?.defaultUri?.path).toBe('/workspace/rolling-on.lesson.md');
    expect(textAt('/workspace/rolling-on.lesson.md')).toBe(newLessonText('Rolling on'));
    expect(screen.shown.map(({ path }) => path)).toEqual(['/workspace/rolling-on.lesson.md']);
  });

  test.each(['mine', 'mine.md', 'mine.lesson', 'mine.lesson.md'])(
    'as %s has the name of lessons',
    async (name) => {
      openFolder();
      screen.type = () => 'Mine';
      screen.saveAs = Uri.file(`/workspace/${name}`);
      await run('newLesson');
      expect(Object.keys(screen.files)).toEqual(['/workspace/mine.lesson.md']);
    },
  );

  test('without a folder is not saved yet', async () => {
    screen.type = () => 'Mine';
    await run('newLesson');
    expect(screen.saveDialogs).toEqual([]);
    const [notebook] = screen.notebooks;
    expect(notebook?.uri).toMatchObject({ scheme: 'untitled', path: 'mine.lesson.md' });
    expect(notebook?.getCells().map(({ metadata }) => metadata['kind'])).toEqual([
      ...['markdown', 'predict', 'experiment', 'markdown', 'exercise', 'optimizer', 'markdown'],
    ]);
    expect(notebook?.metadata['head']).toContain('title: Mine\n');
    expect(notebook?.cellAt(1).outputs).toHaveLength(1);
    await run('newLesson');
    expect(screen.shown.map(({ path }) => path)).toEqual(['mine.lesson.md', 'mine-2.lesson.md']);
  });

  test('is none without a title, or a place', async () => {
    openFolder();
    for (const typed of [undefined, ' ', 'a'.repeat(101), 'a\tb']) {
      screen.type = () => typed;
      await run('newLesson');
    }
    expect(screen.saveDialogs).toEqual([]);
    screen.type = () => 'Mine';
    await run('newLesson');
    expect([Object.keys(screen.files), screen.shown]).toEqual([[], []]);
  });
});

describe('a check of lessons', () => {
  const right = newLessonText('Right');
  const wrong = right.replace('"lowest final loss"', '"first below the target"');

  beforeEach(() => {
    openFolder();
    examineLesson.mockImplementation((text, _, { onProgress }) =>
      examine(text, onProgress === undefined ? {} : { onProgress }),
    );
    screen.files['/workspace/a/2-right.lesson.md'] = Buffer.from(right);
    screen.files['/workspace/b/10-wrong.lesson.md'] = Buffer.from(wrong);
    screen.files['/workspace/b/notes.md'] = Buffer.from('# Notes');
  });

  const marks = () =>
    Object.entries(screen.diagnostics).flatMap(([place, all]) =>
      all.map(({ message, range: { start } }) => `${place} ${start.line}:${start.character} ${message}`),
    );

  test('runs those of the folder that is chosen, says how it is, and marks what is wrong', async () => {
    const rows: string[] = [];
    screen.choose = (items) => {
      rows.push(...items.map(({ label, description }) => `${label}, ${description}`));
      return items[0];
    };
    screen.press = ([first]) => first;
    await run('checkLessons');
    expect(rows).toEqual(['All, 2 lessons', 'a, 1 lesson', 'b, 1 lesson']);
    expect(examineLesson.mock.calls.map(([text, folder]) => [text, folder])).toEqual([
      [right, '/workspace'],
      [wrong, '/workspace'],
    ]);
    expect(messages()).toEqual([
      ['warning', '2 lessons checked: 1 thing is wrong, in 1 lesson.', 'Show Problems'],
    ]);
    expect(screen.commands).toContain('workbench.actions.view.problems');
    expect(marks()).toEqual([
      'file:///workspace/b/10-wrong.lesson.md 20:12 the experiment has no target — expected one for this answer',
    ]);
    const [progress] = screen.progress;
    expect(progress?.reports[0]).toBe('0 %, 2-right.lesson.md');
    expect(progress?.isOver).toBe(true);
    screen.choose = (items) => items[1];
    await run('checkLessons');
    expect(messages().at(-1)).toEqual([
      'information',
      '1 lesson checked: all cells run, and nothing is wrong.',
    ]);
    expect(marks()).toEqual([]);
  });

  test('names the folders of a browser as those of a disk', async () => {
    screen.folders = [{ name: 'workspace', uri: new Uri('tmp', '/workspace') }];
    const rows: string[] = [];
    screen.choose = (items) => void rows.push(...items.map(({ label }) => label));
    await run('checkLessons');
    expect(rows).toEqual(['All', 'a', 'b']);
  });

  test('of a lesson, or of a folder', async () => {
    await run('checkLessons', Uri.file('/workspace/b/10-wrong.lesson.md'));
    await run('checkLessons', Uri.file('/workspace/a'));
    expect(examineLesson.mock.calls.map(([text]) => text)).toEqual([wrong, right]);
    await run('checkLessons', Uri.file('/workspace/c'));
    expect(messages().at(-1)?.[1]).toContain('No lesson is here');
  });

  test('takes what is open as it is there, and marks its cells until they are changed', async () => {
    const data = notebookOf(Buffer.from(wrong)) as unknown as NotebookData;
    const notebook = new FakeNotebook('/workspace/a/2-right.lesson.md', data);
    await run('checkLessons', notebook.uri);
    expect(examineLesson.mock.calls[0]?.[0]).toBe(wrong);
    const place = 'vscode-notebook-cell:///workspace/a/2-right.lesson.md#W1';
    expect(marks()).toEqual([`${place} 4:12 the experiment has no target — expected one for this answer`]);
    person.write(notebook.cellAt(1).document, '{}');
    expect(marks()).toEqual([]);
    const document = new FakeDocument(Uri.file('/workspace/b/10-wrong.lesson.md'), right, 'markdown');
    person.open(document);
    await run('checkLessons', document.uri);
    expect(examineLesson.mock.calls[1]?.[0]).toBe(right);
  });

  test('marks nothing twice, and what is in no cell in the file', async () => {
    const text = right
      .replace('title: Right', 'titel: Right')
      .replace('```exercise write-momentum', '```exercise');
    const data = notebookOf(Buffer.from(text)) as unknown as NotebookData;
    const { uri } = new FakeNotebook('/workspace/a/2-right.lesson.md', data);
    await run('checkLessons', uri);
    const once = marks();
    expect(once).toEqual([
      expect.stringMatching(/^file:.* 0:0 title = missing/),
      expect.stringMatching(/^file:.* 2:0 unknown key 'titel'/),
      expect.stringMatching(/#W4 0:0 an exercise has no id/),
    ]);
    await run('checkLessons', uri);
    expect(marks()).toEqual(once);
  });

  test('is cancelled', async () => {
    examineLesson.mockImplementation(
      (_, __, { signal }) =>
        new Promise((___, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    );
    const checking = run('checkLessons', Uri.file('/workspace/a'));
    await expect.poll(() => examineLesson.mock.calls.length).toBe(1);
    screen.progress[0]?.cancel();
    await checking;
    expect(messages()).toEqual([]);
  });

  test('where no folder has any is of the one that is open, or says so', async () => {
    screen.files = {};
    await run('checkLessons');
    expect(messages()).toEqual([
      ['information', 'No lesson is here: their names end in .lesson.md. New Lesson… writes one.'],
    ]);
    screen.folders = [];
    const data = notebookOf(Buffer.from(right)) as unknown as NotebookData;
    person.goToNotebook(new FakeNotebook('/elsewhere/a.lesson.md', data));
    await run('checkLessons');
    expect(examineLesson.mock.calls.map(([text, folder]) => [text, folder])).toEqual([[right, '']]);
  });

  test('of none is chosen where the person chooses none', async () => {
    screen.choose = () => undefined;
    await run('checkLessons');
    expect(examineLesson).not.toHaveBeenCalled();
  });
});
