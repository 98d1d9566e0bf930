/** Lessons that ship and those of the workspace: opened, gone through, begun again. */
import '../../../extension/lessons/lessonNotebook.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import { RaceStore } from '../../../core/race/store.ts';
import { commandIds, contextKeys, extensionId, lessonController } from '../../../extension/ids.ts';
import { LessonMemory, placeOfTask } from '../../../extension/lessons/lessonMemory.ts';
import { registerLessons } from '../../../extension/lessons/registerLessons.ts';
import { noteBeginnings } from '../../../extension/lessons/starters.ts';
import { calls, lessonDesk, lessonMemory, messages, openBeforeEach, run } from './commandsWindow.ts';
import type { FakeNotebook } from './fake/notebooks.ts';
import { laidOut, person, savedNotebooks, screen, windowStates } from './fake/screen.ts';
import { Uri } from './fake/values.ts';

const content = '/extension/extension/lessons/content';
const copies = '/storage/lessons';
const copy = `${copies}/2-momentum.lesson.md`;
const head = (title: string, number: number | null) =>
  `---\ntitle: ${title}\n${number === null ? '' : `number: ${number}\nminutes: ${10 * number}\n`}---\n\n# ${title}\n`;
const tasks = (rule = 'first', more = '') => `
\`\`\`predict last
{ "experiment": "race", "question": "Which is last?", "answer": "highest final loss" }
\`\`\`

\`\`\`experiment race
{}
\`\`\`

\`\`\`exercise one
{ "title": "Write it", "kind": "rule", "reference": "momentum"${more} }
\`\`\`

\`\`\`optimizer mine
${rule}
\`\`\`
`;
const textAt = (path: string) => Buffer.from(screen.files[path] ?? []).toString();
const put = (path: string, text: string) => {
  screen.files[path] = Buffer.from(text);
};
const target = (path: string, task: string | null = null) => ({ lesson: `file://${path}`, task });
const active = (): FakeNotebook => screen.activeNotebook?.notebook ?? expect.fail('expected a lesson');
const shown = () => screen.shown.map(({ path }) => path.replace(`${copies}/`, ''));
const pass = (key: string, path = copy) =>
  lessonDesk.memory.record({ lesson: `file://${path}`, key }, { kind: 'checked', result: 'passed' });
const status = () => screen.statusBar.find(({ command }) => command === commandIds.showOpenExercises);
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

openBeforeEach();

beforeEach(() => {
  put(`${content}/10-more.lesson.md`, head('More', 10));
  put(`${content}/2-momentum.lesson.md`, head('Momentum', 2) + tasks());
  put(`${content}/notes.md`, '# Notes');
  registerLessons(
    new RaceStore(),
    async () => ({}) as never,
    async () => ({}) as never,
  );
});

async function open(): Promise<string[]> {
  const rows: string[] = [];
  screen.choose = (items) => {
    rows.push(...items.map(({ label, description }) => `${label}, ${description}`));
    return items[0];
  };
  await run('openLesson');
  return rows;
}

