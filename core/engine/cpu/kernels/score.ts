/** How a network does on a whole data set. */
import { forward } from './forward';
import { countRight } from './losses/index';
import { addSums, rowUnit, sumLosses } from './lossSums';
import { Examples, layerOf, Network } from './network';
import { arriveAndWait } from './threads/barrier';
import { thread } from './threads/calls';
import { shareBegin, shareEnd } from './threads/share';
import { ThreadGroup } from './threads/threadGroup';

/**
 * The mean loss of all examples, for all threads of a group; adds how many are answered rightly to an i32 at `right`.
 * Threads take a chunk of rows after the other, each in its own part of a round's room.
 */
export function score(group: ThreadGroup, network: Network, examples: Examples, right: usize): f64 {
  const last = layerOf(network, network.depth - 1);
  const inputStride = examples.inputStride;
  const targetStride = examples.targetStride;
  const chunk = network.chunk;
  const unit = rowUnit(network, chunk);
  const begin = thread * chunk;
  const outputs = last.values + <usize>begin * last.stride;
  const to = shareEnd(examples.rows, unit);
  for (let row = shareBegin(examples.rows, unit); row < to; row += chunk) {
    const rows = min(chunk, to - row);
    const targets = examples.targets + <usize>row * targetStride;
    forward(network, 0, examples.inputs + <usize>(row - begin) * inputStride, inputStride, begin, begin + rows);
    const count = countRight(network.loss, outputs, last.stride, rows, last.outputs, targets, targetStride);
    atomic.add<i32>(right, count);
    sumLosses(network, begin, begin + rows, targets, targetStride, 1, row, unit);
  }
  arriveAndWait(group);
  return addSums(0, network, examples.rows, unit) / <f64>examples.rows;
}
