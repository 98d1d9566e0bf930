/** Rules in the Test Explorer. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { createRace } from '../../../core/race/race.ts';
import { RaceStore } from '../../../core/race/store.ts';
import { ruleTestIds } from '../../../core/ruleTests/labels.ts';
import type { Backend, RuleTestOutcome } from '../../../extension/backend/backend.ts';
import { waitFor } from '../waitFor.ts';
import '../../../extension/ruleTests/ruleTestController.ts';
import { registerRuleTests } from '../../../extension/ruleTests/registerRuleTests.ts';
import '../../../extension/ruleTests/ruleTestController.ts';
import { DiagnosticSeverity } from './fake/languageValues.ts';
import '../../../extension/ruleTests/climbingMarks.ts';
import '../../../extension/ruleTests/findingMarks.ts';
import { onValley } from '../experiment/faults.ts';
import { filesChanged, person, resetScreen, saved, screen } from './fake/screen.ts';
import { type FakeTestItem, FakeToken, TestRunRequest } from './fake/testing.ts';
import { Uri } from './fake/values.ts';
import { FakeDocument } from './fake/widgets.ts';

const text = 'name "Mine"\n\nlr = 0.01 in [0, inf)  # rate\n\nupdate\n  p -= lr * g\n';
const file = '/workspace/mine.optimizer';

const testRule = vi.fn<Backend['testRule']>();
const reported: unknown[] = [];
let store = new RaceStore();
let registered: { dispose(): void };

beforeEach(() => {
  resetScreen();
  store = new RaceStore();
  reported.length = 0;
  testRule.mockReset();
  testRule.mockImplementation(async (_, ids, { onResult }) => {
    for (const id of ids)
      onResult({
        kind: id === 'rateZero' ? 'failed' : id === 'resume' ? 'skipped' : 'passed',
        message: `${id} was seen`,
        line: id === 'rateZero' ? 6 : null,
        took: 3,
      });
  });
});
afterEach(() => registered.dispose());

async function open(): Promise<void> {
  registered = registerRuleTests(
    async () => ({ testRule }) as never,
    store,
    (error) => reported.push(error),
  );
  await waitFor(() => expect(screen.testControllers).toHaveLength(1));
}

const controller = () => {
  const [first] = screen.testControllers;
  if (!first) throw new Error('there is none');
  return first;
};
function itemOf(path = file): FakeTestItem {
  const item = controller().items.get(Uri.file(path).toString());
  if (!item) throw new Error(`no item of ${path}`);
  return item;
}
const childrenOf = (item: FakeTestItem) => {
  const children: FakeTestItem[] = [];
  item.children.forEach((child) => {
    children.push(child);
  });
  return children;
};
const run = (request = new TestRunRequest(), token = new FakeToken()) => controller().run(request, token);
const told = (kind: string, of = controller().runs.at(-1)) =>
  (of?.told ?? []).filter((each) => each.kind === kind);

test('a workspace without rules has no tests', async () => {
  registered = registerRuleTests(
    async () => ({ testRule }) as never,
    store,
    (error) => reported.push(error),
  );
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([screen.testControllers, reported]).toEqual([[], []]);
});

test('a rule of the workspace has an item with all tests, and its name', async () => {
  screen.files[file] = new TextEncoder().encode(text);
  await open();
  await waitFor(() => expect(itemOf().description).toBe('Mine'));
  expect(itemOf().label).toBe('mine.optimizer');
  expect(childrenOf(itemOf()).map(({ id }) => id)).toEqual(ruleTestIds);
  expect(itemOf().range?.start).toMatchObject({ line: 0 });
  expect(reported).toEqual([]);
});

test('a rule that is opened, created, changed or deleted elsewhere is followed', async () => {
  screen.files[file] = new TextEncoder().encode(text);
  await open();
  const other = '/workspace/$(heart) other.optimizer';
  screen.files[other] = new TextEncoder().encode('update\n');
  filesChanged.fire({ uri: Uri.file(other), kind: 'created' });
  await waitFor(() => expect(itemOf(other).description).toBe('does not compile'));
  expect(itemOf(other).label).toBe('$ (heart) other.optimizer');
  screen.files[other] = new TextEncoder().encode(text);
  filesChanged.fire({ uri: Uri.file(other), kind: 'changed' });
  await waitFor(() => expect(itemOf(other).description).toBe('Mine'));
  expect(controller().invalidated).toEqual([itemOf(other).id]);
  filesChanged.fire({ uri: Uri.file(other), kind: 'deleted' });
  await waitFor(() => expect(controller().items.size).toBe(1));
  const untitled = new Uri('untitled', 'draft.optimizer');
  const draft = new FakeDocument(untitled, text);
  person.open(draft);
  person.open(new FakeDocument(new Uri('git', '/workspace/old.optimizer'), text));
  await waitFor(() => expect(controller().items.get(untitled.toString())).toBeDefined());
  expect(controller().items.size).toBe(2);
  person.close(draft);
  await waitFor(() => expect(controller().items.size).toBe(1));
});

test('a rule that is being written is called what it says, where it says so', async () => {
  screen.files[file] = new TextEncoder().encode(text);
  await open();
  const uri = new Uri('untitled', '/workspace/draft.optimizer');
  const draft = new FakeDocument(uri, '');
  person.open(draft);
  await waitFor(() => expect(controller().items.get(uri.toString())?.description).toBe('does not compile'));
  person.write(draft, `# About\n${text}`);
  await waitFor(() => expect(controller().items.get(uri.toString())?.description).toBe('Mine'));
  expect(controller().items.get(uri.toString())?.range?.start).toMatchObject({ line: 1 });
});

test('a run puts the text that is in the editor to all tests, and tells each result as it comes', async () => {
  screen.files[file] = new TextEncoder().encode('old');
  const document = new FakeDocument(Uri.file(file), 'old');
  person.open(document);
  person.write(document, text);
  await open();
  await run();
  expect(testRule.mock.calls.map(([asked, ids]) => [asked, ids])).toEqual([[text, ruleTestIds]]);
  const [{ told: all = [], isOver } = {}] = controller().runs;
  expect(isOver).toBe(true);
  expect(all.slice(0, ruleTestIds.length).every(({ kind }) => kind === 'enqueued')).toBe(true);
  const started = told('started').map(({ id }) => id);
  expect(started).toEqual(ruleTestIds);
  expect(told('passed')).toHaveLength(ruleTestIds.length - 2);
  expect(told('skipped').map(({ id }) => id)).toEqual(['resume']);
  expect(told('failed')).toMatchObject([
    { id: 'rateZero', messages: [{ message: 'rateZero was seen', location: { range: { line: 5 } } }] },
  ]);
  expect(itemOf().children.get('knownRule')?.description).toBe('knownRule was seen');
});

test('only what is asked for is run', async () => {
  screen.files[file] = new TextEncoder().encode(text);
  await open();
  const [first, second] = childrenOf(itemOf());
  if (!first || !second) throw new Error('none');
  await run(new TestRunRequest([first]));
  await run(new TestRunRequest([itemOf()], [second]));
  await run(new TestRunRequest(undefined, [itemOf()]));
  expect(testRule.mock.calls.map(([, ids]) => ids.length)).toEqual([1, ruleTestIds.length - 1]);
});

test('a rule that does not compile says where, and runs nothing', async () => {
  screen.files[file] = new TextEncoder().encode(text.replace('lr * g', 'lr * q'));
  await open();
  await run();
  expect(testRule).not.toHaveBeenCalled();
  expect(told('errored')).toHaveLength(ruleTestIds.length);
  expect(told('errored')[0]?.messages).toMatchObject([
    { message: expect.stringContaining('q'), location: { range: { line: 5, character: 12 } } },
  ]);
});

test('what is cancelled is skipped, and what fails is told with every test that is left', async () => {
  screen.files[file] = new TextEncoder().encode(text);
  await open();
  const token = new FakeToken();
  testRule.mockImplementationOnce(async (_, ids, { signal, onResult }) => {
    onResult({ kind: 'passed', message: ids[0] ?? '', line: null, took: 1 });
    token.cancel();
    signal?.throwIfAborted();
  });
  await run(undefined, token);
  expect([told('passed').length, told('skipped').length]).toEqual([1, ruleTestIds.length - 1]);
  testRule.mockRejectedValueOnce(new Error('no [room](command:x)'));
  await run();
  expect(told('errored')).toHaveLength(ruleTestIds.length);
  expect(told('errored')[0]?.messages?.[0]?.message).toBe('no [room] (command:x)');
});

test('a run that goes on is run again with each save of its rule, until it is cancelled', async () => {
  screen.files[file] = new TextEncoder().encode(text);
  await open();
  const token = new FakeToken();
  await run(new TestRunRequest([itemOf()], [], true), token);
  saved.fire(new FakeDocument(Uri.file('/workspace/other.optimizer'), text));
  saved.fire(new FakeDocument(Uri.file(file), text));
  await waitFor(() => expect(testRule).toHaveBeenCalledTimes(2));
  token.cancel();
  saved.fire(new FakeDocument(Uri.file(file), text));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(testRule).toHaveBeenCalledTimes(2);
});

test('only a run that goes on is run again, and with the rules that it is about', async () => {
  const other = '/workspace/other.optimizer';
  for (const each of [file, other]) screen.files[each] = new TextEncoder().encode(text);
  await open();
  await waitFor(() => expect(controller().items.size).toBe(2));
  const save = async (place: string) => {
    saved.fire(new FakeDocument(Uri.file(place), text));
    await new Promise((resolve) => setTimeout(resolve, 20));
  };
  await run(new TestRunRequest([itemOf()]));
  await save(file);
  expect(testRule).toHaveBeenCalledTimes(1);
  await run(new TestRunRequest([itemOf()], [], true));
  await save(other);
  expect(testRule).toHaveBeenCalledTimes(2);
  await run(new TestRunRequest(undefined, [], true));
  expect(testRule).toHaveBeenCalledTimes(4);
  await save(other);
  expect(testRule).toHaveBeenCalledTimes(5);
});

test('a rule that changes keeps its item, and one that can’t be read says so', async () => {
  screen.files[file] = new TextEncoder().encode(text);
  await open();
  const before = itemOf();
  delete screen.files[file];
  filesChanged.fire({ uri: Uri.file(file), kind: 'changed' });
  await waitFor(() => expect(itemOf().description).toBe('can’t be read'));
  expect(itemOf()).toBe(before);
  await run();
  expect(told('errored')[0]?.messages?.[0]?.message).toMatch(
    /^mine\.optimizer — expected a file that is there/,
  );
});

test('a rule outside of the workspace has tests when it is open', async () => {
  registered = registerRuleTests(
    async () => ({ testRule }) as never,
    store,
    (error) => reported.push(error),
  );
  person.open(new FakeDocument(Uri.file('/elsewhere/mine.optimizer'), text));
  person.open(new FakeDocument(Uri.file('/elsewhere/notes.md'), text));
  await waitFor(() => expect(screen.testControllers).toHaveLength(1));
  await waitFor(() => expect(controller().items.size).toBe(1));
});

test('what was seen is printed, and a fault of no line stands at the name', async () => {
  screen.files[file] = new TextEncoder().encode(`# About.\n${text}`);
  await open();
  await waitFor(() => expect(itemOf().range?.start).toMatchObject({ line: 1 }));
  testRule.mockImplementationOnce(async (_, ids, { onResult }) => {
    for (const id of ids)
      onResult({ kind: id === 'rateZero' ? 'failed' : 'passed', message: id, line: null, took: 1 });
  });
  await run();
  expect(told('failed')).toMatchObject([
    { id: 'rateZero', messages: [{ location: { range: { line: 1 } } }] },
  ]);
  const output = controller().runs.at(-1)?.output ?? [];
  expect(output).toContain('Converges on Rosenbrock: convergence/rosenbrock\r\n');
  expect(output).toContain('Is it a known optimizer? knownRule\r\n');
});

/** Each test gives what is found of it. */
function findings(found: Partial<Record<string, Partial<RuleTestOutcome>>>): void {
  testRule.mockImplementationOnce(async (_, ids, { onResult }) => {
    for (const id of ids) onResult({ kind: 'passed', message: id, line: null, took: 1, ...found[id] });
  });
}
const marks = () =>
  (screen.diagnostics[Uri.file(file).toString()] ?? []).map(({ message, severity, range, source }) => ({
    ...{ message, severity, source },
    at: [range.start.line, range.start.character, range.end.character],
  }));

