/** Rules of people's own in an experiment that is open: marks, links, hovers, completion. */
import './loadedParts.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { markFaults } from '../../../extension/files/faultMarks.ts';
import { registerProviders } from '../../../extension/files/providers.ts';
import { half } from '../experiment/ownRules.ts';
import type { CompletionItem } from './fake/languageValues.ts';
import { filesChanged, person, resetScreen, screen } from './fake/screen.ts';
import { type CodeAction, type DocumentLink, type Hover, Range, Uri } from './fake/values.ts';
import { FakeDocument } from './fake/widgets.ts';

const text = `{ "problem": { "surface": "valley" }, "lr": [0.1], "optimizers": [
  { "optimizer": "./half.optimizer", "hyperparameters": { "share": 0.25 } } ] }`;
const broken = half.replace('share * lr', 'shae * lr');
const place = Uri.file('/project/half.optimizer');
const file = (content = text) => new FakeDocument(Uri.file('/project/a.experiment.json'), content);

let registered: { dispose(): unknown }[];

beforeEach(() => {
  vi.useFakeTimers();
  resetScreen();
  screen.folders = [{ name: 'work', uri: Uri.file('/project') }];
  screen.files[place.path] = Buffer.from(half);
  registered = [registerProviders(), markFaults()];
});

afterEach(() => {
  for (const each of registered) each.dispose();
  vi.useRealTimers();
});

const marksOf = (document: FakeDocument) => screen.diagnostics[document.uri.toString()] ?? [];
const textAt = (document: FakeDocument, { start, end }: Range) =>
  document.getText().slice(document.offsetAt(start), document.offsetAt(end));

async function marked(document: FakeDocument): Promise<string[]> {
  await vi.advanceTimersByTimeAsync(2000);
  return marksOf(document).map(({ message }) => message);
}

function ask<T>(name: string, method: string, ...values: readonly unknown[]): Promise<T> {
  const found = screen.registered[name] as { provider?: object };
  const provider = (found.provider ?? found) as Record<string, (...asked: readonly unknown[]) => Promise<T>>;
  return Promise.resolve(provider[method]?.(...values) as Promise<T>);
}

const positionOf = (document: FakeDocument, part: string, behind = 0) =>
  document.positionAt(document.getText().indexOf(part) + behind);

describe('marks', () => {
  test('say nothing of a rule that runs', async () => {
    const document = file();
    person.open(document);
    expect(await marked(document)).toEqual([]);
    expect(document.uri.toString() in screen.diagnostics).toBe(true);
  });

  test('of one that does not compile stand at the path and lead to the place in the rule', async () => {
    screen.files[place.path] = Buffer.from(broken);
    const document = file();
    person.open(document);
    expect(await marked(document)).toEqual([
      expect.stringMatching(/^optimizers\[0\]\.optimizer = .* half\.optimizer:12:8 — unknown name 'shae'/),
    ]);
    const [mark] = marksOf(document);
    expect(textAt(document, mark?.range ?? new Range(0, 0, 0, 0))).toBe('"./half.optimizer"');
    expect(mark?.relatedInformation).toEqual([
      {
        location: { uri: place, range: new Range(11, 7, 11, 11) },
        message: "unknown name 'shae'; did you mean 'share'?",
      },
    ]);
  });

  test('follow the rule as it is written in another editor', async () => {
    const [document, rule] = [file(), new FakeDocument(place, half, 'optimizer')];
    person.open(document);
    person.open(rule);
    person.write(rule, broken);
    expect(await marked(document)).toHaveLength(1);
    person.write(rule, half);
    expect(await marked(document)).toEqual([]);
  });

  test('follow the file on the disk', async () => {
    const document = file();
    person.open(document);
    expect(await marked(document)).toEqual([]);
    delete screen.files[place.path];
    filesChanged.fire({ uri: place, kind: 'changed' });
    expect(await marked(document)).toEqual([expect.stringContaining('expected a file that is there')]);
    screen.files[place.path] = Buffer.from(half);
    filesChanged.fire({ uri: place, kind: 'changed' });
    expect(await marked(document)).toEqual([]);
  });

  test('leave alone what names no rule', async () => {
    const document = file(text.replace('./half.optimizer', 'sgd').replace('"share"', '"nesterov"'));
    person.open(document);
    await marked(document);
    screen.diagnostics = {};
    filesChanged.fire({ uri: place, kind: 'changed' });
    expect(await marked(document)).toEqual([]);
    expect(screen.diagnostics).toEqual({});
  });

  test('of what was written on while its rule was read are those of the newer text', async () => {
    const document = file(text.replace('0.1', '0'));
    person.open(document);
    await vi.advanceTimersByTimeAsync(250);
    person.write(document, text);
    expect(await marked(document)).toEqual([]);
  });
});

