/** The way of a thread's requests to a device and back. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import {
  GpuError,
  type GpuLink,
  type GpuRequest,
  type GpuRequestOf,
} from '../../../../core/engine/gpu/messages.ts';
import type { GpuQuestion, GpuReply } from '../../../../threads/race/gpuMessages.ts';
import { GpuRelay } from '../../../../threads/race/gpuRelay.ts';
import { PortLink } from '../../../../threads/race/portLink.ts';

const evaluate = (run: string) => ({ type: 'evaluate', run, first: 0, end: 1 }) as const;
const run: GpuRequestOf<'run'> = {
  ...({ type: 'run', run: 'a', steps: 1, limit: 1, checkpoint: false } as const),
  uniforms: new Float32Array(4),
  rows: new Uint32Array(3),
  counts: new Uint32Array(2),
};

/** A thread's link, and the device behind it. */
function connect(answer: (request: GpuRequest) => unknown) {
  const asked: GpuRequest[] = [];
  const posts: { question: GpuQuestion; buffers: number }[] = [];
  const replies: { reply: GpuReply; buffers: number }[] = [];
  const device = {
    async request(request: GpuRequest) {
      asked.push(request);
      return answer(request);
    },
  } as GpuLink;
  const relay = new GpuRelay(device, (reply, buffers) => {
    replies.push({ reply, buffers: buffers.length });
    link.receive(reply);
  });
  const link = new PortLink((question, buffers) => {
    posts.push({ question, buffers: buffers.length });
    void relay.receive(question);
  });
  return { link, relay, asked, posts, replies };
}

test('each request has its own answer, whichever comes first', async () => {
  const { link } = connect(async (request) => {
    if (request.type !== 'evaluate') return null;
    await sleep(request.run === 'slow' ? 20 : 0);
    return { loss: request.run === 'slow' ? 1 : 2, right: 0 };
  });
  const [slow, fast] = await Promise.all(
    ['slow', 'fast'].map((name) => link.request<'evaluate'>(evaluate(name))),
  );
  expect([slow?.loss, fast?.loss]).toEqual([1, 2]);
});

test('numbers are handed over both ways', async () => {
  const { link, posts, replies } = connect(() => ({
    ...{ losses: new Float32Array(2), values: new Float32Array(5), milliseconds: 1, submits: 1 },
  }));
  await link.request<'run'>(run);
  expect(posts).toMatchObject([{ question: { type: 'gpu', id: 1, request: run }, buffers: 3 }]);
  expect(replies.map(({ buffers }) => buffers)).toEqual([2]);
});

test('a failure comes with what it says of the device', async () => {
  const { link } = connect((request) => {
    if (request.type === 'open') throw new GpuError({ message: 'it crashed', isLost: true });
    throw new Error('odd');
  });
  const failures = await Promise.allSettled([
    link.request<'open'>({ type: 'open' }),
    link.request<'run'>(run),
  ]);
  expect(
    failures.map((each) => each.status === 'rejected' && { ...each.reason, message: each.reason.message }),
  ).toEqual([
    { message: 'it crashed', isLost: true },
    { message: 'odd', isLost: false },
  ]);
  expect(failures.every((each) => each.status === 'rejected' && each.reason instanceof GpuError)).toBe(true);
});

test('runs that an ended thread has left are let go of, and it hears nothing more', async () => {
  const { link, relay, asked, replies } = connect(async () => sleep(5));
  const create = (name: string) =>
    link.request<'create'>({
      type: 'create',
      run: name,
      plan: {} as never,
      examples: '',
      values: new Float32Array(),
    });
  await Promise.all(['a', 'b', 'c'].map(create));
  await link.request<'createScores'>({
    ...{
      type: 'createScores',
      run: 'map',
      plan: {} as never,
      steps: 1,
      goal: 0,
      columnCount: 1,
      rowCount: 1,
    },
    ...{ places: new Uint32Array(1), constants: new Float32Array(1), values: new Float32Array(1) },
  });
  await link.request<'dispose'>({ type: 'dispose', run: 'b' });
  void link.request<'evaluate'>(evaluate('a'));
  const before = replies.length;
  relay.end();
  void link.request<'evaluate'>(evaluate('c'));
  await sleep(20);
  expect(asked.slice(-3)).toEqual([
    { type: 'dispose', run: 'a' },
    { type: 'dispose', run: 'c' },
    { type: 'dispose', run: 'map' },
  ]);
  expect(replies.length).toBe(before);
});

test('two threads that ask one device by the same numbers have their own answers', async () => {
  const answers = (loss: number) =>
    connect(async () => {
      await sleep(loss);
      return { loss, right: 0 };
    });
  const [slow, fast] = [answers(20), answers(1)];
  const found = await Promise.all([slow, fast].map(({ link }) => link.request<'evaluate'>(evaluate('a'))));
  expect([slow, fast].map(({ posts }) => posts.map(({ question }) => question.id))).toEqual([[1], [1]]);
  expect(found.map(({ loss }) => loss)).toEqual([20, 1]);
});
