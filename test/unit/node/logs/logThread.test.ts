/** The side of the extension host: what it makes of what the thread that follows a log does. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { threadsOf } from '../../../../node/threads/startThread.ts';
import { type LogListener, startLogThread } from '../../../../threads/logs/logThread.ts';
import { temporaryFolder } from '../data/csvFile.ts';

/** Begins a thread that runs this program. */
function begin(program: string, change: Partial<LogListener> = {}) {
  const file = path.join(temporaryFolder(), 'worker.mjs');
  writeFileSync(file, `import { parentPort, workerData } from 'node:worker_threads';\n${program}`);
  const told = { onNews: vi.fn(), onEnd: vi.fn() };
  const request = { place: '/project/train.csv', choice: { loss: 'nll' } };
  const close = startLogThread(threadsOf(file), request, { ...told, ...change });
  return { ...told, close };
}

const waitFor = (check: () => void) => vi.waitFor(check, 10_000);

test('the thread gets what it is asked for, and what it tells is passed on', async () => {
  const { onNews, close } = begin(
    'setInterval(() => {}, 1000); parentPort.postMessage(workerData); parentPort.postMessage(2);',
  );
  await waitFor(() => expect(onNews).toHaveBeenCalledTimes(2));
  expect(onNews.mock.calls).toEqual([[{ place: '/project/train.csv', choice: { loss: 'nll' } }], [2]]);
  close();
});

test.each([
  ['', ''],
  ["throw new Error('no memory');", ': no memory'],
  ["throw 'no room';", ': no room'],
])('an end of the thread by itself is told: %s', async (program, reason) => {
  const { onEnd } = begin(program);
  await waitFor(() => expect(onEnd).toHaveBeenCalled());
  expect(onEnd.mock.calls).toEqual([[`the thread that reads /project/train.csv has ended${reason}`]]);
});

test('nothing is told once it is closed, and the thread ends', async () => {
  const close: { now(): void } = { now() {} };
  const told: unknown[] = [];
  const begun = begin(
    'for (let i = 0; i < 100; i++) parentPort.postMessage(i); setInterval(() => parentPort.postMessage(0), 1);',
    {
      onNews(news) {
        told.push(news);
        close.now();
      },
    },
  );
  close.now = begun.close;
  await waitFor(() => expect(told).not.toEqual([]));
  await sleep(100);
  expect(told).toEqual([0]);
  expect(begun.onEnd).not.toHaveBeenCalled();
});
