/** Experiments in the editor: which documents are some, what is marked in them, and how one is read to be run. */
import '../../../core/claims/parseClaim.ts';
import { readFileSync } from 'node:fs';
import './loadedParts.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CsvFault, ExperimentError } from '../../../core/experiment/errors.ts';
import { placeOfError, withPlaces } from '../../../extension/commands/placedError.ts';
import { ExperimentEditors } from '../../../extension/files/experimentEditors.ts';
import { markFaults } from '../../../extension/files/faultMarks.ts';
import { newExperimentText } from '../../../extension/files/newExperiment.ts';
import { changeTabs, person, resetScreen, screen } from './fake/screen.ts';
import { TabInputText, Uri } from './fake/values.ts';
import { FakeDocument } from './fake/widgets.ts';
import { activeParts } from './hostileTexts.ts';

const text = '{ "problem": { "surface": "valley" }, "optimizers": [{ "optimizer": "sgd" }], "lr": [0.1] }';
const file = (content = text, name = 'a.experiment.json') =>
  new FakeDocument(new Uri('file', `/workspace/${name}`), content);
const unsaved = (content = text, language = 'jsonc') =>
  new FakeDocument(new Uri('untitled', 'Untitled-1'), content, language);

beforeEach(() => {
  vi.useFakeTimers();
  resetScreen();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the experiment that the person is at', () => {
  let editors: ExperimentEditors;
  const at = () => editors.current?.toString();
  const tabOf = (document: FakeDocument) => ({
    label: '',
    input: new TabInputText(document.uri),
    isPreview: false,
  });
  const key = (name: string) => screen.context[`optimizerPlayground.${name}`];

  beforeEach(() => {
    editors = new ExperimentEditors();
  });

  afterEach(() => editors.dispose());

  test.each([
    ['a file by its name', file('{}'), true],
    ['another file', file(text, 'a.json'), false],
    [
      'an old version of a file',
      new FakeDocument(new Uri('git', '/workspace/a.experiment.json'), text),
      false,
    ],
    ['an unsaved text that says one', unsaved(), true],
    ['an unsaved text in JSON', unsaved(text, 'json'), true],
    ['an unsaved text in another language', unsaved(text, 'javascript'), false],
    ['an unsaved text that says something else', unsaved('{ "problem": 1 }'), false],
  ])('is %s', (_, document, isOne) => {
    person.open(document);
    person.goTo(document);
    expect(at()).toBe(isOne ? document.uri.toString() : undefined);
    expect(key('hasExperiment')).toBe(isOne);
    expect(key('unsavedExperiments')).toEqual(isOne && document.isUntitled ? [document.uri.toString()] : []);
  });

  test('stays while the panel has the focus, and goes with its tab', () => {
    const document = file();
    screen.groups = [{ viewColumn: 1, tabs: [tabOf(document)] }];
    person.open(document);
    person.goTo(document);
    person.goTo(undefined);
    expect(at()).toBe(document.uri.toString());
    expect(key('hasExperiment')).toBe(true);
    screen.groups = [{ viewColumn: 1, tabs: [] }];
    changeTabs({ opened: [] });
    expect(at()).toBeUndefined();
    expect(key('hasExperiment')).toBe(false);
  });

  test('is none once its tab is gone, whatever else is open', () => {
    const [document, other] = [file(), file(text, 'b.experiment.json')];
    screen.groups = [{ viewColumn: 1, tabs: [tabOf(document), tabOf(other)] }];
    person.goTo(document);
    person.goTo(undefined);
    expect(at()).toBe(document.uri.toString());
    const page = { label: '', input: { uri: document.uri }, isPreview: false };
    screen.groups = [
      { viewColumn: 1, tabs: [tabOf(other)] },
      { viewColumn: 2, tabs: [page] },
    ];
    changeTabs({ opened: [] });
    expect(at()).toBeUndefined();
  });

  test('is one in sight where the panel has had the focus since the window opened', () => {
    screen.documentsInSight = [file('', 'notes.md'), file()];
    person.goTo(undefined);
    expect(at()).toBe(file().uri.toString());
    expect(key('hasExperiment')).toBe(true);
    screen.documentsInSight = [];
    person.goTo(undefined);
    expect(at()).toBeUndefined();
  });

  test('is none while another file is active', () => {
    const document = file();
    screen.groups = [{ viewColumn: 1, tabs: [tabOf(document)] }];
    person.goTo(document);
    person.goTo(file('', 'notes.md'));
    expect(at()).toBeUndefined();
  });

  test('is known as soon as an unsaved text becomes one', () => {
    const document = unsaved('');
    person.open(document);
    person.goTo(document);
    expect(key('hasExperiment')).toBe(false);
    person.write(document, text);
    expect(key('hasExperiment')).toBe(true);
    expect(key('unsavedExperiments')).toEqual([document.uri.toString()]);
  });
});

