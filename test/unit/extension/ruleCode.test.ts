/** What can be done with an optimizer of one's own: its code beside it, a race against Adam, its tests. */
import './loadedParts.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { createRace } from '../../../core/race/race.ts';
import { type ShownCodeId, shownCodeIds, shownCodes } from '../../../core/rule/shownCode.ts';
import { placeOfShipped } from '../../../extension/debug/ruleDocuments.ts';
import { placeOfCode } from '../../../extension/ruleCode/codeDocuments.ts';
import { registerRuleCode } from '../../../extension/ruleCode/registerRuleCode.ts';
import { provideRuleLens } from '../../../extension/rules/ruleLens.ts';
import { onValley } from '../experiment/faults.ts';
import { half } from '../experiment/ownRules.ts';
import { messages, openBeforeEach, run, scheduler, store } from './commandsWindow.ts';
import { person, saved, screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';
import { FakeDocument } from './fake/widgets.ts';

openBeforeEach();

const place = Uri.file('/workspace/half.optimizer');
let registered: { dispose(): void };

beforeEach(() => {
  screen.folders = [{ name: 'workspace', uri: Uri.file('/workspace') }];
  screen.files[place.path] = Buffer.from(half);
  registered = registerRuleCode();
});
afterEach(() => registered.dispose());

/** In the code of the rule. */
const words: Readonly<Record<ShownCodeId, string>> = {
  ...{ javascript: 'share', wasm: '(module', wgsl: 'fn ', latex: '\\theta' },
  ...{ numpy: 'class Half', torch: 'class Half', optax: 'def half' },
};

interface Provider {
  provideTextDocumentContent(uri: Uri): Promise<string>;
  onDidChange(listener: (uri: Uri) => void): { dispose(): void };
}
const provider = () => screen.registered['optimizer-code'] as Provider;

/** Shows the code of this name, and gives its document. */
async function show(label: string): Promise<FakeDocument> {
  screen.choose = (items) => items.find((item) => item.label === label);
  await run('showCode', place);
  return screen.documents.at(-1) ?? expect.fail('nothing was opened');
}

describe('code', () => {
  test.each(shownCodeIds.map((id) => ({ id, ...shownCodes[id] })))(
    '$label opens beside the rule, in a language that the editor knows',
    async ({ id, label, ending, languages }) => {
      const { uri } = await show(label);
      expect(uri.path).toBe(`/half (${label}).${ending}`);
      const known = languages.find((each) => screen.languages.includes(each));
      expect(screen.languageOf[uri.toString()]).toBe(known);
      const text = await provider().provideTextDocumentContent(uri);
      expect(text).toContain(words[id]);
      expect(messages()).toEqual([]);
    },
  );

  test('is called as the file is but for its ending', () => {
    const uri = placeOfCode(Uri.file('/workspace/half.optimizer-2.optimizer') as never, 'numpy');
    expect(uri.path).toBe('/half.optimizer-2 (NumPy).py');
  });

  test('nothing opens where none is chosen', async () => {
    screen.choose = () => undefined;
    await run('showCode', place);
    expect(screen.documents).toEqual([]);
  });

  test('follows the rule as it is typed, and says so where it does not compile', async () => {
    vi.useFakeTimers();
    const { uri } = await show('NumPy');
    const before = await provider().provideTextDocumentContent(uri);
    const changes: string[] = [];
    provider().onDidChange((changed) => changes.push(changed.toString()));
    const document = new FakeDocument(place, half, 'optimizer');
    person.open(document);
    person.write(document, half.replace('share * lr * g', 'share * lr * g * 2'));
    person.write(document, half.replace('share * lr * g', 'share * lr * g * 3'));
    expect(changes).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(changes).toEqual([uri.toString()]);
    const now = await provider().provideTextDocumentContent(uri);
    expect(now).not.toBe(before);
    expect(now).toContain('* 3');
    person.write(document, half.replace('share * lr', 'shae * lr'));
    vi.advanceTimersByTime(200);
    const broken = await provider().provideTextDocumentContent(uri);
    expect(broken).toMatch(
      /^# half\.optimizer does not compile: line 12: unknown name 'shae'; did you mean 'share'\? Below is the NumPy of its last text that did\.\n\n/,
    );
    expect(broken.endsWith(now)).toBe(true);
    saved.fire(document);
    vi.advanceTimersByTime(200);
    expect(changes).toHaveLength(3);
    person.write(new FakeDocument(Uri.file('/workspace/other.optimizer'), half, 'optimizer'), half);
    vi.advanceTimersByTime(200);
    expect(changes).toHaveLength(3);
    vi.useRealTimers();
  });

  test('of a rule that never compiled, or is gone, it says that alone', async () => {
    const { uri } = await show('LaTeX');
    screen.files[place.path] = Buffer.from('update\n');
    expect(await provider().provideTextDocumentContent(uri)).toMatch(
      /^% half\.optimizer does not compile: line 1: [^\n]*\n$/,
    );
    delete screen.files[place.path];
    expect(await provider().provideTextDocumentContent(uri)).toMatch(
      /^% half\.optimizer does not compile: expected a file that is there[^\n]*\n$/,
    );
  });

  test('a document that was closed has no last text', async () => {
    const { uri } = await show('NumPy');
    await provider().provideTextDocumentContent(uri);
    person.close(screen.documents.at(-1) as FakeDocument);
    screen.files[place.path] = Buffer.from('update\n');
    expect(await provider().provideTextDocumentContent(uri)).toMatch(
      /^# half\.optimizer does not compile: [^\n]*\n$/,
    );
  });

  test('nothing is told when the extension is gone', async () => {
    vi.useFakeTimers();
    const { uri } = await show('NumPy');
    await provider().provideTextDocumentContent(uri);
    const changes: unknown[] = [];
    provider().onDidChange((changed) => changes.push(changed));
    const document = new FakeDocument(place, half, 'optimizer');
    person.open(document);
    person.write(document, `${half}# more\n`);
    registered.dispose();
    vi.advanceTimersByTime(1000);
    person.write(document, `${half}# and more\n`);
    vi.advanceTimersByTime(1000);
    expect(changes).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  test('opens as plain text where the editor knows no language of it', async () => {
    screen.languages = [];
    await show('WGSL');
    expect(screen.languageOf).toEqual({});
    expect(screen.shown).toHaveLength(1);
  });

  test('WebAssembly says why there is none', async () => {
    screen.files[place.path] = Buffer.from(half.replace('lr * g', 'lr * tanh(g)'));
    const { uri } = await show('WebAssembly');
    expect(await provider().provideTextDocumentContent(uri)).toBe(
      ";; There is none: line 12 needs tanh for each parameter, which WebAssembly doesn't have. float32 JavaScript computes it instead.\n",
    );
  });
});

const asked = () => scheduler.start.mock.calls.at(-1)?.[0] as Experiment;

describe('a race against Adam', () => {
  test('is on the tutorial’s valley where nothing was raced', async () => {
    await run('raceRule', place);
    expect(asked()).toMatchObject({
      problem: { surface: 'valley' },
      steps: 200,
      lr: [0.1],
      optimizers: [
        { optimizer: './half.optimizer', rule: { text: half } },
        { optimizer: 'adam', lr: [0.01] },
      ],
    });
    expect(asked().title).toBeUndefined();
  });

  test('is on the problem of the race on the screen', async () => {
    const last = createRace(
      parseExperiment(onValley({ problem: { surface: 'rosenbrock' }, lr: [0.002], steps: 33 })),
      {
        id: 'a',
        startedAt: 0,
      },
    );
    store.show({ ...last, phase: 'ended' });
    await run('raceRule', place);
    expect(asked()).toMatchObject({ problem: { surface: 'rosenbrock' }, steps: 33 });
    expect(asked().optimizers.map(({ optimizer }) => optimizer)).toEqual(['./half.optimizer', 'adam']);
  });

  test('says which rates both have', async () => {
    await run('raceRule', place);
    expect(scheduler.start.mock.calls.at(-1)?.[2]).toMatchObject({
      said: ['Half has lr 0.1, the default in its file; Adam has 0.01, usual on this problem.'],
    });
  });

  test('is refused where the rule does not compile, with a way to it', async () => {
    screen.files[place.path] = Buffer.from(half.replace('share * lr', 'shae * lr'));
    await run('raceRule', place);
    expect(scheduler.start).not.toHaveBeenCalled();
    expect(messages()[0]).toEqual([
      'error',
      "half.optimizer, line 12, column 8: unknown name 'shae'; did you mean 'share'?",
      'Open half.optimizer',
      'Show Log',
    ]);
  });
});

test('commands are about the editor’s rule, or say that there is none', async () => {
  await run('showCode');
  expect(messages()[0]?.[1]).toMatch(/^No optimizer is open\. Open a file whose name ends in \.optimizer/);
});

test('checking runs the tests of the file', async () => {
  await run('checkRule', place);
  expect(screen.shown.map(({ path }) => path)).toEqual([place.path]);
  expect(screen.commands).toContain('testing.runCurrentFile');
});

test('a rule has its commands above its name', () => {
  const document = new FakeDocument(place, `# Its name stands below.\n${half}`, 'optimizer');
  const lenses = provideRuleLens(document as never);
  expect(lenses.map(({ command, range }) => [command?.title, command?.arguments, range.start.line])).toEqual([
    ['$(play) Race against Adam', [place], 2],
    ['$(debug-alt) Debug', [place], 2],
    ['$(beaker) Check', [place], 2],
    ['$(code) Show code', [place], 2],
    ['$(symbol-operator) Show formulas', [place], 2],
  ]);
  const shipped = new FakeDocument(placeOfShipped('adam') as never, half, 'optimizer');
  expect(provideRuleLens(shipped as never).map(({ command }) => command?.title)).toEqual([
    '$(debug-alt) Debug',
    '$(code) Show code',
    '$(symbol-operator) Show formulas',
  ]);
  const nameless = new FakeDocument(place, 'lr = 0.1 in [0, 1]', 'optimizer');
  expect(provideRuleLens(nameless as never)[0]?.range.start.line).toBe(0);
});

test('above nothing, a rule can be inserted', () => {
  const empty = new FakeDocument(place, ' \n\n', 'optimizer');
  const [lens, ...others] = provideRuleLens(empty as never);
  expect(others).toEqual([]);
  expect(lens?.range.start.line).toBe(0);
  expect(lens?.command).toMatchObject({
    title: '$(add) Insert a rule to begin with',
    command: 'editor.action.insertSnippet',
    arguments: [{ snippet: expect.stringMatching(/^# \$\{1:.*\nname "\$\{2:My optimizer\}"\n/) }],
  });
});
