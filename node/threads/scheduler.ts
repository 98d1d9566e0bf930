/** Spreads a race's runs over worker threads and carries the person's wishes to them. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { CsvData } from '../../core/experiment/csvData.ts';
import { rowsOf } from '../../core/experiment/dataShape.ts';
import { trainsOnData } from '../../core/experiment/modelProblem.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import type { Caption } from '../../core/race/caption.ts';
import type { Speed } from '../../core/race/phase.ts';
import { createRace, type Race, stepsDone } from '../../core/race/race.ts';
import { hasEnded } from '../../core/race/status.ts';
import type { RunStore } from '../../core/race/store.ts';
import type { Log } from '../log.ts';
import { deal, estimateWork } from './assignRuns.ts';
import { Helpers } from './helpers.ts';
import { Board } from './progressTable.ts';
import type { FromWorker, ToWorker, WorkerInput } from './workerMessages.ts';

/** How long stopped workers may take to hand over their last chunks, in milliseconds. */
const patience = 40;

/** Files that ship with the extension. */
export interface ShippedFiles {
  readonly worker: string;
  readonly helper: string;
  /** Folder of the data sets. */
  readonly data: string;
  /** Folder of the kernels for networks. */
  readonly kernels: string;
}

export interface StartOptions {
  /** Default: a pace to watch on surfaces, as fast as possible on data. */
  readonly speed?: Speed | undefined;
  /** The problem's CSV file, which must have been read. Default: the problem has none. */
  readonly csv?: CsvData | null;
  /** How many threads there may be. Default: as many as the machine can run at once. */
  readonly cores?: number;
}

/** What the threads of a race work on. */
interface Job {
  readonly race: Race;
  readonly board: Board;
  /** What was read before the race; null where threads load the data themselves, or there is none. */
  readonly data: PreparedDataset | null;
  readonly threadsPerRun: number;
}

export class Scheduler {
  readonly #store: RunStore;
  readonly #files: ShippedFiles;
  readonly #log: Log;
  readonly #helpers: Helpers;
  #workers: Worker[] = [];
  #races = 0;

  constructor(store: RunStore, files: ShippedFiles, log: Log) {
    this.#store = store;
    this.#files = files;
    this.#log = log;
    this.#helpers = new Helpers(files.helper, log);
  }

  /** Ends the race that is on, if any, and starts another. */
  start(
    experiment: Experiment,
    caption: Caption | null,
    { speed, csv = null, cores = availableParallelism() }: StartOptions = {},
  ): Race {
    this.#terminate();
    const facts = csv && { folder: csv.folder, shape: csv.shape };
    const race = createRace(`${Date.now()}-${this.#races++}`, experiment, caption, facts);
    if (speed !== undefined) race.speed = speed;
    this.#log.info(`race ${race.id}: ${race.title}, ${race.runs.length} runs`);
    const workers = Math.max(1, Math.min(race.runs.length, cores));
    race.threads = workers;
    this.#store.replace(race);
    const specs = race.runs.map((run) => run.spec);
    const board = new Board(
      specs.map((spec) => spec.steps),
      workers,
    );
    const rows = rowsOf(experiment.problem, csv?.shape);
    const homes = deal(
      specs.map((spec) => estimateWork(spec, rows)),
      workers,
    );
    for (const [run, worker] of homes.entries()) board.assign(run, worker);
    const begin = Date.now();
    const threadsPerRun = Math.max(1, Math.floor(cores / workers));
    const job: Job = { race, board, data: csv?.data ?? null, threadsPerRun };
    for (let worker = 0; worker < workers; worker++) this.#startWorker(job, worker, begin);
    return race;
  }

  pause(): void {
    this.#store.setPaused(true);
    this.#send({ type: 'pause' });
  }

  resume(): void {
    this.#store.setPaused(false);
    this.#send({ type: 'resume' });
  }

  /** One step. On a surface all runs come level with the one ahead; steps on data may be far apart and of different size. */
  step(): void {
    const { race } = this.#store;
    if (race?.phase !== 'paused') return;
    if (!trainsOnData(race.experiment.problem)) this.#send({ type: 'stepTo', step: stepsDone(race) + 1 });
    else this.#send({ type: 'stepEach' });
  }

  setSpeed(speed: Speed): void {
    this.#store.setSpeed(speed);
    this.#send({ type: 'setSpeed', speed });
  }

  /** The last recorded steps still arrive; runs that don't end in time, such as in a long step, are ended here. */
  stop(): void {
    this.#send({ type: 'stop' });
    const race = this.#store.race;
    setTimeout(() => {
      if (this.#store.race !== race || race?.phase === 'ended') return;
      this.#terminate();
      this.#store.endAll({ kind: 'stopped' });
    }, patience);
  }

  dispose(): void {
    this.#terminate();
  }

  /** @param begin When the race began, as `Date.now()`. Default: now, for a thread that takes another's place. */
  #startWorker(job: Job, index: number, begin = Date.now()): void {
    const { race, board, data, threadsPerRun } = job;
    const workerData: WorkerInput = {
      worker: index,
      workers: board.workers,
      board: board.memory,
      runs: race.runs.map((run) => run.spec),
      speed: race.speed,
      paused: race.phase === 'paused',
      begin,
      threadsPerRun,
      kernelFolder: this.#files.kernels,
      dataFolder: this.#files.data,
      data,
    };
    const worker = new Worker(this.#files.worker, { workerData });
    let reason = '';
    this.#workers.push(worker);
    worker.on('message', (message: FromWorker) => {
      if (message.type === 'chunks') this.#store.append(race.id, message.chunks);
      else if (this.#workers.includes(worker)) this.#helpers.start(worker, message.input);
    });
    worker.on('error', (error: Error) => {
      reason = error.message;
    });
    worker.on('exit', (code) => {
      this.#helpers.end(worker);
      if (!this.#workers.includes(worker)) return;
      this.#workers = this.#workers.filter((each) => each !== worker);
      this.#replaceWorker(job, index, `worker ended: ${reason || `code ${code}`}`);
    });
  }

  /**
   * After a thread has ended. The run that it computed fails; if it computed none, all its runs do. Another thread
   * computes the others again from their start: they are the same, and the store drops what it has.
   */
  #replaceWorker(job: Job, index: number, message: string): void {
    const { race, board } = job;
    const own = [...race.runs.entries()].filter(
      ([run, { status }]) => board.homeOf(run) === index && !hasEnded(status),
    );
    if (own.length === 0) return;
    this.#log.error(`race ${race.id}: ${message}`);
    const working = board.workOf(index);
    const failed = own.filter(([run]) => working === null || run === working);
    const others = own.filter((each) => !failed.includes(each));
    for (const [run] of failed) board.end(run);
    for (const [run] of others) board.assign(run, index);
    board.workOn(index, null);
    if (others.length > 0) this.#startWorker(job, index);
    this.#store.endRuns(
      failed.map(([, run]) => run),
      { kind: 'failed', message },
    );
  }

  #send(message: ToWorker): void {
    for (const worker of this.#workers) worker.postMessage(message);
  }

  #terminate(): void {
    const workers = this.#workers;
    this.#workers = [];
    for (const worker of workers) void worker.terminate();
  }
}
