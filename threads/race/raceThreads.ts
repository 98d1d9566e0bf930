/** The threads that compute one race. */
import type { Weights } from '../../core/engine/checkpoint.ts';
import type { KeptCheckpoint } from '../../core/engine/checkpointFile.ts';
import { onCpu, type Verdict } from '../../core/engine/gpu/auto/verdict.ts';
import { rowsOf } from '../../core/experiment/dataShape.ts';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import type { Race } from '../../core/race/race.ts';
import { recordingOfRace } from '../../core/race/raceFacts.ts';
import { hasEnded } from '../../core/race/status.ts';
import { isMemoryShared, threadMemory } from '../../core/threadMemory.ts';
import type { Log } from '../log.ts';
import type { Thread } from '../thread.ts';
import { AskedWeights } from './askedWeights.ts';
import { assignRuns, estimateWork } from './assignRuns.ts';
import type { Delivery } from './delivery.ts';
import { GpuRelay } from './gpuRelay.ts';
import { HelperPool } from './helperPool.ts';
import { LevelKeeper } from './levelKeeper.ts';
import { failureOf } from './outOfMemory.ts';
import { ProgressTable } from './progressTable.ts';
import { type KeepCheckpoints, RaceCheckpoints } from './raceCheckpoints.ts';
import type { RaceStarters } from './raceStarters.ts';
import { type GpuOfMachine, isLeft, runsOnGpu, runsTogether, threadsFor } from './sharing.ts';
import type { FromWorker, GpuOfRace, ToWorker, WorkerInput } from './workerMessages.ts';

export interface RaceThreadsOptions {
  readonly delivery: Delivery;
  readonly threads: RaceStarters;
  readonly log: Log;
  /** How many threads there may be. */
  readonly cores: number;
  /** How many runs there is memory for at the same time, at least 1. */
  readonly room: number;
  /** null where there is no way to a GPU; or why the one that was asked for can't be used, as a clause. */
  readonly gpu: GpuOfMachine | string | null;
  /** Where runs go whose engine is "auto". Default: to the processor. */
  readonly auto?: Verdict;
  /** What was read before the race; null where threads load the data themselves, or there is none. */
  readonly data: PreparedDataset | null;
  /** Where runs go on, by their numbers. Default: all begin. */
  readonly from?: ReadonlyMap<number, KeptCheckpoint>;
  /** Whether threads share memory. Default: where the host lets them. */
  readonly isMemoryShared?: boolean;
  /** Default: checkpoints are not kept. */
  readonly keepCheckpoints?: KeepCheckpoints;
}

/** Of all races: several have one device, and one that goes on after a reload has the id that it had. */
let threadsOnDevice = 0;

