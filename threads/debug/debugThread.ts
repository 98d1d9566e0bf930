import type { DebugProtocol } from '@vscode/debugprotocol';
import type { StartThread } from '../thread.ts';

export interface DebugThreadListener {
  onMessage(message: DebugProtocol.ProtocolMessage): void;
  /** The thread has ended by itself, which it never should. */
  onFailure(error: Error): void;
}

export interface DebugThread {
  post(message: DebugProtocol.Request): void;
  /** Ends it, whatever it computes. */
  dispose(): void;
}

/** Opens the thread of a debug session. */
export function openDebugThread(
  start: StartThread,
  { onMessage, onFailure }: DebugThreadListener,
): DebugThread {
  const worker = start({});
  let isOpen = true;
  const fail = (error: Error) => {
    if (isOpen) onFailure(error);
    isOpen = false;
  };
  worker.on('message', (message: DebugProtocol.ProtocolMessage) => {
    if (isOpen) onMessage(message);
  });
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`the thread of the debugger ended with code ${code}`)));
  return {
    post: (message) => worker.postMessage(message),
    dispose() {
      isOpen = false;
      void worker.terminate();
    },
  };
}
