/** Threads of a browser, with a worker in its place that keeps what it is told. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CsvFault } from '../../../core/experiment/errors.ts';
import { inRoot } from '../../../scripts/tools/paths.mjs';
import { lessonData } from '../../../web/data/lessonData.ts';
import { unpackText } from '../../../web/data/shippedTexts.ts';
import { answerAbout, filesThrough } from '../../../web/files/askFiles.ts';
import { machineWith } from '../../../web/threads/machineHere.ts';
import { webThreads } from '../../../web/threads/webThread.ts';
import { memoryFiles } from './memoryFiles.ts';

class FakeWorker {
  static last: FakeWorker;
  readonly posted: unknown[] = [];
  isTerminated = false;
  onmessage: (event: { data: unknown }) => void = () => {};
  onerror: (event: { message: string; preventDefault(): void }) => void = () => {};
  readonly address: string;
  constructor(address: string) {
    this.address = address;
    FakeWorker.last = this;
  }
  postMessage(message: unknown) {
    this.posted.push(message);
  }
  terminate() {
    this.isTerminated = true;
  }
}

const shipped = { data: {}, kernels: 'none here' };
const files = memoryFiles({ 'tmp:/ws/a%20b.csv': 'x,y\n1,2\n3,4\n5,6\n' });
let heard: unknown[];
beforeEach(() => {
  heard = [];
  vi.stubGlobal('Worker', FakeWorker);
});
afterEach(() => vi.unstubAllGlobals());

function start() {
  const threads = webThreads({ program: new TextEncoder().encode('program'), shipped, files });
  const thread = threads.of('previews')({ specs: [] });
  thread.on('message', (message) => heard.push(['message', message]));
  thread.on('error', ({ message }) => heard.push(['error', message]));
  thread.on('exit', (code) => heard.push(['exit', code]));
  return { thread, threads, worker: FakeWorker.last };
}

test('begin with their program and what ships, and are told and heard', () => {
  const { thread, worker, threads } = start();
  expect(worker.address).toMatch(/^blob:/);
  thread.postMessage('more');
  expect(worker.posted).toEqual([
    { program: 'previews', input: { specs: [] }, shipped },
    { type: 'message', message: 'more' },
  ]);
  worker.onmessage({ data: { type: 'message', message: 7 } });
  worker.onmessage({ data: { type: 'end' } });
  worker.onmessage({ data: { type: 'message', message: 8 } });
  expect(heard).toEqual([
    ['message', 7],
    ['exit', 0],
  ]);
  expect(worker.isTerminated).toBe(true);
  threads.dispose();
});

test('that fail say why, once, and end', () => {
  const { worker } = start();
  worker.onmessage({ data: { type: 'failure', message: 'torn' } });
  const preventDefault = vi.fn();
  worker.onerror({ message: 'again', preventDefault });
  expect(preventDefault).toHaveBeenCalledOnce();
  expect(heard).toEqual([
    ['error', 'torn'],
    ['exit', 1],
  ]);
});

test('that are ended say so later, and are told nothing any more', async () => {
  const { thread, worker } = start();
  thread.terminate();
  expect([worker.isTerminated, heard]).toEqual([true, []]);
  await Promise.resolve();
  expect(heard).toEqual([['exit', 1]]);
  thread.postMessage('late');
  expect(worker.posted).toHaveLength(1);
});

const packed = () => new Uint8Array(readFileSync(inRoot('core', 'problems', 'data', 'iris.csv.gz')));

test('their machine has the data that ships, split, and names what is missing', async () => {
  const text = await unpackText(packed());
  const machine = machineWith({ data: { 'iris.csv.gz': text }, kernels: 'none here' }, files);
  const split = await machine.dataset('iris', { validation: 0.2 });
  expect([split.training.rows, split.validation?.rows]).toEqual([120, 30]);
  expect((await machine.dataset('spirals')).training.rows).toBeGreaterThan(0);
  await expect(machine.dataset('digits')).rejects.toThrow('digits.csv.gz is missing in the extension');
  await expect(machine.dataset('irises')).rejects.toThrow('problem.data = irises');
});

test('their machine has the kernels, or says why not', async () => {
  const kernels = (name: string) => new Uint8Array(readFileSync(inRoot('dist', 'kernels', name)));
  const [simd, relaxed] = [kernels('simd.wasm'), kernels('relaxed.wasm')];
  expect(await machineWith({ data: {}, kernels: { simd, relaxed } }, files).kernels()).toMatchObject({
    module: expect.any(WebAssembly.Module),
  });
  const torn = new Uint8Array([1]);
  expect(await machineWith({ data: {}, kernels: { simd: torn, relaxed: torn } }, files).kernels()).toMatch(
    /^its WebAssembly can't be loaded: /,
  );
  expect(await machineWith(shipped, files).kernels()).toBe('none here');
});

test('a turn lets what waits be heard, and clocks run forward', async () => {
  const machine = machineWith(shipped, files);
  const { port1, port2 } = new MessageChannel();
  let isHeard = false;
  port1.onmessage = () => {
    isHeard = true;
    port1.close();
  };
  const before = machine.now();
  port2.postMessage(null);
  for (let turn = 0; turn < 50 && !isHeard; turn++) await machine.nextTurn();
  expect(isHeard).toBe(true);
  await machine.wait(2);
  expect(machine.now()).toBeGreaterThan(before);
});

test('their machine has CSV files of folders, and says of a fault where it is', async () => {
  const machine = machineWith(shipped, files);
  const problem = { csv: 'a b.csv', target: 'y', hidden: [], validation: 0.4 } as never;
  const { data, contentHash } = await machine.csv(problem, 'tmp:/ws');
  expect([data.training.rows, data.validation?.rows, contentHash.length]).toEqual([2, 1, 64]);
  const thrown = await machine
    .csv({ csv: 'a b.csv', target: 'z' } as never, 'tmp:/ws')
    .catch((error) => error);
  expect(thrown).toBeInstanceOf(CsvFault);
  expect(thrown).toMatchObject({
    file: 'tmp:/ws/a%20b.csv',
    message: expect.stringContaining('target = "z"'),
  });
});

test('that ask for files are answered', async () => {
  const { worker } = start();
  const ask = (id: number, place: string) =>
    worker.onmessage({ data: { type: 'question', id, question: { name: 'look', place } } });
  ask(1, 'tmp:/ws/a%20b.csv');
  ask(2, 'tmp:/ws/c.csv');
  worker.onmessage({ data: { type: 'question', id: 3, question: { name: 'read', place: 'tmp:/c.csv' } } });
  const answers = () => worker.posted.slice(1);
  await expect.poll(answers).toHaveLength(3);
  const of = (id: number) => answers().find((each) => (each as { id: number }).id === id);
  expect(of(1)).toMatchObject({ type: 'answer', answer: { value: { kind: 'file', size: 16 } } });
  expect(of(2)).toEqual({ type: 'answer', id: 2, answer: { value: null } });
  expect(of(3)).toEqual({ type: 'answer', id: 3, answer: { fault: 'no such file' } });
  expect(heard).toEqual([]);
});

test('files come through questions, or the reason why not', async () => {
  const there = filesThrough((question) => answerAbout(files, question));
  expect(new TextDecoder().decode(await there.read('tmp:/ws/a%20b.csv'))).toMatch(/^x,y/);
  expect(await there.list('tmp:/ws')).toEqual([{ name: 'a b.csv', kind: 'file' }]);
  await expect(there.read('tmp:/ws')).rejects.toThrow('no such file');
});

test('lessons and claims have what ships, and CSV files beside them', async () => {
  const { ofLesson, ofClaim } = lessonData(
    machineWith({ data: { 'iris.csv.gz': await unpackText(packed()) }, kernels: 'none here' }, files),
  );
  const csv = (path: string) => ({ csv: path, target: 'y', hidden: [] }) as never;
  expect((await ofLesson(csv('a b.csv'), 'tmp:/ws'))?.training.rows).toBe(3);
  const place = { workspace: 'tmp:/ws', beside: 'tmp:/ws/claims' };
  expect((await ofClaim(csv('../a b.csv'), place))?.training.rows).toBe(3);
  await expect(ofClaim(csv('../../a b.csv'), place)).rejects.toThrow('outside the workspace');
  await expect(ofClaim(csv('/ws/a b.csv'), place)).rejects.toThrow('an absolute path');
  await expect(ofLesson(csv('a.csv'), '')).rejects.toThrow('in a folder that is open');
  const iris = { data: 'iris' } as never;
  expect((await ofLesson(iris, ''))?.training.rows).toBe(150);
  expect((await ofClaim(iris, null))?.training.rows).toBe(150);
  expect(await ofLesson({ surface: 'valley' } as never, '')).toBeNull();
  await expect(ofClaim({ csv: 'a.csv' }, null)).rejects.toThrow('in no folder that is open: save it in one');
});
