/** A thread of a map: it computes the cells that it is given, and looks every few milliseconds whether they are still wanted. */
import { type InspectedCurve, inspectedCurve } from '../../core/debug/inspector/inspectedCurve.ts';
import type { Engine } from '../../core/engine/engine.ts';
import { enginesOf } from '../../core/engine/engines.ts';
import { type BasinScorer, createBasinScorer } from '../../core/map/basins.ts';
import { createLaneScorer, type LaneScorer } from '../../core/map/laneScorer.ts';
import { numbersOfCell, writeScore } from '../../core/map/mapGrid.ts';
import type { MapSpec } from '../../core/map/mapSpec.ts';
import { runAt } from '../../core/map/runAt.ts';
import { createScorer, followRun, type Scorer } from '../../core/map/scorer.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import type { Machine, ThreadPort } from '../machine.ts';
import { dataOfRace } from '../race/dataOfRace.ts';
import type { DeviceCells } from './deviceCells.ts';
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
  /** Scores a cell and says where its run ends; null where nobody asks for that. */
  readonly basins: BasinScorer | null;
  /** Scores many cells at once; null where none can. */
  readonly lanes: LaneScorer | null;
}

interface Surroundings {
  readonly engines: readonly Engine[];
  readonly data: PreparedDataset | null;
}

type Batch = Extract<ToMapWorker, { readonly type: 'cells' }>;

export class MapThread {
  readonly #port: ThreadPort;
  readonly #machine: Machine;
  readonly #input: MapWorkerInput;
  readonly #batches: Batch[] = [];
  #open: Promise<OpenView> | null = null;
  #wanted: WantedView | null = null;
  /** null until a device was asked for. */
  #device: Promise<DeviceCells> | null = null;
  /** All parts of a map are on the same problem. */
  #surroundings: Promise<Surroundings> | null = null;
  #isBusy = false;
  #sliceEnd = 0;

  constructor(port: ThreadPort, input: MapWorkerInput, machine: Machine) {
    this.#port = port;
    this.#machine = machine;
    this.#input = input;
  }

