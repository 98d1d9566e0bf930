/** The panel's entry: connects the page to VS Code. */
import '../shared/strictZod.ts';
import * as z from 'zod';
import type { FromPanel } from '../../core/protocol/fromPanel.ts';
import type { PageFocus } from '../../core/protocol/pageFocus.ts';
import { toPanelSchema } from '../../core/protocol/panel.ts';
import { GpuRelay } from '../gpu/relay.ts';
import { reportErrors } from '../shared/reportErrors.ts';
import { tellFocus } from '../shared/tellFocus.ts';
import { Panel } from './panel.ts';
import { readViewSettings } from './viewSettings.ts';

interface VsCodeApi {
  postMessage(message: FromPanel | PageFocus, transfer?: Transferable[]): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The panel's line to VS Code, which may be asked for once in the life of a page. */
const host: VsCodeApi = acquireVsCodeApi();

const root = document.getElementById('app');
if (root) start(root);

function start(root: HTMLElement): void {
  const fail = reportErrors((failure) => host.postMessage(failure));
  const panel = new Panel(
    root,
    {
      post: (message) => host.postMessage(message),
      save: (settings) => host.setState(settings),
      fail,
    },
    readViewSettings(host.getState()),
  );
  const gpu = new GpuRelay((reply, transfer) => host.postMessage(reply, transfer));
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = toPanelSchema.safeParse(data);
    if (!message.success) fail(`An unknown message came: ${z.prettifyError(message.error)}`);
    else if (message.data.type === 'gpu' || message.data.type === 'endGpu') gpu.receive(message.data);
    else panel.receive(message.data);
  });
  tellFocus((message) => host.postMessage(message));
  host.postMessage({ type: 'ready' });
}
