/** The extension's end of the way to the GPU: whatever becomes of the page, nobody waits for ever. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { GpuFailure, GpuRequestOf } from '../../../core/engine/gpu/messages.ts';
import { GpuPage, shippedWorker } from '../../../extension/gpu/gpuPage.ts';
import { PanelPage } from '../../../extension/panel/panelPage.ts';
import { screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';
import { createPanel, type FakePanel } from './fake/widgets.ts';
import { last, open, posted, settle } from './settledPanel.ts';
import { openBeforeEach, panel } from './shownPanel.ts';

openBeforeEach();

let gpu: GpuPage;

beforeEach(() => {
  gpu = new GpuPage(panel, async () => 'the worker');
});

const facts = {
  name: 'SwiftShader',
  isSoftware: true,
  hasSubgroups: false,
  version: '1',
  largestBuffer: 2 ** 30,
};
const evaluate = { type: 'evaluate', run: 'a', first: 0, end: 9 } as const;
const runOf = (change: Partial<GpuRequestOf<'run'>> = {}): GpuRequestOf<'run'> => ({
  ...{ type: 'run', run: 'a', steps: 1, limit: 5, checkpoint: false },
  ...{ uniforms: Float32Array.of(1, 2), rows: Uint32Array.of(3), counts: Uint32Array.of(1, 0), ...change },
});

/** What the page was asked, without what it is sent for people. */
const asked = (page = last()) => posted(page).flatMap((each) => (each.type === 'gpu' ? each : []));

/** The page answers the last of what it was asked. */
function answer(outcome: { answer: unknown } | { failure: GpuFailure }, id = asked().at(-1)?.id): void {
  last().webview.send({ type: 'gpuReply', id, outcome });
}

/** What becomes of a request, as it stands. */
function follow(request: Promise<unknown>) {
  const followed: { answer?: unknown; failure?: GpuFailure } = {};
  request.then(
    (found) => {
      followed.answer = found;
    },
    ({ message, isLost }: GpuFailure) => {
      followed.failure = { message, isLost };
    },
  );
  return followed;
}

async function ask(request: Promise<unknown>) {
  const followed = follow(request);
  await settle();
  return followed;
}

describe('whether there is a GPU', () => {
  const refusal = (isLost: boolean) => ({ failure: { message: 'it is not there', isLost } });

  test.each<[string, Parameters<typeof answer>[0], boolean | null]>([
    ['a GPU', { answer: { ...facts, isSoftware: false } }, true],
    ['a processor in disguise', { answer: facts }, false],
    ['none', refusal(false), false],
    ['one that was lost', refusal(true), null],
  ])('is known when the page has found %s', async (_, outcome, expected) => {
    await open();
    void gpu.request<'open'>({ type: 'open' }).catch(() => {});
    await settle();
    expect(gpu.hasGpu()).toBeNull();
    answer(outcome);
    await settle();
    expect(gpu.hasGpu()).toBe(expected);
  });

  test('is no matter of other requests, or of a panel that is not there', async () => {
    await ask(gpu.request<'open'>({ type: 'open' }));
    expect(gpu.hasGpu()).toBeNull();
    await open();
    void gpu.request<'dispose'>({ type: 'dispose', run: 'a' }).catch(() => {});
    await settle();
    answer(refusal(false));
    await settle();
    expect(gpu.hasGpu()).toBeNull();
  });
});

