import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes the files that are new or differ, and removes what else is in `owned`. Returns what it changed, one line each.
 * @param {string} root
 * @param {ReadonlyMap<string, string>} files their texts by path
 * @param {string} owned a folder of files that are all derived
 * @returns {string[]}
 */
export function writeFiles(root, files, owned) {
  const written = [...files].flatMap(([file, text]) =>
    writeFile(path.join(root, file), text) ? [file] : [],
  );
  const removed = strays(root, owned, [...files.keys()]);
  for (const stray of removed) rmSync(path.join(root, stray), { recursive: true });
  return [...written.map((file) => `wrote ${file}`), ...removed.map((stray) => `removed ${stray}`)];
}

/**
 * Whether the file was new or differed.
 * @param {string} file
 * @param {string} text
 */
export function writeFile(file, text) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return false;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return true;
}

/**
 * The files below `folder` that are not among `files`; in place of all files of a folder, the folder.
 * @param {string} root
 * @param {string} folder
 * @param {readonly string[]} files
 * @returns {string[]}
 */
export function strays(root, folder, files) {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (files.includes(name)) return [];
    const isKept = entry.isDirectory() && files.some((file) => file.startsWith(`${name}/`));
    return isKept ? strays(root, name, files) : [name];
  });
}
