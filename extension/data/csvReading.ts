import * as vscode from 'vscode';
import type { CsvData } from '../../core/experiment/csvData.ts';
import type { DataShape } from '../../core/experiment/dataShape.ts';
import type { CsvProblem } from '../../core/experiment/modelProblem.ts';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import type { ColumnHead } from '../../core/problems/data/table/columnHeads.ts';
import type { CsvThread } from '../../node/data/csvThread.ts';
import { withLateProgress } from '../status/lateProgress.ts';

/** Reads the files of problems, one at a time: who asks for another has lost interest in the one before. */
export class CsvReading {
  readonly #thread: CsvThread;
  #current: AbortController | undefined;

  constructor(thread: CsvThread) {
    this.#thread = thread;
  }

  /**
   * Reads the file of a problem, with progress if it takes long.
   * @throws {CsvFault} if the file can't be read or is not what the problem says.
   * @throws {vscode.CancellationError} if the person cancels, or another race begins.
   */
  async read(problem: CsvProblem, folder: string): Promise<CsvData> {
    this.cancel();
    const controller = new AbortController();
    this.#current = controller;
    const { signal } = controller;
    const cancel = () => controller.abort(new vscode.CancellationError());
    const data = await withLateProgress(`Reading ${problem.csv}`, cancel, (onProgress) =>
      this.#thread.load(problem, folder, { onProgress, signal }),
    );
    return { folder, shape: shapeOf(data), data };
  }

  /**
   * The columns of a file, by its first rows.
   * @throws {CsvFault} if the file can't be read or is empty.
   */
  readColumns(csv: string, folder: string): Promise<readonly ColumnHead[]> {
    return this.#thread.readColumns(csv, folder);
  }

  /** Ends a reading that is still going on. */
  cancel(): void {
    this.#current?.abort(new vscode.CancellationError());
    this.#current = undefined;
  }
}

function shapeOf({ training, validation }: PreparedDataset): DataShape {
  const { features, classes, skippedRows } = training;
  const rows = training.rows + (validation?.rows ?? 0);
  return { rows, features, classes, ...(skippedRows !== undefined && { skippedRows }) };
}
