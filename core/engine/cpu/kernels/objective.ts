/** Loss and gradient of a mini-batch, and the score of a whole data set. */
import { backward, prepareBackward } from './backward';
import { firstOfRun, gather } from './batch';
import { forward } from './forward';
import { countRight, lossOf } from './losses/index';
import { Examples, layerOf, Network } from './network';

/**
 * The mean loss of some rows; writes its gradient where that is asked for.
 * @param at Bytes from the parameters to those that take their place.
 */
export function measure(
  network: Network,
  examples: Examples,
  rowNumbers: usize,
  count: i32,
  at: usize,
  withGradient: bool,
): f64 {
  if (withGradient) prepareBackward(network, at, count);
  const last = layerOf(network, network.depth - 1);
  const inputStride = examples.inputStride;
  const targetStride = examples.targetStride;
  const chunk = evenChunk(count, network.chunk);
  const share = 1 / <f64>count;
  let sum: f64 = 0;
  for (let begin = 0; begin < count; begin += chunk) {
    const rows = min(chunk, count - begin);
    const first = firstOfRun(rowNumbers, rows);
    let inputs = examples.inputs + <usize>first * inputStride;
    let targets = examples.targets + <usize>first * targetStride;
    if (first < 0) {
      inputs = gather(examples.inputs, inputStride, rowNumbers, rows, network.gatheredInputs);
      targets = gather(examples.targets, targetStride, rowNumbers, rows, network.gatheredTargets);
    }
    forward(network, at, inputs, inputStride, rows);
    sum += lossOf(network.loss, last.values, last.stride, rows, last.outputs, targets, targetStride, share);
    if (withGradient) backward(network, at, inputs, inputStride, rows, begin == 0, count);
    rowNumbers += <usize>rows << 2;
  }
  return sum * share;
}

/** The mean loss of all examples; writes how many are answered rightly, as i32, to `right`. */
export function evaluate(network: Network, examples: Examples, right: usize): f64 {
  const last = layerOf(network, network.depth - 1);
  const outputs = last.values;
  const inputStride = examples.inputStride;
  const targetStride = examples.targetStride;
  let inputs = examples.inputs;
  let targets = examples.targets;
  let sum: f64 = 0;
  let count = 0;
  for (let left = examples.rows; left > 0; left -= network.chunk) {
    const rows = min(network.chunk, left);
    forward(network, 0, inputs, inputStride, rows);
    count += countRight(network.loss, outputs, last.stride, rows, last.outputs, targets, targetStride);
    sum += lossOf(network.loss, outputs, last.stride, rows, last.outputs, targets, targetStride, 1);
    inputs += <usize>rows * inputStride;
    targets += <usize>rows * targetStride;
  }
  store<i32>(right, count);
  return sum / <f64>examples.rows;
}

/** Rows of a chunk, such that the last one isn't much shorter than the others. */
function evenChunk(count: i32, chunk: i32): i32 {
  if (count <= chunk) return count;
  const chunks = (count + chunk - 1) / chunk;
  return ((count + chunks - 1) / chunks + 3) & ~3;
}
