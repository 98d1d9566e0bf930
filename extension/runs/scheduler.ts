/** Spreads a race's runs over worker threads and carries the person's wishes to them. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Experiment } from '../../core/experiment/schema.ts';
import type { Caption, Speed } from '../../core/protocol.ts';
import { log } from '../log.ts';
import { createRace, type Race, type Run, stepsDone } from './race.ts';
import type { RunStore } from './store.ts';
import type { FromWorker, ToWorker, WorkerInput } from './workerMessages.ts';

/** More threads than this gain nothing with at most 64 runs and cost memory. */
const mostWorkers = 8;

/** How long a stopped worker may take to hand over its last chunks, in milliseconds. */
const patience = 1000;

export class Scheduler {
  readonly #store: RunStore;
  readonly #workerFile: string;
  readonly #dataFolder: string;
  #workers: Worker[] = [];
  #races = 0;
  /** When the race that is on began. */
  #begin = 0;

  constructor(store: RunStore, workerFile: string, dataFolder: string) {
    this.#store = store;
    this.#workerFile = workerFile;
    this.#dataFolder = dataFolder;
  }

  /**
   * Ends the race that is on, if any, and starts another.
   * @param speed Default: a pace to watch on surfaces, as fast as possible on data.
   */
  start(experiment: Experiment, caption: Caption | null, speed?: Speed): Race {
    this.#terminate();
    const race = createRace(`${Date.now()}-${this.#races++}`, experiment, caption);
    if (speed !== undefined) race.speed = speed;
    log.info(`race ${race.id}: ${race.title}, ${race.runs.length} runs`);
    this.#store.replace(race);
    this.#begin = Date.now();
    const count = Math.min(race.runs.length, availableParallelism(), mostWorkers);
    for (let index = 0; index < count; index++)
      this.#startWorker(
        race,
        race.runs.filter((_, run) => run % count === index),
      );
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
    if ('surface' in race.experiment.problem) this.#send({ type: 'stepTo', step: stepsDone(race) + 1 });
    else this.#send({ type: 'stepEach' });
  }

  setSpeed(speed: Speed): void {
    this.#store.setSpeed(speed);
    this.#send({ type: 'setSpeed', speed });
  }

  /** The last recorded steps still arrive; runs that don't end in time are ended here. */
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

  #startWorker(race: Race, runs: readonly Run[]): void {
    const workerData: WorkerInput = {
      runs: runs.map((run) => run.spec),
      speed: race.speed,
      begin: this.#begin,
      dataFolder: this.#dataFolder,
    };
    const worker = new Worker(this.#workerFile, { workerData });
    const fail = (message: string) => {
      if (!this.#workers.includes(worker)) return;
      log.error(`race ${race.id}: ${message}`);
      this.#store.endRuns(runs, { kind: 'failed', message });
    };
    this.#workers.push(worker);
    worker.on('message', ({ chunks }: FromWorker) => this.#store.append(race.id, chunks));
    worker.on('error', (error: Error) => fail(error.message));
    worker.on('exit', (code) => {
      if (code !== 0) fail(`the worker thread ended with code ${code}`);
      this.#workers = this.#workers.filter((each) => each !== worker);
    });
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
