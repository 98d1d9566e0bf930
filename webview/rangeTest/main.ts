/** The entry of the page of the range test: connects it to VS Code. */
import { render } from 'lit/html.js';
import type { PageFocus } from '../../core/protocol/pageFocus.ts';
import type { FromRangeTest, RangeTestPlace, ToRangeTest } from '../../core/protocol/rangeTest.ts';
import { Frames } from '../shared/frames.ts';
import { reportErrors } from '../shared/reportErrors.ts';
import { tellFocus } from '../shared/tellFocus.ts';
import { type RangeState, rangeView } from './rangeView.ts';

interface VsCodeApi {
  postMessage(message: FromRangeTest | PageFocus): void;
  setState(state: RangeTestPlace): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const host: VsCodeApi = acquireVsCodeApi();

const root = document.getElementById('app');
if (root) start(root);

/** From here on the suggestions are beside the chart: as in the styles. */
const besideFrom = 760;
const sideWidth = 300;

function start(root: HTMLElement): void {
  const post = (message: FromRangeTest) => host.postMessage(message);
  let state: RangeState = { test: null, notice: { kind: 'loading' }, read: null };
  const frames = new Frames(draw);
  const update = (change: Partial<RangeState>) => {
    state = { ...state, ...change };
    frames.request();
  };

  function draw(): void {
    const width = root.clientWidth;
    const isBeside = width >= besideFrom;
    const size = {
      width: isBeside ? width - sideWidth - 64 : width - 32,
      height: isBeside ? Math.max(320, Math.min(560, root.clientHeight - 150)) : 320,
    };
    render(
      rangeView(state, {
        size,
        latest: () => state,
        readStep: (read) => update({ read }),
        use: (lr) => post({ type: 'use', lr }),
        copy: (lr) => post({ type: 'copy', lr }),
        stop: () => post({ type: 'stop' }),
        again: () => post({ type: 'again' }),
      }),
      root,
    );
  }

  window.addEventListener('message', ({ data }: MessageEvent<ToRangeTest>) => {
    if (data.type === 'test') {
      host.setState(data.place);
      const isSame = data.place.race === state.test?.place.race;
      update({ test: data, read: isSame ? state.read : null });
    } else if (data.type === 'opening')
      update({ test: null, notice: { kind: 'opening', title: data.title }, read: null });
    else update({ test: null, notice: { kind: 'failed', message: data.message }, read: null });
  });
  new ResizeObserver(() => frames.request()).observe(root);
  reportErrors(post);
  draw();
  tellFocus((message) => host.postMessage(message));
  post({ type: 'ready' });
}
