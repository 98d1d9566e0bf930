import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** Files below a folder in the order of their names, those of folders whose names begin with a dot left out. */
export async function filesIn(folder: string, ending: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = entries.map((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return /^\.|^node_modules$/.test(entry.name) ? [] : filesIn(file, ending);
    return entry.name.endsWith(ending) ? [file] : [];
  });
  const files = (await Promise.all(found)).flat();
  return files.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}
