/** Computes races on threads of this machine, and carries what the person wants to them. */
import type { Weights } from '../../core/engine/checkpoint.ts';
import type { KeptCheckpoint } from '../../core/engine/checkpointFile.ts';
import { continueRuns } from '../../core/engine/continueRuns.ts';
import { onCpu } from '../../core/engine/gpu/auto/verdict.ts';
import { runsAtOnce } from '../../core/experiment/limits.ts';
import { trainsOnData } from '../../core/experiment/modelProblem.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import type { Caption } from '../../core/race/caption.ts';
import type { Speed } from '../../core/race/phase.ts';
import { createRace, queuedChunks, type Race, type Run, type StartOptions } from '../../core/race/race.ts';
import { stepsDone, wasInterrupted } from '../../core/race/raceFacts.ts';
import type { RaceStore } from '../../core/race/store.ts';
import type { Log } from '../log.ts';
import { Delivery, type Keep } from './delivery.ts';
import { type PlaceOfRace, placeOfRace, reckoned, wordsOf } from './placeOfRace.ts';
import { RaceQueue } from './raceQueue.ts';
import type { RaceStarters } from './raceStarters.ts';
import { RaceThreads } from './raceThreads.ts';
import {
  type CheckpointStorage,
  nothingAround,
  type SchedulerSurroundings,
} from './schedulerSurroundings.ts';
import { type GpuOfMachine, runsTogether, threadsFor } from './sharing.ts';
import type { ToWorker } from './workerMessages.ts';

/** What a race waits for that is the first long one on a machine with a GPU; it takes two to three seconds. */
const whileMeasuring = 'the GPU is measured, once';

/** How long stopped threads may take to hand over their last chunks, in milliseconds. */
const stopTimeout = 40;

/** What a race waits for whose turn it isn't. */
const whileOthersGo = (before: number) =>
  before === 1 ? '1 experiment goes first' : `${before} experiments go first`;

export interface SchedulerOptions extends StartOptions {
  /** How many threads there may be. Default: as many as the machine can run at once. */
  readonly cores?: number;
}

interface ThreadsAsked {
  readonly cores: number;
  /** How many runs there is memory for where the race was thought to go. */
  readonly room: number;
  readonly data: PreparedDataset | null;
  /** Where runs go on. */
  readonly from: ReadonlyMap<number, KeptCheckpoint>;
}

export class Scheduler {
  readonly #store: RaceStore;
  readonly #starters: RaceStarters;
  readonly #log: Log;
  readonly #keep: Keep;
  readonly #memory: Required<SchedulerSurroundings>['memory'];
  readonly #checkpoints: CheckpointStorage;
  readonly #gpu: GpuOfMachine | null;
  readonly #stopElsewhere: (race: Race) => boolean;
  readonly #queue: RaceQueue;
  readonly #threads = new Map<Race, RaceThreads>();
  /** Races that wait until it is known where they go. */
  readonly #undecided = new Map<Race, AbortController>();
  readonly #deliveries = new WeakMap<Race, Delivery>();
  readonly #subscription: { dispose(): void };