describe('Open Lesson', () => {
  test('offers lessons in their order, and opens the chosen one as a copy', async () => {
    expect(await open()).toEqual(['2 · Momentum, 20 minutes · 0 of 2', '10 · More, 100 minutes']);
    expect(shown()).toEqual(['2-momentum.lesson.md']);
    expect(textAt(copy)).toBe(head('Momentum', 2) + tasks());
    expect(calls).toEqual([]);
  });

  test('leaves a copy that was worked in as it is, whatever ships', async () => {
    await open();
    put(copy, '# Mine');
    put(`${content}/2-momentum.lesson.md`, head('Newer', 2));
    await open();
    expect(textAt(copy)).toBe('# Mine');
  });

  test('has a copy that nobody has changed follow what ships', async () => {
    await open();
    put(`${content}/2-momentum.lesson.md`, head('Newer', 2));
    await open();
    expect(textAt(copy)).toBe(head('Newer', 2));
    expect(Object.keys(lessonMemory.get('lessonCopies') as object)).toEqual(['2-momentum.lesson.md']);
  });

  test('has our controller chosen, once and when there is an editor, so that cells can show what they had', async () => {
    const chosen = () => screen.executed.filter(({ id }) => id === 'notebook.selectKernel');
    screen.execute = () => false;
    await run('openLesson', target(copy));
    await settle();
    screen.execute = () => true;
    laidOut.fire({ notebookEditor: { notebook: active(), visibleRanges: [] } });
    await settle();
    laidOut.fire({ notebookEditor: { notebook: active(), visibleRanges: [] } });
    person.goToNotebook(active());
    person.goToNotebook(undefined);
    const given = { id: lessonController, extension: extensionId, skipIfAlreadySelected: true };
    expect(chosen().map(({ values }) => values)).toEqual([[given], [given]]);
    screen.execute = () => Promise.reject(new Error('no such kernel'));
    await run('openLesson', target(`${copies}/10-more.lesson.md`));
    await settle();
    expect(screen.log.join()).toContain('no such kernel');
  });

  test('by its number, at a heading of it, where there is one', async () => {
    const text = `${head('Momentum', 2)}\n## What it keeps\n\nA mean.\n\n\`\`\`experiment race\n{}\n\`\`\`\n\n## The end\n`;
    put(`${content}/2-momentum.lesson.md`, text);
    const place = () => screen.activeNotebook?.cell;
    await run('openLesson', 2, 'The end');
    expect(shown()).toEqual(['2-momentum.lesson.md']);
    expect(place()).toBe(2);
    await run('openLesson', 2, 'What it keeps');
    expect(place()).toBe(0);
    expect(screen.revealed.map(([start]) => start)).toEqual([2, 0]);
    await run('openLesson', 2, 'gone');
    expect(screen.revealed).toHaveLength(2);
  });

  test('copies nothing where none is chosen', async () => {
    screen.choose = () => undefined;
    await run('openLesson');
    expect(shown()).toEqual([]);
    expect(screen.files[copy]).toBeUndefined();
    expect(messages()).toEqual([]);
  });

  test('offers those of the workspace, too, and opens them where they are', async () => {
    screen.folders = [{ name: 'workspace', uri: Uri.file('/workspace') }];
    put('/workspace/a/own.lesson.md', head('Own', null));
    expect(await open()).toContain('Own, a/own.lesson.md');
    await run('openLesson', target('/workspace/a/own.lesson.md'));
    expect(shown().at(-1)).toBe('/workspace/a/own.lesson.md');
  });

  test('opens what ships where no copy can be written, says so, and goes on from there', async () => {
    const write = vi.spyOn(vscode.workspace.fs, 'writeFile').mockRejectedValue(new Error('no space left'));
    await open();
    expect(screen.shown.map(({ path }) => path)).toEqual([`${content}/2-momentum.lesson.md`]);
    expect(screen.files[copy]).toBeUndefined();
    expect(messages()).toEqual([
      [
        ...[
          'warning',
          expect.stringMatching(/^You can read this lesson .* may be lost: no copy .* no space left$/),
        ],
        'Try Again',
      ],
    ]);
    await run('resetExercise', active().cellAt(3));
    expect(messages()).toHaveLength(1);
    await run('nextLesson');
    expect(screen.shown.at(-1)?.path).toBe(`${content}/10-more.lesson.md`);
    write.mockRestore();
    await run('previousLesson');
    expect(shown().at(-1)).toBe('2-momentum.lesson.md');
    expect(messages()).toHaveLength(2);
  });

  test('tries again to write a copy where the person wants it', async () => {
    const full = new Error('no space left');
    const write = vi.spyOn(vscode.workspace.fs, 'writeFile').mockRejectedValueOnce(full);
    screen.press = (buttons) => buttons[0];
    await open();
    await settle();
    expect(shown().at(-1)).toBe('2-momentum.lesson.md');
    expect(textAt(copy)).toBe(head('Momentum', 2) + tasks());
    write.mockRestore();
  });

  test('goes to the cell of a task, and to none that is no task', async () => {
    await run('openLesson', target(copy, 'one'));
    expect(screen.activeNotebook?.cell).toBe(3);
    expect(screen.revealed).toEqual([[3, 4, 1]]);
    for (const key of ['race', 'gone', '0']) await run('openLesson', target(copy, key));
    expect(screen.revealed).toHaveLength(1);
  });

  test('opens what can’t be read as text', async () => {
    screen.folders = [{ name: 'workspace', uri: Uri.file('/workspace') }];
    screen.files['/workspace/a.lesson.md'] = Uint8Array.of(0xff);
    await run('openLesson', target('/workspace/a.lesson.md'));
    expect(screen.executed.at(-1)).toMatchObject({ id: 'vscode.openWith', values: [{}, 'default'] });
    expect(shown()).toEqual([]);
  });

  test('asks where it was given something else than a lesson', async () => {
    screen.choose = (items) => items[1];
    for (const given of [{}, { lesson: 3 }, 'x', null]) await run('openLesson', given);
    expect(shown()).toEqual(Array(4).fill('10-more.lesson.md'));
  });
});

