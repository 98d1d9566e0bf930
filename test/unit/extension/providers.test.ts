/** What an editor shows of an experiment: the words above it, hovers and fixes; and how a new one begins. */
import './loadedParts.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { newExperimentText, openNewExperiment } from '../../../extension/files/newExperiment.ts';
import { registerProviders } from '../../../extension/files/providers.ts';
import { person, resetScreen, screen } from './fake/screen.ts';
import { type CodeAction, CodeLens, Diagnostic, Hover, Range, Uri } from './fake/values.ts';
import { FakeDocument } from './fake/widgets.ts';

const text = '{ "problem": { "surface": "valley" }, "optimizers": [{ "optimizer": "adam" }], "lr": [0.1] }';
const file = (content = text, name = 'a.experiment.json', scheme = 'file') =>
  new FakeDocument(new Uri(scheme, `/workspace/${name}`), content);
const unsaved = (content = text, language = 'jsonc') =>
  new FakeDocument(new Uri('untitled', 'Untitled-1'), content, language);

let registered: { dispose(): unknown };

beforeEach(() => {
  resetScreen();
  registered = registerProviders();
});

/** Asks the provider of this name. */
function ask<T>(name: string, method: string, ...values: readonly unknown[]): Promise<T> {
  const found = screen.registered[name] as { provider?: object };
  const provider = (found.provider ?? found) as Record<string, (...asked: readonly unknown[]) => Promise<T>>;
  return Promise.resolve(provider[method]?.(...values) as Promise<T>);
}

const placeOf = (document: FakeDocument, part: string) =>
  document.positionAt(document.getText().indexOf(part));

test('all is gone when the extension is', () => {
  expect(Object.keys(screen.registered).sort()).toEqual([
    'codeActions',
    'codeLens',
    'completion',
    'hover',
    'links',
  ]);
  registered.dispose();
  expect(screen.registered).toEqual({});
});

describe('the words above an experiment', () => {
  test.each([
    ['a file', file()],
    ['an unsaved text that says one', unsaved()],
  ])('run and debug %s', async (_, document) => {
    const lenses = await ask<CodeLens[]>('codeLens', 'provideCodeLenses', document);
    expect(lenses).toEqual([
      new CodeLens(new Range(0, 0, 0, 0), {
        title: '$(play) Run experiment',
        command: 'optimizerPlayground.runFile',
        arguments: [document.uri],
      }),
      new CodeLens(new Range(0, 0, 0, 0), {
        title: '$(debug-alt) Debug',
        command: 'optimizerPlayground.debugFile',
        arguments: [document.uri],
      }),
    ]);
  });

  test.each([
    ['another unsaved text', unsaved('{ "name": "x" }')],
    ['an unsaved text with problems alone', unsaved('{ "problem": 1 }')],
    ['an unsaved text with optimizers alone', unsaved('{ "optimizers": 1 }')],
    ['an old version', file(text, 'a.experiment.json', 'git')],
    ['an unsaved text that begins to say so after very many lines', unsaved(`${'\n'.repeat(250)}${text}`)],
    ['an unsaved text that says so far to the right', unsaved(`${' '.repeat(10_001)}${text}`)],
    ['an unsaved text in a language whose name only begins so', unsaved(text, 'jsonl')],
  ])('are not above %s', async (_, document) => {
    expect(await ask('codeLens', 'provideCodeLenses', document)).toEqual([]);
  });

  test.each([
    ['in the last line that is looked at', `${'\n'.repeat(199)}${text}`],
    ['with spaces before the colons', '{ "problem" : {}, "optimizers"\t: [] }'],
  ])('find an unsaved one %s', async (_, content) => {
    expect(await ask('codeLens', 'provideCodeLenses', unsaved(content))).toHaveLength(2);
  });
});

describe('a hover', () => {
  const hover = (document: FakeDocument, part: string) =>
    ask<Hover | null>('hover', 'provideHover', document, placeOf(document, part));

  test('says what an optimizer is in an unsaved text; of a file the schema says that', async () => {
    const document = unsaved();
    const shown = await hover(document, '"adam"');
    expect(shown).toBeInstanceOf(Hover);
    expect(shown?.contents.value).toMatch(/^\*\*Adam\*\*\n\n\w+/);
    expect([shown?.range.start, shown?.range.end]).toEqual([
      placeOf(document, '"adam"'),
      placeOf(document, ' }], "lr"'),
    ]);
    expect(await hover(file(), '"adam"')).toBeNull();
  });

  test('says what a setting is, and of a file the schema does', async () => {
    const content = text.replace('"adam"', '"adam", "hyperparameters": { "beta1": 0.8 }');
    expect((await hover(unsaved(content), '"beta1"'))?.contents.value).toMatch(/^\*\*beta1/);
    expect(await hover(file(content), '"beta1"')).toBeNull();
  });

  test('says nothing elsewhere', async () => {
    expect(await hover(unsaved(), '[0.1]')).toBeNull();
    const content = text.replace('"adam"', '"adam", "hyperparameters": { "beta1": 0.8 }');
    expect(await hover(file(content, 'a.json'), '"beta1"')).toBeNull();
    expect(await hover(unsaved('{ "optimizers": "adam" }'), '"adam"')).toBeNull();
  });
});