describe('a request', () => {
  test('goes to the page and is answered', async () => {
    await open();
    const opened = await ask(gpu.request<'open'>({ type: 'open' }));
    expect(asked()).toEqual([{ type: 'gpu', id: 1, request: { type: 'open' }, worker: 'the worker' }]);
    answer({ answer: facts });
    await settle();
    expect(opened).toEqual({ answer: facts });
  });

  test('but for the first brings no worker', async () => {
    await open();
    void ask(gpu.request<'evaluate'>(evaluate));
    await settle();
    expect(asked()).toEqual([{ type: 'gpu', id: 1, request: evaluate }]);
  });

  test('has its own answer, in whichever order they come', async () => {
    await open();
    const both = [
      follow(gpu.request<'evaluate'>(evaluate)),
      follow(gpu.request<'dispose'>({ type: 'dispose', run: 'a' })),
    ];
    await settle();
    answer({ answer: null }, 2);
    answer({ answer: { loss: 'NaN', right: 4 } }, 1);
    await settle();
    expect(both).toEqual([{ answer: { loss: Number.NaN, right: 4 } }, { answer: null }]);
  });

  test('fails with the words of the page', async () => {
    await open();
    const created = await ask(gpu.request<'dispose'>({ type: 'dispose', run: 'a' }));
    answer({ failure: { message: 'no memory is left', isLost: false } });
    await settle();
    expect(created).toEqual({ failure: { message: 'no memory is left', isLost: false } });
  });

  test('fails where the answer is another kind of answer', async () => {
    await open();
    const evaluated = await ask(gpu.request<'evaluate'>(evaluate));
    answer({ answer: { loss: 'low', right: 4 } });
    await settle();
    expect(evaluated.failure?.message).toMatch(/^an answer of the GPU is not understood: .*loss/s);
    expect(evaluated.failure?.isLost).toBe(false);
  });

  test('carries numbers that JSON has no digits for, and arrays as they are', async () => {
    await open();
    const uniforms = Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY, 1.5);
    void ask(gpu.request<'run'>(runOf({ limit: Number.POSITIVE_INFINITY, uniforms })));
    await settle();
    expect(asked()[0]?.request).toMatchObject({ limit: 'Infinity', uniforms, rows: Uint32Array.of(3) });
  });

  test.each([
    ['a part of a buffer', Float32Array.of(7, 8, 9, 7).subarray(1, 3)],
    ['the beginning of a buffer', Float32Array.of(8, 9, 7).subarray(0, 2)],
    ['shared with other threads', new Float32Array(new SharedArrayBuffer(8)).fill(8)],
  ])('sends of an array that is %s no more than the array', async (_, numbers) => {
    await open();
    void ask(gpu.request<'examples'>({ type: 'examples', key: 'k', length: 4, at: 0, numbers }));
    await settle();
    const sent = asked()[0]?.request as { numbers: Float32Array };
    expect(sent.numbers).toEqual(Float32Array.from(numbers));
    expect(sent.numbers.buffer).toBeInstanceOf(ArrayBuffer);
    expect(sent.numbers.buffer.byteLength).toBe(8);
  });
});

