/** Computes races on threads of this machine, and carries what the person wants to them. */
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { onCpu } from '../../core/engine/gpu/auto/verdict.ts';
import { runsAtOnce } from '../../core/experiment/limits.ts';
import { trainsOnData } from '../../core/experiment/modelProblem.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { Caption } from '../../core/race/caption.ts';
import type { Speed } from '../../core/race/phase.ts';
import { createRace, queuedChunks, type Race, type Run, type StartOptions } from '../../core/race/race.ts';
import { stepsDone } from '../../core/race/raceFacts.ts';
import type { RaceStore } from '../../core/race/store.ts';
import type { Log } from '../log.ts';
import { Delivery, type Keep } from './delivery.ts';
import { type PlaceOfRace, placeOfRace } from './placeOfRace.ts';
import {
  type GpuOfMachine,
  RaceThreads,
  runsOnGpu,
  runsTogether,
  type ShippedFiles,
  threadsFor,
} from './raceThreads.ts';
import type { ToWorker } from './workerMessages.ts';

/** What a race waits for that is the first long one on a machine with a GPU; it takes two to three seconds. */
const whileMeasuring = 'the GPU is measured, once';

/** How long stopped threads may take to hand over their last chunks, in milliseconds. */
const stopTimeout = 40;

export interface SchedulerOptions extends StartOptions {
  /** How many threads there may be. Default: as many as the machine can run at once. */
  readonly cores?: number;
}

export interface SchedulerSurroundings {
  /** Keeps the ends of runs before the store has them. Default: nothing is kept. */
  readonly keep?: Keep;
  /** How many runs of a race there is memory for at the same time; one goes on in any case. Default: all. */
  readonly roomFor?: (race: Race) => number;
  /** Default: there is no way to a GPU. */
  readonly gpu?: GpuOfMachine | null;
}

export class Scheduler {
  readonly #store: RaceStore;
  readonly #files: ShippedFiles;
  readonly #log: Log;
  readonly #keep: Keep;
  readonly #roomFor: (race: Race) => number;
  readonly #gpu: GpuOfMachine | null;
  readonly #threads = new Map<Race, RaceThreads>();
  /** Races that wait until it is known where they go. */
  readonly #undecided = new Map<Race, AbortController>();
  readonly #deliveries = new WeakMap<Race, Delivery>();
  readonly #subscription: { dispose(): void };

