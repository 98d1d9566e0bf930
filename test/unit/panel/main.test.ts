// @vitest-environment happy-dom
import { afterAll, expect, it, vi } from 'vitest';
import '../../../webview/panel/main.ts';
import type { FromPanel } from '../../../core/protocol/fromPanel.ts';
import { raceOf, runView } from './fixtures.ts';
import { button, textOf } from './pageTools.ts';

/** The page is there, and VS Code to talk to, when the entry is loaded. */
const { posted, states } = vi.hoisted(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<main id="app"></main>';
  const hoisted = { posted: [] as FromPanel[], states: [] as unknown[] };
  vi.stubGlobal('acquireVsCodeApi', () => ({
    postMessage: (message: FromPanel) => void hoisted.posted.push(message),
    getState: () => ({ logX: true }),
    setState: (state: unknown) => void hoisted.states.push(state),
  }));
  return hoisted;
});

/** As VS Code does when it sends a message into a page. */
function send(data: unknown): void {
  window.dispatchEvent(new MessageEvent('message', { data }));
}

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('says that it is ready, shows what it is sent, and answers', () => {
  expect(posted.splice(0)).toEqual([{ type: 'ready' }]);
  const runs = [runView({ name: 'Adam' })];
  send({ type: 'snapshot', race: { ...raceOf().facts, runs, phase: 'ended', speed: 1 } });
  vi.advanceTimersByTime(200);
  const root = document.getElementById('app');
  if (!root) throw new Error('the page is gone');
  expect(textOf(root.querySelector('tbody th'))).toBe('Adam');
  button(root, 'Run again').click();
  expect(posted.splice(0)).toEqual([{ type: 'runAgain' }]);
});

it('begins with the settings that were kept, and keeps those that change', () => {
  const toggle = button(document, 'Log x');
  expect(toggle.getAttribute('aria-pressed')).toBe('true');
  toggle.click();
  expect(states.at(-1)).toMatchObject({ logX: false });
});

it('has a worker for the GPU, and passes on what it says', () => {
  posted.splice(0);
  const workers: { onmessage?: (event: { data: unknown }) => void; asked: unknown[] }[] = [];
  vi.stubGlobal(
    'Worker',
    class {
      readonly asked: unknown[] = [];
      constructor() {
        workers.push(this);
      }
      postMessage(message: unknown) {
        this.asked.push(message);
      }
      terminate() {}
    },
  );
  send({ type: 'gpu', id: 3, request: { type: 'open' }, worker: 'serve()' });
  expect(workers.map(({ asked }) => asked)).toEqual([[{ id: 3, request: { type: 'open' } }]]);
  const reply = { type: 'gpuReply', id: 3, outcome: { answer: null } } as const;
  workers[0]?.onmessage?.({ data: reply });
  send({ type: 'endGpu' });
  send({ type: 'gpu', id: 4, request: { type: 'dispose', run: 'a' } });
  const outcome = { failure: { message: 'no GPU is open', isLost: true } };
  expect(posted.splice(0)).toEqual([reply, { type: 'gpuReply', id: 4, outcome }]);
});

it('sends what went wrong to the log', () => {
  posted.splice(0);
  send({ type: 'no message of ours' });
  window.dispatchEvent(new ErrorEvent('error', { error: new Error('of the page'), message: 'x' }));
  window.dispatchEvent(new ErrorEvent('error', { message: 'without an error' }));
  window.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason: 'of a promise' }));
  const messages = posted.map((each) => (each.type === 'failed' ? each.message : each.type));
  expect(messages).toEqual([
    expect.stringContaining('An unknown message came:'),
    expect.stringContaining('Error: of the page'),
    'without an error',
    'of a promise',
  ]);
});
