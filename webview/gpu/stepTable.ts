/** What a kernel is told of a step. */
import { bytesOfStep } from '../../core/engine/gpu/kernels/bindings.ts';
import { largestFloat } from './submitLength.ts';

export interface Step {
  readonly rows: number;
  /** Where in `batch` they begin. */
  readonly first: number;
  /** Where in `results` the loss goes. */
  readonly place: number;
  readonly limit: number;
}

/** In the order of the fields of `Step` in WGSL. */
export function writeStep(view: DataView, index: number, { rows, first, place, limit }: Step): void {
  const at = index * bytesOfStep;
  view.setUint32(at, rows, true);
  view.setUint32(at + 4, first, true);
  view.setUint32(at + 8, place, true);
  view.setFloat32(at + 12, Math.min(limit, largestFloat), true);
}
