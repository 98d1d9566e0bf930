/** Losses of many rows, of which threads compute shares: added up in the same order whatever the number of threads. */
import { rowsOfShares } from '../rowsOfShares';
import { lossOf } from './losses/index';
import { layerOf, Network } from './network';

/** Rows of a share, and of a sum, are multiples of it. @param chunk What small steps don't split any further. */
@inline
export function rowUnit(network: Network, chunk: i32): i32 {
  return network.isLarge ? rowsOfShares : chunk;
}

/**
 * Sums up the losses of outputs `begin` … `end` - 1, and writes the derivatives in their place.
 * @param targets Where those of the first output are.
 * @param share As for `lossOf`.
 * @param row The first output's among all rows that are added up, a multiple of `unit`.
 * @param unit Rows of a sum.
 */
export function sumLosses(
  network: Network,
  begin: i32,
  end: i32,
  targets: usize,
  targetStride: usize,
  share: f64,
  row: i32,
  unit: i32,
): void {
  const last = layerOf(network, network.depth - 1);
  let outputs = last.values + <usize>begin * last.stride;
  let sum = network.lossSums + (row > 0 ? (<usize>row / unit) << 3 : 0);
  for (let left = end - begin; left > 0; left -= unit) {
    const rows = min(unit, left);
    const loss = lossOf(network.loss, outputs, last.stride, rows, last.outputs, targets, targetStride, share);
    store<f64>(sum, loss);
    outputs += <usize>rows * last.stride;
    targets += <usize>rows * targetStride;
    sum += 8;
  }
}

/** Adds the losses of so many rows to a total. */
export function addSums(total: f64, network: Network, rows: i32, unit: i32): f64 {
  for (let sum = network.lossSums; rows > 0; rows -= unit, sum += 8) total += load<f64>(sum);
  return total;
}
