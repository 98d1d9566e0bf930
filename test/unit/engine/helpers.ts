/** Threads that help trainers in tests. */
import { Worker } from 'node:worker_threads';
import { buildSync } from 'esbuild';
import { vi } from 'vitest';
import type { HelperInput } from '../../../core/engine/cpu/network/helpTrainer.ts';
import type { NetworkTrainer, Threads } from '../../../core/engine/cpu/network/networkTrainer.ts';
import { root } from '../../../scripts/tools/paths.mjs';

const helping = bundle('helpTrainer(workerData);');
const reporting = bundle('setTimeout(reportLostHelper, workerData.delay, workerData.input);');

function bundle(line: string): string {
  const contents = `
    import { workerData } from 'node:worker_threads';
    import { helpTrainer, reportLostHelper } from './core/engine/cpu/network/helpTrainer.ts';
    ${line}`;
  const stdin = { contents, resolveDir: root, loader: 'ts' } as const;
  const { outputFiles } = buildSync({ stdin, bundle: true, platform: 'node', write: false });
  return outputFiles[0]?.text ?? '';
}

export function startHelper(input: HelperInput): Worker {
  return new Worker(helping, { eval: true, workerData: input });
}

/** Reports the helper as lost in a while, from a thread of its own. @param delay In milliseconds. */
export function startReport(input: HelperInput, delay: number): Worker {
  return new Worker(reporting, { eval: true, workerData: { input, delay } });
}

/** Wakes whoever waits for the barrier or a call, again and again, though nothing has happened. */
export function startFalseAlarms({ memory, group }: HelperInput): Worker {
  const code = `
    const { workerData } = require('node:worker_threads');
    const fields = new Int32Array(workerData.memory.buffer, workerData.group);
    const pause = new Int32Array(new SharedArrayBuffer(4));
    for (;;) {
      for (const field of [0, 2]) Atomics.notify(fields, field);
      Atomics.wait(pause, 0, 0, 0.02);
    }`;
  return new Worker(code, { eval: true, workerData: { memory, group } });
}

export const threadsOf = (count: number): Threads => ({ count, start: startHelper });

/** Waits for all helpers. */
export async function whenJoined(trainer: NetworkTrainer, threads: number): Promise<void> {
  await vi.waitUntil(() => trainer.threads === threads, { timeout: 20_000, interval: 5 });
}