describe('the next and the previous lesson', () => {
  test('are those beside the one that the person is at', async () => {
    await run('openLesson', target(copy));
    await run('nextLesson');
    expect(shown().at(-1)).toBe('10-more.lesson.md');
    await run('previousLesson');
    expect(shown().at(-1)).toBe('2-momentum.lesson.md');
  });

  test('of the first and of the last are none, and that is said', async () => {
    await run('openLesson', target(copy));
    await run('previousLesson');
    await run('nextLesson');
    await run('nextLesson');
    expect(messages()).toEqual([
      ['information', 'Lesson 2 is the first lesson.', 'Open Lesson…'],
      ['information', 'Lesson 10 is the last lesson.', 'Open Lesson…'],
    ]);
    screen.press = ([button]) => button;
    screen.choose = (items) => items[0];
    await run('nextLesson');
    expect(shown().at(-1)).toBe('2-momentum.lesson.md');
  });

  test('are those of the workspace for one of them', async () => {
    screen.folders = [{ name: 'workspace', uri: Uri.file('/workspace') }];
    put('/workspace/a.lesson.md', head('A', 1));
    put('/workspace/b.lesson.md', head('B', 2));
    await run('openLesson', target('/workspace/a.lesson.md'));
    await run('nextLesson');
    expect(shown().at(-1)).toBe('/workspace/b.lesson.md');
  });

  test('from elsewhere, is the first that is not done', async () => {
    await run('nextLesson');
    expect(shown()).toEqual(['2-momentum.lesson.md']);
    person.goToNotebook(undefined);
    await pass('last');
    await pass('one');
    put(`${content}/10-more.lesson.md`, head('More', 10) + tasks());
    await run('refreshLessons');
    await run('nextLesson');
    expect(shown().at(-1)).toBe('10-more.lesson.md');
    person.goToNotebook(undefined);
    for (const key of ['last', 'one']) await pass(key, `${copies}/10-more.lesson.md`);
    await run('nextLesson');
    expect(messages().at(-1)).toEqual(['information', 'All lessons are done.', 'Open Lesson…']);
  });

  test('of one that is in no list are none', async () => {
    put('/elsewhere/a.lesson.md', head('A', null));
    await run('openLesson', target('/elsewhere/a.lesson.md'));
    await run('nextLesson');
    expect(messages()).toEqual([['information', 'A is in no list of lessons.', 'Open Lesson…']]);
  });
});

describe('the status bar', () => {
  test('says how far the person is in the lesson that they are at', async () => {
    expect(status()?.visible).toBe(false);
    await run('openLesson', target(copy));
    expect(status()).toMatchObject({
      ...{ visible: true, text: '$(mortar-board) Lesson 2: 0 of 2' },
      tooltip: 'Lesson 2: 0 of 2 done. Next: Which is last?',
    });
    await pass('last');
    expect(status()).toMatchObject({
      text: '$(mortar-board) Lesson 2: 1 of 2',
      tooltip: 'Lesson 2: 1 of 2 done. Next: Write it',
    });
    await pass('one');
    expect(status()?.tooltip).toBe('Lesson 2: all done');
    person.goToNotebook(undefined);
    expect(status()?.visible).toBe(false);
  });

  test('says nothing of a lesson without tasks, nor of another notebook', async () => {
    await run('openLesson', target(`${copies}/10-more.lesson.md`));
    expect(status()?.visible).toBe(false);
    await run('openLesson', target(copy));
    person.goToNotebook(Object.assign(Object.create(active()), { notebookType: 'other' }));
    expect(status()?.visible).toBe(false);
  });

  test('has plain texts, and follows what is saved and what other windows know', async () => {
    put('/elsewhere/a.lesson.md', head('$(zap)', null) + tasks());
    await run('openLesson', target('/elsewhere/a.lesson.md'));
    expect(status()?.text).toBe('$(mortar-board) $ (zap): 0 of 2');
    const other = new LessonMemory(lessonMemory as never);
    const place = { lesson: 'file:///elsewhere/a.lesson.md', key: 'one' };
    await other.record(place, { kind: 'checked', result: 'passed' });
    windowStates.fire({ focused: true });
    expect(status()?.text).toContain('1 of 2');
    active().cellAt(1).document.write('{ "question": "Other?" }');
    savedNotebooks.fire(active());
    expect(status()?.tooltip).toContain('Next: Other?');
  });

  test('lets the menus of cells know which have been begun', async () => {
    await run('openLesson', target(copy));
    expect(screen.context[contextKeys.begunCells]).toBeUndefined();
    await pass('one');
    const uris = (cells: number[]) => cells.map((cell) => active().cellAt(cell).document.uri.toString());
    expect(screen.context[contextKeys.begunCells]).toEqual(uris([3, 4]));
    await pass('last');
    expect(screen.context[contextKeys.begunCells]).toEqual(uris([1, 2, 3, 4]));
    person.goToNotebook(undefined);
    expect(screen.context[contextKeys.begunCells]).toEqual([]);
  });
});

