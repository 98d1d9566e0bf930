/** The library of a command that is about no file: that of the folder that the person is in. */
import path from 'node:path';
import { RaceLibrary } from '../../library/raceLibrary.ts';
import type { Asked, Surroundings } from '../command.ts';
import { rootFolder } from '../files/rootFolder.ts';
import { silentLog } from '../silentLog.ts';
import { libraryFolder } from './libraryFolder.ts';

export interface OpenedLibrary {
  readonly folder: string;
  readonly library: RaceLibrary;
}

/** It is only read. */
export async function openLibrary(asked: Asked, surroundings: Surroundings): Promise<OpenedLibrary> {
  const { cwd, terminal } = surroundings;
  const root = rootFolder(path.join(cwd, 'any'), cwd);
  const folder = libraryFolder(asked, surroundings, root);
  const library = new RaceLibrary(folder, {
    log: silentLog,
    tell: (message) => terminal.err.write(`${message}\n`),
  });
  await library.refresh();
  return { folder, library };
}
