/** What the threads of a map are given and asked. Both ends are built from one source. */
import type { InspectedCurve } from '../../core/debug/inspector/inspectedCurve.ts';
import type { CellChunk } from '../../core/map/mapGrid.ts';
import type { MapSpec } from '../../core/map/mapSpec.ts';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import type { GpuQuestion, GpuReply } from '../race/gpuMessages.ts';

export interface MapWorkerInput {
  /** Of a CSV file, whose numbers were read; null where they weren't. */
  readonly data: PreparedDataset | null;
  /** Which view is wanted, and whether it is computed or waits: see `control`. Where memory isn't shared, messages say so. */
  readonly control: Int32Array;
}

/** Places in `control`, which threads look at while they compute. */
export const control = { view: 0, paused: 1 } as const;

/** A part of the plane. */
export interface WantedView {
  readonly spec: MapSpec;
  /** Values of the columns, and of the rows. */
  readonly columns: Float64Array;
  readonly rows: Float64Array;
}

export type ToMapWorker =
  | ({ readonly type: 'view'; readonly view: number } & WantedView)
  | { readonly type: 'cells'; readonly view: number; readonly cells: Uint32Array<ArrayBuffer> }
  /** What `control` says by now. */
  | { readonly type: 'control'; readonly values: Int32Array }
  /** What the loss of a run does. */
  | {
      readonly type: 'curve';
      readonly id: number;
      readonly spec: MapSpec;
      readonly x: number;
      readonly y: number;
    }
  /** Whether a device can compute the view is to be found out. */
  | { readonly type: 'openDevice'; readonly view: number }
  /** On the device. */
  | { readonly type: 'deviceCells'; readonly view: number; readonly cells: Uint32Array<ArrayBuffer> }
  | GpuReply;

/** What was found of a device: what it is called, or why there is none for the view, as a clause. */
export type DeviceOutcome =
  | { readonly name: string; readonly isSoftware: boolean }
  | { readonly reason: string };

export type FromMapWorker =
  /** In place of each batch, also where it was given up: less then, or nothing. */
  | {
      readonly type: 'cells';
      readonly view: number;
      readonly chunk: CellChunk;
      /** That it took to compute. */
      readonly milliseconds: number;
    }
  | {
      readonly type: 'curve';
      readonly id: number;
      readonly outcome: { readonly curve: InspectedCurve } | { readonly error: string };
    }
  | { readonly type: 'device'; readonly view: number; readonly outcome: DeviceOutcome }
  /** In place of each batch of the device; null of one that was given up. */
  | {
      readonly type: 'deviceCells';
      readonly view: number;
      readonly chunk: CellChunk | null;
      readonly milliseconds: number;
    }
  /** The cells of a batch that the device could not compute, and why, as a clause. */
  | {
      readonly type: 'deviceFailed';
      readonly view: number;
      readonly cells: Uint32Array<ArrayBuffer>;
      readonly reason: string;
    }
  | GpuQuestion
  | { readonly type: 'failed'; readonly view: number; readonly message: string };