describe('the page', () => {
  test('is asked while it is hidden, too', async () => {
    const page = await open();
    page.show(false);
    const evaluated = await ask(gpu.request<'evaluate'>(evaluate));
    answer({ answer: { loss: 1, right: 4 } });
    await settle();
    expect(evaluated).toEqual({ answer: { loss: 1, right: 4 } });
  });

  test('is waited for while it is loaded', async () => {
    void panel.show();
    const opened = await ask(gpu.request<'open'>({ type: 'open' }));
    expect(asked()).toEqual([]);
    last().webview.send({ type: 'ready' });
    await settle();
    answer({ answer: facts });
    await settle();
    expect(opened).toEqual({ answer: facts });
  });

  test('is not waited for for ever', async () => {
    void panel.show();
    const opened = await ask(gpu.request<'open'>({ type: 'open' }));
    await settle(4999);
    expect(opened).toEqual({});
    await settle(1);
    expect(opened.failure?.message).toBe('the panel, through which the GPU is reached, is not open');
  });

  const gone: [what: string, go: (page: FakePanel) => void, why: string][] = [
    ['is closed', (page) => page.dispose(), 'the panel was closed'],
    ['is loaded anew', (page) => page.webview.send({ type: 'ready' }), 'the panel was loaded anew'],
    [
      'is replaced by another',
      () => void panel.deserializeWebviewPanel(createPanel('', 1) as never),
      'the panel was closed',
    ],
  ];
  test.each(gone)('fails all that is asked of it when it %s', async (_, go, why) => {
    const page = await open();
    const both = [follow(gpu.request<'evaluate'>(evaluate)), follow(gpu.request<'run'>(runOf()))];
    await settle();
    go(page);
    await settle();
    const failure = { message: `the GPU was lost: ${why}`, isLost: true };
    expect(both).toEqual([{ failure }, { failure }]);
  });

  test('that is there after one that is gone is asked alone, and the answers of the other are nobody’s', async () => {
    const first = await open();
    await ask(gpu.request<'evaluate'>(evaluate));
    first.dispose();
    await open();
    const evaluated = await ask(gpu.request<'evaluate'>(evaluate));
    expect(asked()).toHaveLength(1);
    first.webview.send({ type: 'gpuReply', id: asked()[0]?.id, outcome: { answer: { loss: 3, right: 3 } } });
    await settle();
    expect(evaluated).toEqual({});
    answer({ answer: { loss: 1, right: 1 } });
    await settle();
    expect(evaluated).toEqual({ answer: { loss: 1, right: 1 } });
  });

  test('that asks for the whole race goes on', async () => {
    await open();
    const evaluated = await ask(gpu.request<'evaluate'>(evaluate));
    last().webview.send({ type: 'missed' });
    await settle();
    answer({ answer: { loss: 1, right: 1 } });
    await settle();
    expect(evaluated).toEqual({ answer: { loss: 1, right: 1 } });
  });

  test('that is closed can’t open a GPU, and what was on it is lost', async () => {
    const opened = await ask(gpu.request<'open'>({ type: 'open' }));
    expect(opened.failure).toEqual({
      message: 'the panel, through which the GPU is reached, is not open',
      isLost: false,
    });
    const evaluated = await ask(gpu.request<'evaluate'>(evaluate));
    expect(evaluated.failure).toEqual({
      message: 'the panel, through which the GPU is reached, is not open',
      isLost: true,
    });
  });

  test('that was there and is closed is told from one that never was', async () => {
    const page = await open();
    await ask(gpu.request<'evaluate'>(evaluate));
    page.dispose();
    const both = [follow(gpu.request<'open'>({ type: 'open' })), follow(gpu.request<'evaluate'>(evaluate))];
    await settle();
    const message = 'the panel, through which the GPU is reached, was closed';
    expect(both).toEqual([{ failure: { message, isLost: false } }, { failure: { message, isLost: true } }]);
  });

  test('that goes as it is asked fails at once', async () => {
    const page = new PanelPage(createPanel('', 1).webview as never);
    page.end('the panel was loaded anew');
    const going = new GpuPage({ page: async () => page }, async () => 'the worker');
    const evaluated = await ask(going.request<'evaluate'>(evaluate));
    const failure = { message: 'the GPU was lost: the panel was loaded anew', isLost: true };
    expect(evaluated).toEqual({ failure });
  });

  test('that is loaded anew gets ids of its own: late answers of the one before are nobody’s, and no sign of life', async () => {
    await open();
    const before = await ask(gpu.request<'evaluate'>(evaluate));
    const late = asked().at(-1)?.id;
    last().webview.send({ type: 'ready' });
    await settle();
    expect(before.failure?.isLost).toBe(true);
    const evaluated = await ask(gpu.request<'evaluate'>(evaluate));
    expect(asked().at(-1)?.id).not.toBe(late);
    await settle(29_000);
    answer({ answer: { loss: 3, right: 3 } }, late);
    await settle(999);
    expect(evaluated).toEqual({});
    await settle(1);
    expect(evaluated.failure?.message).toBe('the GPU has not answered for 30 seconds');
  });

  test.each([
    ['refuses', async () => false],
    ['is no more', () => Promise.reject(new Error('Webview is disposed'))],
  ])('that %s a message loses it', async (_, postMessage) => {
    const page = await open();
    page.webview.postMessage = postMessage;
    const evaluated = await ask(gpu.request<'evaluate'>(evaluate));
    expect(evaluated.failure).toEqual({ message: 'the panel takes no messages', isLost: true });
  });
});