test('the main thing stands behind a test’s name, and the rest below it', async () => {
  screen.files[file] = new TextEncoder().encode(text);
  await open();
  findings({ rateZero: { kind: 'failed', message: 'It moves.\nBy 2 $(heart).', line: 6 } });
  await run();
  expect(itemOf().children.get('rateZero')?.description).toBe('It moves.');
  expect(told('failed')[0]?.messages?.[0]?.message).toBe('It moves.\nBy 2 $ (heart).');
  expect(controller().runs.at(-1)?.output).toContain(
    'Keeps the parameters at learning rate 0: It moves.\r\n  By 2 $ (heart).\r\n',
  );
});

test('what was found of lines is marked there, each line once, until the text is edited', async () => {
  screen.files[file] = new TextEncoder().encode(text);
  const document = new FakeDocument(Uri.file(file), text);
  person.open(document);
  await open();
  findings({
    rateZero: { kind: 'failed', message: 'It moves.\nBy 2.', line: 6 },
    manySteps: { kind: 'failed', message: 'It is the same line.', line: 6 },
    knownRule: { message: 'Nearest: SGD.', line: 3 },
  });
  await run();
  const { Warning: wrong, Information: remark } = DiagnosticSeverity;
  const found = [
    { message: 'It moves.\nBy 2.', severity: wrong, source: 'Check', at: [5, 2, 13] },
    { message: 'Nearest: SGD.', severity: remark, source: 'Check', at: [2, 0, 29] },
  ];
  expect(marks()).toEqual(found);
  person.write(new FakeDocument(Uri.file('/workspace/other.optimizer'), ''), text);
  person.save(document);
  expect(marks()).toEqual(found);
  person.write(document, `${text}\n`);
  expect(marks()).toEqual([]);
});

