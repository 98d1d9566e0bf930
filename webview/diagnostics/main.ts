/** The entry of the page of diagnostics: connects it to VS Code. */
import { render } from 'lit/html.js';
import type { DiagnosticsPlace, FromDiagnostics, ToDiagnostics } from '../../core/protocol/diagnostics.ts';
import type { PageFocus } from '../../core/protocol/pageFocus.ts';
import { Frames } from '../shared/frames.ts';
import { reportErrors } from '../shared/reportErrors.ts';
import { tellFocus } from '../shared/tellFocus.ts';
import { isHighContrast, onThemeChange } from '../shared/theme.ts';
import { afterMessage, type DiagnosticsState, emptyState } from './diagnosticsState.ts';
import { diagnosticsView } from './diagnosticsView.ts';

interface VsCodeApi {
  postMessage(message: FromDiagnostics | PageFocus): void;
  setState(state: DiagnosticsPlace): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const host: VsCodeApi = acquireVsCodeApi();

/** As in the styles: of a column at least, between columns, and beside them. */
const column = { least: 420, gap: 32, beside: 20 } as const;
const height = 200;

const root = document.getElementById('app');
if (root) start(root);

function start(root: HTMLElement): void {
  const post = (message: FromDiagnostics) => host.postMessage(message);
  let state: DiagnosticsState = emptyState;
  const frames = new Frames(draw);
  const update = (next: DiagnosticsState) => {
    state = next;
    frames.request();
  };

  function draw(): void {
    render(
      diagnosticsView(state, {
        size: { width: chartWidth(root.clientWidth), height },
        contrast: isHighContrast(),
        latest: () => state,
        read: (read) => update({ ...state, read }),
        inspect: ({ run, step }) => post({ type: 'inspect', run, step }),
        openTable: (chart, isOpen) => update({ ...state, tables: withTable(state.tables, chart, isOpen) }),
        stop: () => post({ type: 'stop' }),
        again: () => post({ type: 'again' }),
      }),
      root,
    );
  }

  window.addEventListener('message', ({ data }: MessageEvent<ToDiagnostics>) => {
    if (data.type === 'opened') host.setState(data.place);
    update(afterMessage(state, data));
  });
  new ResizeObserver(() => frames.request()).observe(root);
  onThemeChange(() => frames.request());
  reportErrors(post);
  draw();
  tellFocus((message) => host.postMessage(message));
  post({ type: 'ready' });
}

function chartWidth(width: number): number {
  const across = width - 2 * column.beside;
  const columns = Math.max(1, Math.floor((across + column.gap) / (column.least + column.gap)));
  // Out of sight a page has no width.
  return Math.max(160, (across - (columns - 1) * column.gap) / columns);
}

function withTable(tables: ReadonlySet<number>, chart: number, isOpen: boolean): ReadonlySet<number> {
  const others = [...tables].filter((each) => each !== chart);
  return new Set(isOpen ? [...others, chart] : others);
}