describe('silence', () => {
  const silent = { message: 'the GPU has not answered for 30 seconds', isLost: true };

  test('of 30 seconds is a refusal to open, which is not tried again', async () => {
    await open();
    const opening = follow(gpu.request<'open'>({ type: 'open' }));
    await settle(30_000);
    expect(opening).toEqual({ failure: { ...silent, isLost: false } });
  });

  test('of 30 seconds fails all that is asked, and ends the worker', async () => {
    await open();
    const both = [follow(gpu.request<'evaluate'>(evaluate)), follow(gpu.request<'run'>(runOf()))];
    await settle(29_999);
    expect(both).toEqual([{}, {}]);
    expect(posted().some(({ type }) => type === 'endGpu')).toBe(false);
    await settle(1);
    expect(both).toEqual([{ failure: silent }, { failure: silent }]);
    expect(posted().filter(({ type }) => type === 'endGpu')).toHaveLength(1);
  });

  test('is over with any answer', async () => {
    await open();
    const both = [
      follow(gpu.request<'evaluate'>(evaluate)),
      follow(gpu.request<'dispose'>({ type: 'dispose', run: 'a' })),
    ];
    await settle(29_000);
    answer({ answer: null });
    await settle(29_999);
    expect(both).toEqual([{}, { answer: null }]);
    await settle(1);
    expect(both[0]).toEqual({ failure: silent });
  });

  test('is nothing where nothing is asked', async () => {
    await open();
    await ask(gpu.request<'evaluate'>(evaluate));
    answer({ answer: { loss: 1, right: 1 } });
    await settle(60_000);
    const evaluated = await ask(gpu.request<'evaluate'>(evaluate));
    await settle(29_999);
    expect(evaluated).toEqual({});
    expect(posted().some(({ type }) => type === 'endGpu')).toBe(false);
  });

  test('is not broken by more that is asked', async () => {
    await open();
    const evaluated = await ask(gpu.request<'evaluate'>(evaluate));
    await settle(20_000);
    const other = await ask(gpu.request<'evaluate'>(evaluate));
    await settle(10_000);
    expect([evaluated, other]).toEqual([{ failure: silent }, { failure: silent }]);
  });

  test('after an answer that nobody waits for is nothing', async () => {
    await open();
    answer({ answer: null }, 77);
    await settle(31_000);
    expect(posted().some(({ type }) => type === 'endGpu')).toBe(false);
    const evaluated = await ask(gpu.request<'evaluate'>(evaluate));
    answer({ answer: { loss: 1, right: 1 } });
    answer({ answer: { loss: 1, right: 1 } });
    await settle();
    expect(evaluated).toEqual({ answer: { loss: 1, right: 1 } });
    const next = await ask(gpu.request<'evaluate'>(evaluate));
    answer({ answer: { loss: 2, right: 1 } });
    await settle();
    expect(next).toEqual({ answer: { loss: 2, right: 1 } });
  });

  test('of a window that takes no message is silence, too', async () => {
    const page = await open();
    page.webview.postMessage = () => new Promise(() => {});
    const evaluated = await ask(gpu.request<'evaluate'>(evaluate));
    await settle(30_000);
    expect(evaluated).toEqual({ failure: silent });
  });
});

test('the end of the extension fails what is asked', async () => {
  await open();
  const evaluated = await ask(gpu.request<'evaluate'>(evaluate));
  gpu.dispose();
  await settle();
  expect(evaluated.failure).toEqual({ message: 'the extension has ended', isLost: true });
});

test('the worker that ships is read from the extension’s folder', async () => {
  screen.files['/extension/dist/webview/gpu.js'] = new TextEncoder().encode('serve()');
  await expect(shippedWorker(Uri.file('/extension') as never)()).resolves.toBe('serve()');
});

test('a worker that can’t be read is a failure like others', async () => {
  const read = shippedWorker(Uri.file('/extension') as never);
  const opened = await ask(new GpuPage(panel, read).request<'open'>({ type: 'open' }));
  expect(opened.failure).toEqual({
    message: 'the GPU’s part can’t be read: /extension/dist/webview/gpu.js is not there',
    isLost: false,
  });
});