describe('marks', () => {
  let marks: { dispose(): unknown };
  const messagesOf = (document: FakeDocument) =>
    screen.diagnostics[document.uri.toString()]?.map(({ message }) => message);

  const pass = async (milliseconds: number) => {
    await vi.advanceTimersByTimeAsync(milliseconds);
    await vi.dynamicImportSettled();
    await vi.advanceTimersByTimeAsync(0);
  };

  beforeEach(() => {
    marks = markFaults();
  });

  afterEach(() => marks.dispose());

  test('stand at the field, a moment after the last key', async () => {
    const document = file();
    person.open(document);
    await pass(1000);
    expect(messagesOf(document)).toEqual([]);
    person.write(document, text.replace('0.1', '0'));
    await pass(200);
    person.write(document, `\n${text.replace('0.1', '-1')}`);
    await pass(200);
    expect(messagesOf(document)).toEqual([]);
    await pass(100);
    const [mark] = screen.diagnostics[document.uri.toString()] ?? [];
    expect(mark?.message).toBe('lr[0] = -1 — expected a number above 0');
    expect(mark?.source).toBe('Optimizer Playground');
    expect([mark?.range.start, mark?.range.end]).toMatchObject([
      { line: 1, character: text.indexOf('0.1') },
      { line: 1, character: text.indexOf('0.1') + 2 },
    ]);
  });

  test('stand in claims, too', async () => {
    const claim = readFileSync('core/claims/tutorial/02-sgd-oscillates.claim.json', 'utf8');
    const document = file(claim, 'a.claim.json');
    person.open(document);
    await vi.dynamicImportSettled();
    await pass(1000);
    expect(messagesOf(document)).toEqual([]);
    person.write(document, claim.replace(/"verdict": "[^"]*"/, '"verdict": "maybe"'));
    await pass(1000);
    await vi.dynamicImportSettled();
    expect(messagesOf(document)).toEqual([
      'verdict = "maybe" — expected "reproduced" or "not reproduced" or "not established"',
    ]);
  });

  test('are none in other documents, and go where a text is none any more', async () => {
    const other = file('{ "a": ', 'a.json');
    const document = unsaved(text.replace('0.1', '0'));
    person.open(other);
    person.open(document);
    await pass(1000);
    expect(messagesOf(other)).toBeUndefined();
    expect(messagesOf(document)).toHaveLength(1);
    person.write(document, '{}');
    await pass(1000);
    expect(messagesOf(document)).toEqual([]);
  });

  test('go with their document, also where it is closed before it was looked at', async () => {
    const document = file('{');
    person.open(document);
    await pass(1000);
    expect(messagesOf(document)).toHaveLength(1);
    person.write(document, '[');
    person.close(document);
    await pass(1000);
    expect(screen.diagnostics).toEqual({});
  });

  test('are not made of a document that is closed while its experiment is read', async () => {
    const document = file('{');
    person.open(document);
    vi.advanceTimersByTime(300);
    person.close(document);
    await pass(1000);
    expect(screen.diagnostics).toEqual({});
  });

  describe('of what is no JSON', () => {
    const wrong = [
      ['a missing comma', text.replace('}, "optimizers"', '} "optimizers"')],
      ['single quotes', text.replace('"valley"', "'valley'")],
      ['an open bracket', text.slice(0, -1)],
      ['a name that is there twice', text.replace('"lr"', '"lr": [0.2], "lr"')],
    ] as const;
    const marksIn = async (document: FakeDocument) => {
      person.open(document);
      await pass(1000);
      return messagesOf(document);
    };

    test.each(wrong)('are none where JSON support says so: %s', async (_, content) => {
      screen.extensions = ['vscode.json-language-features'];
      expect(await marksIn(file(content))).toEqual([]);
      expect(await marksIn(unsaved(content, 'json'))).toEqual([]);
    });

    test.each(wrong)('are ours where nobody else says so: %s', async (_, content) => {
      expect(await marksIn(file(content))).toHaveLength(1);
      screen.extensions = ['vscode.json-language-features'];
      const inOtherLanguage = new FakeDocument(
        new Uri('file', '/workspace/b.experiment.json'),
        content,
        'json5',
      );
      expect(await marksIn(inOtherLanguage)).toHaveLength(1);
      screen.settings['json.validate.enable'] = false;
      expect(await marksIn(file(content, 'c.experiment.json'))).toHaveLength(1);
    });

    test.each([
      ['', 'the file is empty'],
      ['[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[', 'brackets inside each other'],
      [text.replace('0.1', '0'), 'lr[0] = 0'],
    ])('are ours where JSON has nothing against it: %s', async (content, message) => {
      screen.extensions = ['vscode.json-language-features'];
      expect(await marksIn(file(content))).toEqual([expect.stringContaining(message)]);
    });
  });

  test('are bounded and plain', async () => {
    const keys = Array.from({ length: 2000 }, (_, key) => `"[Fix\u202e ${key}](command:x)": 1`);
    const document = file(`{ ${keys.join(', ')} }`);
    person.open(document);
    await pass(1000);
    const messages = messagesOf(document) ?? [];
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.length).toBeLessThanOrEqual(50);
    expect(messages.flatMap(activeParts)).toEqual([]);
  });
});

