/** Hears when another window, or a command in a terminal, has listed its races in a library that is open here. */
import { watch } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../../core/messageOf.ts';
import type { Log } from '../../threads/log.ts';
import { RaceFolder } from './raceFolder.ts';

/** Whoever lists a race says a moment later which go on in it, in a file of its own. In milliseconds. */
const settling = 300;

/**
 * @param folder Is made where it isn't there.
 * @param onChange Is called after each change of the list, also of this window's own.
 */
export async function watchLibrary(
  folder: string,
  onChange: () => void,
  log: Log,
): Promise<{ dispose(): void }> {
  const list = path.basename(new RaceFolder(folder).indexFile);
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, settling);
  };
  try {
    await mkdir(folder, { recursive: true });
    const watcher = watch(folder, { persistent: false }, (_, name) => {
      if (name === list) soon();
    });
    // What others do is still found out when the window gets the focus.
    watcher.on('error', (error) => log.warn(`${folder} is watched no more: ${messageOf(error)}`));
    return {
      dispose() {
        clearTimeout(timer);
        watcher.close();
      },
    };
  } catch (error) {
    log.warn(`${folder} can't be watched: ${messageOf(error)}`);
    return { dispose() {} };
  }
}
