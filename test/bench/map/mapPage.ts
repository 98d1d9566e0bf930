/** In the page of the map: stands in for the extension, with made-up scores, and times the frames. */
import { inspectedCurve } from '../../../core/debug/inspector/inspectedCurve.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { cellOrder } from '../../../core/map/cellOrder.ts';
import { cellsOf } from '../../../core/map/mapCells.ts';
import { numbersOfCell } from '../../../core/map/mapGrid.ts';
import { mapOfExperiment, settingsOfMap } from '../../../core/map/mapSpec.ts';
import { theoryOf } from '../../../core/map/mapTheory.ts';
import type { FromMap, ToMap } from '../../../core/protocol/map.ts';
import { openedMap } from '../../../extension/map/openedMap.ts';
import { FrameTimes } from '../panel/frameTimes.ts';

const experiment = parseExperiment({
  problem: { surface: 'valley' },
  ...{ optimizers: [{ optimizer: 'adamw' }], lr: [0.01], steps: 200, target: 1 },
});
const steps = 200;
/** Cells that come at once, thirty times a second: what threads compute of a map on a surface in that time. */
const cellsAtOnce = 8192;
const interval = 1000 / 30;

let spec = mapOfExperiment(experiment, undefined);
let wanted = 0;
const names = settingsOfMap(spec).map(({ name }) => name);
const frameTimes = new FrameTimes();

const curve = inspectedCurve(
  steps + 1,
  (step) => step,
  (step) => 100 * Math.exp(-0.05 * step) * (1.2 + Math.sin(step)),
);

const send = (data: ToMap) => window.dispatchEvent(new MessageEvent('message', { data }));

function open(): void {
  const place = { experiment, csvFolder: null, x: spec.x, y: spec.y };
  send(openedMap(spec, place, undefined));
}

/** Numbers that look like those of a map, without a run. */
function chunkOf(cells: Uint32Array<ArrayBuffer>, width: number, height: number) {
  const numbers = new Float64Array(numbersOfCell * cells.length);
  for (const [i, cell] of cells.entries()) {
    const [x, y] = [(cell % width) / width, Math.floor(cell / width) / height];
    const loss = Math.exp(9 * (Math.hypot(x - 0.4, y - 0.6) - 0.6)) * (1 + 0.2 * Math.sin(60 * x * y));
    const step = Math.min(steps, 1 + Math.round(300 * Math.hypot(x - 0.4, y - 0.6)));
    const isOver = x + 0.3 * y > 0.95;
    numbers.set(isOver ? [Number.NaN, loss, 0, 0, step] : [loss, loss, step, step, 0], numbersOfCell * i);
  }
  return { cells, numbers };
}

function compute({ view, x, y, around }: Extract<FromMap, { readonly type: 'show' }>): void {
  wanted = view;
  const [columns, rows] = [cellsOf(x), cellsOf(y)];
  const [width, height] = [columns.values.length, rows.values.length];
  const order = cellOrder(width, height, around);
  send({ type: 'theory', view, theory: theoryOf({ ...spec, x, y }, columns, rows) });
  send({ type: 'phase', view, phase: 'running' });
  let done = 0;
  const timer = setInterval(() => {
    if (wanted !== view || done >= order.length) {
      clearInterval(timer);
      if (wanted === view) send({ type: 'phase', view, phase: 'done' });
      return;
    }
    send({ type: 'cells', view, chunk: chunkOf(order.slice(done, done + cellsAtOnce), width, height) });
    done += cellsAtOnce;
  }, interval);
}

Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage(message: FromMap) {
      if (message.type === 'failed') console.error(message.message);
      if (message.type === 'ready') open();
      if (message.type === 'show') compute(message);
      if (message.type === 'request') send({ type: 'reply', id: message.id, outcome: { result: curve } });
    },
    setState() {},
  }),
  bench: {
    /** Others along the axes, by any two numbers. */
    choose(across: number, up: number): void {
      const x = names[across % names.length] ?? '';
      const others = names.filter((name) => name !== x);
      spec = mapOfExperiment(experiment, undefined, { x, y: others[up % others.length] ?? '' });
      open();
    },
    beginFrames: () => frameTimes.begin(),
    endFrames: () => frameTimes.end(),
  },
});
