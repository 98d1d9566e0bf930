/** Computes the cells of a map in threads, the ones that are wanted most first, and hands on what comes of them. */
import type { InspectedCurve } from '../../core/debug/inspector/inspectedCurve.ts';
import type { CellPlace } from '../../core/map/cellOrder.ts';
import type { MapEngine } from '../../core/map/mapEngine.ts';
import { type CellChunk, joinChunks } from '../../core/map/mapGrid.ts';
import type { MapSpec } from '../../core/map/mapSpec.ts';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import { isMemoryShared, threadMemory } from '../../core/threadMemory.ts';
import { GpuRelay } from '../race/gpuRelay.ts';
import type { StartThread, Thread } from '../thread.ts';
import { BatchSize, ofDevice, ofThread } from './batchSize.ts';
import { CellQueue } from './cellQueue.ts';
import { MapDevice, type MapGpu } from './mapDevice.ts';
import {
  control,
  type DeviceOutcome,
  type FromMapWorker,
  type MapWorkerInput,
  type ToMapWorker,
  type WantedView,
} from './mapTasks.ts';

/** Milliseconds between two times that cells are handed on. */
const tick = 33;
/** Batches that a thread has at once, so that it doesn't wait for the next one. */
const batchesAhead = 2;
const usualPatience = 5000;

export interface MapListener {
  onCells(chunk: CellChunk): void;
  /** All cells of the view are computed. */
  onDone(): void;
  onFailed(message: string): void;
  /** Where the cells that follow are computed, where that was a question. */
  onEngine(engine: MapEngine): void;
}

export interface MapThreadsOptions {
  readonly start: StartThread;
  /** Read of a CSV file; null where the problem has none. */
  readonly data: PreparedDataset | null;
  readonly count: number;
  /** null where no device is to be used. */
  readonly gpu: MapGpu | null;
}

interface Waiting {
  readonly resolve: (curve: InspectedCurve) => void;
  readonly reject: (error: Error) => void;
}

export class MapThreads {
  readonly #workers: readonly Thread[];
  readonly #control = new Int32Array(threadMemory(8));
  readonly #listener: MapListener;
  readonly #curves = new Map<number, Waiting>();
  #queue: CellQueue | null = null;
  #batch = new BatchSize(ofThread);
  readonly #device: MapDevice | null;
  readonly #relay: GpuRelay | null;
  #deviceBatch = new BatchSize(ofDevice);
  readonly #patience: number;
  #giveUp: Timer | undefined;
  /** The part that is wanted. */
  #part: { readonly columns: number; readonly rows: number; around: CellPlace } | null = null;
  #view = 0;
  #lastCurve = 0;
  /** What threads have of the view that is wanted. */
  #inFlight = 0;
  #pending: CellChunk[] = [];
  #timer: Timer | undefined;
  #end: Error | null = null;

