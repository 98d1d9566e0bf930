/** What is told of a slice while it is computed. */
import type { Window } from '../problems/surfaces/surface.ts';
import type { GridProgress, LossGrid } from './lossGrid.ts';
import type { Slice, SliceKind, SlicePath, SliceRequest } from './slice.ts';

export interface SliceNews {
  readonly request: SliceRequest;
  /** Which it is: where the three points lie on a line, directions are random. */
  readonly kind: SliceKind;
  readonly other: number | null;
  readonly window: Window;
  readonly paths: readonly SlicePath[];
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
  return { request, kind, other, window, paths, grid, done, total, isOver };
}
