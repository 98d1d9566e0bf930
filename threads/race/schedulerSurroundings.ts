/** What a scheduler has around it: disk, memory and GPU. */
import type { KeptCheckpoint } from '../../core/engine/checkpointFile.ts';
import type { Race } from '../../core/race/race.ts';
import type { Keep } from './delivery.ts';
import type { KeepCheckpoints } from './raceCheckpoints.ts';
import type { RaceMemory } from './raceMemory.ts';
import type { GpuOfMachine } from './sharing.ts';

/** Where checkpoints are between two windows. */
export interface CheckpointStorage {
  readonly keep: KeepCheckpoints;
  /**
   * By the numbers of the race's runs; none where they can't be read.
   * @throws {Error} if somebody else goes on with the race.
   */
  readonly load: (race: Race) => Promise<ReadonlyMap<number, KeptCheckpoint>>;
}

export interface SchedulerSurroundings {
  /** Keeps the ends of runs before the store has them. Default: nothing is kept. */
  readonly keep?: Keep;
  /** Default: there is as much as anybody wants. */
  readonly memory?: Pick<RaceMemory, 'roomFor' | 'reserve' | 'release'>;
  /** Default: there are none, and interrupted runs begin again. */
  readonly checkpoints?: CheckpointStorage;
  /** Default: there is no way to a GPU. */
  readonly gpu?: GpuOfMachine | null;
  /** Stops a race that others compute; false where nobody does. Default: nobody does. */
  readonly stopElsewhere?: (race: Race) => boolean;
}

export const nothingAround: Required<SchedulerSurroundings> = {
  keep: async () => {},
  memory: { roomFor: ({ runs }) => runs.length, reserve() {}, release() {} },
  checkpoints: { keep: async () => {}, load: async () => new Map() },
  gpu: null,
  stopElsewhere: () => false,
};
