/**
 * Logs of JSON: an object a line, as Weights & Biases and many scripts write them; or one document, a list of objects or
 * what a Hugging Face Trainer keeps in `trainer_state.json`.
 */

import { rowsOf } from './jsonRows.ts';
import { Brackets, jsonValue } from './jsonValue.ts';
import { Lines } from './lines.ts';
import { LogError } from './logError.ts';
import { longestJson } from './logLimits.ts';
import type { LogReader } from './logReader.ts';
import { TableRows } from './tableRows.ts';
import type { TrainingLog } from './trainingLog.ts';

/** A document that goes over several lines. */
interface Document {
  readonly lines: string[];
  readonly brackets: Brackets;
  readonly firstLine: number;
  length: number;
}

export class JsonLog implements LogReader {
  readonly #log: TrainingLog;
  readonly #rows: TableRows;
  readonly #lines = new Lines(longestJson, (line, number) => this.#takeLine(line, number));
  #document: Document | null = null;
  #hasBegun = false;

  /** @param runColumn The name that tells runs apart: null for none. Default: found. */
  constructor(log: TrainingLog, runColumn?: string | null) {
    this.#log = log;
    this.#rows = new TableRows(log, runColumn);
  }

  get waiting(): number {
    return this.#lines.waiting + (this.#document?.length ?? 0);
  }

  add(bytes: Uint8Array): void {
    this.#lines.add(bytes);
  }

  finish(): void {
    this.#lines.finish();
    if (!this.#document) return;
    this.#log.remarks.note('brokenLine', `line ${this.#document.firstLine}`);
    this.#document = null;
  }

  #takeLine(line: string | null, number: number): void {
    if (line === null) this.#log.remarks.note('longLine', `line ${number}`);
    else if (this.#document) this.#continue(this.#document, line);
    else if (line.trim() !== '') this.#takeObject(line, number);
  }

  #takeObject(line: string, number: number): void {
    if (!this.#hasBegun && line.includes('\0'))
      throw new LogError('bytes that are zero — expected JSON in UTF-8');
    const isTaken = this.#takeValue(jsonValue(line), number);
    // Only the first line tells whether a document begins: later ones are broken.
    const mayGoOn = !this.#hasBegun && !isTaken && !line.trimEnd().endsWith('}');
    this.#hasBegun = true;
    if (isTaken) return;
    if (!mayGoOn) {
      this.#log.remarks.note('brokenLine', `line ${number}`);
      return;
    }
    this.#document = { lines: [], brackets: new Brackets(), firstLine: number, length: 0 };
    this.#continue(this.#document, line);
  }

  #continue(document: Document, line: string): void {
    document.lines.push(line);
    document.length += line.length + 1;
    document.brackets.add(line);
    if (document.length > longestJson)
      throw new LogError(
        `a JSON document of more than ${longestJson / 2 ** 20} MB — expected JSON lines: an object in each line`,
      );
    if (!document.brackets.isClosed) return;
    this.#document = null;
    if (!this.#takeValue(jsonValue(document.lines.join('\n')), document.firstLine))
      this.#log.remarks.note('brokenLine', `line ${document.firstLine}`);
  }

  #takeValue(value: unknown, line: number): boolean {
    const rows = rowsOf(value);
    if (!rows) return false;
    for (const row of rows) this.#rows.add(row, () => `line ${line}`);
    return true;
  }
}
