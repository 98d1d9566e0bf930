/**
 * Logs with a row a line: CSV as Keras, PyTorch Lightning, fastai and Ultralytics write it, exports of Weights & Biases and
 * TensorBoard, and tables with tabs, semicolons, bars or spaces.
 */
import { cellNumber } from './cellNumber.ts';
import { cellsOf, type Delimiter, delimiterOf, isOpen } from './csvCells.ts';
import { CsvHeader } from './csvHeader.ts';
import { Lines } from './lines.ts';
import { LogError } from './logError.ts';
import { longestRow } from './logLimits.ts';
import type { LogReader } from './logReader.ts';
import type { TrainingLog } from './trainingLog.ts';

/** A first line that tells spreadsheets the delimiter: `sep=;`. */
const separatorLine = /^"?sep=([^"])"?\s*$/i;

export class CsvLog implements LogReader {
  readonly #log: TrainingLog;
  readonly #runColumn: string | null | undefined;
  readonly #lines = new Lines(longestRow, (line, number) => this.#takeLine(line, number));
  #delimiter: Delimiter | undefined;
  #header: CsvHeader | null = null;
  /** The last comment above the table. */
  #comment: string | null = null;
  /** A row whose value in quotes goes on in the next line, and the line in which it began. */
  #open: { text: string; readonly line: number } | null = null;

  /** @param runColumn The column that tells runs apart: null for none. Default: found by its name. */
  constructor(log: TrainingLog, runColumn?: string | null) {
    this.#log = log;
    this.#runColumn = runColumn;
  }

  get waiting(): number {
    return this.#lines.waiting + (this.#open?.text.length ?? 0);
  }

  add(bytes: Uint8Array): void {
    this.#lines.add(bytes);
  }

  finish(): void {
    this.#lines.finish();
    if (this.#open) this.#log.remarks.note('brokenLine', `line ${this.#open.line}`);
  }

  #takeLine(line: string | null, number: number): void {
    if (line === null) {
      this.#log.remarks.note('longLine', `line ${number}`);
      this.#open = null;
      return;
    }
    if (this.#open || line.includes('"')) this.#takeQuoted(line, number);
    else if (line !== '') this.#takeRow(line, number);
  }

  #takeQuoted(line: string, number: number): void {
    const begun = this.#open;
    const text = begun ? `${begun.text}\n${line}` : line;
    const closes = isOpen(line);
    if (begun === null ? closes : !closes) {
      const isTooLong = text.length > longestRow;
      if (isTooLong) this.#log.remarks.note('brokenLine', `line ${begun?.line ?? number}`);
      this.#open = isTooLong ? null : { text, line: begun?.line ?? number };
      return;
    }
    this.#open = null;
    this.#takeRow(text, begun?.line ?? number);
  }

  #takeRow(row: string, line: number): void {
    if (!this.#header && row.startsWith('#')) {
      this.#comment = row.replace(/^#+/, '');
      return;
    }
    if (this.#delimiter === undefined) {
      if (row.includes('\0')) throw new LogError('bytes that are zero — expected CSV in UTF-8');
      const separator = separatorLine.exec(row)?.[1];
      if (separator !== undefined || row.trim() === '') {
        this.#delimiter = separator;
        return;
      }
      this.#delimiter = delimiterOf(row);
    }
    const cells = cellsOf(row, this.#delimiter);
    if (this.#header) this.#takeCells(this.#header, cells, line);
    else this.#begin(cells, this.#delimiter, line);
  }

  #begin(cells: readonly string[], delimiter: Delimiter, line: number): void {
    const isNumber = cells.every((cell) => this.#numberOf(cell) !== undefined);
    if (!isNumber) {
      this.#header = new CsvHeader(this.#log, cells, this.#runColumn);
      return;
    }
    // As numpy.savetxt writes a header: a comment of as many names.
    const comment = cellsOf(this.#comment ?? '', delimiter);
    const isHeader = this.#comment !== null && comment.length === cells.length;
    if (!isHeader) this.#log.remarks.note('noHeader', `line ${line}`);
    const names = isHeader ? comment : cells.map((_, index) => `column ${index + 1}`);
    this.#header = new CsvHeader(this.#log, names, this.#runColumn);
    this.#takeCells(this.#header, cells, line);
  }

  #takeCells(header: CsvHeader, cells: readonly string[], line: number): void {
    const place = () => `line ${line}`;
    const kind = header.kindOf(cells, (cell) => this.#numberOf(cell) !== undefined);
    if (kind === 'row') {
      if (cells.length > header.length && cells.slice(header.length).some((cell) => cell !== ''))
        this.#log.remarks.note('extraCells', place());
      header.addRow(cells, (cell) => this.#numberOf(cell), place);
      return;
    }
    this.#log.remarks.note(kind, place());
    if (kind === 'otherHeader') this.#header = new CsvHeader(this.#log, cells, this.#runColumn);
  }

  #numberOf(cell: string): number | undefined {
    return cellNumber(cell, this.#delimiter !== ',');
  }
}
