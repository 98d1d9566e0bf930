/** Optimizers in the editor: what is registered, and that answers reach VS Code at the right places and as plain text. */
import './loadedParts.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SemanticType } from '../../../core/rule/language/semanticTokens.ts';
import { semanticModifiers, semanticTypes } from '../../../extension/rules/legend.ts';
import { registerRuleProviders } from '../../../extension/rules/providers.ts';
import { markRules } from '../../../extension/rules/ruleMarks.ts';
import {
  type CompletionItem,
  CompletionItemKind,
  DiagnosticSeverity,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentSymbol,
  FoldingRange,
  FoldingRangeKind,
  type Location,
  SymbolKind,
  type TextEdit,
} from './fake/languageValues.ts';
import { person, resetScreen, screen } from './fake/screen.ts';
import { type CodeAction, Diagnostic, type Hover, Range, Uri, type WorkspaceEdit } from './fake/values.ts';
import { FakeDocument } from './fake/widgets.ts';
import { activeParts } from './hostileTexts.ts';

const text = `# About it.
# In two lines.
name "A"
lr = 0.1 in [0, inf)  # rate
state m
update
  m = 0.9 * m + g
  p -= lr * m
`;
const documentOf = (content = text, language = 'optimizer') =>
  new FakeDocument(new Uri('memfs', '/workspace/a.optimizer'), content, language);

let registered: { dispose(): unknown };

beforeEach(() => {
  resetScreen();
  registered = registerRuleProviders();
});

/** Asks the provider of this name. */
function ask<T>(name: string, method: string, ...values: readonly unknown[]): Promise<T> {
  const found = screen.registered[name] as { provider?: object };
  const provider = (found.provider ?? found) as Record<string, (...asked: readonly unknown[]) => Promise<T>>;
  return Promise.resolve(provider[method]?.(...values) as Promise<T>);
}

const rangeOf = (document: FakeDocument, part: string, before = 0, length = part.length - before) => {
  const start = document.getText().indexOf(part) + before;
  return new Range(document.positionAt(start), document.positionAt(start + length));
};
const placeOf = (document: FakeDocument, part: string) => rangeOf(document, part).start;

test('all is gone when the extension is', () => {
  expect(Object.keys(screen.registered).sort()).toEqual([
    ...[
      'codeActions',
      'codeLens',
      'completion',
      'definition',
      'folding',
      'formatting',
      'highlights',
      'hover',
    ],
    ...['references', 'rename', 'semanticTokens', 'symbols'],
  ]);
  registered.dispose();
  expect(screen.registered).toEqual({});
});

test('completions are snippets with two ranges, in their order', async () => {
  const document = documentOf(text.replace('lr * m', 'l * m'));
  const items = await ask<CompletionItem[]>(
    'completion',
    'provideCompletionItems',
    document,
    rangeOf(document, 'p -= l').end,
  );
  const lr = items.find(({ label }) => typeof label === 'object' && label.label === 'lr');
  expect(lr).toMatchObject({
    label: { label: 'lr', description: 'hyperparameter' },
    ...{ kind: CompletionItemKind.Constant, insertText: { value: 'lr' } },
    documentation: 'rate\nDefault 0.1, in [0, inf).',
  });
  expect(lr?.range).toEqual({
    inserting: rangeOf(document, 'p -= l', 5),
    replacing: rangeOf(document, 'p -= l', 5),
  });
  const order = items.map(({ sortText }) => sortText);
  expect(order).toEqual(order.toSorted());
  expect(new Set(order).size).toBe(items.length);
});

test('hovers say what a name is, with its line', async () => {
  const document = documentOf();
  const hover = await ask<Hover>('hover', 'provideHover', document, placeOf(document, 'lr * m'));
  expect(hover.contents.value).toContain('**lr&#58; a hyperparameter**\n\nrate\n\n');
  expect(hover.contents.value).toContain('θ &#8592; θ &#8722; η m');
  expect(hover.range).toEqual(new Range(7, 7, 7, 9));
  expect(await ask('hover', 'provideHover', document, document.positionAt(0))).toBeNull();
});

