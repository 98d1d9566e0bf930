import { open } from 'node:fs/promises';

/** Brings the names in a folder to the disk. Windows has no such call, and needs none: its file systems keep a journal of names. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
