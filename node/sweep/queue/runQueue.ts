/** Where the jobs of sweeps wait, and who computes them: within this process, or with others by way of Redis. */
import type { JobMessage } from '../../../core/sweep/jobMessage.ts';
import type { JobResult } from '../computeJob.ts';
import type { ComputeOptions } from '../threads/runThreads.ts';

/** Jobs are known by the keys of their runs: each is there once, however many sweeps want it. */
export interface RunQueue {
  /** For people, without a password. */
  readonly address: string;
  /**
   * Adds jobs in their order; those that wait or are computed stay as they are, those that had failed are tried again. Waits
   * while too many are there.
   */
  submit(jobs: readonly JobMessage[], options: SubmitOptions): Promise<void>;
  /** Begins to compute jobs, as many at the same time as `concurrency` says. */
  process(handler: JobHandler, options: ProcessOptions): Processing;
  /** How jobs stand, in the order of their keys. */
  states(keys: readonly string[]): Promise<readonly JobState[]>;
  /** Takes off the jobs that wait, and has those left that are computed. Gives how many waited. */
  cancel(sweep: string, keys: readonly string[]): Promise<number>;
  /** Whether the sweep was cancelled, here or elsewhere, since it was submitted last. */
  isCancelled(sweep: string): Promise<boolean>;
  /** Of all sweeps. */
  counts(): Promise<QueueCounts>;
  /** The last worker that refused runs of the sweep and ended; null where none has lately. */
  refusal(sweep: string): Promise<Refusal | null>;
  /** Calls `listener` with what becomes of jobs, of all sweeps; what happens meanwhile elsewhere may be missed. */
  onEvent(listener: (event: QueueEvent) => void): { dispose(): void };
  close(): Promise<void>;
}

export interface SubmitOptions {
  /** From 1, which goes first, to `lastPriority`. */
  readonly priority: number;
  /** Ends it before all are added. */
  readonly signal: AbortSignal;
  /** Is told how many have been added. */
  readonly onSubmitted?: (count: number) => void;
}

export const lastPriority = 1000;

/**
 * @param message As it came: anything.
 * @throws {JobFault} where another try makes no sense, {WorkerUnfit} where another worker is to try.
 */
export type JobHandler = (message: unknown, options: ComputeOptions) => Promise<JobResult>;

export interface ProcessOptions {
  readonly concurrency: number;
  /** Is told what a person who watches a worker should know. */
  readonly tell?: (message: string) => void;
}

export interface Processing {
  /** Is rejected where this worker turns out to be unfit; else it stays open. */
  readonly failed: Promise<never>;
  /** Takes no more jobs, and comes back when those at hand are done; after so many milliseconds they are given back. */
  close(grace: number): Promise<void>;
}

export type JobState =
  /** `unknown`: it is done, or was never there. */
  { readonly kind: 'waiting' | 'running' | 'unknown' } | { readonly kind: 'failed'; readonly reason: string };

export interface QueueCounts {
  readonly waiting: number;
  readonly running: number;
  /** How many processes compute. */
  readonly workers: number;
}

/** What a worker said that can't compute the runs of a sweep as they are wanted. */
export interface Refusal {
  /** The name of its machine. */
  readonly host: string;
  readonly reason: string;
  readonly secondsAgo: number;
}

export type QueueEvent =
  | { readonly type: 'started'; readonly key: string }
  /** `share` of the steps, 0 to 1. */
  | { readonly type: 'progress'; readonly key: string; readonly share: number }
  | { readonly type: 'done'; readonly key: string }
  | { readonly type: 'failed'; readonly key: string; readonly reason: string };

/** The reason of a job that was left since its sweep was cancelled. */
export const cancelledReason = 'cancelled';
