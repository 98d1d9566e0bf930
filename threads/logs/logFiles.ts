/** The files of a log: one file, or the event files of TensorBoard in a folder. */
import { type FilePlace, isEventFile } from '../../core/log/logFormat.ts';
import type { LogDisk } from './logDisk.ts';

export interface LogPlace extends FilePlace {
  readonly path: string;
}

/** Folders inside each other, folders and files that are looked at. */
const deepest = 8;
const mostFolders = 5000;
const mostFiles = 1000;

/**
 * The files in the order in which they are read: of a run, the earlier before the later, since their names begin with the
 * time. Links are not followed.
 * @param place Of a file or a folder.
 * @returns the file itself where it is no folder, whether it is there or not.
 */
export async function logFiles(disk: LogDisk, place: string): Promise<LogPlace[]> {
  const found = await disk.look(place).catch(() => null);
  if (found?.kind !== 'folder')
    return [{ path: place, folder: '', name: disk.partsOf(place).at(-1) ?? place }];
  const files: LogPlace[] = [];
  const folders = [{ folder: '', depth: 0 }];
  for (let looked = 0; looked < folders.length && looked < mostFolders; looked++) {
    const { folder, depth } = folders[looked] ?? { folder: '', depth: 0 };
    // A folder may be gone by now.
    const entries = await disk.list(folder === '' ? place : disk.placeIn(place, folder)).catch(() => []);
    for (const entry of entries) {
      const inside = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.kind === 'folder' && depth < deepest) folders.push({ folder: inside, depth: depth + 1 });
      else if (entry.kind === 'file' && isEventFile(entry.name) && files.length < mostFiles)
        files.push({ path: disk.placeIn(place, inside), folder, name: entry.name });
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
