/** The folder that an experiment belongs to, as the one that is open in an editor: paths of CSV files begin there. */
import { existsSync } from 'node:fs';
import path from 'node:path';

/** What a folder has that people open in an editor. */
const marks = ['.optimizer-playground', '.vscode', '.git'];

/** The nearest folder above a file that has one of the marks; without one, `cwd` where the file is in it, or else its own. */
export function rootFolder(file: string, cwd: string): string {
  const beside = path.dirname(file);
  for (let folder = beside; ; folder = path.dirname(folder)) {
    if (marks.some((mark) => existsSync(path.join(folder, mark)))) return folder;
    if (folder === path.dirname(folder)) break;
  }
  return isInside(cwd, file) ? cwd : beside;
}

export function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return !path.isAbsolute(relative) && relative.split(path.sep)[0] !== '..';
}