test('a misspelt setting of the rule can be put right', async () => {
  const document = file(text.replace('"share"', '"shar"'));
  const at = new Range(positionOf(document, '"shar"'), positionOf(document, '"shar"', 3));
  const [fix, ...others] = await ask<CodeAction[]>('codeActions', 'provideCodeActions', document, at, {
    diagnostics: [],
  });
  expect(others).toEqual([]);
  expect(fix?.title).toBe('Change to "share"');
});

test('a path is a link to its file', async () => {
  const document = file();
  const [link, ...others] = await ask<DocumentLink[]>('links', 'provideDocumentLinks', document);
  expect([others.length, link?.target.toString(), link?.tooltip]).toEqual([
    0,
    place.toString(),
    'Open the rule',
  ]);
  expect(textAt(document, link?.range ?? new Range(0, 0, 0, 0))).toBe('./half.optimizer');
  expect(await ask('links', 'provideDocumentLinks', file(text.replace('./half', '~/half')))).toEqual([]);
  expect(
    await ask('links', 'provideDocumentLinks', new FakeDocument(Uri.file('/project/a.json'), text)),
  ).toEqual([]);
});

describe('a hover', () => {
  const hover = async (document: FakeDocument, part: string) => {
    const found = await ask<Hover | null>('hover', 'provideHover', document, positionOf(document, part, 1));
    return (
      found?.contents.value.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))) ?? null
    );
  };

  test('says what a rule and its settings are, also in a file with the schema', async () => {
    expect(await hover(file(), '"./half')).toMatch(
      /^\*\*Half\*\*\n\nHalf of a step of gradient descent\.\n\nlr = 0\.1/,
    );
    expect(await hover(file(), '"share"')).toMatch(/^\*\*share = 0\.5 in Half\*\*/);
  });

  test('leaves to the schema what that knows', async () => {
    expect(await hover(file(text.replace('./half.optimizer', 'sgd')), '"sgd"')).toBeNull();
  });
});

describe('completion', () => {
  const complete = async (written: string) => {
    const at = written.indexOf('|');
    const document = file(written.replace('|', ''));
    const items = await ask<
      (CompletionItem & { range: Range; insertText: unknown; detail: string; documentation: string })[]
    >('completion', 'provideCompletionItems', document, document.positionAt(at));
    return items.map(({ label, range, insertText, detail, documentation }) => ({
      ...{ label, detail, documentation, replaced: textAt(document, range) },
      inserted: typeof insertText === 'string' ? insertText : (insertText as { value: string }).value,
    }));
  };

  test('offers the rules of the workspace where an optimizer is named', async () => {
    screen.files['/project/deep/broken.optimizer'] = Buffer.from('name');
    expect(await complete('{ "optimizers": [{ "optimizer": "./h|" }] }')).toEqual([
      {
        ...{ label: '"./deep/broken.optimizer"', inserted: '"./deep/broken.optimizer"', replaced: '"./h"' },
        ...{ detail: 'not a rule yet', documentation: expect.stringContaining('a rule that compiles') },
      },
      {
        ...{ label: '"./half.optimizer"', inserted: '"./half.optimizer"', replaced: '"./h"' },
        ...{ detail: 'Half', documentation: 'Half of a step of gradient descent.' },
      },
    ]);
    const [first] = await complete('{ "optimizers": [{ "optimizer": | }] }');
    expect(first?.replaced).toBe('');
  });

  test('offers the settings that are not given, with their defaults', async () => {
    const items = await complete(text.replace('0.25 }', '0.25, "c|" }'));
    expect(items).toEqual([
      {
        ...{ label: '"climb"', inserted: `"climb": \${1|false,true|}`, replaced: '"c"' },
        ...{ detail: 'climb = false in Half', documentation: expect.stringContaining('whether to climb') },
      },
    ]);
    const [share] = await complete(text.replace('"share": 0.25', '|'));
    expect(share).toMatchObject({ label: '"share"', inserted: `"share": \${1:0.5}` });
  });

  test.each([
    ['the schema knows', text.replace('./half.optimizer', 'adam').replace('"share": 0.25', '|')],
    ['is no optimizer', '{ "problem": { "surface": "|" } }'],
    ['is the name of a field', '{ "optimizers": [{ "opt|": "" }] }'],
    ['is a value', text.replace('0.25', '|')],
    ['is a list', '{ "optimizers": [|] }'],
  ])('offers nothing for what %s', async (_, written) => {
    expect(await complete(written)).toEqual([]);
  });
});