describe('a lesson that is done', () => {
  test('offers the next, once', async () => {
    await run('openLesson', target(copy));
    screen.press = (buttons) => buttons[0];
    await pass('last');
    await settle();
    expect(messages()).toEqual([]);
    await pass('one');
    await pass('one');
    await settle();
    expect(messages()).toEqual([['information', 'Lesson 2 is done: 2 of 2.', 'Next Lesson']]);
    expect(screen.commands.at(-1)).toBe(commandIds.nextLesson);
  });

  test('offers none where it is the last, or in no list', async () => {
    delete screen.files[`${content}/10-more.lesson.md`];
    await run('openLesson', target(copy));
    for (const key of ['last', 'one']) await pass(key);
    await settle();
    expect(messages()).toEqual([['information', 'Lesson 2 is done: 2 of 2.']]);
  });

  test('says nothing where the person is elsewhere', async () => {
    await run('openLesson', target(copy));
    person.goToNotebook(undefined);
    for (const key of ['last', 'one']) await pass(key);
    await settle();
    expect(messages()).toEqual([]);
  });
});

describe('Show Open Exercises', () => {
  test('lists what is still to do, and goes there', async () => {
    await run('openLesson', target(copy));
    await lessonDesk.memory.record(
      { lesson: `file://${copy}`, key: 'one' },
      { kind: 'checked', result: 'failed' },
    );
    const rows: string[] = [];
    screen.choose = (items) => {
      rows.push(...items.map(({ label, description = '' }) => `${label} | ${description}`));
      return items[1];
    };
    await run('showOpenExercises');
    expect(rows).toEqual([
      '$(circle-large-outline) Which is last? | question',
      '$(color-mode) Write it | exercise, tried',
      '$(arrow-right) Next Lesson | ',
    ]);
    expect(screen.registered['showQuickPick']).toMatchObject({ title: 'Lesson 2: 0 of 2' });
    expect(screen.revealed).toEqual([[3, 4, 1]]);
  });

  test('offers the next lesson, also where all is done', async () => {
    await run('openLesson', target(copy));
    for (const key of ['last', 'one']) await pass(key);
    screen.choose = (items) => items[0];
    await run('showOpenExercises');
    expect(shown().at(-1)).toBe('10-more.lesson.md');
    expect(screen.registered['showQuickPick']).toMatchObject({ placeHolder: 'All is done' });
  });

  test('says that no lesson is open', async () => {
    await run('showOpenExercises');
    expect(messages()).toEqual([['information', 'No lesson is open.', 'Open Lesson…']]);
  });
});

