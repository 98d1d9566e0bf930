/** The Claims Lab in the editor: the rows of its view, tests in threads, what is remembered, and its page. */
import './loadedParts.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ClaimOutcome, TestedClaim } from '../../../core/claims/claimSheet.ts';
import { parseClaim } from '../../../core/claims/parseClaim.ts';
import { testClaim as test1 } from '../../../core/claims/testClaim.ts';
import type { ShownClaim } from '../../../core/protocol/claims.ts';
import type { ClaimTestOptions } from '../../../extension/backend/backend.ts';
import { ClaimRuns } from '../../../extension/claims/claimRuns.ts';
import { newClaimText } from '../../../extension/claims/newClaim.ts';
import { registerClaims } from '../../../extension/claims/registerClaims.ts';
import { isExperiment } from '../../../extension/files/experimentDocuments.ts';
import { markFaults } from '../../../extension/files/faultMarks.ts';
import { waitFor } from '../waitFor.ts';
import {
  claimMemory,
  claims,
  claimsChanged,
  messages,
  openBeforeEach,
  run,
  testClaim,
} from './commandsWindow.ts';
import { filesChanged, person, screen } from './fake/screen.ts';
import { RelativePattern, TreeItemCollapsibleState, Uri } from './fake/values.ts';
import { workspace } from './fake/vscode.ts';
import { createPanel, FakeDocument, type FakePanel } from './fake/widgets.ts';
import { window } from './fake/window.ts';

openBeforeEach();

const claimWith = (title: string, change: object = {}) =>
  JSON.stringify({
    ...{ title, claim: 'It is so.', source: { title: 'A paper: on it', authors: 'A et al.', year: 2020 } },
    ...{
      constants: { a: 2 },
      statistic: { name: 'Two', formula: 'a' },
      expected: { equals: 2, within: 0.5 },
    },
    ...{ verdict: 'reproduced', finding: 'It is.' },
    ...change,
  });
const outcome: ClaimOutcome = {
  ...{ verdict: 'reproduced', measured: 2, words: '2', interval: null, samples: [2], isAsWritten: true },
};
const tested: TestedClaim = { outcome, picture: null, sharpness: null };

const own = Uri.file('/workspace/mine.claim.json');

beforeEach(() => {
  screen.files['/extension/dist/data/claims.json'] = Buffer.from(
    JSON.stringify({
      'tutorial/1-first.claim.json': claimWith('First', { source: { title: 'Learn (#41): Optimization' } }),
      'papers/second.claim.json': claimWith('Second', { slow: true }),
      'papers/third.claim.json': claimWith('Third', { verdict: 'not reproduced' }),
    }),
  );
  screen.files[own.path] = Buffer.from(claimWith('Mine'));
  screen.folders = [{ name: 'workspace', uri: Uri.file('/workspace') }];
  testClaim.mockResolvedValue(tested);
});

const row = (key: string) => ({ kind: 'claim' as const, key });
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

/** Labels of the rows with their icons and what stands beside them, indented. */
async function rows(parent: Parameters<typeof claims.rowsUnder>[0] = null): Promise<string[]> {
  const lines: string[] = [];
  for (const each of await claims.rowsUnder(parent)) {
    const { label, description, iconPath } = await claims.itemOf(each);
    const { id } = iconPath as { id: string };
    lines.push(`${parent ? '  ' : ''}${label} [${id}] ${description}`, ...(await rows(each)));
  }
  return lines;
}

