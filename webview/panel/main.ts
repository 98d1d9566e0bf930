/** The panel's entry: connects the page to VS Code. */
import './strictZod.ts';
import * as z from 'zod';
import { toPanelSchema } from '../../core/protocol/panel.ts';
import { host, reportFailure } from './host.ts';
import { Panel } from './panel.ts';
import { readViewSettings } from './viewSettings.ts';

const root = document.getElementById('app');
if (root) start(root);

function start(root: HTMLElement): void {
  const panel = new Panel(
    root,
    {
      post: (message) => host.postMessage(message),
      save: (settings) => host.setState(settings),
      fail: reportFailure,
    },
    readViewSettings(host.getState()),
  );
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = toPanelSchema.safeParse(data);
    if (message.success) panel.receive(message.data);
    else reportFailure(`An unknown message came: ${z.prettifyError(message.error)}`);
  });
  window.addEventListener('error', ({ error, message }) => reportFailure(error ?? message));
  window.addEventListener('unhandledrejection', ({ reason }) => reportFailure(reason));
  host.postMessage({ type: 'ready' });
}
