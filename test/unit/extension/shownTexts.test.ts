/** Whatever VS Code's own widgets show is made plain on its way, and nothing reaches them by another way. */
import { readdirSync, readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { RaceStore } from '../../../core/race/store.ts';
import { withLateProgress } from '../../../extension/lateProgress.ts';
import { markAt } from '../../../extension/lessons/lessonDiagnostics.ts';
import { LessonMemory } from '../../../extension/lessons/lessonMemory.ts';
import { LessonStatus } from '../../../extension/lessons/lessonStatus.ts';
import { LessonsView } from '../../../extension/lessons/lessonsView.ts';
import { askChoice, askText } from '../../../extension/shown/ask.ts';
import { showError, showInformation } from '../../../extension/shown/messages.ts';
import { plainItem } from '../../../extension/shown/pickItem.ts';
import { showProgress } from '../../../extension/shown/progress.ts';
import { RunsView } from '../../../extension/sidebar/runsView.ts';
import { showStatusBarItem } from '../../../extension/status/statusBar.ts';
import { onValley } from '../experiment/faults.ts';
import { hiddenIn } from '../race/hidden.ts';
import { raceOf } from '../race/pieces.ts';
import { Memento } from './fake/memento.ts';
import { FakeNotebook, NotebookCellData, NotebookData } from './fake/notebooks.ts';
import { person, resetScreen, screen } from './fake/screen.ts';
import { Range, Uri } from './fake/values.ts';
import { activeParts, hostileTexts } from './hostileTexts.ts';
import { filterOf } from './runsTree.ts';

beforeEach(resetScreen);

describe.each(hostileTexts)('%j', (text) => {
  test('is no more than text in messages and on their buttons', async () => {
    screen.press = (buttons) => buttons[1];
    expect(await showError(text, 'Show Log', `Open ${text}`)).toBe(`Open ${text}`);
    await showInformation(text, text);
    for (const shown of screen.messages)
      expect([shown.text, ...shown.buttons].flatMap(activeParts)).toEqual([]);
    expect(screen.messages).toHaveLength(2);
  });

  test('is no more than text in the title of a progress', async () => {
    await showProgress(
      text,
      () => {},
      async (report) => report(0.5),
    );
    expect(screen.progress[0]?.reports).toEqual(['50 %']);
    expect(activeParts(screen.progress[0]?.title ?? '')).toEqual([]);
  });

  test('is no more than text in the marks of lessons', () => {
    const { message } = markAt(new Range(0, 0, 0, 1) as never, text);
    expect(activeParts(message)).toEqual([]);
  });

  test('is no more than text in the rows of picks', () => {
    const item = { label: text, description: text, detail: text, value: text };
    const shown = plainItem(item);
    expect([shown.label, shown.description, shown.detail].flatMap(activeParts)).toEqual([]);
    expect(shown.value).toBe(text);
    expect(plainItem(item)).toBe(shown);
    expect(plainItem(shown)).toBe(shown);
    expect(plainItem({ icon: 'error', label: text }).label).toMatch(/^\$\(error\) /);
  });

  test('is no more than text in the side bar and the status bar', async () => {
    const store = new RaceStore();
    const { picked, hidden } = hiddenIn(store);
    const view = new RunsView(store, picked, hidden);
    showStatusBarItem(store, { isShowing: false, onDidSend: () => ({ dispose() {} }) });
    const race = raceOf(onValley({ title: text.slice(0, 200) }));
    const [run] = race.runs;
    if (!run) throw new Error('The race has no run.');
    const spec = { ...run.spec, hyperparameters: { lr: 0.1, [text]: text } };
    const named = { ...race, phase: 'running' as const, runs: [{ ...run, name: text, spec }] };
    store.show(named);
    const [bar] = screen.statusBar;
    view.filter = { ...filterOf('a'), text };
    const message = screen.trees[0]?.message;
    view.filter = null;
    const [top] = await view.getChildren();
    const [under] = await view.getChildren(top);
    const items = [top, under].map((row) => view.getTreeItem(row ?? expect.fail('expected a row')));
    const parts = items.flatMap(({ label, description, tooltip }) => [
      label,
      description,
      ...String(tooltip).split('\n'),
    ]);
    expect(parts).toHaveLength(12);
    expect(bar?.visible).toBe(true);
    parts.push(message, bar?.tooltip);
    expect(parts.flatMap((part) => activeParts(String(part)))).toEqual([]);
    expect(bar?.text).toMatch(/^\$\(graph-line\) [\d,]+ \/ [\d,]+$/);
    view.dispose();
  });

  test('is no more than text in the view of lessons, and where it says how far one is', async () => {
    const memory = new LessonMemory(new Memento() as never);
    const list = { onDidChange: () => ({ dispose() {} }) };
    const view = new LessonsView(list as never, memory);
    const task = { kind: 'exercise' as const, key: text, title: text, cell: 0 };
    const facts = { name: text, title: text, number: 1, minutes: null, tasks: [task] };
    const listed = { ...facts, uri: Uri.file('/a') as never, isShipped: false, fault: null };
    const about = { kind: 'lesson' as const, lesson: 'file:///a', task: null };
    const told = { ...task, state: 'tried' as const };
    const items = [
      { ...about, listed },
      { ...about, listed: { ...listed, fault: text } },
      { ...about, kind: 'task' as const, told },
      { kind: 'fault' as const, message: text },
    ].map((row) => view.getTreeItem(row));
    const parts = items.flatMap(({ label, description, tooltip, accessibilityInformation }) => [
      ...[label, description, accessibilityInformation?.label],
      ...String(tooltip).split('\n'),
    ]);
    const cell = Object.assign(new NotebookCellData(2, JSON.stringify({ title: text }), 'jsonc'), {
      metadata: { kind: 'exercise', id: 'one' },
    });
    const data = Object.assign(new NotebookData([cell]), { metadata: { facts: { title: text } } });
    person.goToNotebook(new FakeNotebook('/a.lesson.md', data));
    const status = new LessonStatus(memory, list as never);
    const bar = screen.statusBar.at(-1);
    expect(bar?.visible).toBe(true);
    expect(bar?.text).toMatch(/^\$\(mortar-board\) /);
    parts.push(bar?.tooltip, bar?.text.replace(/^\$\(mortar-board\) /, ''));
    expect(parts.flatMap((part) => activeParts(String(part)))).toEqual([]);
    status.dispose();
    view.dispose();
  });
});

test('questions say plain texts, and give what was typed as it was', async () => {
  const text = '[a](command:x)';
  screen.type = (value) => `${value}!`;
  const question = { title: text, prompt: text, placeHolder: text, value: text };
  expect(await askText(question)).toBe(`${text}!`);
  expect(screen.inputs).toMatchObject([
    { title: '[a] (command:x)', prompt: '[a] (command:x)', placeHolder: '[a] (command:x)', value: text },
  ]);
  const { validateInput } = screen.inputs[0] as { validateInput?: (value: string) => string | null };
  expect(validateInput?.('b')).toBeNull();
  await askText({ ...question, faultOf: (value) => (value === 'b' ? text : null) });
  expect(screen.inputs[1]).toMatchObject({ validateInput: expect.any(Function) });
  const last = screen.inputs[1] as { validateInput?: (value: string) => string | null };
  expect([last.validateInput?.('b'), last.validateInput?.('c')]).toEqual(['[a] (command:x)', null]);
  screen.choose = ([item]) => item;
  expect(await askChoice([{ label: text, value: 3 }], { title: text, placeHolder: text })).toMatchObject({
    label: '[a] (command:x)',
    value: 3,
  });
  expect(screen.registered['showQuickPick']).toMatchObject({
    title: '[a] (command:x)',
    placeHolder: '[a] (command:x)',
  });
});

test('short questions stay while a page has the focus', async () => {
  screen.choose = () => undefined;
  await askChoice([], { title: 'a' });
  await askText({ title: 'a', prompt: 'b', value: 'c' });
  expect(screen.registered['showQuickPick']).toMatchObject({ ignoreFocusOut: true });
  expect(screen.inputs.at(-1)).toMatchObject({ ignoreFocusOut: true });
});

test('work that takes long shows a plain title', async () => {
  vi.useFakeTimers();
  const work = () => new Promise((end) => setTimeout(end, 600));
  const done = withLateProgress('Reading [a](command:x)', () => {}, work);
  await vi.runAllTimersAsync();
  await done;
  vi.useRealTimers();
  expect(screen.progress.map(({ title }) => title)).toEqual(['Reading [a] (command:x)']);
});

describe('no file of the extension but one', () => {
  const folder = new URL('../../../extension/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts'));
  const filesWith = (pattern: RegExp) =>
    files.filter((file) => pattern.test(readFileSync(new URL(file, folder), 'utf8'))).sort();

  test.each<[RegExp, ...string[]]>([
    [/\bshow(Error|Warning|Information)Message\b/, 'shown/messages.ts'],
    [/\bwithProgress\b|\bsetStatusBarMessage\b/, 'shown/progress.ts'],
    [/\bMarkdownString\b|\bMarkedString\b|new vscode\.Hover\b/, 'shown/hover.ts'],
    [
      /new vscode\.Diagnostic\b/,
      ...['files/diagnostics.ts', 'lessons/lessonDiagnostics.ts', 'rules/diagnostics.ts'],
      'ruleTests/findingMarks.ts',
    ],
    [/new vscode\.CodeAction\b/, 'files/fixes.ts', 'rules/fixes.ts'],
    [
      /new vscode\.CompletionItem\b/,
      ...['files/ruleCompletion.ts', 'files/wholeCompletion.ts', 'rules/completions.ts'],
    ],
    [/new vscode\.DocumentSymbol\b/, 'rules/outline.ts'],
    [
      /\bcreateQuickPick\b/,
      ...['commands/runExperiment/shownPick.ts', 'shown/pickFound.ts', 'shown/pickMany.ts'],
    ],
    [/\bshowQuickPick\b|\bshowInputBox\b/, 'shown/ask.ts'],
    [/\bcreateStatusBarItem\b/, 'lessons/lessonStatus.ts', 'status/statusBar.ts'],
    [
      /\bTreeItem\(|\bcreateTreeView\b|\bregisterTreeDataProvider\b/,
      'claims/claimTree.ts',
      'claims/registerClaims.ts',
      'lessons/lessonsView.ts',
      'sidebar/runsView.ts',
    ],
    [/\bcreateInputBox\b/, 'shown/question.ts'],
    // What a label begins with is a field of `PickItem`.
    [/label: [`'"]\$\(/, 'shown/pickItem.ts'],
  ])('has %s', (pattern, ...known: string[]) => {
    expect(filesWith(pattern).filter((each) => !known.includes(each))).toEqual([]);
  });
});
