/** What keeping races needs of a library, whatever disk it is on. */
import type { KeptCheckpoint } from '../../core/engine/checkpointFile.ts';
import type { Race } from '../../core/race/race.ts';

/** The file isn't what somebody wrote who wants to go on with it: it has to be written anew. */
export class ChangedFileError extends Error {
  override readonly name = 'ChangedFileError';
}

/** What a window shows: a race, or chosen runs by their races and their numbers there. */
export interface WindowView {
  readonly race: string | null;
  /** Of this race and of others; absent where the race is shown as a whole. */
  readonly runs?: readonly { readonly race: string; readonly number: number }[] | undefined;
}

/** Which race each window shows, and which go on in it. */
export interface WindowPlaces {
  /** Of this window, to be remembered for `enter`. */
  readonly id: string;
  /** Takes the place of a window that is no longer open; gives what it had on the screen. */
  enter(before?: string): Promise<WindowView>;
  /** Whether the window that had this id is still open, perhaps about to close. */
  isOpen(id: string): Promise<boolean>;
  show(view: WindowView): Promise<void>;
  leave(): Promise<void>;
  /** Says that a race goes on in this window. */
  hold(race: string): Promise<void>;
  letGo(race: string): Promise<void>;
  /** Holds a race unless another window does. */
  take(race: string): Promise<boolean>;
  /** @throws {Error} if the race goes on in another window. */
  expectHere(race: string): Promise<void>;
}

export interface KeptFiles {
  readonly windows: WindowPlaces;
  /** @throws {Error} if there is no file, or it holds no race. */
  load(id: string): Promise<Race>;
  /** Whether it is why a file could not be read that there is none. */
  isMissing(error: unknown): boolean;
  /** Writes a race, in place of what is kept of it. @param bytes As `encodeRace` makes them. */
  save(race: Race, bytes: Uint8Array): Promise<void>;
  /** Lists a race as it stands now, when something was added to its file. */
  describe(race: Race): Promise<void>;
  /** @throws {ChangedFileError} if the file hasn't `size` bytes: it is to be saved as a whole. */
  append(id: string, bytes: Uint8Array, options: { size: number; durable: boolean }): Promise<void>;
  remove(id: string): Promise<void>;
  saveCheckpoints(id: string, blocks: Iterable<Uint8Array>): Promise<void>;
  /** By the numbers of a race's runs; none where there is no file, or none that can be read to its end. */
  loadCheckpoints(id: string): Promise<ReadonlyMap<number, KeptCheckpoint>>;
  removeCheckpoints(id: string): Promise<void>;
}
