/** The entry of the page of the map: connects it to VS Code. */
import { render } from 'lit/html.js';
import type { MapAxis } from '../../core/experiment/map/mapAxis.ts';
import { nearestCell } from '../../core/map/mapCells.ts';
import type { ToGpu } from '../../core/protocol/gpu.ts';
import { type FromMap, type MapPlace, mapRequests, type ToMap } from '../../core/protocol/map.ts';
import type { PageFocus } from '../../core/protocol/pageFocus.ts';
import { GpuRelay } from '../gpu/relay.ts';
import { Frames } from '../shared/frames.ts';
import {
  atFirst,
  grownPart,
  isToGrow,
  type MapState,
  opened,
  summaryOf,
  toldCell,
  valuesOfCell,
  withoutGrowth,
  withPart,
} from '../shared/map/mapState.ts';
import { MapSurface } from '../shared/map/mapSurface.ts';
import { saying } from '../shared/map/saying.ts';
import { words } from '../shared/map/words.ts';
import { reportErrors } from '../shared/reportErrors.ts';
import { Requests } from '../shared/requests.ts';
import { tellFocus } from '../shared/tellFocus.ts';
import { onThemeChange, readTheme } from '../shared/theme.ts';
import { CellCurves } from './cellCurves.ts';
import { hintId, mapView } from './mapView.ts';
import { between, type MapAxes, moved, zoomedAround } from './navigate.ts';

