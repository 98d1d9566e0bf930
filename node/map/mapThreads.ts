/** Computes the cells of a map in threads, the ones that are wanted most first, and hands on what comes of them. */
import { Worker } from 'node:worker_threads';
import type { InspectedCurve } from '../../core/debug/inspector/inspectedCurve.ts';
import type { CellPlace } from '../../core/map/cellOrder.ts';
import { type CellChunk, joinChunks } from '../../core/map/mapGrid.ts';
import type { MapSpec } from '../../core/map/mapSpec.ts';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import { BatchSize } from './batchSize.ts';
import { CellQueue } from './cellQueue.ts';
import {
  control,
  type FromMapWorker,
  type MapPlaces,
  type MapWorkerInput,
  type ToMapWorker,
  type WantedView,
} from './mapTasks.ts';

/** Milliseconds between two times that cells are handed on. */
const tick = 33;
/** Batches that a thread has at once, so that it doesn't wait for the next one. */
const batchesAhead = 2;

export interface MapListener {
  onCells(chunk: CellChunk): void;
  /** All cells of the view are computed. */
  onDone(): void;
  onFailed(message: string): void;
}

export interface MapThreadsOptions {
  /** The program of a thread. */
  readonly workerFile: string;
  readonly places: MapPlaces;
  /** Read of a CSV file; null where the problem has none. */
  readonly data: PreparedDataset | null;
  readonly count: number;
}

interface Waiting {
  readonly resolve: (curve: InspectedCurve) => void;
  readonly reject: (error: Error) => void;
}

export class MapThreads {
  readonly #workers: readonly Worker[];
  readonly #control = new Int32Array(new SharedArrayBuffer(8));
  readonly #listener: MapListener;
  readonly #curves = new Map<number, Waiting>();
  #queue: CellQueue | null = null;
  #batch = new BatchSize();
  #view = 0;
  #lastCurve = 0;
  /** What threads have of the view that is wanted. */
  #inFlight = 0;
  #pending: CellChunk[] = [];
  #timer: NodeJS.Timeout | undefined;
  #end: Error | null = null;

  constructor({ workerFile, places, data, count }: MapThreadsOptions, listener: MapListener) {
    this.#listener = listener;
    const input: MapWorkerInput = { places, data, control: this.#control };
    this.#workers = Array.from({ length: Math.max(1, count) }, () => {
      const worker = new Worker(workerFile, { workerData: input });
      worker.on('message', (message: FromMapWorker) => this.#take(worker, message));
      worker.on('error', (error) => this.#fail(error));
      worker.on('exit', (code) => this.#fail(new Error(`a thread of the map ended with code ${code}`)));
      return worker;
    });
  }

  /** Lets go of the view before, and computes this one from `around` outward. */
  show(wanted: WantedView, around: CellPlace): void {
    this.stop();
    const view = this.#view;
    this.#queue = new CellQueue(wanted.columns.length, wanted.rows.length, around);
    this.#batch = new BatchSize();
    Atomics.store(this.#control, control.paused, 0);
    for (const worker of this.#workers) {
      this.#post(worker, { type: 'view', view, ...wanted });
      for (let i = 0; i < batchesAhead; i++) this.#deal(worker);
    }
  }

  /** What was not begun yet is computed from here outward. */
  focus(around: CellPlace): void {
    this.#queue?.focus(around);
  }

  setPaused(paused: boolean): void {
    Atomics.store(this.#control, control.paused, paused ? 1 : 0);
  }

  /** Lets go of what was not computed. */
  stop(): void {
    this.#flush();
    this.#queue = null;
    this.#inFlight = 0;
    this.#view++;
    Atomics.store(this.#control, control.view, this.#view);
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
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pending = [];
    this.#queue = null;
    this.#fail(new Error('the map was closed'), false);
    for (const worker of this.#workers) void worker.terminate();
  }

  #post(worker: Worker, message: ToMapWorker): void {
    worker.postMessage(message, message.type === 'cells' ? [message.cells.buffer] : []);
  }

  #deal(worker: Worker): void {
    const cells = this.#queue?.next(this.#batch.cells);
    if (!cells || cells.length === 0) return;
    this.#inFlight++;
    this.#post(worker, { type: 'cells', view: this.#view, cells });
  }

  #take(worker: Worker, message: FromMapWorker): void {
    if (message.type === 'curve') {
      this.#settle(message);
      return;
    }
    if (message.view !== this.#view) return;
    if (message.type === 'failed') {
      this.stop();
      this.#listener.onFailed(message.message);
      return;
    }
    this.#inFlight--;
    const { chunk, milliseconds } = message;
    this.#batch.learn(chunk.cells.length, milliseconds);
    if (chunk.cells.length > 0) this.#pending.push(chunk);
    this.#deal(worker);
    if (this.#inFlight === 0) {
      this.#flush();
      this.#queue = null;
      this.#listener.onDone();
    } else this.#timer ??= setTimeout(() => this.#flush(), tick);
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
