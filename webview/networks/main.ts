/** The entry of the page of pictures of networks: connects it to VS Code. */
import { render } from 'lit/html.js';
import { messageOf } from '../../core/messageOf.ts';
import { decisionSize } from '../../core/networkPictures/decisionGrid.ts';
import type { SliceRequest } from '../../core/networkPictures/slice.ts';
import {
  type FromNetworks,
  networkRequests,
  picturesSchema,
  type ToNetworks,
} from '../../core/protocol/networks.ts';
import type { PageFocus } from '../../core/protocol/pageFocus.ts';
import { Frames } from '../shared/frames.ts';
import { Landscape } from '../shared/landscape/landscape.ts';
import { Latest } from '../shared/latest.ts';
import { reportErrors } from '../shared/reportErrors.ts';
import { Requests } from '../shared/requests.ts';
import { tellFocus } from '../shared/tellFocus.ts';
import { onThemeChange, readTheme } from '../shared/theme.ts';
import { drawDecision } from './decision/drawDecision.ts';
import { atFirst, type NetworkState, openedState, placeOf, wentOnState, withRun } from './networkState.ts';
import { networkView } from './networkView.ts';
import { PictureView } from './pictureView.ts';
import { drawPredictions } from './predictions/drawPredictions.ts';
import { isSameSlice, shownSlice, sliceScene } from './slice/sliceScene.ts';
import { words } from './words.ts';

interface VsCodeApi {
  postMessage(message: FromNetworks | PageFocus): void;
  setState(state: object): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const host: VsCodeApi = acquireVsCodeApi();

const root = document.getElementById('app');
if (root) start(root);

function start(root: HTMLElement): void {
  const post = (message: FromNetworks) => host.postMessage(message);
  reportErrors(post);
  const requests = new Requests(networkRequests, post);
  let state: NetworkState = atFirst(readTheme());
  const frames = new Frames(draw);
  const update = (change: Partial<NetworkState>) => {
    state = { ...state, ...change };
    frames.request();
  };
  const invalidate = () => frames.request();
  const landscape = new Landscape({
    highlight: (highlighted) => highlighted !== state.highlighted && update({ highlighted }),
    lookAt: (view) => update({ view }),
    invalidate,
  });
  const decision = new PictureView(drawDecision, invalidate);
  const predictions = new PictureView(drawPredictions, invalidate);
  const drawings = {
    landscape,
    decision: decision.element,
    predictions: predictions.element,
  };
  const pictures = new Latest(
    ({
      run,
      step,
    }: {
      readonly network: NetworkState['network'];
      readonly run: number;
      readonly step: number;
    }) => requests.ask('pictures', { run, step }),
    (shown, { network, run }) => {
      if (network?.place !== state.network?.place || run !== state.chosen || state.isLive) return;
      update({ pictures: shown, error: null });
      remember();
    },
    (error) => update({ error: messageOf(error) }),
  );

  function remember(): void {
    const place = placeOf(state);
    if (!place) return;
    host.setState(place);
    post({ type: 'moved', chosen: place.chosen, step: state.step, isLive: state.isLive });
  }

  /** Pictures of a run that is followed come by themselves. */
  function look(): void {
    if (state.isLive) pictures.forget();
    else ask();
    remember();
  }

  function ask(): void {
    const { network, chosen, step } = state;
    if (network) pictures.want({ network, run: chosen, step });
  }

  function askSlice(change: Partial<SliceRequest>): void {
    const before = state.request ?? state.slice?.news.request;
    const request: SliceRequest = { run: state.chosen, kind: 'ends', seed: 0, ...before, ...change };
    update({ request, slice: null, view: null });
    post({ type: 'slice', request });
  }

  function draw(): void {
    render(
      networkView(state, {
        drawings,
        askSlice,
        showAll: () => update({ view: null }),
        stop: () => post({ type: 'stop' }),
        follow: () => post({ type: 'follow' }),
        goTo(step) {
          const wasLive = state.isLive;
          update({ step, isLive: false });
          if (wasLive) look();
          else ask();
        },
        followRun() {
          update({ isLive: !state.isLive });
          look();
        },
        chooseRun(run) {
          update(withRun(state, run));
          if (state.network?.isFollowed) askSlice({ run });
          look();
        },
      }),
      root,
    );
    drawPictures();
  }

  function goOn({ runs, live }: Extract<ToNetworks, { readonly type: 'wentOn' }>): void {
    const wasLive = state.isLive;
    const decoded = live && { run: live.run, pictures: picturesSchema.parse(live.pictures) };
    state = wentOnState(state, runs, decoded);
    const place = placeOf(state);
    if (place) host.setState(place);
    // The last step of a run that has ended.
    if (wasLive && !state.isLive) look();
  }

  function drawPictures(): void {
    const { network, slice, view, theme, step, highlighted, chosen } = state;
    if (!network) return;
    const { facts, runs } = network;
    if (slice?.surface)
      landscape.update({ ...sliceScene(slice, slice.surface, runs, step, highlighted, theme), view });
    if (facts.points) {
      const classes = facts.classNames.length;
      const probabilities = state.pictures?.decision ?? null;
      decision.update(
        { points: facts.points, classes, size: decisionSize, probabilities, theme },
        words.decisionLabel(facts.points.axes, classes),
      );
    }
    const { color, variant } = runs[chosen] ?? { color: 0, variant: 0 };
    if (state.pictures?.predictions)
      predictions.update(
        {
          predictions: state.pictures.predictions,
          name: facts.targetName,
          look: { slot: color, variant },
          theme,
        },
        words.predictionsLabel(facts.targetName ?? words.target(null)),
      );
  }

  window.addEventListener('message', ({ data }: MessageEvent<ToNetworks>) => {
    switch (data.type) {
      case 'reply':
        requests.settle(data);
        break;
      case 'opened':
        pictures.forget();
        state = openedState(data, state);
        if (!state.isLive) ask();
        break;
      case 'wentOn':
        goOn(data);
        break;
      case 'following':
        state = { ...state, following: data.share };
        break;
      case 'slice':
        if (state.request && !isSameSlice(data.news.request, state.request)) break;
        if (state.slice && !isSameSlice(data.news.request, state.slice.news.request))
          state = { ...state, view: null };
        state = { ...state, slice: shownSlice(data.news, state.slice) };
        break;
      case 'opening':
        state = {
          ...atFirst(state.theme),
          notice: { kind: 'opening', title: data.title },
          share: data.share,
        };
        break;
      case 'failed':
        state = { ...atFirst(state.theme), notice: { kind: 'failed', message: data.message } };
        break;
    }
    frames.request();
  });
  onThemeChange(() => update({ theme: readTheme() }));
  draw();
  tellFocus((message) => host.postMessage(message));
  post({ type: 'ready' });
}
