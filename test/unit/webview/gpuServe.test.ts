/** The worker's side of messages: each is answered, whatever it is. */
import { beforeEach, expect, test, vi } from 'vitest';
import { GpuError, type GpuRequest } from '../../../core/engine/gpu/messages.ts';
import type { GpuReply, WorkerRequest } from '../../../core/protocol/gpu.ts';
import { DeviceService } from '../../../webview/gpu/deviceService.ts';
import { serve } from '../../../webview/gpu/serve.ts';

let replies: { reply: GpuReply; transfer: Transferable[] }[];
let send: (data: WorkerRequest) => Promise<void>;
let handle: (request: GpuRequest) => Promise<unknown>;

beforeEach(() => {
  replies = [];
  handle = async () => null;
  vi.spyOn(DeviceService.prototype, 'handle').mockImplementation((request) => handle(request) as never);
  serve(
    {
      addEventListener(_, listener) {
        send = async (data) => listener({ data });
      },
      postMessage: (reply, transfer) => replies.push({ reply, transfer }),
    },
    () => expect.fail('no device is opened'),
  );
});

const run = {
  ...{ type: 'run', run: 'a', steps: 1, limit: 'Infinity', uniforms: Float32Array.of(Number.NaN) },
  ...{ rows: Uint32Array.of(3), counts: Uint32Array.of(1, 0), checkpoint: true },
};

test('a request is read, and its arrays go on as they are', async () => {
  const requests: GpuRequest[] = [];
  const losses = Float32Array.of(1, Number.NaN);
  const values = new Float32Array(3);
  handle = async (request) => {
    requests.push(request);
    return { losses, values, milliseconds: 2 };
  };
  await send({ id: 5, request: run });
  expect(requests).toEqual([{ ...run, limit: Number.POSITIVE_INFINITY }]);
  const [request] = requests;
  expect(request?.type === 'run' && request.uniforms).toBe(run.uniforms);
  expect(replies).toEqual([
    {
      reply: { type: 'gpuReply', id: 5, outcome: { answer: { losses, values, milliseconds: 2 } } },
      transfer: [losses.buffer, values.buffer],
    },
  ]);
});

test('numbers that JSON has no digits for are words', async () => {
  handle = async () => ({ loss: Number.NaN, right: 0 });
  await send({ id: 1, request: { type: 'evaluate', run: 'a', first: 0, end: 5 } });
  expect(replies[0]?.reply.outcome).toEqual({ answer: { loss: 'NaN', right: 0 } });
});

test('no answer goes by itself where nothing is to be said', async () => {
  await send({ id: 1, request: { type: 'dispose', run: 'a' } });
  expect(replies).toEqual([{ reply: { type: 'gpuReply', id: 1, outcome: { answer: null } }, transfer: [] }]);
});

test.each([
  [{ type: 'start' }, 'type'],
  [{ ...run, limit: null }, 'limit'],
  [{ ...run, uniforms: [1] }, 'uniforms'],
  [{ ...run, rows: Float32Array.of(1) }, 'rows'],
  [{ ...run, steps: -1 }, 'steps'],
])('%j is refused', async (request, field) => {
  await send({ id: 1, request });
  const outcome = replies[0]?.reply.outcome;
  const failure = outcome && 'failure' in outcome ? outcome.failure : null;
  expect(failure?.message).toMatch(/^a request to the GPU is not understood: /);
  expect(failure?.message).toContain(field);
  expect(failure?.isLost).toBe(false);
});

test.each([
  [new GpuError({ message: 'lost', isLost: true }), { message: 'lost', isLost: true }],
  [new GpuError({ message: 'no memory', isLost: false }), { message: 'no memory', isLost: false }],
  [new TypeError('x is undefined'), { message: 'x is undefined', isLost: false }],
])('a failure is told: %s', async (error, failure) => {
  handle = () => Promise.reject(error);
  await send({ id: 9, request: { type: 'open' } });
  expect(replies).toEqual([{ reply: { type: 'gpuReply', id: 9, outcome: { failure } }, transfer: [] }]);
});
