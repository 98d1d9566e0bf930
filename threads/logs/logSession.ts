/** Reads the files of a log as far as they are there, again and again. */
import { LogError } from '../../core/log/logError.ts';
import { LogFile, type ReadOptions } from '../../core/log/logFormat.ts';
import { TrainingLog } from '../../core/log/trainingLog.ts';
import { FileTail } from './fileTail.ts';
import type { LogDisk } from './logDisk.ts';
import { type LogPlace, logFiles } from './logFiles.ts';

interface OpenFile {
  readonly place: LogPlace;
  readonly tail: FileTail;
  readonly reader: LogFile;
  /** Whether what waited for the rest of its line was taken as it stood. */
  isFinished: boolean;
  /** Why it can't be read now; null where it can. */
  fault: string | null;
  /** Whether it is no log: nothing more is read of it. */
  isRefused: boolean;
}

/** How far a log was read. */
export interface ReadState {
  readonly log: TrainingLog;
  /** Bytes that were read, and that there are. */
  readonly read: number;
  readonly size: number;
  /** When one of the files was written last, in milliseconds of Unix time; 0 where there is none. */
  readonly writtenAt: number;
  /** Why nothing is read, or nothing more, as a sentence; null where all is well. */
  readonly fault: string | null;
}

export class LogSession {
  readonly #disk: LogDisk;
  readonly #place: string;
  readonly #options: ReadOptions;
  #log = new TrainingLog();
  readonly #files = new Map<string, OpenFile>();
  /** Whether there is no file at all. */
  #isEmpty = false;

  constructor(disk: LogDisk, place: string, options: ReadOptions) {
    this.#disk = disk;
    this.#place = place;
    this.#options = options;
  }

  get state(): ReadState {
    const tails = [...this.#files.values()].map(({ tail }) => tail);
    return {
      log: this.#log,
      read: tails.reduce((sum, { offset }) => sum + offset, 0),
      size: tails.reduce((sum, { size, offset }) => sum + Math.max(size, offset), 0),
      writtenAt: tails.reduce((last, { writtenAt }) => Math.max(last, writtenAt), 0),
      fault: this.#fault,
    };
  }

  get #fault(): string | null {
    if (this.#isEmpty) return `no event file of TensorBoard in ${this.#place} yet`;
    for (const { fault } of this.#files.values()) if (fault !== null) return fault;
    return null;
  }

  /**
   * Reads what has come. Where a file was replaced, all is read anew, into another log.
   * @param onPiece Called after each piece. @returns false to end early.
   * @returns whether anything else has changed: it is another log, or another fault.
   */
  async read(onPiece: () => boolean): Promise<boolean> {
    const before = { log: this.#log, fault: this.#fault };
    while (!(await this.#readOn(onPiece))) this.#restart();
    return before.log !== this.#log || before.fault !== this.#fault;
  }

  /** @returns false where a file was replaced. */
  async #readOn(onPiece: () => boolean): Promise<boolean> {
    const places = await logFiles(this.#disk, this.#place);
    if (this.#isOutOfOrder(places)) return false;
    for (const [path, { tail }] of this.#files)
      if (tail.offset === 0 && !places.some((place) => place.path === path)) this.#files.delete(path);
    this.#isEmpty = places.length === 0 && this.#files.size === 0;
    for (const place of places) {
      const result = await this.#readFile(place, onPiece);
      if (result !== 'read') return result === 'ended';
    }
    return true;
  }

  /**
   * Takes what waits for the rest of its line as it stands.
   * @param writtenBefore Only of files that were written before that, in milliseconds of Unix time.
   * @returns whether there was any.
   */
  finish(writtenBefore = Number.POSITIVE_INFINITY): boolean {
    let found = false;
    for (const file of this.#files.values()) {
      const { reader, tail, isFinished } = file;
      if (isFinished || reader.waiting === 0 || tail.writtenAt >= writtenBefore) continue;
      file.isFinished = true;
      found = true;
      guard(file, () => reader.finish());
    }
    return found;
  }

  async #readFile(place: LogPlace, onPiece: () => boolean): Promise<'read' | 'replaced' | 'ended'> {
    const file = this.#openFile(place);
    const before = file.tail.offset;
    let goesOn = true;
    const onBytes = (bytes: Uint8Array) => {
      // What was finished with half a line has to be read again with the whole line.
      if (file.isFinished) return false;
      guard(file, () => file.reader.add(bytes));
      goesOn = onPiece();
      return goesOn && !file.isRefused;
    };
    if (file.isRefused) return (await isUnchanged(file)) ? 'read' : 'replaced';
    file.fault = null;
    try {
      const change = await file.tail.read(onBytes);
      if (change === 'replaced' || (file.isFinished && file.tail.offset > before)) return 'replaced';
      if (change === 'gone') file.fault = `no such file — expected a log at ${place.path}`;
    } catch (error) {
      refuse(file, error);
    }
    return goesOn ? 'read' : 'ended';
  }

  #openFile(place: LogPlace): OpenFile {
    const known = this.#files.get(place.path);
    if (known) return known;
    const reader = new LogFile(this.#log, place, this.#options);
    const file: OpenFile = {
      place,
      tail: new FileTail(this.#disk, place.path),
      reader,
      isFinished: false,
      fault: null,
      isRefused: false,
    };
    this.#files.set(place.path, file);
    return file;
  }

  /** Whether a file is new that is read before one of the same folder that was read already. */
  #isOutOfOrder(places: readonly LogPlace[]): boolean {
    const read = [...this.#files.values()].filter(({ tail }) => tail.offset > 0);
    return places.some(
      ({ path, folder, name }) =>
        !this.#files.has(path) && read.some(({ place }) => place.folder === folder && place.name > name),
    );
  }

  #restart(): void {
    this.#log = new TrainingLog();
    this.#files.clear();
  }
}

/** Whether a file that is no log is still the same. */
async function isUnchanged({ tail }: OpenFile): Promise<boolean> {
  const change = await tail.look().catch(() => 'same');
  return change === 'same';
}

/** Does something with the reader of a file, which may find that it is no log. */
function guard(file: OpenFile, work: () => void): void {
  try {
    work();
  } catch (error) {
    refuse(file, error);
    file.isRefused = true;
  }
}

function refuse(file: OpenFile, error: unknown): void {
  if (!(error instanceof LogError)) throw error;
  file.fault = error.message;
}
