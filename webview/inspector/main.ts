/** The entry of the page of the step inspector: connects it to VS Code. */
import { render } from 'lit/html.js';
import { messageOf } from '../../core/messageOf.ts';
import {
  type FromInspector,
  inspectorRequests,
  type OpenedRun,
  type ToInspector,
} from '../../core/protocol/inspector.ts';
import type { PageFocus } from '../../core/protocol/pageFocus.ts';
import { Frames } from '../shared/frames.ts';
import { Latest } from '../shared/latest.ts';
import { reportErrors } from '../shared/reportErrors.ts';
import { Requests } from '../shared/requests.ts';
import { tellFocus } from '../shared/tellFocus.ts';
import { onThemeChange, readTheme } from '../shared/theme.ts';
import { makeScrollable, typeset } from '../shared/typeset.ts';
import { keepHeights } from './heights.ts';
import { atFirst, currentLine, type InspectorState, keptPlace, opened, placeOf } from './inspectorState.ts';
import { inspectorView } from './inspectorView.ts';

interface VsCodeApi {
  postMessage(message: FromInspector | PageFocus): void;
  setState(state: object): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const host: VsCodeApi = acquireVsCodeApi();

const root = document.getElementById('app');
if (root) start(root);

function start(root: HTMLElement): void {
  const post = (message: FromInspector) => host.postMessage(message);
  const fail = reportErrors(post);
  const requests = new Requests(inspectorRequests, post);
  let state: InspectorState = atFirst;
  let { contrast } = readTheme();
  let sighted = 0;
  const frames = new Frames(draw);
  const update = (change: Partial<InspectorState>) => {
    state = { ...state, ...change };
    frames.request();
  };
  const steps = new Latest(
    ({
      step,
      parameters,
    }: {
      readonly run: OpenedRun;
      readonly step: number;
      readonly parameters: readonly number[];
    }) => requests.ask('step', { step, parameters: [...parameters] }),
    (shown, { run, parameters }) => {
      if (run !== state.run) return;
      // Where none was chosen, one was found.
      const chosen = parameters.length > 0 ? state.parameters : shown.parameters.map(({ index }) => index);
      update({ shown, error: null, parameters: chosen });
      remember();
    },
    (error) => update({ error: messageOf(error) }),
  );
  const lists = new Latest(
    (query: { readonly step: number; readonly query: string }) => requests.ask('parameters', query),
    (found, { query }) => query === state.query && update({ found }),
    (error) => update({ error: messageOf(error) }),
  );

  function remember(): void {
    const place = placeOf(state);
    if (!place) return;
    host.setState(keptPlace(place));
    post({ type: 'moved', step: place.step, parameters: place.parameters });
  }

  function ask(): void {
    const { run, step, parameters } = state;
    if (run) steps.want({ run, step, parameters });
  }

  function draw(): void {
    const change: Parameters<typeof inspectorView>[1]['change'] = (wanted) => {
      update(wanted);
      if (wanted.query !== undefined) lists.want({ step: state.step, query: wanted.query });
      if (wanted.step !== undefined || wanted.parameters !== undefined) ask();
    };
    render(
      inspectorView(state, { width: root.clientWidth, contrast, latest: () => state, post, change }),
      root,
    );
    typeset(root);
    // A scrollbar that comes or goes leaves formulas more room, or less.
    if (keepHeights(root, state.run)) makeScrollable(root);
    bringToSight();
  }

  /** The line that is looked at, where that is another one than before. */
  function bringToSight(): void {
    const line = currentLine(state);
    if (line === sighted) return;
    const [rule, text] = [
      root.querySelector('.rule-text'),
      root.querySelector<HTMLElement>('.rule-text .current'),
    ];
    // A page that scrolls as a whole stays where it is.
    if (rule && text) rule.scrollTop = text.offsetTop - rule.clientHeight / 2;
    if (sighted !== 0 && line === state.line)
      root.querySelector('.lines .current')?.scrollIntoView({ block: 'nearest' });
    sighted = line;
  }

  function open(run: OpenedRun): void {
    steps.forget();
    state = opened(run);
    frames.request();
    ask();
    const firstFault = requests.ask('firstFault', {});
    firstFault.then(
      (fault) => run === state.run && update({ fault }),
      (error: unknown) => fail(error),
    );
  }

  window.addEventListener('message', ({ data }: MessageEvent<ToInspector>) => {
    if (data.type === 'reply') requests.settle(data);
    else if (data.type === 'opened') open(data);
    else if (data.type === 'opening') state = { ...atFirst, notice: { kind: 'opening', title: data.title } };
    else state = { ...atFirst, notice: { kind: 'failed', message: data.message } };
    frames.request();
  });
  new ResizeObserver(() => {
    makeScrollable(root);
    // In another layout it may be out of sight.
    sighted = 0;
    frames.request();
  }).observe(root);
  onThemeChange(() => {
    contrast = readTheme().contrast;
    frames.request();
  });
  draw();
  tellFocus((message) => host.postMessage(message));
  post({ type: 'ready' });
}
