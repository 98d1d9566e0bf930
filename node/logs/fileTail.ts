/** A file that grows: reads what has come since the last time, and notices where it is another file. */
import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { LogError } from '../../core/log/logError.ts';
import { reasonOf } from '../data/openCsv.ts';

/** `same`: nothing has come. `replaced`: what was read before is no longer so. `gone`: there is no such file. */
export type TailChange = 'same' | 'grew' | 'replaced' | 'gone';

/** Bytes that are read at a time: each piece keeps the thread for some milliseconds. */
const pieceLength = 2 ** 18;

/** Bytes at the beginning, and before where reading goes on, by which a file is known again. */
const markLength = 256;

/** Not to wait for a pipe's other end. Windows has no such flag. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

const nothing = Buffer.alloc(0);

export class FileTail {
  readonly #path: string;
  /** What the file system said when it was read last; null before that. */
  #known: Pick<Stats, 'size' | 'mtimeMs' | 'ino'> | null = null;
  #offset = 0;
  /** The first bytes, and the last ones that were read. */
  #head = nothing;
  #tail = nothing;

  constructor(path: string) {
    this.#path = path;
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
    return this.#known?.mtimeMs ?? 0;
  }

  /**
   * Whether the file is another one, or may be, by what the file system says: `grew` where it has to be looked into.
   * @throws {LogError} if nothing can be found out.
   */
  async look(): Promise<TailChange> {
    const found = await stat(this.#path).catch((error: unknown) => this.#unlessGone(error));
    if (!found) {
      this.#known = null;
      return 'gone';
    }
    const known = this.#known;
    if (known && known.size === found.size && known.mtimeMs === found.mtimeMs && known.ino === found.ino)
      return 'same';
    const isOther = found.size < this.#offset || known === null || known.ino !== found.ino;
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
    const handle = await open(this.#path, flags).catch((error: unknown) => this.#unlessGone(error));
    if (!handle) return 'gone';
    try {
      const found = await handle.stat();
      if (!found.isFile()) throw this.#error(found.isDirectory() ? 'a folder' : 'no regular file');
      if (!(await this.#isKnown(handle))) return 'replaced';
      const before = this.#offset;
      this.#known = { size: found.size, mtimeMs: found.mtimeMs, ino: found.ino };
      await this.#readPieces(handle, found.size, onPiece);
      return this.#offset > before ? 'grew' : 'same';
    } catch (error) {
      throw error instanceof LogError ? error : this.#error(reasonOf(error));
    } finally {
      await handle.close();
    }
  }

  async #readPieces(
    handle: FileHandle,
    size: number,
    onPiece: (bytes: Uint8Array) => boolean,
  ): Promise<void> {
    const buffer = Buffer.allocUnsafe(pieceLength);
    while (this.#offset < size) {
      const { bytesRead } = await handle.read(buffer, 0, pieceLength, this.#offset);
      if (bytesRead === 0) return;
      const bytes = buffer.subarray(0, bytesRead);
      this.#offset += bytesRead;
      this.#head = Buffer.concat([this.#head, bytes.subarray(0, markLength)]).subarray(0, markLength);
      this.#tail = Buffer.concat([this.#tail, bytes.subarray(-markLength)]).subarray(-markLength);
      if (!onPiece(bytes)) return;
    }
  }

  /** Whether the file has the bytes that were read of it, as far as they were marked. */
  async #isKnown(handle: FileHandle): Promise<boolean> {
    const isAt = async (mark: Buffer, at: number) => {
      const bytes = Buffer.alloc(mark.length);
      const { bytesRead } = await handle.read(bytes, 0, mark.length, at);
      return bytesRead === mark.length && bytes.equals(mark);
    };
    return (await isAt(this.#head, 0)) && (await isAt(this.#tail, this.#offset - this.#tail.length));
  }

  #unlessGone(error: unknown): null {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw this.#error(reasonOf(error));
  }

  #error(reason: string): LogError {
    return new LogError(`${reason} — expected a log at ${this.#path}`);
  }
}
