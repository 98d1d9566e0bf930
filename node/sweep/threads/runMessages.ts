/** What a thread that computes runs one by one is told, and says. Both ends are built from one source, so types suffice. */
import type { Recording } from '../../../core/experiment/recording.ts';
import type { RunSpec } from '../../../core/experiment/runSpec.ts';
import type { PreparedDataset } from '../../../core/problems/data/preparation/prepareDataset.ts';

export interface RunThreadInput {
  /** Folder of the kernels for networks. */
  readonly kernels: string;
  /** Folder of the data sets that ship. */
  readonly data: string;
}

export interface RunTask {
  readonly key: string;
  /** With the text of its rule. */
  readonly spec: RunSpec;
  readonly recording: Recording;
  /** What was read of a CSV file, in memory that threads share; null where the thread loads the data itself, or there is none. */
  readonly data: PreparedDataset | null;
}

export type ToRunThread = { readonly type: 'compute'; readonly task: RunTask } | { readonly type: 'cancel' };

export type FromRunThread =
  /** Of the run that goes on: the share of its steps that is done. */
  | { readonly type: 'progress'; readonly share: number }
  /** Its record, as bytes. */
  | { readonly type: 'done'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'cancelled' };
