/** What is told of a slice while it is computed. */
import type { Window } from '../problems/surfaces/surface.ts';
import type { GridProgress, LossGrid } from './lossGrid.ts';
import type { Slice, SliceKind, SliceRequest } from './slice.ts';

export interface SliceNews {
  readonly request: SliceRequest;
  /** Which it is: where the three points lie on a line, or there is one run, directions are random. */
  readonly kind: SliceKind;
  readonly other: number | null;
  readonly window: Window;
  /** Along both directions of each point of each run's path, in turn. */
  readonly paths: readonly Float64Array[];
  /** Of each run's way, what lies in the plane: 0 to 1. */
  readonly shares: Float64Array;
  /** null before the first grid is whole. */
  readonly grid: LossGrid | null;
  readonly done: number;
  readonly total: number;
  /** No more is coming: it is whole, or was left. */
  readonly isOver: boolean;
}

export function sliceNews(
  request: SliceRequest,
  { kind, other, window, paths }: Slice,
  { grid, done, total }: GridProgress,
  isOver: boolean,
): SliceNews {
  return {
    ...{ request, kind, other, window, grid, done, total, isOver },
    paths: paths.map(({ coordinates }) => coordinates),
    shares: Float64Array.from(paths, ({ share }) => share),
  };
}
