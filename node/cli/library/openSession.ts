/** What races need around them: a store, the library that keeps them, and threads. A command is to the library one more window. */
import { availableParallelism } from 'node:os';
import { continueRuns } from '../../../core/engine/continueRuns.ts';
import { endChunks, type Race } from '../../../core/race/race.ts';
import { RaceStore } from '../../../core/race/store.ts';
import { Autosave } from '../../../threads/library/autosave.ts';
import { HeldRaces } from '../../../threads/library/heldRaces.ts';
import { RaceMemory } from '../../../threads/race/raceMemory.ts';
import { Scheduler } from '../../../threads/race/scheduler.ts';
import { memoryForRaces } from '../../freeMemory.ts';
import { RaceLibrary } from '../../library/raceLibrary.ts';
import { raceStarters } from '../../threads/raceStarters.ts';
import type { Asked, Surroundings } from '../command.ts';
import { silentLog } from '../silentLog.ts';
import { libraryFolder, prepareFolder } from './libraryFolder.ts';

export interface Session {
  /** Of the library. */
  readonly folder: string;
  readonly store: RaceStore;
  readonly library: RaceLibrary;
  readonly autosave: Autosave;
  readonly scheduler: Scheduler;
  /** How many threads compute a race at most. */
  readonly cores: number;
  /**
   * Takes an interrupted race for this session to go on with; its runs begin again, but for those that had ended.
   * @throws {Error} if it goes on elsewhere.
   */
  takeOver(race: Race): Promise<void>;
  /** Keeps all that is open, with checkpoints of what goes on. */
  end(): Promise<void>;
}

/**
 * @param root The folder that the experiment belongs to.
 * @param cores Default: as many as the machine can run at once.
 */
export async function openSession(
  asked: Asked,
  surroundings: Surroundings,
  root: string,
  cores = availableParallelism(),
): Promise<Session> {
  const { terminal, shipped } = surroundings;
  const folder = libraryFolder(asked, surroundings, root);
  await prepareFolder(folder, root);
  const tell = (message: string) => terminal.err.write(`${message}\n`);
  const log = silentLog;
  const store = new RaceStore();
  const library = new RaceLibrary(folder, { log, tell, kind: 'terminal' });
  const autosave = new Autosave(store, library, { log, tell });
  const held = new HeldRaces(store, library, { log, onRenewed: (race) => autosave.setKept(race) });
  autosave.watch();
  held.watch();
  const memory = new RaceMemory(memoryForRaces, cores);
  const scheduler = new Scheduler(store, raceStarters(shipped, cores), log, {
    keep: (race, chunks) => autosave.keep(race, chunks),
    checkpoints: {
      keep: (race, blocks) => autosave.keepCheckpoints(race, blocks),
      load: (race) => held.takeOver(race),
    },
    memory,
  });
  await library.open();
  return {
    ...{ folder, store, library, autosave, scheduler, cores },
    async takeOver(race) {
      await held.takeOver(race);
      continueRuns(race, new Map());
      store.show(race);
    },
    async end() {
      await scheduler.handOver();
      scheduler.dispose();
      for (const race of store.races) store.append(race.id, endChunks(race, { kind: 'interrupted' }));
      await autosave.saveAll();
      await library.windows.forget();
    },
  };
}
