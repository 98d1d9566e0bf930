/** Which format a log has, and the reader of it. */
import { CsvLog } from './csvLog.ts';
import { JsonLog } from './jsonLog.ts';
import { LogError } from './logError.ts';
import type { LogReader } from './logReader.ts';
import { TensorBoardLog } from './tensorBoardLog.ts';
import { headLength, isRecordHead } from './tfRecords.ts';
import type { TrainingLog } from './trainingLog.ts';

/** How a log is read. */
export interface ReadOptions {
  /** The column that tells runs apart: null for none. Default: found by its name. */
  readonly runColumn?: string | null | undefined;
}

/** Where a file stands in the folder that is read. */
export interface FilePlace {
  /** Relative to that folder; empty where it is in it, or where the file is read alone. */
  readonly folder: string;
  readonly name: string;
}

/** Whether TensorBoard reads a file of this name. */
export function isEventFile(name: string): boolean {
  return name.includes('tfevents');
}

/** Reads a file whose format is told by its name and its first bytes. */
export class LogFile implements LogReader {
  readonly #log: TrainingLog;
  readonly #options: ReadOptions;
  readonly #place: FilePlace;
  #beginning = new Uint8Array(0);
  /** null before the format is known. */
  #reader: LogReader | null = null;

  constructor(log: TrainingLog, place: FilePlace, options: ReadOptions = {}) {
    this.#log = log;
    this.#options = options;
    this.#place = place;
  }

  get waiting(): number {
    return this.#reader?.waiting ?? this.#beginning.length;
  }

  add(bytes: Uint8Array): void {
    if (this.#reader) {
      this.#reader.add(bytes);
      return;
    }
    const beginning = new Uint8Array(this.#beginning.length + bytes.length);
    beginning.set(this.#beginning);
    beginning.set(bytes, this.#beginning.length);
    this.#beginning = beginning;
    const reader = createReader(this.#log, this.#place, this.#options, beginning);
    if (!reader) return;
    this.#reader = reader;
    this.#beginning = new Uint8Array(0);
    reader.add(beginning);
  }

  finish(): void {
    this.#reader?.finish();
  }
}

const [brace, bracket] = [0x7b, 0x5b];
/** Spaces, line breaks and a byte order mark. */
const blank = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

/**
 * @returns undefined where there is nothing yet to tell the format by.
 * @throws {LogError} where the bytes are of no log.
 */
function createReader(
  log: TrainingLog,
  { folder, name }: FilePlace,
  { runColumn }: ReadOptions,
  beginning: Uint8Array,
): LogReader | undefined {
  if (isEventFile(name)) return new TensorBoardLog(log, folder, name);
  const first = beginning.find((byte) => !blank.has(byte));
  if (first === undefined) return undefined;
  if (first === brace || first === bracket) return new JsonLog(log, runColumn);
  if (first >= 0x20 && first < 0xf8 && first !== 0x7f) return new CsvLog(log, runColumn);
  if (beginning.length < headLength) return undefined;
  if (isRecordHead(beginning)) return new TensorBoardLog(log, folder, name);
  throw new LogError(
    'no text in UTF-8 — expected a log: CSV or JSON lines in UTF-8, or an event file of TensorBoard',
  );
}
