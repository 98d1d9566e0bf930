/** The view of lessons in the side bar, and the lists behind it. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { commandIds } from '../../../extension/ids.ts';
import { LessonDesk } from '../../../extension/lessons/lessonDesk.ts';
import type { LessonRow } from '../../../extension/lessons/lessonRows.ts';
import type { LessonsView } from '../../../extension/lessons/lessonsView.ts';
import { waitFor } from '../waitFor.ts';
import { Memento } from './fake/memento.ts';
import { filesChanged, resetScreen, savedNotebooks, screen, windowStates } from './fake/screen.ts';
import { TreeItemCollapsibleState, Uri } from './fake/values.ts';
import { workspace } from './fake/vscode.ts';

const content = '/extension/extension/lessons/content';
const copy = '/global/lessons/2-momentum.lesson.md';
const task = (id: string) => `\`\`\`exercise ${id}\n{ "title": "Write ${id}", "kind": "rule" }\n\`\`\`\n`;
const lesson = (title: string, number: number, ...ids: string[]) =>
  `---\ntitle: ${title}\nnumber: ${number}\nminutes: ${10 * number}\n---\n\n# ${title}\n\n${ids.map(task).join('\n')}`;
const put = (path: string, text: string) => {
  screen.files[path] = Buffer.from(text);
};

let desk: LessonDesk;
let view: LessonsView;
/** How often it was told to read all anew. */
let reads: number;

beforeEach(() => {
  resetScreen();
  put(`${content}/10-more.lesson.md`, lesson('More', 10));
  put(`${content}/2-momentum.lesson.md`, lesson('Momentum', 2, 'one', 'two'));
  put(`${content}/notes.md`, '# Notes');
  desk = new LessonDesk(
    {
      ...{ extensionUri: Uri.file('/extension'), globalStorageUri: Uri.file('/global') },
      ...{ globalState: new Memento(), workspaceState: new Memento() },
    } as never,
    vi.fn(),
  );
  const { options } = screen.trees[0] ?? expect.fail('expected a tree');
  view = (options as { treeDataProvider: LessonsView }).treeDataProvider;
  reads = 0;
  view.onDidChangeTreeData(() => {
    reads += 1;
  });
});

afterEach(() => desk.dispose());

async function lines(parent?: LessonRow, indent = ''): Promise<string[]> {
  const rows = await view.getChildren(parent);
  const read = rows.map(async (row) => {
    const { label, description, iconPath } = view.getTreeItem(row);
    const { id } = iconPath as { id: string };
    return [`${indent}${id} ${label} | ${description}`, ...(await lines(row, `${indent}  `))];
  });
  return (await Promise.all(read)).flat();
}

async function row(...path: number[]): Promise<LessonRow> {
  let found: LessonRow | undefined;
  for (const place of path) found = (await view.getChildren(found))[place];
  return found ?? expect.fail('expected a row');
}

const record = (key: string, result: 'passed' | 'failed', place = `file://${copy}`) =>
  desk.memory.record({ lesson: place, key }, { kind: 'checked', result });

describe('the rows', () => {
  test('are the lessons in their order, with what there is to do in each', async () => {
    expect(await lines()).toEqual([
      'circle-large-outline 2 · Momentum | 20 min',
      '  circle-large-outline Write one | ',
      '  circle-large-outline Write two | ',
      'circle-large-outline 10 · More | 100 min',
    ]);
  });

  test('say how far the person is, and follow that', async () => {
    await record('one', 'passed');
    await record('two', 'failed');
    expect(reads).toBe(2);
    expect((await lines()).slice(0, 3)).toEqual([
      'color-mode 2 · Momentum | 1 of 2',
      '  pass-filled Write one | passed',
      '  color-mode Write two | tried',
    ]);
    await record('two', 'passed');
    expect((await lines())[0]).toBe('pass-filled 2 · Momentum | 2 of 2');
  });

  test('are told to who does not see them', async () => {
    await record('one', 'passed');
    const spoken = (each: LessonRow) => view.getTreeItem(each).accessibilityInformation?.label;
    expect(spoken(await row(0))).toBe('Lesson 2, Momentum, 1 of 2 done, 20 minutes');
    expect(spoken(await row(0, 0))).toBe('Write one, exercise, passed');
    expect(view.getTreeItem(await row(0)).tooltip).toBe(
      '2 · Momentum\n1 of 2 exercises and questions are done\n20 minutes',
    );
  });

  test('open their lesson, or their cell of it', async () => {
    const given = (each: LessonRow) => view.getTreeItem(each).command;
    const target = { lesson: `file://${copy}`, task: null };
    expect(given(await row(0))).toMatchObject({ command: commandIds.openLesson, arguments: [target] });
    expect(given(await row(0, 1))).toMatchObject({ arguments: [{ ...target, task: 'two' }] });
    // What its menu gives a command.
    expect(await row(0)).toMatchObject(target);
    expect(view.getTreeItem(await row(0)).contextValue).toBe('lesson');
  });

  test('are of the copy that the person works in, saved or read anew', async () => {
    await lines();
    put(copy, lesson('Mine', 2, 'one'));
    expect((await lines())[0]).toContain('2 · Momentum');
    desk.list.forget();
    expect(await lines()).toContain('circle-large-outline 2 · Mine | 20 min');
    put(copy, lesson('Again', 2));
    savedNotebooks.fire({ notebookType: 'other' } as never);
    expect(await lines()).toContain('circle-large-outline 2 · Mine | 20 min');
    savedNotebooks.fire({ notebookType: 'optimizer-lesson' } as never);
    expect(await lines()).toContain('circle-large-outline 2 · Again | 20 min');
  });

  test('are the same rows when they are read anew, and no two are', async () => {
    screen.folders = [{ name: 'workspace', uri: Uri.file('/workspace') }];
    put('/workspace/2-momentum.lesson.md', lesson('Momentum', 2, 'one'));
    await lines();
    await waitFor(() => expect(reads).toBe(1));
    const ids = async (parent?: LessonRow): Promise<(string | undefined)[]> => {
      const rows = await view.getChildren(parent);
      return (
        await Promise.all(rows.map(async (each) => [view.getTreeItem(each).id, ...(await ids(each))]))
      ).flat();
    };
    const before = await ids();
    expect(before).toEqual([
      ...[`file://${copy}`, `file://${copy} one`, `file://${copy} two`],
      ...[`file:///global/lessons/10-more.lesson.md`, 'group'],
      ...['file:///workspace/2-momentum.lesson.md', 'file:///workspace/2-momentum.lesson.md one'],
    ]);
    await record('one', 'passed');
    desk.list.forget();
    expect(await ids()).toEqual(before);
  });

  test('have plain texts, whatever lessons say', async () => {
    put(copy, lesson('$(zap) [x](command:y)', 2, 'one').replace('Write one', '$(zap)'));
    const items = [view.getTreeItem(await row(0)), view.getTreeItem(await row(0, 0))];
    expect(items.map(({ label }) => label)).toEqual(['2 · $ (zap) [x] (command:y)', '$ (zap)']);
    for (const { tooltip } of items) expect(tooltip).not.toContain('$(zap)');
  });

  test('are read anew when the person comes back from another window, while the view is seen', () => {
    const tree = screen.trees[0] ?? expect.fail('expected a tree');
    windowStates.fire({ focused: false });
    expect(reads).toBe(0);
    windowStates.fire({ focused: true });
    expect(reads).toBe(1);
    tree.visible = false;
    windowStates.fire({ focused: true });
    expect(reads).toBe(1);
  });
});

