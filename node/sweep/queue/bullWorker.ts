/** Takes jobs from BullMQ and computes them, in threads: the lock of a job is renewed here meanwhile. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Job, UnrecoverableError, WaitingError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import * as z from 'zod';
import { JobCancelled, JobFault, WorkerUnfit } from '../faults.ts';
import { type BullOptions, prefix, queueName } from './bullNames.ts';
import type { CancelledSweeps } from './cancelledSweeps.ts';
import type { RefusedSweeps } from './refusedSweeps.ts';
import { cancelledReason, type JobHandler, type Processing, type ProcessOptions } from './runQueue.ts';
import { seldom } from './seldom.ts';

/** A job whose worker is lost goes to another so often; one that takes its workers with it ends there. */
const mostLosses = 3;
/** Milliseconds between two messages on how far a run is. */
const tick = 1000;
/** Milliseconds that giving back may take. */
const patience = 3000;

export interface BullWorkerOptions extends ProcessOptions, BullOptions {
  readonly cancelled: CancelledSweeps;
  readonly refused: RefusedSweeps;
}

/** Why a run is left before its end. */
type Leaving = 'cancelled' | 'given back' | 'lost';

interface GoingJob {
  readonly sweep: string | null;
  readonly controller: AbortController;
  leaving: Leaving | null;
}

/**
 * @param connection May be that of others.
 * @param ear A connection for hearing what is cancelled.
 */
export function startBullWorker(
  connection: Redis,
  ear: Redis,
  handler: JobHandler,
  options: BullWorkerOptions,
): Processing {
  const { concurrency, lock, cancelled, refused, tell = () => {} } = options;
  const going = new Map<string, GoingJob>();
  const leave = (job: GoingJob, leaving: Leaving) => {
    job.leaving ??= leaving;
    job.controller.abort();
  };
  let onUnfit: (error: WorkerUnfit) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    onUnfit = reject;
  });
  failed.catch(() => {});

  const work = async (job: Job<unknown>, token: string | undefined): Promise<string> => {
    const own: GoingJob = { sweep: sweepOf(job.data), controller: new AbortController(), leaving: null };
    going.set(job.id ?? '', own);
    const giveBack = async (): Promise<never> => {
      await job.moveToWait(token);
      throw new WaitingError();
    };
    try {
      // It may have been taken in the moment in which it was cancelled.
      if (own.sweep !== null && (await cancelled.has(own.sweep))) leave(own, 'cancelled');
      if (own.leaving) throw new JobCancelled();
      return await handler(job.data, { signal: own.controller.signal, onProgress: progressOf(job) });
    } catch (error) {
      if (error instanceof WorkerUnfit) {
        await worker.pause(true);
        if (own.sweep !== null) await refused.add(own.sweep, error.message).catch(() => {});
        onUnfit(error);
        return await giveBack();
      }
      if (error instanceof JobFault) throw new UnrecoverableError(error.message);
      if (!(error instanceof JobCancelled)) throw error;
      if (own.leaving === 'given back') return await giveBack();
      throw new UnrecoverableError(cancelledReason);
    } finally {
      going.delete(job.id ?? '');
    }
  };

  const worker = new Worker<unknown, string>(queueName, work, {
    ...{ connection, prefix, concurrency, maxStalledCount: mostLosses },
    ...{ lockDuration: lock, stalledInterval: lock / 2 },
  });
  worker.on('error', (error) => {
    // A lock that was lost is told below, and a Redis that is away by its connection.
    if (!/missing (lock|key)|ECONN|closed|socket/i.test(error.message)) tell(error.message);
  });
  worker.on('stalled', (id) => tell(`${shortOf(id)} was lost by its worker and waits again.`));
  worker.on('lockRenewalFailed', (ids) => {
    for (const id of ids) {
      const job = going.get(id);
      if (!job || job.leaving) continue;
      tell(`${shortOf(id)} was given to another worker, since this one was silent for longer than its lock.`);
      leave(job, 'lost');
    }
  });
  const leaveSweep = (sweep: string) => {
    for (const job of going.values()) if (job.sweep === sweep) leave(job, 'cancelled');
  };
  cancelled.listen(ear, { onCancelled: leaveSweep, onConnected: () => void leaveCancelled() });
  // Of what nobody heard.
  const timer = setInterval(() => void leaveCancelled(), lock / 2);
  async function leaveCancelled(): Promise<void> {
    const sweeps = new Set([...going.values()].flatMap(({ sweep }) => sweep ?? []));
    for (const sweep of sweeps) if (await cancelled.has(sweep).catch(() => false)) leaveSweep(sweep);
  }

  return {
    failed,
    async close(grace) {
      const late = setTimeout(() => {
        for (const job of going.values()) leave(job, 'given back');
      }, grace);
      const giveUp = new AbortController();
      // Nothing can be given back to a Redis that is away: what it has is lost to others by its locks.
      const isAway = sleep(grace + patience, undefined, giveUp).catch(() => {});
      await Promise.race([worker.close(), isAway]);
      giveUp.abort();
      clearTimeout(late);
      clearInterval(timer);
      ear.disconnect();
    },
  };
}

/** Of short runs nothing but their ends is told. */
function progressOf(job: Job<unknown>): (share: number) => void {
  return seldom((share) => {
    job.updateProgress(share).catch(() => {});
  }, tick);
}

/** Enough to tell it by. */
function shortOf(id: string): string {
  return id.slice(0, 16);
}

const sweepSchema = z.object({ sweep: z.string() });

/** null where the message is none; its handler says so. */
function sweepOf(data: unknown): string | null {
  return sweepSchema.safeParse(data).data?.sweep ?? null;
}
