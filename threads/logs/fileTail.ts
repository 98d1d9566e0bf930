/** A file that grows: reads what has come since the last time, and notices where it is another file. */
import { LogError } from '../../core/log/logError.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { FileFacts, LogDisk, OpenedFile } from './logDisk.ts';

/** `same`: nothing has come. `replaced`: what was read before is no longer so. `gone`: there is no such file. */
export type TailChange = 'same' | 'grew' | 'replaced' | 'gone';

/** Bytes that are read at a time: each piece keeps the thread for some milliseconds. */
const pieceLength = 2 ** 18;

/** Bytes at the beginning, and before where reading goes on, by which a file is known again. */
const markLength = 256;

const nothing = new Uint8Array(0);

export class FileTail {
  readonly #disk: LogDisk;
  readonly #place: string;
  /** What the file system said when it was read last; null before that. */
  #known: FileFacts | null = null;
  #offset = 0;
  /** The first bytes, and the last ones that were read. */
  #head = nothing;
  #tail = nothing;

  constructor(disk: LogDisk, place: string) {
    this.#disk = disk;
    this.#place = place;
  }

  /** Bytes that were read. */
  get offset(): number {
    return this.#offset;
  }

  /** Bytes of the file when it was looked at last. */
  get size(): number {
    return this.#known?.size ?? 0;
  }

  /** When the file was written last, in milliseconds of Unix time; 0 where there is none. */
  get writtenAt(): number {
    return this.#known?.changedAt ?? 0;
  }

  /**
   * Whether the file is another one, or may be, by what the file system says: `grew` where it has to be looked into.
   * @throws {LogError} if nothing can be found out.
   */
  async look(): Promise<TailChange> {
    const found = await this.#disk.look(this.#place).catch((error) => this.#fail(error));
    if (!found) {
      this.#known = null;
      return 'gone';
    }
    const known = this.#known;
    if (
      known &&
      known.size === found.size &&
      known.changedAt === found.changedAt &&
      known.number === found.number
    )
      return 'same';
    const isOther = found.size < this.#offset || known === null || known.number !== found.number;
    return this.#offset > 0 && isOther ? 'replaced' : 'grew';
  }

  /**
   * Reads what has come, piece by piece, unless it is another file than before.
   * @param onPiece Takes bytes that are overwritten afterwards. @returns false to read no further.
   * @throws {LogError} if the file can't be read.
   */
  async read(onPiece: (bytes: Uint8Array) => boolean): Promise<TailChange> {
    const change = await this.look();
    const isBehind = change === 'grew' || (change === 'same' && this.#offset < this.size);
    return isBehind ? this.#readFrom(onPiece) : change;
  }

  async #readFrom(onPiece: (bytes: Uint8Array) => boolean): Promise<TailChange> {
    const file = await this.#disk.open(this.#place).catch((error) => this.#fail(error));
    if (!file) return 'gone';
    try {
      const { facts } = file;
      if (facts.kind !== 'file') throw new Error(facts.kind === 'folder' ? 'a folder' : 'no regular file');
      if (!(await this.#isKnown(file))) return 'replaced';
      const before = this.#offset;
      this.#known = facts;
      await this.#readPieces(file, onPiece);
      return this.#offset > before ? 'grew' : 'same';
    } catch (error) {
      return this.#fail(error);
    } finally {
      await file.close();
    }
  }

  async #readPieces(file: OpenedFile, onPiece: (bytes: Uint8Array) => boolean): Promise<void> {
    while (this.#offset < file.facts.size) {
      const bytes = await file.read(this.#offset, pieceLength);
      if (bytes.length === 0) return;
      this.#offset += bytes.length;
      if (this.#head.length < markLength)
        this.#head = joined(this.#head, bytes.subarray(0, markLength)).slice(0, markLength);
      this.#tail = joined(this.#tail, bytes.subarray(-markLength)).slice(-markLength);
      if (!onPiece(bytes)) return;
    }
  }

  /** Whether the file has the bytes that were read of it, as far as they were marked. */
  async #isKnown(file: OpenedFile): Promise<boolean> {
    const isAt = async (mark: Uint8Array, at: number) => {
      const bytes = await file.read(at, mark.length);
      return bytes.length === mark.length && mark.every((byte, index) => byte === bytes[index]);
    };
    return (await isAt(this.#head, 0)) && (await isAt(this.#tail, this.#offset - this.#tail.length));
  }

  #fail(error: unknown): never {
    if (error instanceof LogError) throw error;
    throw new LogError(`${messageOf(error)} — expected a log at ${this.#place}`);
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
