/** The pages with formulas of rules: what they are sent, when, and where they lead. */
import './loadedParts.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ShownSheet } from '../../../core/protocol/formulas.ts';
import { half } from '../experiment/ownRules.ts';
import { formulas, openBeforeEach, run } from './commandsWindow.ts';
import { person, screen } from './fake/screen.ts';
import { Position, Uri } from './fake/values.ts';
import { createPanel, FakeDocument, type FakePanel } from './fake/widgets.ts';

openBeforeEach();

const place = Uri.file('/workspace/half.optimizer');
let document: FakeDocument;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  screen.folders = [{ name: 'workspace', uri: Uri.file('/workspace') }];
  screen.files[place.path] = Buffer.from(half);
  document = new FakeDocument(place, half, 'optimizer');
  person.open(document);
  screen.documentsInSight = [document];
});
afterEach(() => {
  formulas.dispose();
  vi.useRealTimers();
});

const settled = () => new Promise(setImmediate);

/** The page of the rule, which has said that it is ready. */
async function open(): Promise<FakePanel> {
  await run('showFormulas', place);
  const panel = screen.panels.at(-1) ?? expect.fail('nothing was opened');
  panel.webview.send({ type: 'ready' });
  await settled();
  return panel;
}

const sheets = ({ webview }: FakePanel) =>
  webview.posted.filter((each): each is ShownSheet => each.type === 'sheet');

async function write(text: string): Promise<void> {
  person.write(document, text);
  vi.advanceTimersByTime(150);
  await settled();
}

test('opens beside the rule, may load its own files alone, and is there once', async () => {
  const panel = await open();
  expect([panel.title, panel.column]).toEqual(['Formulas of half.optimizer', -2]);
  const { html, options } = panel.webview;
  const nonce = /script-src 'nonce-([^']+)'/.exec(html)?.[1];
  expect(html).toContain("default-src 'none'");
  expect(html).toContain(
    `<script type="module" nonce="${nonce}" src="https://page.example/extension/dist/webview/formulas.js">`,
  );
  expect(html).toContain('dist/webview/formulas.css');
  expect(html).not.toMatch(/unsafe|worker-src/);
  expect(options.localResourceRoots?.map(({ path }) => path)).toEqual(['/extension/dist/webview']);
  await run('showFormulas', place);
  expect(screen.panels).toHaveLength(1);
});

test('has the formulas, and the line of the cursor', async () => {
  document.cursor = new Position(11, 3);
  const panel = await open();
  expect(panel.webview.posted).toEqual([
    { type: 'sheet', sheet: expect.objectContaining({ name: 'Half' }), fault: null, rule: place.toString() },
    { type: 'cursor', line: 12 },
  ]);
  person.moveTo(document, 12);
  person.moveTo(new FakeDocument(Uri.file('/workspace/other.optimizer'), half, 'optimizer'), 3);
  expect(panel.webview.posted.slice(2)).toEqual([{ type: 'cursor', line: 13 }]);
});

test('nothing is sent before the page is ready', async () => {
  await run('showFormulas', place);
  await write(half.replace('"Half"', '"Two"'));
  person.moveTo(document, 3);
  expect(screen.panels[0]?.webview.posted).toEqual([]);
});

test('follows the text as it is typed, saved or not, once a pause', async () => {
  const panel = await open();
  person.write(document, half.replace('"Half"', '"On"'));
  vi.advanceTimersByTime(149);
  await write(half.replace('"Half"', '"One"'));
  expect(sheets(panel).map(({ sheet }) => sheet?.name)).toEqual(['Half', 'One']);
  person.save(document);
  person.write(new FakeDocument(Uri.file('/workspace/other.optimizer'), '', 'optimizer'), half);
  vi.advanceTimersByTime(150);
  await settled();
  expect(sheets(panel)).toHaveLength(3);
});

test('of a text that does not compile, says why and keeps the last formulas', async () => {
  const panel = await open();
  await write(half.replace('share * lr', 'shar * lr'));
  expect(sheets(panel).at(-1)).toMatchObject({
    sheet: { name: 'Half' },
    fault: "half.optimizer does not compile: line 12: unknown name 'shar'; did you mean 'share'?",
  });
  await write(half);
  expect(sheets(panel).at(-1)).toMatchObject({ sheet: { name: 'Half' }, fault: null });
});

test('of a file that is gone, says so', async () => {
  delete screen.files[place.path];
  screen.documents = [];
  screen.documentsInSight = [];
  const panel = await open();
  expect(sheets(panel)).toEqual([
    expect.objectContaining({
      sheet: null,
      fault: "half.optimizer can't be read: expected a file that is there.",
    }),
  ]);
});

describe('a click leads to its line', () => {
  test('where the file is open', async () => {
    const panel = await open();
    panel.webview.send({ type: 'reveal', line: 11 });
    await settled();
    expect(screen.shown).toEqual([
      { path: place.path, selection: expect.objectContaining({ start: new Position(10, 4) }) },
    ]);
  });

  test('at most the last of a text that is shorter by now', async () => {
    const panel = await open();
    person.write(document, 'name "A"');
    panel.webview.send({ type: 'reveal', line: 11 });
    await settled();
    expect(screen.shown[0]?.selection?.start).toEqual(new Position(0, 0));
  });
});

test('what a page says that is none of its messages, or that went wrong, is in the log', async () => {
  const panel = await open();
  panel.webview.send({ type: 'reveal', line: 0 });
  panel.webview.send({ type: 'failed', message: 'no fonts' });
  expect(screen.log.slice(-2)).toEqual([
    expect.stringContaining('formulas: an unknown message came'),
    'formulas: no fonts',
  ]);
  expect(screen.shown).toEqual([]);
});

test('is there again after a reload, with the same rule, and goes with its panel', async () => {
  const [panel, other] = [createPanel('Formulas', 2), createPanel('Formulas', 2)];
  const ended = vi.fn();
  other.onDidDispose(ended);
  formulas.restore(panel as never, { rule: place.toString() });
  formulas.restore(other as never, undefined);
  expect(ended).toHaveBeenCalledOnce();
  panel.webview.send({ type: 'ready' });
  await settled();
  expect(sheets(panel)).toHaveLength(1);
  panel.dispose();
  await write(half.replace('"Half"', '"Two"'));
  expect(sheets(panel)).toHaveLength(1);
  await run('showFormulas', place);
  expect(screen.panels).toHaveLength(1);
});