test('the definition and the places of a name', async () => {
  const document = documentOf();
  const at = placeOf(document, 'm + g');
  const declared = { uri: document.uri, range: rangeOf(document, 'state m', 6) };
  expect(await ask('definition', 'provideDefinition', document, at)).toEqual(declared);
  expect(await ask('definition', 'provideDefinition', document, placeOf(document, '0.9'))).toBeNull();
  const found = (includeDeclaration: boolean) =>
    ask<Location[]>('references', 'provideReferences', document, at, { includeDeclaration });
  const others = await found(false);
  expect(await found(true)).toEqual([declared, ...others]);
  expect(others).toContainEqual({ uri: document.uri, range: rangeOf(document, '* m', 2) });
  expect(others).toHaveLength(3);
  const marks = await ask<DocumentHighlight[]>('highlights', 'provideDocumentHighlights', document, at);
  const { Read, Write } = DocumentHighlightKind;
  expect(marks.map(({ kind }) => kind)).toEqual([Read, Write, Read, Read]);
});

test('a new name is everywhere, or refused in words', async () => {
  const document = documentOf();
  const at = placeOf(document, 'm + g');
  expect(await ask('rename', 'prepareRename', document, at)).toEqual(rangeOf(document, '* m', 2));
  const edit = await ask<WorkspaceEdit>('rename', 'provideRenameEdits', document, at, 'mean_g');
  expect(edit.replaced.map((each) => each.text)).toEqual(['mean_g', 'mean_g', 'mean_g', 'mean_g']);
  const refused = ask('rename', 'provideRenameEdits', document, at, 'lr');
  await expect(refused).rejects.toThrow("'lr' is already a hyperparameter; choose another name.");
  const fixed = ask('rename', 'prepareRename', document, placeOf(document, 'p -='));
  await expect(fixed).rejects.toThrow("'p' is the parameter in every rule and keeps its name.");
});

test('the outline and what can be folded', async () => {
  const document = documentOf();
  const symbols = await ask<DocumentSymbol[]>('symbols', 'provideDocumentSymbols', document);
  expect(symbols.map(({ name, detail, kind }) => [name, detail, kind])).toEqual([
    ['A', '', SymbolKind.Class],
    ['lr', '0.1 in [0, inf)', SymbolKind.Constant],
    ['m', '', SymbolKind.Field],
    ['update', '', SymbolKind.Method],
  ]);
  expect(symbols[3]?.range).toEqual(new Range(5, 0, 7, 13));
  expect(symbols[3]?.selectionRange).toEqual(new Range(5, 0, 5, 6));
  const withLocal = documentOf(text.replace('lr * m', 'lr * m\n  u = g'));
  const [update] = (await ask<DocumentSymbol[]>('symbols', 'provideDocumentSymbols', withLocal)).slice(-1);
  expect(update?.children.map(({ name, kind, range }) => [name, kind, range])).toEqual([
    ['u', SymbolKind.Variable, rangeOf(withLocal, 'u = g', 0, 1)],
  ]);
  const nameless = await ask<DocumentSymbol[]>('symbols', 'provideDocumentSymbols', documentOf('name " "'));
  expect(nameless[0]?.name).toBe('name');
  expect(await ask('folding', 'provideFoldingRanges', document)).toEqual([
    new FoldingRange(0, 1, FoldingRangeKind.Comment),
    new FoldingRange(5, 7),
  ]);
});

test('the layout of a text', async () => {
  const document = documentOf(text.replace('p -= lr', 'p-=lr'));
  const edits = await ask<TextEdit[]>('formatting', 'provideDocumentFormattingEdits', document);
  expect(edits.map(({ newText }) => newText)).toEqual(['lr = 0.1  in [0, inf)  # rate', '  p -= lr * m']);
});

test('semantic tokens are numbers of the legend', async () => {
  const { legend } = screen.registered['semanticTokens'] as { legend: object };
  expect(legend).toEqual({ tokenTypes: [...semanticTypes], tokenModifiers: [...semanticModifiers] });
  const document = documentOf('name "A"\nscalar q\nupdate\n  q = t');
  const tokens = await ask<number[][]>('semanticTokens', 'provideDocumentSemanticTokens', document);
  const type = (name: SemanticType) => semanticTypes.indexOf(name);
  expect(tokens).toEqual([
    [0, 0, 4, type('keyword'), 0],
    [0, 5, 3, type('string'), 0],
    [1, 0, 6, type('keyword'), 0],
    [1, 7, 1, type('state'), 0b1001],
    [2, 0, 6, type('keyword'), 0],
    [3, 2, 1, type('state'), 0b1010],
    [3, 6, 1, type('step'), 0b100],
  ]);
});