describe('the view', () => {
  test('has groups by who says it, those that ship first, and people’s own', async () => {
    expect(await rows()).toEqual([
      'Learn (#41) [book] 0 of 1 tested',
      '  First [circle-outline] not run',
      'A et al. 2020 [book] 0 of 2 tested',
      '  Second [circle-outline] not run · takes about a minute',
      '  Third [circle-outline] not run',
      'Your claims [book] 0 of 1 tested',
      '  Mine [circle-outline] not run',
    ]);
  });

  test('has groups that are open, and claims that a press shows', async () => {
    const [group] = await claims.rowsUnder(null);
    const ofGroup = await claims.itemOf(group ?? expect.fail('no group'));
    expect([ofGroup.collapsibleState, ofGroup.command]).toEqual([
      TreeItemCollapsibleState.Expanded,
      undefined,
    ]);
    const ofClaim = await claims.itemOf(row('papers/third'));
    expect(ofClaim.collapsibleState).toBe(TreeItemCollapsibleState.None);
    expect(ofClaim.command?.command).toBe('optimizerPlayground.showClaim');
  });

  test('has one’s own claims by the names of their files', async () => {
    for (const name of ['b', 'a', 'c'])
      screen.files[`/workspace/${name}.claim.json`] = Buffer.from(claimWith(name));
    expect((await rows()).slice(-4).map((line) => line.trim().split(' ')[0])).toEqual([
      'a',
      'b',
      'c',
      'Mine',
    ]);
  });

  test('says verdicts in words and with icons, and remembers them in all windows', async () => {
    const verdicts = ['reproduced', 'not reproduced', 'not established'] as const;
    for (const [i, key] of ['tutorial/1-first', 'papers/second', 'papers/third'].entries()) {
      const verdict = verdicts[i] ?? 'reproduced';
      testClaim.mockResolvedValue({ outcome: { ...outcome, verdict }, picture: null, sharpness: null });
      await run('runClaim', row(key));
    }
    expect(await rows()).toEqual([
      'Learn (#41) [book] 1 of 1 reproduced',
      '  First [pass] reproduced · 2',
      'A et al. 2020 [book] 0 of 2 reproduced',
      '  Second [error] not reproduced · 2',
      '  Third [question] not established · 2',
      ...['Your claims [book] 0 of 1 tested', '  Mine [circle-outline] not run'],
    ]);
    expect([...claimMemory.kept.keys()]).toEqual([
      ...['claim tutorial/1-first', 'claim papers/second', 'claim papers/third'],
    ]);
    const { tooltip, contextValue, command } = await claims.itemOf(row('papers/third'));
    expect(String(tooltip).split('\n')).toEqual([
      ...['It is so.', 'A et al. 2020, A paper: on it', 'Expected: 2 ± 0.5', 'Measured: 2'],
      'Verdict: not established',
    ]);
    expect(contextValue).toBe('claim');
    expect(command?.arguments).toEqual([row('papers/third')]);
  });

  test('what was found of another text counts no more', async () => {
    await run('runClaim', row(own.toString()));
    expect((await rows()).at(-1)).toBe('  Mine [pass] reproduced · 2');
    screen.files[own.path] = Buffer.from(claimWith('Mine', { finding: 'Another.' }));
    claimsChanged.mockClear();
    filesChanged.fire({ uri: own, kind: 'changed' });
    expect(claimsChanged).toHaveBeenCalled();
    expect((await rows()).at(-1)).toBe('  Mine [circle-outline] not run');
  });

  describe('a CSV file of one’s own', () => {
    const onCsv = (csv: string) =>
      claimWith('Mine', {
        protocol: {
          experiment: {
            ...{ problem: { csv, target: 'y' }, optimizers: [{ optimizer: 'sgd' }], lr: [0.1], epochs: 1 },
          },
        },
      });
    const data = '/workspace/data/own.csv';
    beforeEach(() => {
      screen.files['/workspace/claims/mine.claim.json'] = Buffer.from(onCsv('../data/own.csv'));
      delete screen.files[own.path];
      screen.files[data] = Buffer.from('x,y\n1,2\n');
    });
    const key = Uri.file('/workspace/claims/mine.claim.json').toString();

    test('is looked for from the folder of the claim, in that of the workspace', async () => {
      await run('runClaim', row(key));
      expect(testClaim.mock.lastCall?.[1]).toEqual({ workspace: '/workspace', beside: '/workspace/claims' });
      await run('runClaim', row('papers/third'));
      expect(testClaim.mock.lastCall?.[1]).toBeNull();
    });

    test('makes an outcome stale where it changes', async () => {
      const watching = vi.spyOn(workspace, 'createFileSystemWatcher');
      await run('runClaim', row(key));
      expect((await rows()).at(-1)).toBe('  Mine [pass] reproduced · 2');
      const watched = () =>
        watching.mock.calls.flatMap(([pattern]) => (pattern instanceof RelativePattern ? [pattern] : []));
      const first = { baseUri: Uri.file('/workspace/data'), pattern: 'own.csv' };
      // The claims are read anew; one watcher is enough.
      await run('runClaim', row(key));
      expect(watched()).toEqual([first]);
      screen.files[data] = Buffer.from('x,y\n1,2\n3,4\n');
      filesChanged.fire({ uri: Uri.file(data), kind: 'changed' });
      expect((await rows()).at(-1)).toBe('  Mine [circle-outline] not run');
      screen.files['/workspace/claims/mine.claim.json'] = Buffer.from(onCsv('none.csv'));
      filesChanged.fire({ uri: own, kind: 'changed' });
      expect((await rows()).at(-1)).toBe('  Mine [circle-outline] not run');
      expect(watched()).toContainEqual({ baseUri: Uri.file('/workspace/claims'), pattern: 'none.csv' });
      watching.mockRestore();
    });

    test('is none where the claim is on no disk', async () => {
      screen.folders = [{ name: 'workspace', uri: Uri.parse('memfs:/workspace') }];
      await run('runClaim', row('memfs:///workspace/claims/mine.claim.json'));
      await run('runClaim', row(Uri.parse('memfs:/workspace/claims/mine.claim.json').toString()));
      expect(testClaim.mock.lastCall?.[1]).toBeNull();
    });
  });

  test('a file with faults says what, and is not run', async () => {
    screen.files[own.path] = Buffer.from(claimWith('Mine', { expected: { near: 2 } }));
    expect((await rows()).at(-1)).toBe('  mine.claim.json [warning] has faults');
    const { tooltip, contextValue } = await claims.itemOf(row(own.toString()));
    expect(tooltip).toContain('mine.claim.json: expected');
    expect(contextValue).toBe('claim own faulty');
    await run('runClaim', row(own.toString()));
    expect(messages()[0]?.[1]).toContain('Correct the file and run it again.');
    expect(testClaim).not.toHaveBeenCalled();
  });

  test('reads nothing before it is seen', async () => {
    const subscriptions: { dispose(): void }[] = [];
    const context = {
      ...{ extensionUri: Uri.file('/extension'), globalStorageUri: Uri.file('/storage') },
      ...{ globalState: claimMemory, subscriptions },
    };
    const registering = vi.spyOn(window, 'registerTreeDataProvider');
    const load = registerClaims(context as never, async () => ({ testClaim }));
    const [, tree] = registering.mock.lastCall ?? [];
    registering.mockRestore();
    const provider = screen.registered['optimizerPlayground.claims'] as {
      deserializeWebviewPanel(panel: FakePanel, state: unknown): Promise<void>;
    };
    const panel = createPanel('Claims Lab', 1);
    await provider.deserializeWebviewPanel(panel, { claim: 'papers/third' });
    panel.webview.send({ type: 'ready' });
    await settled();
    expect(shownOn(panel).sheet?.title).toBe('Third');
    expect(await load()).toBe(await load());
    const told = vi.fn();
    (tree as { onDidChangeTreeData(listener: () => void): void }).onDidChangeTreeData(told);
    filesChanged.fire({ uri: own, kind: 'changed' });
    expect(told).toHaveBeenCalledWith(undefined);
    for (const each of subscriptions) each.dispose();
  });
});

