/** The panel, as VS Code has it. */
import { BenchPage } from './page.ts';

const send = (data: unknown) => window.dispatchEvent(new MessageEvent('message', { data }));

Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage(message: { readonly type: string; readonly message?: string }) {
      if (message.type === 'failed') console.error(message.message);
    },
    getState: () => undefined,
    setState() {},
  }),
  bench: new BenchPage({
    show: (race) => send({ type: 'snapshot', race }),
    update: (race, runs) => send({ type: 'update', race, phase: 'running', speed: 'max', threads: 2, runs }),
    canvas: () => document.querySelector<HTMLCanvasElement>('.loss canvas'),
  }),
});