export class RaceThreads {
  readonly #race: Race;
  readonly #options: RaceThreadsOptions;
  readonly #table: ProgressTable;
  readonly #helpers: HelperPool;
  readonly #threadsPerRun: number;
  readonly #onGpu: ReadonlySet<number>;
  readonly #from: ReadonlyMap<number, Uint8Array>;
  readonly #checkpoints: RaceCheckpoints;
  readonly #isMemoryShared: boolean;
  /** null where threads see how far the others are. */
  readonly #levels: LevelKeeper | null;
  readonly #weights = new AskedWeights((run, id) => {
    this.send({ type: 'weights', run, id });
    return this.#workers.length;
  });
  #workers: Thread[] = [];
  /** By the numbers of threads. */
  readonly #current = new Map<number, Thread>();

  /** Starts them. */
  constructor(race: Race, options: RaceThreadsOptions) {
    const { cores, threads, log, gpu, auto = onCpu, from = new Map(), delivery } = options;
    this.#race = race;
    this.#options = options;
    this.#isMemoryShared = options.isMemoryShared ?? isMemoryShared;
    this.#helpers = new HelperPool(threads.helper, log);
    const workers = threadsFor(race, cores, options.room, gpu, auto);
    this.#onGpu = runsOnGpu(race, gpu, auto);
    const specs = race.runs.map(({ spec }) => spec);
    this.#table = new ProgressTable(
      specs.map(({ steps }) => steps),
      workers,
    );
    const rows = rowsOf(race.experiment.problem, race.csv?.shape);
    const done = specs.map((_, run) => from.get(run)?.checkpoint.stepsDone ?? 0);
    const work = race.runs.map((run, number) => {
      const { spec } = run;
      return isLeft(run) ? estimateWork(spec, rows) * (1 - (done[number] ?? 0) / spec.steps) : 0;
    });
    for (const [run, worker] of assignRuns(work, workers, this.#onGpu).entries()) {
      this.#table.assign(run, worker);
      this.#table.record(run, worker, done[run] ?? 0, 0);
    }
    for (const [run, each] of race.runs.entries()) if (!isLeft(each)) this.#table.end(run);
    // Computed again from its start elsewhere, a run on a GPU would not be the same bit for bit.
    for (const run of this.#onGpu) this.#table.claimTakeover(run, 0);
    // They may all become the processor's.
    const sharing = Math.max(workers, this.#onGpu.size);
    this.#threadsPerRun = this.#isMemoryShared ? Math.max(1, Math.floor(cores / sharing)) : 1;
    this.#from = new Map([...from].map(([run, { block }]) => [run, inSharedMemory(block)]));
    this.#checkpoints = new RaceCheckpoints(race, {
      ask: (isUrgent) => {
        this.send({ type: 'checkpoint', isUrgent });
        return this.#workers.length;
      },
      settle: () => delivery.settle(),
      keep: options.keepCheckpoints ?? (async () => {}),
      log,
      from: this.#from,
    });
    this.#levels = this.#isMemoryShared
      ? null
      : new LevelKeeper(this.#table, (worker, share) =>
          this.#current.get(worker)?.postMessage({ type: 'level', share } satisfies ToWorker),
        );
    const begin = threads.now();
    for (let worker = 0; worker < workers; worker++) this.#startWorker(worker, begin);
  }

  send(message: ToWorker): void {
    for (const worker of this.#workers) worker.postMessage(message);
  }

  /** Has checkpoints of the runs kept. */
  checkpoint(): void {
    this.#checkpoints.ask();
  }

  /** Comes back when checkpoints of the runs are kept, or of those at least whose threads have answered soon. */
  handOver(): Promise<void> {
    return this.#checkpoints.handOver();
  }

  /** What a run has learned so far; null where no thread has it now. */
  weights(run: number): Promise<Weights | null> {
    return this.#weights.of(run);
  }

  /** Ends all threads, whatever they are doing. */
  terminate(): void {
    this.#checkpoints.dispose();
    this.#weights.end();
    this.#levels?.dispose();
    const workers = this.#workers;
    this.#workers = [];
    for (const worker of workers) void worker.terminate();
  }

  /** @param begin When the race began, by the clock of threads. Default: now, for a thread that takes another's place. */
  #startWorker(index: number, begin = this.#options.threads.now()): void {
    const { delivery, threads, gpu } = this.#options;
    const worker = threads.worker(this.#inputOf(index, begin));
    const link = typeof gpu === 'object' ? gpu?.link : undefined;
    const relay = link && new GpuRelay(link, (reply, buffers) => worker.postMessage(reply, [...buffers]));
    let reason = '';
    this.#workers.push(worker);
    this.#current.set(index, worker);
    worker.on('message', (message: FromWorker) => {
      if (message.type === 'chunks') {
        this.#levels?.take(index, message.chunks);
        delivery.add(message.chunks);
      } else if (message.type === 'checkpoints') this.#checkpoints.take(message.blocks);
      else if (message.type === 'weights') this.#weights.take(message.id, message.weights);
      else if (message.type === 'gpu') void relay?.receive(message);
      else if (this.#workers.includes(worker)) this.#helpers.start(worker, message.input);
    });
    worker.on('error', (error: Error) => {
      reason = failureOf(error);
    });
    worker.on('exit', (code) => {
      this.#helpers.end(worker);
      this.#weights.end();
      relay?.end();
      // What it has sent may be on its way.
      void delivery.settle().then(() => {
        if (!this.#workers.includes(worker)) return;
        this.#workers = this.#workers.filter((each) => each !== worker);
        this.#replaceWorker(index, `worker ended: ${reason || `code ${code}`}`);
      });
    });
  }

  #inputOf(worker: number, begin: number): WorkerInput {
    const { data, room, gpu, auto = onCpu } = this.#options;
    const race = this.#race;
    return {
      worker,
      workers: this.#table.workers,
      table: this.#isMemoryShared ? this.#table.memory : this.#table.copyFor(worker),
      othersAt: this.#isMemoryShared ? null : this.#table.slowest(worker),
      runs: race.runs.map(({ spec }) => spec),
      recording: recordingOfRace(race),
      runsAtOnce: runsTogether(race, room),
      speed: race.speed,
      paused: race.phase === 'paused',
      begin,
      threadsPerRun: this.#threadsPerRun,
      gpu: typeof gpu === 'string' ? gpu : this.#gpuOfThread(),
      auto,
      from: this.#from,
      data,
    };
  }

  #gpuOfThread(): GpuOfRace | null {
    if (this.#onGpu.size === 0) return null;
    return { name: `${this.#race.id}/${threadsOnDevice++}`, runs: [...this.#onGpu] };
  }

  /**
   * After a thread has ended. The run that it computed fails; if it computed none, all its runs do. Another thread
   * computes the others again from where they began: they are the same, and the store drops what it has.
   */
  #replaceWorker(index: number, message: string): void {
    const table = this.#table;
    const own = [...this.#race.runs.entries()].filter(
      ([run, { record }]) => table.ownerOf(run) === index && !hasEnded(record.state.status),
    );
    if (own.length === 0) return;
    this.#options.log.error(`race ${this.#race.id}: ${message}`);
    const current = table.currentOf(index);
    const failed = own.filter(([run]) => current === null || run === current);
    const others = own.filter((each) => !failed.includes(each));
    for (const [run] of failed) table.end(run);
    for (const [run] of others) table.assign(run, index);
    table.setCurrent(index, null);
    if (others.length > 0) this.#startWorker(index);
    this.#levels?.tellSoon();
    this.#options.delivery.end(
      { kind: 'failed', message },
      failed.map(([run]) => run),
    );
  }
}

function inSharedMemory(bytes: Uint8Array): Uint8Array {
  const shared = new Uint8Array(threadMemory(bytes.length));
  shared.set(bytes);
  return shared;
}
