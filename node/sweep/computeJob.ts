/** From the message of a job to the record of its run in the store. */
import * as z from 'zod';
import { type JobMessage, jobMessageSchema } from '../../core/sweep/jobMessage.ts';
import { arithmeticOfRun, runKey } from '../../core/sweep/runKey.ts';
import { runPlace } from '../../core/sweep/storeKeys.ts';
import type { JobAssets } from './assets/jobAssets.ts';
import { JobFault, WorkerUnfit } from './faults.ts';
import type { BlobStore } from './store/blobStore.ts';
import type { ComputeOptions, RunThreads } from './threads/runThreads.ts';

export interface Workplace {
  readonly store: BlobStore;
  readonly storeId: string;
  /** As people wrote it. */
  readonly storeAddress: string;
  readonly threads: RunThreads;
  readonly assets: JobAssets;
  /** How this machine computes networks in single precision. */
  readonly arithmetic: string;
}

/** `known`: the store had it. */
export type JobResult = 'computed' | 'known';

/**
 * When it comes back, the record is in the store.
 * @param data From somewhere else: anything.
 * @throws {JobFault} if it can't be done anywhere.
 * @throws {WorkerUnfit} if it can't be done here.
 */
export async function computeJob(
  data: unknown,
  workplace: Workplace,
  options: ComputeOptions,
): Promise<JobResult> {
  const message = checkedMessage(data);
  expectFit(message, workplace);
  const { store, threads, assets } = workplace;
  const place = runPlace(message.key);
  if (await store.has(place)) return 'known';
  const spec = await assets.specOf(message);
  const { recording, arithmetic, csv, key } = message;
  const found = runKey({ spec, recording, arithmetic, data: csv?.numbers });
  if (found !== key)
    throw new WorkerUnfit(
      `the run has the key ${found} here — expected ${key}: another version of this program asked for it; use one on all machines`,
    );
  const table = await assets.dataOf(message);
  const bytes = await threads.compute({ key, spec, recording, data: table }, options);
  return (await store.writeOnce(place, bytes)) ? 'computed' : 'known';
}

function checkedMessage(data: unknown): JobMessage {
  const message = jobMessageSchema.safeParse(data);
  if (message.success) return message.data;
  throw new JobFault(
    `the message is no job that this program knows: ${z.prettifyError(message.error)}; use one version on all machines`,
  );
}

function expectFit(message: JobMessage, { storeId, storeAddress, arithmetic }: Workplace): void {
  if (message.store !== storeId)
    throw new WorkerUnfit(
      `--store ${storeAddress} is the store ${storeId} — expected ${message.store}, which the sweep reads: name the same for sweep and workers`,
    );
  const here = arithmeticOfRun(message.spec, arithmetic);
  if (message.arithmetic !== here)
    throw new WorkerUnfit(
      `networks are computed with ${here} here — expected ${message.arithmetic}, as where the sweep was submitted, so that all runs have the same bits: use the same version of Node.js and like processors`,
    );
}
