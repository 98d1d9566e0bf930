/** The program of a thread of a map: it computes the cells that it is given, and looks every few milliseconds whether they are still wanted. */
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { inspectedCurve } from '../../core/debug/inspector/inspectedCurve.ts';
import type { Engine } from '../../core/engine/engine.ts';
import { enginesOf } from '../../core/engine/engines.ts';
import { createLaneScorer, type LaneScorer } from '../../core/map/laneScorer.ts';
import { numbersOfCell, writeScore } from '../../core/map/mapGrid.ts';
import type { MapSpec } from '../../core/map/mapSpec.ts';
import { createScorer, followRun, runAt, type Scorer } from '../../core/map/scorer.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import { dataOfRace } from '../threads/dataOfRace.ts';
import { loadKernels } from '../threads/loadKernels.ts';
import {
  control,
  type FromMapWorker,
  type MapWorkerInput,
  type ToMapWorker,
  type WantedView,
} from './mapTasks.ts';

/** Milliseconds of computing between two looks at messages. */
const slice = 10;
/** Milliseconds between two looks at whether a paused map goes on. */
const rest = 20;

interface OpenView extends WantedView {
  readonly view: number;
  readonly score: Scorer;
  /** Scores many cells at once; null where none can. */
  readonly lanes: LaneScorer | null;
}

interface Surroundings {
  readonly engines: readonly Engine[];
  readonly data: PreparedDataset | null;
}

const input = workerData as MapWorkerInput;
const post = (message: FromMapWorker, buffers: readonly ArrayBuffer[] = []) =>
  parentPort?.postMessage(message, buffers);
const batches: { readonly view: number; readonly cells: Uint32Array }[] = [];
let open: Promise<OpenView> | null = null;
let isBusy = false;
let sliceEnd = 0;

/** All parts of a map are on the same problem. */
let found: Promise<Surroundings> | undefined;
function surroundings(spec: MapSpec): Promise<Surroundings> {
  found ??= findSurroundings(spec);
  return found;
}

async function findSurroundings({ run }: MapSpec): Promise<Surroundings> {
  const [read, loaded] = await Promise.all([
    dataOfRace({
      runs: [{ ...run, id: '' }],
      dataFolder: input.places.data,
      data: input.data,
    }),
    loadKernels(input.places.kernels),
  ]);
  return { engines: enginesOf({ kernels: loaded }), data: read() };
}

function isWanted(view: number): boolean {
  return Atomics.load(input.control, control.view) === view;
}

function isPaused(): boolean {
  return Atomics.load(input.control, control.paused) === 1;
}

/** Lets messages in from time to time. */
async function rested(view: number): Promise<boolean> {
  await nextTurn();
  while (isPaused() && isWanted(view)) await wait(rest);
  sliceEnd = performance.now() + slice;
  return !isWanted(view);
}

function isGivenUp(view: number): boolean | Promise<boolean> {
  if (!isWanted(view)) return true;
  return performance.now() >= sliceEnd || isPaused() ? rested(view) : false;
}

async function openView(view: number, wanted: WantedView): Promise<OpenView> {
  const around = await surroundings(wanted.spec);
  return {
    ...wanted,
    view,
    score: createScorer(wanted.spec, { ...around, isGivenUp: () => isGivenUp(view) }),
    lanes: createLaneScorer(wanted.spec),
  };
}

async function work(): Promise<void> {
  if (isBusy) return;
  isBusy = true;
  for (let batch = batches.shift(); batch; batch = batches.shift()) {
    try {
      await compute(batch);
    } catch (error) {
      post({ type: 'failed', view: batch.view, message: messageOf(error) });
    }
  }
  isBusy = false;
}

async function compute({
  view,
  cells,
}: {
  readonly view: number;
  readonly cells: Uint32Array;
}): Promise<void> {
  const begin = performance.now();
  const own = isWanted(view) ? await open : null;
  const numbers = new Float64Array(numbersOfCell * cells.length);
  let done = 0;
  while (own?.view === view && done < cells.length) {
    const given = isGivenUp(view);
    if (typeof given === 'object' ? await given : given) break;
    const taken = own.lanes
      ? scoreTogether(own, own.lanes, cells.subarray(done), numbers.subarray(numbersOfCell * done))
      : await scoreOne(own, cells[done] ?? 0, numbers, done);
    if (taken === 0) break;
    done += taken;
  }
  const chunk = {
    cells: cells.slice(0, done) as Uint32Array<ArrayBuffer>,
    numbers: numbers.slice(0, numbersOfCell * done),
  };
  const milliseconds = performance.now() - begin;
  post({ type: 'cells', view, chunk, milliseconds }, [chunk.cells.buffer, chunk.numbers.buffer]);
}

/** How many of the cells it has scored: 0 where it was given up. */
async function scoreOne(
  { columns, rows, score }: OpenView,
  cell: number,
  numbers: Float64Array,
  place: number,
): Promise<number> {
  const width = columns.length;
  const scored = score(columns[cell % width] ?? Number.NaN, rows[Math.floor(cell / width)] ?? Number.NaN);
  const known = scored instanceof Promise ? await scored : scored;
  if (known) writeScore(known, numbers, place);
  return known ? 1 : 0;
}

/** How many of the cells, from the first on, it has scored. */
function scoreTogether(
  { columns, rows }: OpenView,
  lanes: LaneScorer,
  cells: Uint32Array,
  numbers: Float64Array,
): number {
  const some = cells.subarray(0, lanes.cells);
  const width = columns.length;
  const xs = Float64Array.from(some, (cell) => columns[cell % width] ?? Number.NaN);
  const ys = Float64Array.from(some, (cell) => rows[Math.floor(cell / width)] ?? Number.NaN);
  lanes.score(xs, ys, numbers);
  return some.length;
}

/** Others are computed meanwhile. */
async function curveOf({ spec, x, y }: Extract<ToMapWorker, { type: 'curve' }>) {
  const losses: number[] = [];
  let until = performance.now() + slice;
  const options = {
    ...(await surroundings(spec)),
    isGivenUp: async () => {
      if (performance.now() < until) return false;
      await nextTurn();
      until = performance.now() + slice;
      return false;
    },
  };
  await followRun(runAt(spec, x, y), options, (loss) => losses.push(loss));
  return inspectedCurve(
    losses.length,
    (index) => index,
    (index) => losses[index] ?? Number.NaN,
  );
}

parentPort?.on('message', (message: ToMapWorker) => {
  switch (message.type) {
    case 'view': {
      open = openView(message.view, message);
      // It is told with the first cells.
      open.catch(() => {});
      break;
    }
    case 'cells':
      batches.push(message);
      void work();
      break;
    case 'curve':
      curveOf(message).then(
        (curve) => post({ type: 'curve', id: message.id, outcome: { curve } }),
        (error: unknown) => post({ type: 'curve', id: message.id, outcome: { error: messageOf(error) } }),
      );
  }
});
