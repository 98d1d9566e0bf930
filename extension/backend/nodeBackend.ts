/** The backend in Node's extension host, and the only file of the extension that reaches node/. */
import { totalmem } from 'node:os';
import path from 'node:path';
import type { RaceStore } from '../../core/race/store.ts';
import { CsvThread } from '../../node/data/csvThread.ts';
import { lineOfRow } from '../../node/data/lineOfRow.ts';
import { writePieces } from '../../node/files/writePieces.ts';
import { Autosave } from '../../node/library/autosave.ts';
import { RaceLibrary } from '../../node/library/raceLibrary.ts';
import { importVersion3 } from '../../node/library/version3File.ts';
import type { Log } from '../../node/log.ts';
import { Scheduler } from '../../node/threads/scheduler.ts';
import type { Backend } from './backend.ts';

export interface Folders {
  /** The extension's own, with what was built. */
  readonly dist: string;
  /** Where it may keep files; may not exist yet. */
  readonly storage: string;
}

export function createNodeBackend(store: RaceStore, { dist, storage }: Folders, log: Log): Backend {
  const file = (...parts: string[]) => path.join(dist, ...parts);
  const scheduler = new Scheduler(
    store,
    {
      worker: file('extension', 'worker.js'),
      helper: file('extension', 'helper.js'),
      data: file('data'),
      kernels: file('kernels'),
    },
    log,
  );
  const csv = new CsvThread(file('extension', 'csvWorker.js'));
  const library = new RaceLibrary(path.join(storage, 'races'), log);
  const autosave = new Autosave(store, library, log);
  return {
    scheduler,
    csv: {
      load: (problem, folder, progress) => csv.load(problem, folder, progress),
      readColumns: (name, folder) => csv.readColumns(name, folder),
      lineOfRow,
    },
    memoryForData: totalmem() / 2,
    writeText: writePieces,
    async restore() {
      await library.open();
      await importVersion3(path.join(storage, 'race.bin'), library, log);
      await autosave.restore();
      autosave.watch();
    },
    saveAll: () => autosave.saveAll(),
    dispose: () => scheduler.dispose(),
  };
}
