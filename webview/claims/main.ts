/** The entry of the page of the Claims Lab: connects it to VS Code. */
import { render } from 'lit/html.js';
import type { FromClaims, ShownClaim, ToClaims } from '../../core/protocol/claims.ts';
import type { PageFocus } from '../../core/protocol/pageFocus.ts';
import { reportErrors } from '../shared/reportErrors.ts';
import { tellFocus } from '../shared/tellFocus.ts';
import { onThemeChange } from '../shared/theme.ts';
import { newCharts } from './charts.ts';
import { claimPage } from './claimView.ts';

interface VsCodeApi {
  postMessage(message: FromClaims | PageFocus): void;
  setState(state: { readonly claim: string }): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const host: VsCodeApi = acquireVsCodeApi();

const root = document.getElementById('app');
if (root) start(root);

function start(root: HTMLElement): void {
  const post = (message: FromClaims) => host.postMessage(message);
  /** What is zoomed in one claim is not in the next: each has a chart of its own. */
  let charts = newCharts();
  let shown: ShownClaim | null = null;
  const draw = () => render(claimPage({ shown, ...charts.elements, post }), root);
  window.addEventListener('message', ({ data }: MessageEvent<ToClaims>) => {
    if (data.type === 'progress') {
      if (!shown) return;
      shown = { ...shown, state: { kind: 'running', share: data.share } };
      draw();
      return;
    }
    host.setState({ claim: data.key });
    if (data.key !== shown?.key) {
      charts = newCharts();
      window.scrollTo(0, 0);
    }
    shown = data;
    draw();
    charts.show(data);
  });
  onThemeChange(() => charts.onThemeChange());
  reportErrors(post);
  draw();
  tellFocus((message) => host.postMessage(message));
  post({ type: 'ready' });
}