describe('an experiment file that is to run', () => {
  const reading = { openRow: vi.fn(async () => {}) };
  const run = (document: FakeDocument, work = async () => {}) =>
    withPlaces(document.uri as never, reading as never, work);
  const failure = (document: FakeDocument, work?: () => Promise<void>) =>
    run(document, work).then(
      () => {
        throw new Error('expected an error');
      },
      (error: unknown) => error as Error,
    );
  const onDisk = (document: FakeDocument, bytes: Uint8Array = Buffer.from(document.getText())) => {
    screen.files[document.uri.path] = bytes;
    return document;
  };
  const open = async (error: Error) => placeOfError(error, reading as never)?.open();

  test('is read from the disk, or as it is in the editor', async () => {
    const saved = onDisk(file());
    await run(saved);
    person.open(saved);
    onDisk(saved, Buffer.from(text.replace('0.1', '0')));
    expect((await failure(saved)).message).toMatch(/lr\[0\] = 0/);
    person.write(saved, text);
    await run(saved);
    const document = unsaved();
    person.open(document);
    await run(document);
  });

  test.each([
    [
      'a fault of the value',
      text.replace('0.1', '0'),
      'lr[0] = 0 — expected a number above 0',
      'a.experiment.json: ',
    ],
    [
      'no JSON',
      `\n${text.slice(0, -2)}`,
      'the end — expected } for the { of line 2',
      'a.experiment.json, line 2, column 89: ',
    ],
  ])('with %s is opened there', async (_, content, message, place) => {
    const error = await failure(onDisk(file(content)));
    expect(error.message).toBe(`${place}${message}`);
    await open(error);
    expect(screen.shown).toHaveLength(1);
    expect(screen.shown[0]?.selection?.start).toMatchObject(
      content.startsWith('\n') ? { line: 1, character: 88 } : { line: 0, character: text.indexOf('0.1') },
    );
  });

  test('in another encoding, or too large, is opened at its beginning', async () => {
    const utf16 = await failure(onDisk(file(), Buffer.from(text, 'utf16le')));
    expect(utf16.message).toMatch(/^a\.experiment\.json: experiment = UTF-16 LE — expected UTF-8/);
    const large = await failure(onDisk(file(), new Uint8Array(1e7)));
    expect(large.message).toBe(
      'a.experiment.json: experiment = 10,000,000 bytes — expected at most 1,000,000',
    );
    await open(large);
    expect(screen.shown).toEqual([{ path: '/workspace/a.experiment.json', selection: undefined }]);
  });

  test('with what only its data shows is opened at the field', async () => {
    const fault = { path: ['optimizers', 0, 'optimizer'], message: 'not on this data' };
    const error = await failure(onDisk(file()), async () => {
      throw new ExperimentError([fault]);
    });
    expect(error.message).toBe('a.experiment.json: not on this data');
    await open(error);
    expect(screen.shown[0]?.selection?.start.character).toBe(text.indexOf('"sgd"'));
  });

  test('with a fault in a row of its CSV file leads to the row', async () => {
    const error = await failure(onDisk(file()), async () => {
      throw new CsvFault('/data/houses.csv', {
        message: 'row 7: no number',
        row: 7,
        value: undefined,
        unclearDecimal: false,
      });
    });
    expect(error.message).toBe('a.experiment.json: row 7: no number');
    expect(placeOfError(error, reading as never)?.label).toBe('Open houses.csv');
    await open(error);
    expect(reading.openRow).toHaveBeenCalledWith('/data/houses.csv', 7);
  });

  test('throws on what is no fault of it', async () => {
    const broken = new Error('broken');
    const error = await failure(onDisk(file()), async () => {
      throw broken;
    });
    expect(error).toBe(broken);
    expect(placeOfError(error, reading as never)).toBeUndefined();
  });

  test('begins as a text that runs', async () => {
    const document = unsaved(newExperimentText);
    person.open(document);
    await run(document);
  });
});