describe('Start Exercise Over', () => {
  const begin = async (text = tasks('mine')) => {
    put(copy, head('Momentum', 2) + text);
    await run('openLesson', target(copy));
    for (const key of ['last', 'one']) await pass(key);
  };
  const rule = () => active().cellAt(4).document.getText();
  const isPassed = () =>
    ['last', 'one'].map((key) => lessonDesk.memory.progressOf({ lesson: `file://${copy}`, key }).isPassed);

  test('forgets it, and puts back what its rule said in the lesson that ships', async () => {
    await begin();
    await run('resetExercise', active().cellAt(3));
    expect(rule()).toBe('first');
    expect(isPassed()).toEqual([true, false]);
    expect(messages().slice(1)).toEqual([]);
  });

  test('takes the starter of the exercise where there is one', async () => {
    await begin(tasks('mine', ', "starter": ["name \\"A\\"", ""]'));
    await run('resetExercise', active().cellAt(4));
    expect(rule()).toBe('name "A"');
  });

  test('is about the cell that the person is at, and a question has no rule', async () => {
    await begin();
    const lesson = active();
    person.goToNotebook(lesson, 2);
    await run('resetExercise');
    expect(isPassed()).toEqual([false, true]);
    expect(rule()).toBe('mine');
    person.goToNotebook(active(), 0);
    await run('resetExercise', 'x');
    person.goToNotebook(undefined);
    await run('resetExercise');
    person.goToNotebook(Object.assign(Object.create(lesson), { notebookType: 'other' }), 3);
    await run('resetExercise');
    const nothing = 'Nothing begins again: no exercise or question of a lesson is selected.';
    expect(messages().slice(1)).toEqual(Array(3).fill(['information', nothing]));
    expect(isPassed()).toEqual([false, true]);
  });

  test('leaves a rule as it is of which nobody knows how it began, and says so', async () => {
    put('/elsewhere/a.lesson.md', `# A\n${tasks('mine')}`);
    await run('openLesson', target('/elsewhere/a.lesson.md'));
    await run('resetExercise', active().cellAt(3));
    expect(rule()).toBe('mine');
    expect(messages()).toEqual([
      [
        'information',
        expect.stringMatching(/^Tries and hints are forgotten\. The rule stays as it is, .*undo/),
      ],
    ]);
  });

  test('puts back what stood there when a lesson that doesn’t ship was opened first', async () => {
    put('/elsewhere/a.lesson.md', `# A\n${tasks('begun')}`);
    await run('openLesson', target('/elsewhere/a.lesson.md'));
    const place = placeOfTask(active().cellAt(3) as never);
    const opened = () => noteBeginnings(active() as never, lessonDesk.memory);
    await opened();
    active().cellAt(4).document.write('changed by who writes it');
    await opened();
    await lessonDesk.memory.record(place, { kind: 'checked', result: 'failed' });
    active().cellAt(4).document.write('mine');
    await opened();
    await run('resetExercise', active().cellAt(4));
    expect(rule()).toBe('changed by who writes it');
    expect(messages()).toEqual([]);
  });

  test('keeps what is known where the lesson can’t be written', async () => {
    await begin();
    screen.isReadOnly = true;
    await run('resetExercise', active().cellAt(3));
    expect(isPassed()).toEqual([true, true]);
    expect(messages().at(-1)?.[1]).toContain('can’t be written');
  });
});

describe('Start Lesson Over', () => {
  const begin = async () => {
    put(copy, head('Momentum', 2) + tasks('mine'));
    await pass('last');
    await lessonDesk.memory.setShown({ lesson: `file://${copy}`, key: 'last' }, 'You say');
  };
  const rule = () => active().cellAt(4).document.getText();
  const known = () => {
    const place = { lesson: `file://${copy}`, key: 'last' };
    return [lessonDesk.memory.progressOf(place).isPassed, lessonDesk.memory.shownOf(place)];
  };

  test('shows the lesson, asks, and leaves all as it is without a yes', async () => {
    await begin();
    await run('resetLesson', target(copy, 'last'));
    expect(shown()).toEqual(['2-momentum.lesson.md']);
    expect(messages()).toMatchObject([
      ['warning', expect.stringContaining('Lesson 2 begins again'), 'Start Over', 'Cancel'],
    ]);
    expect([rule(), ...known()]).toEqual(['mine', true, 'You say']);
  });

  test('forgets all of it, and brings all back', async () => {
    await begin();
    screen.press = (buttons) => buttons.find((button) => button === 'Start Over');
    await run('resetLesson', target(copy));
    expect([rule(), ...known()]).toEqual(['first', false, undefined]);
    expect(messages().at(-1)).toEqual(['information', 'Lesson 2 is as it was at first.', 'Undo']);
    active().cellAt(4).document.write('mine');
    await pass('last');
    screen.press = (buttons) => buttons[0];
    await run('resetLesson');
    expect([rule(), ...known()]).toEqual(['mine', true, undefined]);
  });

  test('says which rules stay, and that no lesson is open', async () => {
    put('/elsewhere/a.lesson.md', tasks('mine'));
    screen.press = (buttons) => buttons.find((button) => button === 'Start Over');
    await run('resetLesson', target('/elsewhere/a.lesson.md'));
    expect(messages().at(-1)?.[1]).toBe(
      'a.lesson.md is as it was at first. Rules stay as they are where nobody knows how they began: 1.',
    );
    person.goToNotebook(undefined);
    await run('resetLesson');
    expect(messages().at(-1)).toEqual(['information', 'No lesson is open.']);
  });
});

test('one can be named by its number; of another one of all is offered', async () => {
  await run('openLesson', 10);
  expect(screen.shown.map(({ path }) => path)).toEqual(['/storage/lessons/10-more.lesson.md']);
  await run('openLesson', 11);
  expect(screen.shown).toHaveLength(1);
});
