/** From what a person has set to a sweep that can be submitted: its queue, its store and its jobs. Nothing is computed here. */
import path from 'node:path';
import { arithmeticOf } from '../../core/engine/cpu/network/arithmetic.ts';
import type { CsvFacts } from '../../core/experiment/csvData.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import { messageOf } from '../../core/messageOf.ts';
import { type SweepPlan, sweepPlan } from '../../core/sweep/sweepPlan.ts';
import { loadKernels } from '../threads/loadKernels.ts';
import { putAssets, readCsvFile } from './assets/putAssets.ts';
import { openBullQueue } from './queue/bullQueue.ts';
import type { TellOfRedis } from './queue/redisClients.ts';
import type { RunQueue } from './queue/runQueue.ts';
import type { BlobStore } from './store/blobStore.ts';
import { openStore } from './store/openStore.ts';
import { storeId } from './store/storeId.ts';

/** Where a sweep goes by way of, as the person wrote it, and what the settings are called that say so. */
export interface SweepPlaces {
  /** The address of a Redis. */
  readonly queue: string;
  /** A folder, or the address of storage. */
  readonly store: string;
  readonly names: { readonly queue: string; readonly store: string };
}

export interface OpenedPlaces {
  readonly plan: SweepPlan;
  readonly queue: RunQueue;
  readonly store: BlobStore;
  close(): Promise<void>;
}

export interface OpenPlacesOptions {
  /** Folder of the kernels for networks. */
  readonly kernels: string;
  readonly tell: TellOfRedis;
}

/**
 * What runs need beside their specs is in the store when it comes back.
 * @throws {Error} if queue or store can't be used, with the name of the setting.
 */
export async function openPlaces(
  experiment: Experiment,
  csv: CsvFacts | null,
  { queue: address, store: storeAddress, names }: SweepPlaces,
  { kernels, tell }: OpenPlacesOptions,
): Promise<OpenedPlaces> {
  const words = { name: names.queue, instead: 'run the experiment on this machine' };
  const { problem } = experiment;
  const csvFile = csv && 'csv' in problem ? await readCsvFile(problem.csv, csv.folder) : null;
  const queue = await openBullQueue({ address, tell, words });
  try {
    const { store, id } = await openNamedStore(storeAddress, names.store);
    const plan = sweepPlan(experiment, {
      ...{ shape: csv?.shape, csvFile: csvFile?.hash ?? null },
      ...{ store: id, arithmetic: arithmeticOf(await loadKernels(kernels)) },
    });
    await putAssets(store, plan.rules, csvFile);
    return {
      ...{ plan, queue, store },
      async close() {
        await queue.close();
        await store.close();
      },
    };
  } catch (error) {
    await queue.close();
    throw error;
  }
}

async function openNamedStore(address: string, name: string): Promise<{ store: BlobStore; id: string }> {
  // Where an editor was started says nothing to whoever sets this.
  if (!/^[a-z][a-z\d+.-]+:/i.test(address) && !path.isAbsolute(address))
    throw new Error(
      `${name} ${address} — expected the whole path of a folder, or an address such as s3://bucket/prefix: the store that the workers have`,
    );
  try {
    const store = await openStore(address, path.sep);
    return { store, id: await storeId(store) };
  } catch (error) {
    throw new Error(`${name} ${messageOf(error)}`);
  }
}