  receive(message: ToMapWorker): void {
    switch (message.type) {
      case 'view':
        this.#wanted = message;
        this.#open = this.#openView(message.view, message);
        // It is told with the first cells.
        this.#open.catch(() => {});
        break;
      case 'cells':
        this.#batches.push(message);
        void this.#work();
        break;
      case 'control':
        this.#input.control.set(message.values);
        break;
      case 'curve':
        this.#curveOf(message).then(
          (curve) => this.#post({ type: 'curve', id: message.id, outcome: { curve } }),
          (error: unknown) =>
            this.#post({ type: 'curve', id: message.id, outcome: { error: messageOf(error) } }),
        );
        break;
      case 'openDevice': {
        const { view } = message;
        const wanted = this.#wanted;
        this.#device ??= this.#loadDevice();
        if (wanted) void this.#device.then((device) => device.open(view, wanted));
        break;
      }
      case 'deviceCells':
        void this.#device?.then((device) => device.compute(message));
        break;
      case 'gpuAnswer':
      case 'gpuFailure':
        void this.#device?.then((device) => device.receive(message));
    }
  }

  /** A part of the program that maps without a device don't load. */
  async #loadDevice(): Promise<DeviceCells> {
    const { DeviceCells } = await import('./deviceCells.ts');
    return new DeviceCells(
      (message, buffers) => this.#post(message, buffers),
      (view) => this.#rest(view),
      (milliseconds) => this.#machine.wait(milliseconds),
    );
  }

  #post(message: FromMapWorker, buffers: readonly ArrayBuffer[] = []): void {
    this.#port.postMessage(message, buffers);
  }

  async #work(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let batch = this.#batches.shift(); batch; batch = this.#batches.shift()) {
      try {
        await this.#compute(batch);
      } catch (error) {
        this.#post({ type: 'failed', view: batch.view, message: messageOf(error) });
      }
    }
    this.#isBusy = false;
  }

  async #compute({ view, cells }: Batch): Promise<void> {
    const begin = performance.now();
    const own = this.#isWanted(view) ? await this.#open : null;
    const numbers = new Float64Array(numbersOfCell * cells.length);
    const minima = own?.basins ? new Uint8Array(cells.length) : null;
    let done = 0;
    while (own?.view === view && done < cells.length) {
      const given = this.#isGivenUp(view);
      if (typeof given === 'object' ? await given : given) break;
      const taken = minima
        ? await scoreBasin(own, cells[done] ?? 0, numbers, minima, done)
        : own.lanes
          ? scoreTogether(own, own.lanes, cells.subarray(done), numbers.subarray(numbersOfCell * done))
          : await scoreOne(own, cells[done] ?? 0, numbers, done);
      if (taken === 0) break;
      done += taken;
    }
    const chunk = {
      ...{ cells: cells.slice(0, done), numbers: numbers.slice(0, numbersOfCell * done) },
      ...(minima && { minima: minima.slice(0, done) }),
    };
    const milliseconds = performance.now() - begin;
    this.#post({ type: 'cells', view, chunk, milliseconds }, [chunk.cells.buffer, chunk.numbers.buffer]);
  }

  async #openView(view: number, wanted: WantedView): Promise<OpenView> {
    const around = await this.#find(wanted.spec);
    const isGivenUp = () => this.#isGivenUp(view);
    const options = { ...around, isGivenUp };
    const basins = createBasinScorer(wanted.spec, options);
    const score = createScorer(wanted.spec, options);
    return { ...wanted, view, score, basins, lanes: createLaneScorer(wanted.spec) };
  }

  #isGivenUp(view: number): boolean | Promise<boolean> {
    if (!this.#isWanted(view)) return true;
    return performance.now() >= this.#sliceEnd || this.#isPaused ? this.#rest(view) : false;
  }

  /** Lets messages in. */
  async #rest(view: number): Promise<boolean> {
    await this.#machine.nextTurn();
    while (this.#isPaused && this.#isWanted(view)) await this.#machine.wait(rest);
    this.#sliceEnd = performance.now() + slice;
    return !this.#isWanted(view);
  }

  #isWanted(view: number): boolean {
    return Atomics.load(this.#input.control, control.view) === view;
  }

  get #isPaused(): boolean {
    return Atomics.load(this.#input.control, control.paused) === 1;
  }

  #find(spec: MapSpec): Promise<Surroundings> {
    this.#surroundings ??= this.#load(spec);
    return this.#surroundings;
  }

  async #load({ run }: MapSpec): Promise<Surroundings> {
    const { data } = this.#input;
    const runs = [{ ...run, id: '' }];
    const [read, kernels] = await Promise.all([
      dataOfRace({ runs, data }, this.#machine),
      this.#machine.kernels(),
    ]);
    return { engines: enginesOf({ kernels }), data: read() };
  }

  /** Cells are computed meanwhile. */
  async #curveOf({ spec, x, y }: Extract<ToMapWorker, { type: 'curve' }>): Promise<InspectedCurve> {
    const losses: number[] = [];
    let until = performance.now() + slice;
    const isGivenUp = async () => {
      if (performance.now() < until) return false;
      await this.#machine.nextTurn();
      until = performance.now() + slice;
      return false;
    };
    const surroundings = await this.#find(spec);
    await followRun(runAt(spec, x, y), { ...surroundings, isGivenUp }, (loss) => losses.push(loss));
    return inspectedCurve(
      losses.length,
      (index) => index,
      (index) => losses[index] ?? Number.NaN,
    );
  }
}

/** How many cells it has scored: 0 where it was given up. */
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

async function scoreBasin(
  { columns, rows, basins }: OpenView,
  cell: number,
  numbers: Float64Array,
  minima: Uint8Array,
  place: number,
): Promise<number> {
  const width = columns.length;
  const at = [columns[cell % width] ?? Number.NaN, rows[Math.floor(cell / width)] ?? Number.NaN] as const;
  const known = await basins?.(...at);
  if (!known) return 0;
  writeScore(known.score, numbers, place);
  minima[place] = known.minimum;
  return 1;
}

/** How many of the cells it has scored, from the first on. */
function scoreTogether(
  { columns, rows }: OpenView,
  lanes: LaneScorer,
  cells: Uint32Array,
  numbers: Float64Array,
): number {
  const width = columns.length;
  const some = cells.subarray(0, lanes.cells);
  const xs = Float64Array.from(some, (cell) => columns[cell % width] ?? Number.NaN);
  const ys = Float64Array.from(some, (cell) => rows[Math.floor(cell / width)] ?? Number.NaN);
  lanes.score(xs, ys, numbers);
  return some.length;
}
