/** A thread of Node.js, from the inside. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { ThreadPort } from '../../threads/machine.ts';
import type { Places } from './startThread.ts';

/** What the thread was started with. Both ends are built from one source: it is what the program says it is. */
export function inputOfThread<Input>(): Input & { readonly places: Places } {
  return workerData;
}

/** @throws {Error} outside of a thread. */
export function portOfThread(): ThreadPort {
  if (!parentPort) throw new Error('The program of a thread was started outside of one.');
  return threadPort(parentPort);
}

/** @internal */
export function threadPort(port: MessagePort): ThreadPort {
  return {
    postMessage: (message, buffers) => port.postMessage(message, buffers),
    onMessage: (listener) => port.on('message', (message) => listener(message as never)),
    close: () => port.close(),
  };
}