describe('lessons of the workspace', () => {
  beforeEach(() => {
    screen.folders = [{ name: 'workspace', uri: Uri.file('/workspace') }];
    put('/workspace/b/own.lesson.md', lesson('Own', 1, 'one'));
    put('/elsewhere/other.lesson.md', lesson('Other', 1));
  });

  test('are a group of their own, found while the others are there', async () => {
    expect(await lines()).toHaveLength(4);
    await waitFor(() => expect(reads).toBe(1));
    expect((await lines()).slice(4)).toEqual([
      'folder In this workspace | 1 lesson',
      '  circle-large-outline 1 · Own | 10 min',
      '    circle-large-outline Write one | ',
    ]);
    expect(view.getTreeItem(await row(2)).collapsibleState).toBe(TreeItemCollapsibleState.Expanded);
    await record('one', 'passed', 'file:///workspace/b/own.lesson.md');
    expect((await lines())[5]).toBe('  pass-filled 1 · Own | 1 of 1');
  });

  test('are followed', async () => {
    await lines();
    await waitFor(() => expect(reads).toBe(1));
    const uri = Uri.file('/workspace/a.lesson.md');
    for (const kind of ['created', 'changed', 'deleted'] as const) {
      if (kind === 'deleted') delete screen.files[uri.path];
      else put(uri.path, lesson(kind, 2));
      filesChanged.fire({ uri, kind });
      await lines();
      await new Promise((resolve) => setTimeout(resolve));
      const told = (await lines()).filter((line) => line.includes('· created') || line.includes('· changed'));
      expect(told).toEqual(kind === 'deleted' ? [] : [`  circle-large-outline 2 · ${kind} | 20 min`]);
    }
  });

  test('are no more than 200', async () => {
    for (let number = 0; number < 300; number += 1) put(`/workspace/x${number}.lesson.md`, '');
    expect(await desk.list.own()).toHaveLength(200);
  });

  test('that can’t be read say why, beside the others', async () => {
    screen.files['/workspace/c.lesson.md'] = Uint8Array.of(0xff);
    await lines();
    await waitFor(() => expect(reads).toBe(1));
    const told = await lines();
    expect(told).toContain('  warning c.lesson.md | can’t be read');
    expect(told).toContain('  circle-large-outline 1 · Own | 10 min');
  });
});

test('where the lessons can’t be listed, a row says so and tries again', async () => {
  const broken = vi.spyOn(desk.shelf, 'names').mockRejectedValue(new Error('no such folder'));
  expect(await lines()).toEqual(['warning The lessons can’t be listed | Try again']);
  const item = view.getTreeItem(await row(0));
  expect(item.command?.command).toBe(commandIds.refreshLessons);
  expect(item.tooltip).toContain('no such folder');
  broken.mockRestore();
  desk.list.forget();
  expect(await lines()).toHaveLength(4);
});

test('where no folder can be read, as over HTTP, the list of the build says which lessons there are', async () => {
  const before = await lines();
  const read = vi.spyOn(workspace.fs, 'readDirectory').mockRejectedValue(new Error('no folders here'));
  put('/extension/dist/data/lessons.json', JSON.stringify(['2-momentum.lesson.md', 'README.md']));
  expect(await desk.shelf.names()).toEqual(['2-momentum.lesson.md']);
  delete screen.files['/extension/dist/data/lessons.json'];
  await expect(desk.shelf.names()).rejects.toThrow();
  read.mockRestore();
  desk.list.forget();
  expect(await lines()).toEqual(before);
});