  constructor({ start, data, count, gpu }: MapThreadsOptions, listener: MapListener) {
    this.#listener = listener;
    const input: MapWorkerInput = { data, control: this.#control };
    this.#workers = Array.from({ length: Math.max(1, count) }, () => {
      const worker = start(input);
      worker.on('message', (message: FromMapWorker) => this.#take(worker, message));
      worker.on('error', (error) => this.#fail(error));
      worker.on('exit', (code) => this.#fail(new Error(`a thread of the map ended with code ${code}`)));
      return worker;
    });
    this.#patience = gpu?.patience ?? usualPatience;
    this.#device = gpu && new MapDevice(gpu.choice);
    this.#relay =
      gpu && new GpuRelay(gpu.link, (reply, buffers) => this.#workers[0]?.postMessage(reply, [...buffers]));
  }

  /** Lets go of the view before, and computes this one from `around` outward. */
  show(wanted: WantedView, around: CellPlace): void {
    this.stop();
    const view = this.#view;
    const [columns, rows] = [wanted.columns.length, wanted.rows.length];
    this.#part = { columns, rows, around };
    this.#queue = new CellQueue(columns, rows, around);
    this.#batch = new BatchSize(ofThread);
    this.#device?.reset();
    this.#set('paused', 0);
    for (const worker of this.#workers) this.#post(worker, { type: 'view', view, ...wanted });
    if (this.#device?.begin()) this.#askDevice();
    else this.#dealAll();
  }

  /** What was not begun yet is computed from here outward. */
  focus(around: CellPlace): void {
    if (this.#part) this.#part.around = around;
    this.#queue?.focus(around);
  }

  setPaused(paused: boolean): void {
    this.#set('paused', paused ? 1 : 0);
  }

  /** Lets go of what was not computed. */
  stop(): void {
    this.#flush();
    clearTimeout(this.#giveUp);
    this.#queue = null;
    this.#inFlight = 0;
    this.#view++;
    this.#set('view', this.#view);
  }

  /** @throws {Error} if it can't be computed, or the threads have ended. */
  curve(spec: MapSpec, x: number, y: number): Promise<InspectedCurve> {
    if (this.#end) return Promise.reject(this.#end);
    const id = ++this.#lastCurve;
    const worker = this.#workers[id % this.#workers.length];
    return new Promise((resolve, reject) => {
      this.#curves.set(id, { resolve, reject });
      if (worker) this.#post(worker, { type: 'curve', id, spec, x, y });
    });
  }

  dispose(): void {
    this.#relay?.end();
    clearTimeout(this.#giveUp);
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pending = [];
    this.#queue = null;
    this.#fail(new Error('the map was closed'), false);
    for (const worker of this.#workers) void worker.terminate();
  }

  #set(place: keyof typeof control, value: number): void {
    Atomics.store(this.#control, control[place], value);
    if (isMemoryShared) return;
    for (const worker of this.#workers) this.#post(worker, { type: 'control', values: this.#control });
  }

  #post(worker: Thread, message: ToMapWorker): void {
    const isBatch = message.type === 'cells' || message.type === 'deviceCells';
    worker.postMessage(message, isBatch ? [message.cells.buffer] : []);
  }

  #dealAll(): void {
    for (const worker of this.#workers) for (let i = 0; i < batchesAhead; i++) this.#deal(worker);
  }

  #deal(worker: Thread): void {
    if (this.#device?.leavesCells === false) return;
    const cells = this.#queue?.next(this.#batch.cells);
    if (!cells || cells.length === 0) return;
    this.#inFlight++;
    this.#post(worker, { type: 'cells', view: this.#view, cells });
  }

  #take(worker: Thread, message: FromMapWorker): void {
    switch (message.type) {
      case 'gpu':
        void this.#relay?.receive(message);
        return;
      case 'curve':
        this.#settle(message);
        return;
    }
    if (message.view !== this.#view) return;
    switch (message.type) {
      case 'failed':
        this.stop();
        this.#listener.onFailed(message.message);
        return;
      case 'device':
        this.#takeDevice(message.outcome);
        return;
      case 'deviceFailed':
        this.#inFlight--;
        this.#queue?.giveBack(message.cells);
        this.#withoutDevice(message.reason);
        return;
    }
    this.#inFlight--;
    const { chunk, milliseconds } = message;
    const count = chunk?.cells.length ?? 0;
    // What threads were still at when the device began, it computes anew.
    const isLate = message.type === 'cells' && this.#device?.isOn === true;
    if (chunk && count > 0 && !isLate) this.#pending.push(chunk);
    if (message.type === 'cells') {
      this.#batch.learn(count, milliseconds);
      const left = this.#queue?.left ?? 0;
      if (this.#device?.consider(count, milliseconds, left, this.#workers.length)) this.#askDevice();
      this.#deal(worker);
    } else {
      this.#deviceBatch.learn(count, milliseconds);
      const slow = this.#device?.compare(count, milliseconds, this.#workers.length) ?? null;
      if (slow !== null && (this.#queue?.left ?? 0) > 0) this.#withoutDevice(slow);
      else this.#dealDevice();
    }
    this.#timer ??= setTimeout(() => this.#flush(), tick);
    this.#endIfDone();
  }

  #endIfDone(): void {
    if (this.#inFlight > 0 || !this.#queue) return;
    this.#flush();
    this.#queue = null;
    clearTimeout(this.#giveUp);
    this.#listener.onDone();
  }

  #askDevice(): void {
    const [first] = this.#workers;
    if (first) this.#post(first, { type: 'openDevice', view: this.#view });
    const reason = `the GPU did not open within ${this.#patience / 1000} seconds`;
    this.#giveUp = setTimeout(() => this.#withoutDevice(reason), this.#patience);
  }

  #takeDevice(outcome: DeviceOutcome): void {
    // The threads may have been done before, or the patience at its end.
    if (!this.#device?.isAsked || !this.#queue || !this.#part) return;
    clearTimeout(this.#giveUp);
    const engine = this.#device.take(outcome);
    if (typeof engine === 'string') {
      this.#withoutDevice(engine);
      return;
    }
    this.#listener.onEngine(engine);
    // All of the part anew, so that it is of one precision.
    const { columns, rows, around } = this.#part;
    this.#queue = new CellQueue(columns, rows, around);
    this.#deviceBatch = new BatchSize(ofDevice);
    this.#dealDevice();
  }

  #dealDevice(): void {
    const cells = this.#queue?.next(this.#deviceBatch.cells);
    const [first] = this.#workers;
    if (!cells || cells.length === 0 || !first) return;
    this.#inFlight++;
    this.#post(first, { type: 'deviceCells', view: this.#view, cells });
  }

  /** The threads compute what is left. */
  #withoutDevice(reason: string): void {
    if (!this.#device || !this.#queue) return;
    clearTimeout(this.#giveUp);
    const wasWaiting = !this.#device.leavesCells;
    this.#listener.onEngine(this.#device.fail(reason));
    if (wasWaiting) this.#dealAll();
    this.#endIfDone();
  }

  #settle({ id, outcome }: Extract<FromMapWorker, { type: 'curve' }>): void {
    const waiting = this.#curves.get(id);
    this.#curves.delete(id);
    if ('error' in outcome) waiting?.reject(new Error(outcome.error));
    else waiting?.resolve(outcome.curve);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#pending.length === 0) return;
    const chunk = joinChunks(this.#pending);
    this.#pending = [];
    this.#listener.onCells(chunk);
  }

  #fail(error: Error, isTold = true): void {
    const isFirst = this.#end === null;
    this.#end ??= error;
    for (const { reject } of this.#curves.values()) reject(this.#end);
    this.#curves.clear();
    if (isFirst && isTold) this.#listener.onFailed(error.message);
  }
}