describe('a fix', () => {
  const wrong = text.replace('"adam"', '"adamm"');
  const rangeOf = (document: FakeDocument, part: string) =>
    new Range(placeOf(document, part), document.positionAt(document.getText().indexOf(part) + part.length));
  const fixes = (document: FakeDocument, at: Range, diagnostics: readonly Diagnostic[] = []) =>
    ask<CodeAction[]>('codeActions', 'provideCodeActions', document, at, { diagnostics });

  const applied = (document: FakeDocument, fix: CodeAction | undefined) => {
    const [edit] = fix?.edit?.replaced ?? [];
    const content = document.getText();
    const { start, end } = edit?.range ?? new Range(0, 0, 0, 0);
    return `${content.slice(0, document.offsetAt(start))}${edit?.text}${content.slice(document.offsetAt(end))}`;
  };

  test('puts what was meant in place of what is wrong', async () => {
    const document = file(wrong);
    const at = rangeOf(document, '"adamm"');
    const own = new Diagnostic(at, 'wrong');
    const other = new Diagnostic(rangeOf(document, '"lr"'), 'of somebody else');
    const [fix, ...others] = await fixes(document, new Range(at.start, at.start), [other, own]);
    expect(others).toEqual([]);
    expect(fix).toMatchObject({
      title: 'Change to "adam"',
      kind: 'quickfix',
      isPreferred: true,
      diagnostics: [own],
    });
    expect(fix?.edit?.replaced).toEqual([{ uri: document.uri, range: at, text: '"adam"' }]);
  });

  test('of a name of a field changes the name alone', async () => {
    const document = file(text.replace('"lr"', '"batchsize": [3], "lr"'));
    const [fix] = await fixes(document, rangeOf(document, '"batchsize"'));
    expect(fix?.edit?.replaced).toMatchObject([
      { range: rangeOf(document, '"batchsize"'), text: '"batch_size"' },
    ]);
  });

  test('moves a field to its place', async () => {
    const document = file(text.replace('"lr"', '"start": [1, 2], "lr"'));
    const [fix] = await fixes(document, rangeOf(document, '"start"'));
    expect(fix?.title).toBe('Move to problem');
    expect(applied(document, fix)).toBe(text.replace('"valley"', '"valley", "start": [1, 2]'));
  });

  test('names the place by its path', async () => {
    const document = file(text.replace('"optimizer": "adam"', '"optimizer": "adam", "beta1": 0.8'));
    const [fix] = await fixes(document, rangeOf(document, '"beta1"'));
    expect(fix?.title).toBe('Move to optimizers[0].hyperparameters');
  });

  test('adds what is missing', async () => {
    const document = file('{ "optimizers": [{ "optimizer": "adam" }], "lr": [0.1] }');
    const [fix] = await fixes(document, rangeOf(document, '{'));
    expect(fix?.title).toBe('Add problem: { "surface": "valley" }');
    expect(JSON.parse(applied(document, fix))).toMatchObject({ problem: { surface: 'valley' } });
  });

  test('is offered only where the cursor is, and only in experiments', async () => {
    const document = file(wrong);
    const problem = placeOf(document, '"problem"');
    expect(await fixes(document, new Range(problem, problem))).toEqual([]);
    const other = file(wrong, 'a.json');
    expect(await fixes(other, rangeOf(other, '"adamm"'))).toEqual([]);
  });

  test('is none where nobody can tell what was meant', async () => {
    const document = file(text.replace('"adam"', '"zzzzzzzz"'));
    expect(await fixes(document, rangeOf(document, '"zzzzzzzz"'))).toEqual([]);
    expect(await fixes(document, rangeOf(document, text.slice(0, 5)))).toEqual([]);
  });

  test('is of the kind that VS Code was told of', () => {
    expect(screen.registered['codeActions']).toMatchObject({
      about: { providedCodeActionKinds: ['quickfix'] },
    });
  });
});

describe('a new experiment', () => {
  test('has no name where no folder is open', async () => {
    await openNewExperiment();
    const [document] = screen.documents;
    expect([document?.getText(), document?.languageId]).toEqual([newExperimentText, 'jsonc']);
    expect(screen.shown).toHaveLength(1);
  });

  test('has the first name that is free in the folder', async () => {
    screen.folders = [{ name: 'work', uri: Uri.file('/project') }];
    screen.files['/project/digits-1.experiment.json'] = new Uint8Array();
    person.open(file('', 'digits-3.experiment.json'));
    await openNewExperiment();
    await openNewExperiment();
    const [, first, second] = screen.documents;
    expect([first?.uri.toString(), second?.uri.toString()]).toEqual([
      'untitled:///project/digits-2.experiment.json',
      'untitled:///project/digits-3.experiment.json',
    ]);
    expect([first?.getText(), second?.getText()]).toEqual([newExperimentText, newExperimentText]);
  });
});