interface VsCodeApi {
  postMessage(message: FromMap | PageFocus, transfer?: Transferable[]): void;
  setState(state: MapPlace): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const host: VsCodeApi = acquireVsCodeApi();

const root = document.getElementById('app');
if (root) start(root);

/** Milliseconds between two times that the pointer says where to compute first. */
const focusEvery = 250;

function start(root: HTMLElement): void {
  const post = (message: FromMap) => host.postMessage(message);
  const fail = reportErrors(post);
  const requests = new Requests(mapRequests, post);
  let state: MapState = atFirst;
  let theme = readTheme();
  let views = 0;
  let isTableOpen = false;
  /** Whether the map itself changed, and not only what follows the pointer. */
  let isMapNew = true;
  /** Whether cells came that nothing was said of yet. */
  let isGridNew = false;
  /** Whether the part in view was not asked for yet: a wheel turns several times between two frames. */
  let isPartNew = false;
  /** Whether it is to be computed again. */
  let isAnew = false;
  /** Whether the part in view is the whole map from now on. */
  let isWhole = false;
  let focused = 0;
  const frames = new Frames(draw);
  const update = (change: Partial<MapState>, isOfMap = true) => {
    state = { ...state, ...change };
    isMapNew ||= isOfMap;
    frames.request();
  };

  const surface = new MapSurface(
    {
      latest: () => state,
      invalidate: () => update({}),
      point(cell, byKey) {
        if (state.isHeld && !byKey) return;
        if (cell === state.pointed) return;
        update({ pointed: cell, isHeld: byKey && cell !== null }, false);
        followPointer();
      },
      hold() {
        if (state.pointed !== null) update({ isHeld: !state.isHeld }, false);
      },
      run: () => sendCell('run', toldCell(state)),
      zooming: {
        zoom: (around, factor) => go(zoomedAround(state, around, factor)),
        show: (from, to) => go(between(state, from, to)),
        move: (column, row) => go(moved(state, { column, row })),
        showAll,
      },
    },
    hintId,
  );

  const curves = new CellCurves(
    (place) => requests.ask('curve', place),
    () => state,
    (change) => update(change, false),
    (error) => fail(error),
  );

  function go(axes: MapAxes | null): void {
    if (!axes) return;
    state = withoutGrowth(state);
    show(axes.x, axes.y);
  }

  /** Once, or twice, before the person sees much of it: the first range may have the best at its edge. */
  function grow(): void {
    if (!isToGrow(state)) return;
    const { map, part, growth } = state;
    const wider = grownPart(state);
    if (!map || !part || !wider) {
      state = withoutGrowth(state);
      return;
    }
    const [x, y] = [wider.x ?? part.columns.axis, wider.y ?? part.rows.axis];
    state = { ...state, map: { ...map, x, y }, growth: { ...growth, left: growth.left - 1 } };
    isWhole = true;
    show(x, y);
    state = { ...state, note: { kind: 'news', text: words.widened } };
  }

  function show(x: MapAxis, y: MapAxis, isNew = false): void {
    const before = state.part;
    const { pointed } = state;
    const held = state.isHeld && before && !isNew ? pointed : null;
    const at = held === null || !before ? null : valuesOfCell(before, held);
    state = withPart(state, ++views, x, y);
    const { part, map } = state;
    if (!part || !map) return;
    if (at && isWithin(at.x, x) && isWithin(at.y, y)) {
      const cell = nearestCell(part.rows, at.y) * part.grid.columns + nearestCell(part.columns, at.x);
      state = { ...state, pointed: cell, isHeld: true };
    }
    const { columns, rows } = part.grid;
    // What is under the pointer is the same cell of another part.
    const isAsLarge = before?.grid.columns === columns && before.grid.rows === rows;
    if (before && !isNew && isAsLarge && held === null && pointed !== null) state = { ...state, pointed };
    isPartNew = true;
    host.setState({ ...map.place, x, y });
    update({});
  }

  function isWithin(value: number, { from, to }: MapAxis): boolean {
    return value >= from && value <= to;
  }

  function showAll(): void {
    if (state.map) show(state.map.x, state.map.y);
  }

  function sendCell(type: 'run' | 'compare', cell: number | null): void {
    const values = cell === null ? null : valuesOfCell(state.part, cell);
    if (values) post({ type, ...values });
  }

  function copyCell(cell: number): void {
    const values = valuesOfCell(state.part, cell);
    const { part } = state;
    if (!values || !part) return;
    const [x, y] = [part.columns.axis.setting, part.rows.axis.setting];
    post({ type: 'copy', text: JSON.stringify({ [x]: values.x, [y]: values.y }) });
  }

  function followPointer(): void {
    curves.want();
    const { pointed, phase, part } = state;
    const now = performance.now();
    if (pointed === null || !part || phase !== 'running' || now - focused < focusEvery) return;
    focused = now;
    const { columns } = part.grid;
    post({ type: 'focus', column: pointed % columns, row: Math.floor(pointed / columns) });
  }

  function draw(): void {
    if (isGridNew && state.part && state.map) {
      grow();
      const { grid } = state.part;
      state = { ...state, summary: summaryOf(grid, state.measure, state.map.steps) };
      isGridNew = false;
      curves.want();
    }
    askPart();
    const { map, part } = state;
    render(
      mapView(state, {
        ...{ surface: surface.element, width: root.clientWidth, isTableOpen, showAll },
        side: {
          run: (cell) => sendCell('run', cell),
          compare: (cell) => sendCell('compare', cell),
          copy: copyCell,
        },
        setTableOpen(isOpen) {
          if (isOpen === isTableOpen) return;
          isTableOpen = isOpen;
          update({}, false);
        },
        chooseAxes: (x, y) => post({ type: 'choose', x, y }),
        chooseOptimizer: (name) => post({ type: 'optimizer', name }),
        openLesson: (topic) => post({ type: 'openLesson', topic }),
        chooseMeasure(measure) {
          isGridNew = true;
          update({ measure });
        },
        pause: () => post({ type: 'pause' }),
        resume: () => (state.phase === 'stopped' ? again() : post({ type: 'resume' })),
        stop: () => post({ type: 'stop' }),
        again,
      }),
      root,
    );
    if (!map || !part) return;
    if (isMapNew) surface.update(state, theme, words.mapLabel(map.title, saying(state, map, part)));
    else surface.updatePointer(state);
    isMapNew = false;
  }

  function askPart(): void {
    const { part, pointed } = state;
    if (!part || !isPartNew) return;
    isPartNew = false;
    const { number: view, columns, rows, grid } = part;
    const around =
      pointed === null
        ? { column: grid.columns / 2, row: grid.rows / 2 }
        : { column: pointed % grid.columns, row: Math.floor(pointed / grid.columns) };
    post({ type: 'show', view, x: columns.axis, y: rows.axis, around, anew: isAnew, isWhole });
    isAnew = false;
    isWhole = false;
  }

  function again(): void {
    const { part } = state;
    if (part) {
      isAnew = true;
      show(part.columns.axis, part.rows.axis);
    }
  }

  function receive(message: Exclude<ToMap, ToGpu>): void {
    switch (message.type) {
      case 'reply':
        requests.settle(message);
        return;
      case 'opened':
        state = opened(message, state);
        curves.forget();
        show(message.place.x, message.place.y, true);
        return;
      case 'opening':
        update({ ...atFirst, measure: state.measure, notice: { kind: 'opening', title: message.title } });
        return;
      case 'failed':
        update({ ...atFirst, notice: { kind: 'failed', message: message.message } });
        return;
      case 'note':
        update({ note: message.note }, false);
        return;
    }
    // What is on its way of another part is late.
    if (message.view !== state.part?.number) return;
    if (message.type === 'theory') update({ theory: message.theory });
    else if (message.type === 'phase') update({ phase: message.phase }, false);
    else if (message.type === 'engine') update({ engine: message.engine }, false);
    else {
      state.part.grid.take(message.chunk);
      isGridNew = true;
      update({});
    }
  }

  const gpu = new GpuRelay((reply, transfer) => host.postMessage(reply, transfer));
  window.addEventListener('message', ({ data }: MessageEvent<ToMap>) => {
    if (data.type === 'gpu' || data.type === 'endGpu') gpu.receive(data);
    else receive(data);
  });
  new ResizeObserver(() => update({})).observe(root);
  onThemeChange(() => {
    theme = readTheme();
    update({});
  });
  draw();
  tellFocus((message) => host.postMessage(message));
  post({ type: 'ready' });
}
