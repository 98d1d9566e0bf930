import * as vscode from 'vscode';
import type { CsvData } from '../../core/experiment/csvData.ts';
import { shapeOfData } from '../../core/experiment/dataShape.ts';
import type { CsvProblem } from '../../core/experiment/modelProblem.ts';
import type { ColumnHead } from '../../core/problems/data/table/columnHeads.ts';
import type { CsvFiles } from '../backend/backend.ts';
import { withLateProgress } from '../lateProgress.ts';
import { uriOfPlace } from './filePlace.ts';

/** Reads the files of problems, one at a time: who asks for another has lost interest in the one before. */
export class CsvReading {
  readonly #files: CsvFiles;
  #current: AbortController | undefined;
  #asks = 0;

  constructor(files: CsvFiles) {
    this.#files = files;
  }

  /** How often something else was asked for, for who reads a file later than it was asked to. */
  get asks(): number {
    return this.#asks;
  }

  /**
   * Reads the file of a problem, with progress if it takes long.
   * @param asks When it was asked for. Default: now.
   * @throws {CsvFault} if the file can't be read or is not what the problem says.
   * @throws {vscode.CancellationError} if the person cancels, or another race begins.
   */
  async read(problem: CsvProblem, folder: string, asks = this.#asks): Promise<CsvData> {
    if (asks !== this.#asks) throw new vscode.CancellationError();
    this.cancel();
    const controller = new AbortController();
    this.#current = controller;
    const { signal } = controller;
    const cancel = () => controller.abort(new vscode.CancellationError());
    const content = await withLateProgress(`Reading ${problem.csv}`, cancel, (onProgress) =>
      this.#files.load(problem, folder, { onProgress, signal }),
    );
    return { folder, shape: shapeOfData(content.data, content.contentHash), data: content.data };
  }

  /**
   * The columns of a file, by its first rows.
   * @throws {CsvFault} if the file can't be read or is empty.
   */
  readColumns(csv: string, folder: string): Promise<readonly ColumnHead[]> {
    return this.#files.readColumns(csv, folder);
  }

  /** Shows a CSV file in an editor, with one of its rows selected. */
  async openRow(file: string, row: number): Promise<void> {
    const line = (await this.#files.lineOfRow(file, row)) - 1;
    const selection = new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER);
    await vscode.commands.executeCommand('vscode.open', uriOfPlace(file), { selection });
  }

  /** Ends a reading that still goes on, or was asked for and has not begun. */
  cancel(): void {
    this.#asks++;
    this.#current?.abort(new vscode.CancellationError());
    this.#current = undefined;
  }
}
