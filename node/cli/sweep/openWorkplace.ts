/** What computes runs of sweeps in this process: a store, threads, and what is known of the machine. */
import { arithmeticOf } from '../../../core/engine/cpu/network/arithmetic.ts';
import { messageOf } from '../../../core/messageOf.ts';
import { JobAssets } from '../../sweep/assets/jobAssets.ts';
import type { Workplace } from '../../sweep/computeJob.ts';
import { openStore } from '../../sweep/store/openStore.ts';
import { storeId } from '../../sweep/store/storeId.ts';
import { RunThreads } from '../../sweep/threads/runThreads.ts';
import { loadKernels } from '../../threads/loadKernels.ts';
import type { Surroundings } from '../command.ts';
import { UsageError } from '../usageError.ts';

/**
 * @param address Of the store.
 * @param threads How many runs are computed at the same time, at most.
 * @throws {UsageError} if the store can't be used.
 */
export async function openWorkplace(
  address: string,
  threads: number,
  { cwd, shipped }: Pick<Surroundings, 'cwd' | 'shipped'>,
  command: string,
): Promise<Workplace> {
  try {
    const store = await openStore(address, cwd);
    const { runThread, kernels, data, csvWorker } = shipped;
    return {
      store,
      storeId: await storeId(store),
      storeAddress: address,
      threads: new RunThreads({ runThread, kernels, data }, threads),
      assets: new JobAssets({ store, csvWorker }),
      arithmetic: arithmeticOf(await loadKernels(kernels)),
    };
  } catch (error) {
    throw new UsageError(`--store ${messageOf(error)}`, command);
  }
}
