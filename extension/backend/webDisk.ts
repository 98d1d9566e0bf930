/** A folder of VS Code's own files: a browser has no others. */
import * as vscode from 'vscode';
import type { Disk, FileFacts } from '../../web/library/disk.ts';

export function webDisk(folder: vscode.Uri): Disk {
  const { fs } = vscode.workspace;
  const uriOf = (name: string) => vscode.Uri.joinPath(folder, name);
  return {
    async list(name = '') {
      const names = await orNull(fs.readDirectory(uriOf(name)));
      const files = (names ?? []).filter(([, type]) => type === vscode.FileType.File);
      const facts = files.map(async ([file]): Promise<FileFacts | null> => {
        const found = await orNull(fs.stat(vscode.Uri.joinPath(uriOf(name), file)));
        return found && { name: file, bytes: found.size, changedAt: found.mtime };
      });
      return (await Promise.all(facts)).filter((each) => each !== null);
    },
    async read(name) {
      const bytes = await orNull(fs.readFile(uriOf(name)));
      return bytes && new Uint8Array(bytes);
    },
    async write(name, bytes) {
      await fs.writeFile(uriOf(name), bytes);
    },
    async remove(name) {
      await orNull(fs.delete(uriOf(name)));
    },
    async rename(from, to) {
      await fs.rename(uriOf(from), uriOf(to), { overwrite: true });
    },
  };
}

/** null where there is no such file. */
async function orNull<T>(asked: Thenable<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return null;
    throw error;
  }
}
