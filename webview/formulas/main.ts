/** The entry of the page of formulas: connects it to VS Code. */
import { render } from 'lit/html.js';
import type { FromFormulas, ToFormulas } from '../../core/protocol/formulas.ts';
import type { PageFocus } from '../../core/protocol/pageFocus.ts';
import { reportErrors } from '../shared/reportErrors.ts';
import { tellFocus } from '../shared/tellFocus.ts';
import { makeScrollable, typeset } from '../shared/typeset.ts';
import { type SheetState, sheetPage } from './sheet.ts';

interface VsCodeApi {
  postMessage(message: FromFormulas | PageFocus): void;
  setState(state: { readonly rule: string }): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const host: VsCodeApi = acquireVsCodeApi();

const root = document.getElementById('app');
if (root) start(root);

function start(root: HTMLElement): void {
  const reveal = (line: number) => host.postMessage({ type: 'reveal', line });
  let state: SheetState = { shown: { sheet: null, fault: null }, line: 0, reveal };
  const draw = () => {
    render(sheetPage(state), root);
    typeset(root);
  };
  window.addEventListener('message', ({ data }: MessageEvent<ToFormulas>) => {
    if (data.type === 'sheet') {
      host.setState({ rule: data.rule });
      state = { ...state, shown: data };
      draw();
    } else if (data.type === 'cursor' && data.line !== state.line) {
      state = { ...state, line: data.line };
      draw();
      root.querySelector('.current')?.scrollIntoView({ block: 'nearest' });
    }
  });
  new ResizeObserver(() => makeScrollable(root)).observe(root);
  reportErrors((failure) => host.postMessage(failure));
  tellFocus((message) => host.postMessage(message));
  host.postMessage({ type: 'ready' });
}
