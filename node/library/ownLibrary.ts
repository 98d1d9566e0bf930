/** The library of a folder of people's own, which the command line keeps there, and how an editor tells where its library is. */
import path from 'node:path';

/** The environment variable that the terminals of an editor have. */
export const libraryVariable = 'OPTIMIZER_PLAYGROUND_LIBRARY';

export function ownLibrary(folder: string): string {
  return path.join(folder, '.optimizer-playground', 'races');
}