describe('a fix', () => {
  const wrong = documentOf(text.replace('lr * m', 'lr * mm'));
  const at = rangeOf(wrong, 'lr * mm', 5);
  const fixes = (diagnostics: readonly Diagnostic[] = []) =>
    ask<CodeAction[]>('codeActions', 'provideCodeActions', wrong, at, { diagnostics });

  test('puts what was meant in place of what is wrong', async () => {
    const own = Object.assign(new Diagnostic(at, ''), { code: 'unknown-name' });
    const other = Object.assign(new Diagnostic(at, ''), { code: 'other' });
    const [fix, ...others] = await fixes([other, own]);
    expect(fix).toMatchObject({ title: "Change to 'm'", isPreferred: true, diagnostics: [own] });
    expect(fix?.edit?.replaced).toEqual([{ uri: wrong.uri, range: at, text: 'm' }]);
    expect(others.map(({ title, isPreferred }) => [title, isPreferred])).toEqual([
      ["Declare the state 'mm'", false],
      ["Declare the hyperparameter 'mm'", false],
    ]);
  });
});

describe('marks', () => {
  let marks: { dispose(): unknown };

  beforeEach(() => {
    vi.useFakeTimers();
    marks = markRules();
  });

  afterEach(() => {
    marks.dispose();
    vi.useRealTimers();
  });

  const settle = async () => {
    await vi.advanceTimersByTimeAsync(150);
    await vi.dynamicImportSettled();
  };
  const marked = (document: FakeDocument) => screen.diagnostics[document.uri.toString()];

  test('come as a text is written, and go with it', async () => {
    const document = documentOf(text.replace('lr * m', 'm'));
    person.open(document);
    await settle();
    expect(marked(document)).toMatchObject([
      {
        ...{ code: 'unused-hyperparameter', severity: DiagnosticSeverity.Hint, tags: [1] },
        ...{ source: 'Optimizer Playground', range: new Range(3, 0, 3, 2) },
      },
    ]);
    person.write(document, text.replace('lr * m', 'lr * x1'));
    await vi.advanceTimersByTimeAsync(140);
    person.write(document, text.replace('lr * m', 'lr * x2'));
    await vi.advanceTimersByTimeAsync(140);
    expect(marked(document)).toMatchObject([{ code: 'unused-hyperparameter' }]);
    await settle();
    const message = "unknown name 'x2'";
    expect(marked(document)).toMatchObject([
      { code: 'unknown-name', message, severity: DiagnosticSeverity.Error, tags: [] },
    ]);
    person.write(document, text.replace('lr * m', 'm').replace(/lr.*\n/, ''));
    await settle();
    expect(marked(document)).toMatchObject([
      { code: 'missing-lr', severity: DiagnosticSeverity.Information, tags: [] },
    ]);
    person.close(document);
    expect(marked(document)).toBeUndefined();
  });

  test('are not of other languages, nor of what is closed before its turn', async () => {
    const other = documentOf('p', 'plaintext');
    person.open(other);
    await settle();
    expect(marked(other)).toBeUndefined();
    const document = documentOf('p');
    person.open(document);
    person.close(document);
    await settle();
    expect(marked(document)).toBeUndefined();
  });

  test('don’t come any more when the extension is gone', async () => {
    const document = documentOf('p');
    person.open(document);
    marks.dispose();
    await settle();
    expect(marked(document)).toBeUndefined();
  });

  test('are there for what was open before', async () => {
    marks.dispose();
    const document = documentOf('p');
    screen.documents = [document];
    marks = markRules();
    await settle();
    expect(marked(document)).toHaveLength(2);
  });
});

test('nothing of a text is more than text in what is shown', async () => {
  const hostile = '[a](command:x) $(error) \u202e';
  const document = documentOf(
    `# ${hostile}\nname "${hostile}"\nlr = 0.1 in [0, inf)  # ${hostile}\nstate m  # ${hostile}\nupdate\n  p -= lr * m & m`,
  );
  const name = await ask<Hover>('hover', 'provideHover', document, placeOf(document, 'name'));
  const rate = await ask<Hover>('hover', 'provideHover', document, placeOf(document, 'lr * m'));
  const symbols = await ask<DocumentSymbol[]>('symbols', 'provideDocumentSymbols', document);
  const items = await ask<CompletionItem[]>(
    'completion',
    'provideCompletionItems',
    document,
    placeOf(document, 'lr * m'),
  );
  const shown = [
    ...[name, rate].flatMap(({ contents }) => contents.value.split('\n')),
    ...symbols.flatMap((symbol) => [symbol.name, symbol.detail]),
    ...items.flatMap(({ label, documentation = '' }) => [
      ...(typeof label === 'string' ? [label] : [label.label, label.description]),
      ...documentation.split('\n'),
    ]),
  ];
  expect(shown.join('')).toContain('&#91;a&#93;');
  expect(shown.flatMap((each) => activeParts(String(each)))).toEqual([]);
});
