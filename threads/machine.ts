/** What the program of a thread has around it, whichever kind of thread it is in. */
import type { Kernels } from '../core/engine/cpu/network/kernelBytes.ts';
import type { CsvProblem } from '../core/experiment/modelProblem.ts';
import type { HeldOutOptions, PreparedDataset } from '../core/problems/data/preparation/prepareDataset.ts';

/** The way from a program to whoever has started its thread. */
export interface ThreadPort {
  postMessage(message: unknown, buffers?: readonly ArrayBuffer[]): void;
  /** Both ends are built from one source: messages are what the program says they are. */
  onMessage(listener: (message: never) => void): void;
  /** No message is expected any more: the thread ends with what it is doing. */
  close(): void;
}

export interface CsvContent {
  readonly data: PreparedDataset;
  /** Of the numbers. */
  readonly contentHash: string;
}

export interface Machine {
  /** Milliseconds by a clock that runs forward in all threads alike. */
  now(): number;
  /** Comes back when messages that wait have been heard. */
  nextTurn(): Promise<void>;
  /** Comes back after so many milliseconds; the thread may end before. */
  wait(milliseconds: number): Promise<void>;
  /**
   * A data set of the table, split.
   * @throws {RangeError} if there is no such data set or `split` is out of range.
   */
  dataset(id: string, split?: HeldOutOptions): Promise<PreparedDataset>;
  /**
   * The numbers of a CSV file in a folder.
   * @throws {Error} if the file can't be read or holds something else than the problem says.
   */
  csv(problem: CsvProblem, folder: string): Promise<CsvContent>;
  /** The fastest kernels for networks that can run here; or, in words, why there are none. */
  kernels(): Promise<Kernels | string>;
}