  constructor(
    store: RaceStore,
    files: ShippedFiles,
    log: Log,
    { keep = async () => {}, roomFor = ({ runs }) => runs.length, gpu = null }: SchedulerSurroundings = {},
  ) {
    this.#keep = keep;
    this.#roomFor = roomFor;
    this.#gpu = gpu;
    this.#store = store;
    this.#files = files;
    this.#log = log;
    this.#subscription = store.onDidChange((change) => {
      if (change.type === 'changed' && change.race.phase === 'ended') this.#threads.delete(change.race);
    });
  }

  /** Starts a race and puts it on the screen. Those that are still running are stopped, with what they have recorded. */
  start(
    experiment: Experiment,
    caption: Caption | null,
    { speed, csv = null, cores = availableParallelism() }: SchedulerOptions = {},
  ): Race {
    for (const race of [...this.#threads.keys(), ...this.#undecided.keys()]) this.stop(race);
    const startedAt = Date.now();
    const facts = csv && { folder: csv.folder, shape: csv.shape };
    // Two windows may start races in the same millisecond, and share a library.
    const id = `${startedAt}-${randomUUID()}`;
    const race = createRace(experiment, { id, startedAt, caption, csv: facts });
    if (speed !== undefined) race.speed = speed;
    const roomAsAsked = this.#roomFor(race);
    race.threads = threadsFor(race, cores, roomAsAsked, this.#gpu);
    this.#log.info(`race ${race.id}: ${race.title}, ${race.runs.length} runs`);
    const waiting = new AbortController();
    const onMeasure = () => this.#store.append(race.id, queuedChunks(race, whileMeasuring));
    const runsAtOnce = runsTogether(race, roomAsAsked) ?? race.runs.length;
    const room = { cores, runsAtOnce };
    const place = placeOfRace(race, this.#gpu, room, { signal: waiting.signal, onMeasure });
    const delivery = new Delivery(race, this.#store, this.#keep, this.#log);
    this.#deliveries.set(race, delivery);
    this.#store.show(race);
    const begin = (there: PlaceOfRace) => {
      const { gpu, auto } = there;
      const raceThere = reckoned(race, there);
      const roomThere = raceThere === race ? roomAsAsked : this.#roomFor(raceThere);
      race.threads = threadsFor(race, cores, roomThere, gpu, auto);
      const options = {
        ...{ delivery, files: this.#files, log: this.#log, cores, room: roomThere, gpu, auto },
        data: csv?.data ?? null,
      };
      this.#threads.set(race, new RaceThreads(race, options));
    };
    if (place instanceof Promise) {
      this.#undecided.set(race, waiting);
      void this.#decide(race, place, begin);
    } else begin(place);
    return race;
  }

  /** Begins the race when it is known where; not if it was ended before. A race that can't begin fails. */
  async #decide(
    race: Race,
    deciding: Promise<PlaceOfRace>,
    begin: (place: PlaceOfRace) => void,
  ): Promise<void> {
    const place = await deciding.catch((error: unknown) => {
      this.#log.error(`race ${race.id}: ${messageOf(error)}`);
      return { gpu: this.#gpu, auto: onCpu };
    });
    if (!this.#undecided.delete(race)) return;
    this.#log.info(`race ${race.id}: ${wordsOf(race, place)}`);
    if (race.runs.some(isWaiting)) this.#store.append(race.id, queuedChunks(race));
    try {
      begin(place);
    } catch (error) {
      const message = messageOf(error);
      this.#log.error(`race ${race.id}: it can't begin: ${message}`);
      this.#deliveries.get(race)?.end({ kind: 'failed', message });
    }
  }

  pause(race: Race): void {
    this.#store.setPaused(race, true);
    this.#send(race, { type: 'pause' });
  }

  resume(race: Race): void {
    this.#store.setPaused(race, false);
    this.#send(race, { type: 'resume' });
  }

  /**
   * One step. On a surface all runs come level with the one ahead; steps on data may be far apart and of different size,
   * and runs that begin in turn are never level.
   */
  step(race: Race): void {
    if (race.phase !== 'paused') return;
    const trains = trainsOnData(race.experiment.problem);
    const isLevel = !trains && runsAtOnce(race.runs.length, trains) === undefined;
    this.#send(race, isLevel ? { type: 'stepTo', step: stepsDone(race) + 1 } : { type: 'stepEach' });
  }

  setSpeed(race: Race, speed: Speed): void {
    this.#store.setSpeed(race, speed);
    this.#send(race, { type: 'setSpeed', speed });
  }

  /** The last recorded steps still arrive; runs that don't end in time, such as in a long step, are ended here. */
  stop(race: Race): void {
    this.#undecided.get(race)?.abort();
    this.#undecided.delete(race);
    const threads = this.#threads.get(race);
    threads?.send({ type: 'stop' });
    setTimeout(() => void this.#endStopped(race, threads), stopTimeout);
  }

  async #endStopped(race: Race, threads: RaceThreads | undefined): Promise<void> {
    if (race.phase === 'ended') return;
    // What they have handed over by now may still have to be kept, however long that takes.
    threads?.terminate();
    const delivery = this.#deliveries.get(race);
    await delivery?.settle();
    delivery?.end({ kind: 'stopped' });
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const waiting of this.#undecided.values()) waiting.abort();
    this.#undecided.clear();
    for (const threads of this.#threads.values()) threads.terminate();
    this.#threads.clear();
  }

  #send(race: Race, message: ToWorker): void {
    this.#threads.get(race)?.send(message);
  }
}

/** Whether a run waits for something else than its turn. */
function isWaiting({ record }: Run): boolean {
  const { status } = record.state;
  return status.kind === 'queued' && status.reason !== undefined;
}

/** Where the race goes, for the log. */
function wordsOf({ experiment }: Race, { gpu, auto }: PlaceOfRace): string {
  if (typeof gpu === 'string') return `gpu is the processor, since ${gpu}`;
  if (experiment.engine === 'gpu') return 'gpu is the GPU';
  return `auto is ${auto.onGpu ? 'the GPU' : 'the processor'}${auto.reason ? `, since ${auto.reason}` : ''}`;
}

/** The race as its memory is reckoned where it goes: where a GPU computes it, the processor has to be able to take over. */
function reckoned(race: Race, { gpu, auto }: PlaceOfRace): Race {
  const { engine } = race.experiment;
  const isOnGpu = runsOnGpu(race, gpu, auto).size > 0;
  if (isOnGpu === (engine === 'gpu')) return race;
  return { ...race, experiment: { ...race.experiment, engine: isOnGpu ? 'gpu' : 'cpu' } };
}