test('what is found of a text that was edited meanwhile, or is gone, is not marked', async () => {
  screen.files[file] = new TextEncoder().encode(text);
  const document = new FakeDocument(Uri.file(file), text);
  person.open(document);
  await open();
  testRule.mockImplementationOnce(async (_, ids, { onResult }) => {
    person.write(document, `${text}\n`);
    for (const _id of ids) onResult({ kind: 'failed', message: 'Late', line: 6, took: 1 });
  });
  await run();
  expect(marks()).toEqual([]);
  findings({ rateZero: { kind: 'failed', message: 'It moves.', line: 6 } });
  await run();
  expect(marks()).toHaveLength(1);
  findings({});
  await run();
  expect(marks()).toEqual([]);
  findings({ rateZero: { kind: 'failed', message: 'It moves.', line: 6 } });
  await run();
  filesChanged.fire({ uri: Uri.file(file), kind: 'deleted' });
  await waitFor(() => expect(marks()).toEqual([]));
});

describe('a race', () => {
  const up = text.replace('p -=', 'p +=');
  /** Of a rule in this file with this text. */
  const raced = (raced: string, id = 'a') => {
    const files = new Map([['./mine.optimizer', { place: Uri.file(file).toString(), text: raced }]]);
    const optimizers = [{ optimizer: './mine.optimizer' }, { optimizer: 'adam' }];
    return createRace(parseExperiment(onValley({ optimizers }), files), { id, startedAt: 0 });
  };
  const mark = {
    message: 'It moves up the gradient: turn the sign of its step, as in p -= lr * g.',
    ...{ severity: DiagnosticSeverity.Warning, source: 'Race', at: [5, 2, 13] },
  };
  const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

  test('of a rule that climbs marks its step, beside what Check has found, until the rule is edited', async () => {
    screen.files[file] = new TextEncoder().encode(up);
    const document = new FakeDocument(Uri.file(file), up);
    person.open(document);
    await open();
    findings({ knownRule: { message: 'Nearest: SGD.', line: 3 } });
    await run();
    store.open(raced(up));
    await waitFor(() => expect(marks()).toHaveLength(2));
    expect(marks()[1]).toEqual(mark);
    store.open(raced(up, 'b'));
    await settled();
    expect(marks()).toHaveLength(2);
    person.write(document, text);
    expect(marks()).toEqual([]);
    expect(reported).toEqual([]);
  });

  test('that was there before marks it, too', async () => {
    screen.files[file] = new TextEncoder().encode(up);
    store.open(raced(up));
    await open();
    await waitFor(() => expect(marks()).toEqual([mark]));
  });

  test('of another text, or of a rule that goes down, marks nothing', async () => {
    screen.files[file] = new TextEncoder().encode(text);
    await open();
    store.open(raced(text));
    store.open(raced(up, 'b'));
    await settled();
    delete screen.files[file];
    store.open(raced(up, 'c'));
    await settled();
    expect([marks(), reported]).toEqual([[], []]);
  });
});

test('a run without tests asks for none, and one that was cancelled goes on to no other rule', async () => {
  const other = '/workspace/other.optimizer';
  for (const each of [file, other]) screen.files[each] = new TextEncoder().encode(text);
  await open();
  await waitFor(() => expect(controller().items.size).toBe(2));
  await run(new TestRunRequest([itemOf()], childrenOf(itemOf())));
  expect(testRule).not.toHaveBeenCalled();
  const token = new FakeToken();
  testRule.mockImplementationOnce(async () => token.cancel());
  await run(undefined, token);
  expect(testRule).toHaveBeenCalledTimes(1);
});

test('all is gone with the extension', async () => {
  screen.files[file] = new TextEncoder().encode(text);
  await open();
  registered.dispose();
  expect(controller().isDisposed).toBe(true);
});
