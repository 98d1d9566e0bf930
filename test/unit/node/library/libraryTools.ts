/** Libraries in folders of their own, with a log that is written down. */
import '../../../../core/race/raceVersion3.ts';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Race } from '../../../../core/race/race.ts';
import { encodeRace } from '../../../../core/race/raceFile.ts';
import { RaceLibrary } from '../../../../node/library/raceLibrary.ts';
import type { LibraryBounds } from '../../../../threads/library/libraryBounds.ts';
import type { Log } from '../../../../threads/log.ts';

/** Until the test has finished. */
export function createFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'library-'));
  onTestFinished(() => removeFolder(folder));
  return folder;
}

/** What is still being written to it then may come between its being emptied and its end: it is emptied again. */
async function removeFolder(folder: string): Promise<void> {
  const mostTries = 1000;
  for (let tries = 1; ; tries++) {
    try {
      return rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if (tries === mostTries) throw error;
      await new Promise(setImmediate);
    }
  }
}

/** A process that goes on until it is killed, or the test has finished. */
export function otherProcess(): { readonly pid: number; kill(): Promise<void> } {
  const child: ChildProcess = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    stdio: 'ignore',
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = () => {
    child.kill('SIGKILL');
    return exited;
  };
  onTestFinished(kill);
  return { pid: child.pid ?? expect.fail('there is no process'), kill };
}

export interface WrittenLog extends Log {
  /** Everything that was logged: `warn: message`. */
  readonly lines: readonly string[];
}

export function createLog(): WrittenLog {
  const lines: string[] = [];
  const write = (level: string) => (message: string) => void lines.push(`${level}: ${message}`);
  return { lines, debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** As a window opens it that has just started; it is told what a person is. */
export async function openLibrary(
  folder: string,
  log: Log = createLog(),
  options: { bounds?: LibraryBounds; tell?: (message: string) => void } = {},
) {
  const library = new RaceLibrary(path.join(folder, 'races'), { log, ...options });
  await library.open();
  return library;
}

export async function saveRace(library: RaceLibrary, race: Race): Promise<void> {
  await library.save(race, encodeRace(race));
}