const shownOn = (panel: FakePanel) =>
  (panel.webview.posted as unknown as ShownClaim[]).findLast(({ type }) => type === 'claim') ??
  expect.fail('nothing was sent');
const lastPanel = () => screen.panels.at(-1) ?? expect.fail('no page');

describe('a test', () => {
  /** Of the calls: what they are to tell, and how they end. */
  const calls = () =>
    testClaim.mock.calls.map(([text, place, options]) => ({
      ...{ text: text as string, place },
      ...(options as ClaimTestOptions),
    }));
  const pending = () => {
    const ends: ((tested: TestedClaim) => void)[] = [];
    testClaim.mockImplementation(
      (_, __, { signal }: ClaimTestOptions) =>
        new Promise<TestedClaim>((resolve, reject) => {
          ends.push(resolve);
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    );
    return ends;
  };

  test('goes on by itself: others wait, one that is asked for twice runs once', async () => {
    const ends = pending();
    const first = run('runClaim', row('tutorial/1-first'));
    await settled();
    const second = run('runClaim', row('papers/third'));
    void run('runClaim', row('papers/third'));
    await settled();
    expect(screen.context['optimizerPlayground.testingClaims']).toBe(true);
    expect((await rows()).filter((line) => /running|waiting/.test(line))).toEqual([
      '  First [loading~spin] running',
      '  Third [watch] waiting',
    ]);
    expect(calls()).toHaveLength(1);
    ends[0]?.(tested);
    await first;
    await settled();
    expect(calls().map(({ text }) => JSON.parse(text).title)).toEqual(['First', 'Third']);
    ends[1]?.(tested);
    await second;
    expect(screen.context['optimizerPlayground.testingClaims']).toBe(false);
  });

  test('is shown on the page as it goes on, and what came of it', async () => {
    const ends = pending();
    const testing = run('runClaim', row('papers/second'));
    await settled();
    const panel = lastPanel();
    expect(shownOn(panel)).toMatchObject({
      ...{ key: 'papers/second', state: { kind: 'running', share: 0 }, outcome: null, number: 2, count: 4 },
    });
    calls()[0]?.onProgress(0.25);
    expect(panel.webview.posted.at(-1)).toEqual({ type: 'progress', share: 0.25 });
    const picture = {
      type: 'race' as const,
      race: '',
      title: 'Valley',
      target: null,
      stepAlong: null,
      runs: [],
    };
    const sharpness = [{ run: 0, steps: [0, 9], values: [3, null], edge: 20 }];
    ends[0]?.({ outcome, picture, sharpness });
    await testing;
    await settled();
    expect(shownOn(panel)).toMatchObject({ state: { kind: 'idle' }, outcome, picture, sharpness });
    expect(Object.keys(screen.files).filter((path) => path.startsWith('/storage/claims/'))).toHaveLength(1);
  });

  test('is cancelled, from the page or with all others, and what was known stays', async () => {
    await run('runClaim', row('papers/third'));
    pending();
    const testing = run('runClaim', row('papers/third'));
    await settled();
    lastPanel().webview.send({ type: 'cancel' });
    await testing;
    await settled();
    expect(shownOn(lastPanel())).toMatchObject({ state: { kind: 'cancelled' }, outcome });
    const others = [run('runClaim', row('tutorial/1-first')), run('runClaim', row('papers/second'))];
    await settled();
    claims.cancel('papers/second');
    expect((await rows()).filter((line) => /cancelled|running/.test(line))).toEqual([
      '  First [loading~spin] running',
      '  Second [circle-outline] cancelled · takes about a minute',
    ]);
    await run('cancelClaims');
    await Promise.all(others);
    expect(testClaim).toHaveBeenCalledTimes(3);
    expect((await rows()).filter((line) => line.includes('cancelled'))).toEqual([
      '  First [circle-outline] cancelled',
      '  Second [circle-outline] cancelled · takes about a minute',
    ]);
    expect(messages()).toEqual([]);
  });

  test('goes on where a listener fails, which is logged', async () => {
    const keep = vi.fn(async () => {});
    const runs = new ClaimRuns({ backend: async () => ({ testClaim }), keep });
    runs.onDidChange(() => {
      throw new Error('a view is broken');
    });
    const text = claimWith('Any');
    const { claim } = parseClaim(text);
    await runs.run({
      key: 'any',
      file: 'any.claim.json',
      text,
      claim,
      faults: [],
      sheet: null,
      uri: null,
      data: null,
      dataVersion: '',
    });
    expect(keep).toHaveBeenCalledOnce();
    expect(screen.log.join()).toContain('a view is broken');
  });

  test('that fails says why', async () => {
    testClaim.mockRejectedValue(new Error('no thread'));
    await run('runClaim', row('papers/third'));
    await settled();
    expect(shownOn(lastPanel()).state).toEqual({ kind: 'failed', message: 'no thread' });
    expect(await rows()).toContain('  Third [warning] could not be computed');
    expect(String((await claims.itemOf(row('papers/third'))).tooltip)).toMatch(/Expected: .*\nno thread$/);
    expect(screen.log.join()).toContain('no thread');
  });

  test('of all tells how far it is and what came out; cancelled, nothing', async () => {
    await run('runAllClaims');
    expect(screen.progress.map(({ title, reports, isOver }) => [title, reports.at(-1), isOver])).toEqual([
      ['Testing claims', '75 %, Mine', true],
    ]);
    expect(messages()).toEqual([
      ['information', '4 claims: 4 reproduced, 0 not reproduced, 0 not established.'],
    ]);
    pending();
    const all = run('runAllClaims');
    await waitFor(() => expect(screen.progress).toHaveLength(2));
    screen.progress[1]?.cancel();
    await all;
    expect(messages()).toHaveLength(1);
  });

  test('is of the text in the editor, saved or not', async () => {
    expect((await rows()).at(-1)).toContain('Mine');
    person.open(new FakeDocument(own, claimWith('Changed')));
    await run('runClaim', own);
    expect(calls().map(({ text }) => JSON.parse(text).title)).toEqual(['Changed']);
    expect((await rows()).at(-1)).toBe('  Changed [pass] reproduced · 2');
  });

  test('with a file of that name in the editor is of that claim', async () => {
    await run('runClaim', own);
    expect(calls().map(({ text }) => JSON.parse(text).title)).toEqual(['Mine']);
    await run('runClaim', Uri.file('/elsewhere/a.claim.json'));
    expect(messages()).toEqual([['error', expect.stringContaining('This claim is not there.'), 'Show Log']]);
  });
});

describe('the page', () => {
  test('opens with the view, on the first claim or the one that was there last', async () => {
    await run('openClaims');
    const panel = lastPanel();
    expect([panel.title, panel.column]).toEqual(['Claims Lab', -1]);
    expect(screen.panelOptions).toEqual([{ preserveFocus: true }]);
    expect(panel.webview.html).toContain('dist/webview/claims.js');
    expect(screen.commands.at(-1)).toBe('optimizerPlayground.claims.focus');
    await settled();
    expect(shownOn(panel).sheet?.title).toBe('First');
    await run('showClaim', row('papers/third'));
    expect(shownOn(panel).sheet).toMatchObject({ title: 'Third', expected: '2 ± 0.5', low: 1.5, high: 2.5 });
    expect(shownOn(panel).isOwn).toBe(false);
    await run('openClaims');
    await settled();
    expect(shownOn(panel).sheet?.title).toBe('Third');
    expect(screen.panels).toHaveLength(1);
  });

  test('that VS Code has kept without its state is on the first claim', async () => {
    const panel = createPanel('Claims Lab', 1);
    claims.restore(panel as never, { claim: 3 });
    panel.webview.send({ type: 'ready' });
    await settled();
    expect(shownOn(panel).key).toBe('tutorial/1-first');
  });

  test('has nothing to show where there are no claims, and opens all the same', async () => {
    screen.files['/extension/dist/data/claims.json'] = Buffer.from('{}');
    delete screen.files[own.path];
    await run('openClaims');
    expect(screen.commands.at(-1)).toBe('optimizerPlayground.claims.focus');
    expect(lastPanel().webview.posted).toEqual([]);
  });

  test('gets what is shown last alone, where that is asked for before the rest is read', async () => {
    await run('openClaims');
    const { posted } = lastPanel().webview;
    posted.length = 0;
    await Promise.all([claims.show('papers/second'), claims.show('papers/third')]);
    expect((posted as unknown as ShownClaim[]).map(({ key }) => key)).toEqual(['papers/third']);
  });

  test('is opened anew where it was closed, and is the one that VS Code has brought back', async () => {
    await run('openClaims');
    lastPanel().dispose();
    await run('openClaims');
    expect(screen.panels).toHaveLength(2);
    const before = lastPanel();
    const restored = createPanel('Claims Lab', 1);
    claims.restore(restored as never, { claim: 'papers/third' });
    // Of a page that is gone it may hear once more.
    before.dispose();
    await run('openClaims');
    expect(screen.panels).toHaveLength(2);
    expect(shownOn(restored).key).toBe('papers/third');
  });

  test('has no curves without their verdict', async () => {
    const picture = {
      type: 'race' as const,
      race: '',
      title: 'Valley',
      target: null,
      stepAlong: null,
      runs: [],
    };
    testClaim.mockResolvedValue({ outcome, picture, sharpness: null });
    await run('runClaim', row('papers/second'));
    await settled();
    expect(shownOn(lastPanel())).toMatchObject({ outcome, picture });
    claimMemory.kept.set('claim papers/second', { verdict: 'reproduced' });
    await claims.show('papers/second');
    expect(shownOn(lastPanel())).toMatchObject({ outcome: null, picture: null });
  });

  test('goes to the claim before and after, and no further', async () => {
    await run('openClaims');
    const titles: (string | undefined)[] = [];
    for (const by of [-1, 1, 1, 1, 1, -1]) {
      lastPanel().webview.send({ type: 'go', by } as never);
      await settled();
      titles.push(shownOn(lastPanel()).sheet?.title);
    }
    expect(titles).toEqual(['First', 'Second', 'Third', 'Mine', 'Mine', 'Third']);
  });

  test('goes through claims in the order of their rows, whatever the order of their files', async () => {
    const shipped = '/extension/dist/data/claims.json';
    const texts = JSON.parse(Buffer.from(screen.files[shipped] ?? []).toString());
    const between = { 'papers/between.claim.json': claimWith('Between', { source: { title: 'Other' } }) };
    const { 'papers/third.claim.json': third, ...others } = texts;
    const reordered = { ...others, ...between, 'papers/third.claim.json': third };
    screen.files[shipped] = Buffer.from(JSON.stringify(reordered));
    await run('showClaim', row('papers/second'));
    lastPanel().webview.send({ type: 'go', by: 1 } as never);
    await settled();
    expect(shownOn(lastPanel()).sheet?.title).toBe('Third');
  });

  test('opens the file: one’s own, or a copy of one that ships', async () => {
    await run('showClaim', row('papers/third'));
    lastPanel().webview.send({ type: 'openFile' } as never);
    await settled();
    await run('openClaimFile', row(own.toString()));
    expect(screen.documents.map(({ uri, isUntitled }) => [uri.path, isUntitled])).toEqual([
      ['Untitled-1', true],
      [own.path, false],
    ]);
    expect(parseClaim(screen.documents[0]?.getText() ?? '').claim?.title).toBe('Third');
  });

  test('opens no file where none is shown', async () => {
    await claims.openFile();
    expect(screen.documents).toEqual([]);
  });

  test('says so where the file is gone, and runs what it shows', async () => {
    await run('showClaim', row(own.toString()));
    expect(shownOn(lastPanel())).toMatchObject({ isOwn: true, file: 'mine.claim.json' });
    delete screen.files[own.path];
    filesChanged.fire({ uri: own, kind: 'deleted' });
    await settled();
    expect(shownOn(lastPanel())).toMatchObject({
      ...{ sheet: null, file: '' },
      faults: [expect.stringContaining('not there')],
    });
    await run('showClaim', row('papers/third'));
    lastPanel().webview.send({ type: 'run' } as never);
    await waitFor(() => expect(testClaim).toHaveBeenCalledOnce());
  });

  test('what it says that is unknown goes to the log', async () => {
    await run('openClaims');
    lastPanel().webview.send({ type: 'erase' } as never);
    lastPanel().webview.send({ type: 'failed', message: 'broken' } as never);
    expect(screen.log.join()).toMatch(/an unknown message came.*claims: broken/s);
  });
});

describe('a claim of one’s own', () => {
  test('begins with one that holds', async () => {
    await run('newClaim');
    const [document] = screen.documents;
    expect(document?.uri.path).toBe('/workspace/mine-1.claim.json');
    const { outcome: found } = await test1(newClaimText);
    expect(found).toMatchObject({ verdict: 'reproduced', isAsWritten: true });
  });

  test('is marked as it is written: field, value and what is expected', async () => {
    vi.useFakeTimers();
    const marks = markFaults();
    const document = new FakeDocument(own, claimWith('Mine', { verdict: 'true' }));
    person.open(document);
    await vi.advanceTimersByTimeAsync(500);
    vi.useRealTimers();
    await waitFor(() => expect(screen.diagnostics[own.toString()]).toHaveLength(1));
    const [mark] = screen.diagnostics[own.toString()] ?? [];
    expect(mark?.message).toBe(
      'verdict = "true" — expected "reproduced" or "not reproduced" or "not established"',
    );
    expect(mark?.range.start.character).toBeGreaterThan(100);
    const unsaved = new FakeDocument(new Uri('untitled', '/workspace/a.claim.json'), newClaimText);
    expect(isExperiment(unsaved as never)).toBe(false);
    marks.dispose();
  });

  test('that is new has no marks once its text is there', async () => {
    vi.useFakeTimers();
    const marks = markFaults();
    await run('newClaim');
    await vi.advanceTimersByTimeAsync(500);
    vi.useRealTimers();
    const [document] = screen.documents;
    await waitFor(() => expect(screen.diagnostics[String(document?.uri)]).toEqual([]));
    marks.dispose();
  });
});
