// @vitest-environment happy-dom
/** The page's part of the way to the GPU. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { GpuReply, WorkerRequest } from '../../../core/protocol/gpu.ts';
import { GpuRelay, type RelayWorker } from '../../../webview/gpu/relay.ts';

class FakeWorker implements RelayWorker {
  readonly text: string;
  onmessage: RelayWorker['onmessage'] = null;
  onerror: RelayWorker['onerror'] = null;
  readonly posted: { request: WorkerRequest; transfer: Transferable[] }[] = [];
  isTerminated = false;

  constructor(text: string) {
    this.text = text;
  }

  postMessage(request: WorkerRequest, transfer: Transferable[]): void {
    this.posted.push({ request, transfer });
  }

  terminate(): void {
    this.isTerminated = true;
  }

  answer(id: number, answer: unknown): void {
    const data: GpuReply = { type: 'gpuReply', id, outcome: { answer } };
    this.onmessage?.(new MessageEvent('message', { data }));
  }
}

let workers: FakeWorker[];
let replies: { reply: GpuReply; transfer: Transferable[] }[];
let relay: GpuRelay;

beforeEach(() => {
  workers = [];
  replies = [];
  relay = new GpuRelay(
    (reply, transfer) => replies.push({ reply, transfer }),
    (text) => {
      const worker = new FakeWorker(text);
      workers.push(worker);
      return worker;
    },
  );
});

const open = (id: number, worker = 'text') =>
  relay.receive({ type: 'gpu', id, request: { type: 'open' }, worker });
const lost = (id: number, message: string) => ({
  reply: { type: 'gpuReply', id, outcome: { failure: { message, isLost: true } } },
  transfer: [],
});

describe('the page', () => {
  test('has one worker, from when a GPU is opened on', () => {
    expect(workers).toEqual([]);
    open(1);
    open(2, 'another');
    expect(workers.map(({ text }) => text)).toEqual(['text']);
    expect(workers[0]?.posted.map(({ request }) => request)).toEqual([
      { id: 1, request: { type: 'open' } },
      { id: 2, request: { type: 'open' } },
    ]);
  });

  test('says so where a worker can’t begin', () => {
    relay = new GpuRelay(
      (reply, transfer) => replies.push({ reply, transfer }),
      () => {
        throw new Error('refused by a policy');
      },
    );
    open(1);
    const failure = { message: 'the GPU’s worker can’t begin: refused by a policy', isLost: false };
    expect(replies).toEqual([{ reply: { type: 'gpuReply', id: 1, outcome: { failure } }, transfer: [] }]);
  });

  test('passes requests and answers on without copies', () => {
    open(1);
    const [rows, counts] = [Uint32Array.of(1, 2), Uint32Array.of(2)];
    const request = { type: 'run', rows, counts, run: 'a' };
    relay.receive({ type: 'gpu', id: 2, request });
    expect(workers[0]?.posted.at(-1)).toEqual({
      request: { id: 2, request },
      transfer: [rows.buffer, counts.buffer],
    });
    expect(workers[0]?.posted.at(-1)?.request.request).toBe(request);
    const losses = Float32Array.of(1, 2);
    const answer = { losses, values: null, milliseconds: 3 };
    workers[0]?.answer(2, answer);
    expect(replies).toEqual([
      { reply: { type: 'gpuReply', id: 2, outcome: { answer } }, transfer: [losses.buffer] },
    ]);
  });

  test('passes failures on', () => {
    open(1);
    const outcome = { failure: { message: 'no', isLost: false } };
    workers[0]?.onmessage?.(new MessageEvent('message', { data: { type: 'gpuReply', id: 1, outcome } }));
    expect(replies).toEqual([{ reply: { type: 'gpuReply', id: 1, outcome }, transfer: [] }]);
  });

  test('answers itself where no worker is there', () => {
    relay.receive({ type: 'gpu', id: 7, request: { type: 'dispose', run: 'a' } });
    expect(replies).toEqual([lost(7, 'no GPU is open')]);
  });

  test.each([
    ['', 'the GPU’s worker failed'],
    ['x is not defined', 'the GPU’s worker failed: x is not defined'],
  ])('answers for a worker that fails: %s', (message, words) => {
    for (const id of [1, 2, 3]) open(id);
    workers[0]?.answer(2, null);
    replies = [];
    workers[0]?.onerror?.(new ErrorEvent('error', { message }));
    expect(replies).toEqual([lost(1, words), lost(3, words)]);
    expect(workers[0]?.isTerminated).toBe(true);
    open(4);
    expect(workers).toHaveLength(2);
  });

  test('ends the worker when it is told so, and begins with another', () => {
    open(1);
    relay.receive({ type: 'endGpu' });
    expect(workers[0]?.isTerminated).toBe(true);
    workers[0]?.answer(1, null);
    workers[0]?.onerror?.(new ErrorEvent('error', { message: 'late' }));
    relay.receive({ type: 'endGpu' });
    expect(replies).toEqual([]);
    relay.receive({ type: 'gpu', id: 2, request: { type: 'dispose', run: 'a' } });
    // Who asked for the first has given up.
    expect(replies).toEqual([lost(2, 'no GPU is open')]);
    open(3);
    expect(workers).toHaveLength(2);
  });
});

describe('in a browser', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  test('a worker is made of its text alone', async () => {
    const blobs: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      blobs.push(blob as Blob);
      return 'blob:text';
    });
    const revoked = vi.spyOn(URL, 'revokeObjectURL').mockReturnValue();
    const addresses: string[] = [];
    vi.stubGlobal(
      'Worker',
      class extends FakeWorker {
        constructor(address: string) {
          super(address);
          addresses.push(address);
        }
      },
    );
    new GpuRelay(() => {}).receive({ type: 'gpu', id: 1, request: { type: 'open' }, worker: 'serve()' });
    expect(addresses).toEqual(['blob:text']);
    expect(await blobs[0]?.text()).toBe('serve()');
    expect(revoked.mock.calls).toEqual([['blob:text']]);
  });
});
