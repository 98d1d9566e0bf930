/** The entry of the page of a fair comparison: connects it to VS Code. */
import type { FromComparison, ToComparison } from '../../core/protocol/fairComparison.ts';
import type { PageFocus } from '../../core/protocol/pageFocus.ts';
import { reportErrors } from '../shared/reportErrors.ts';
import { tellFocus } from '../shared/tellFocus.ts';
import { type KeptComparison, startComparison } from './comparisonPage.ts';

interface VsCodeApi {
  postMessage(message: FromComparison | PageFocus): void;
  getState(): unknown;
  setState(state: KeptComparison): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const host: VsCodeApi = acquireVsCodeApi();

const root = document.getElementById('app');
if (root) start(root);

function start(root: HTMLElement): void {
  const post = (message: FromComparison) => host.postMessage(message);
  const take = startComparison(root, {
    ...{ post, kept: host.getState(), hasExtension: true },
    keep: (kept) => host.setState(kept),
  });
  window.addEventListener('message', ({ data }: MessageEvent<ToComparison>) => take(data));
  reportErrors(post);
  tellFocus((message) => host.postMessage(message));
  post({ type: 'ready' });
}