  constructor(store: RaceStore, threads: RaceStarters, log: Log, surroundings: SchedulerSurroundings = {}) {
    const { keep, memory, checkpoints, gpu, stopElsewhere } = { ...nothingAround, ...surroundings };
    this.#keep = keep;
    this.#checkpoints = checkpoints;
    this.#memory = memory;
    this.#gpu = gpu;
    this.#stopElsewhere = stopElsewhere;
    this.#store = store;
    this.#starters = threads;
    this.#log = log;
    this.#queue = new RaceQueue({
      hasRoom: (race) => memory.roomFor(race) > 0,
      onWait: (race, before) => store.append(race.id, queuedChunks(race, whileOthersGo(before))),
    });
    this.#subscription = store.onDidChange((change) => {
      if (change.type === 'changed' && change.race.phase === 'ended' && !change.race.log)
        this.#forget(change.race);
    });
  }

  /** Starts a race and puts it on the screen. It goes on beside those that run, or waits until some of them have ended. */
  start(
    experiment: Experiment,
    caption: Caption | null,
    { speed, csv = null, before = null, said = [], cores = this.#starters.cores }: SchedulerOptions = {},
  ): Race {
    const startedAt = Date.now();
    const facts = csv && { folder: csv.folder, shape: csv.shape };
    // Two windows may start races in the same millisecond, and share a library.
    const id = `${startedAt}-${crypto.randomUUID()}`;
    const race = createRace(experiment, { id, startedAt, caption, csv: facts, before, said });
    if (speed !== undefined) race.speed = speed;
    this.#log.info(`race ${race.id}: ${race.title}, ${race.runs.length} runs`);
    this.#launch(race, { cores, data: csv?.data ?? null, from: new Map() });
    return race;
  }

  /**
   * Goes on with a race that was interrupted, and puts it on the screen: its runs from their checkpoints, those without one
   * from their start; those that had ended stay as they are.
   * @returns How many runs had done steps and begin again.
   * @throws {Error} if somebody else goes on with it.
   */
  async continueRace(
    race: Race,
    { csv = null, cores = this.#starters.cores }: Pick<SchedulerOptions, 'csv' | 'cores'> = {},
  ): Promise<number> {
    const kept = await this.#checkpoints.load(race);
    // Somebody may have asked twice.
    if (!wasInterrupted(race)) return 0;
    const { from, again } = continueRuns(race, kept);
    this.#log.info(`race ${race.id}: ${from.size} runs go on from a checkpoint, ${again} begin again`);
    this.#launch(race, { cores, data: csv?.data ?? null, from });
    return again;
  }

  #launch(race: Race, asked: Omit<ThreadsAsked, 'room'>): void {
    this.#deliveries.set(race, new Delivery(race, this.#store, this.#keep, this.#log));
    race.threads = threadsFor(race, asked.cores, race.runs.length, this.#gpu);
    this.#store.show(race);
    this.#queue.add(race, () => this.#begin(race, asked));
  }

  /** Where that is known at once, its threads; else they follow. */
  #begin(race: Race, asked: Omit<ThreadsAsked, 'room'>): void {
    const { cores } = asked;
    if (race.runs.some(isWaiting)) this.#store.append(race.id, queuedChunks(race));
    const room = this.#memory.roomFor(race);
    const runsAtOnce = runsTogether(race, room) ?? race.runs.length;
    this.#memory.reserve(race, runsAtOnce);
    race.threads = threadsFor(race, cores, room, this.#gpu);
    const waiting = new AbortController();
    const onMeasure = () => this.#store.append(race.id, queuedChunks(race, whileMeasuring));
    const isAlone = () => this.#queue.going <= 1;
    const options = { signal: waiting.signal, onMeasure, isAlone };
    const place = placeOfRace(race, this.#gpu, { cores, runsAtOnce }, options);
    const begin = (there: PlaceOfRace) => this.#startThreads(race, there, { ...asked, room });
    if (place instanceof Promise) {
      this.#undecided.set(race, waiting);
      void this.#decide(race, place, begin);
    } else begin(place);
  }

  /** Begins the race when it is known where; not if it was ended before. */
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
    begin(place);
  }

  /** A race that can't begin fails. */
  #startThreads(race: Race, place: PlaceOfRace, { cores, room, data, from }: ThreadsAsked): void {
    const delivery = this.#deliveries.get(race);
    if (!delivery) return;
    const { gpu, auto } = place;
    const there = reckoned(race, place);
    const roomThere = there === race ? room : this.#reserveAnew(there);
    race.threads = threadsFor(race, cores, roomThere, gpu, auto);
    const here = { threads: this.#starters, log: this.#log, delivery, data, from };
    const { keep } = this.#checkpoints;
    try {
      this.#threads.set(
        race,
        new RaceThreads(race, { ...here, cores, room: roomThere, gpu, auto, keepCheckpoints: keep }),
      );
    } catch (error) {
      const message = messageOf(error);
      this.#log.error(`race ${race.id}: it can't begin: ${message}`);
      delivery.end({ kind: 'failed', message });
    }
  }

  /** Gives how many runs there is memory for. */
  #reserveAnew(race: Race): number {
    this.#memory.release(race);
    const room = this.#memory.roomFor(race);
    this.#memory.reserve(race, runsTogether(race, room) ?? race.runs.length);
    return room;
  }

  /** Others may go on in its place. */
  pause(race: Race): void {
    this.#store.setPaused(race, true);
    this.#send(race, { type: 'pause' });
    this.#threads.get(race)?.checkpoint();
    this.#queue.update();
  }

  resume(race: Race): void {
    this.#store.setPaused(race, false);
    this.#send(race, { type: 'resume' });
    this.#queue.update();
  }

  /**
   * One step. On a surface all runs come level with the one ahead; steps on data may be far apart and of different size,
   * and runs that begin in turn are never level.
   */
  step(race: Race): void {
    if (race.phase !== 'paused') return;
    this.#queue.begin(race);
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
    if (this.#stopElsewhere(race)) return;
    this.#queue.cancel(race);
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

  /** What a run has learned so far; null where no thread of this window computes it. */
  async weights(race: Race, run: number): Promise<Weights | null> {
    return (await this.#threads.get(race)?.weights(run)) ?? null;
  }

  /** Has checkpoints of all that goes on kept, before the window closes. */
  async handOver(): Promise<void> {
    await Promise.all([...this.#threads.values()].map((threads) => threads.handOver()));
  }

  #forget(race: Race): void {
    this.#threads.delete(race);
    this.#memory.release(race);
    this.#queue.remove(race);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#queue.clear();
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
