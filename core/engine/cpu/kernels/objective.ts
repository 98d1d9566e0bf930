/** Loss and gradient of a mini-batch. */
import { addGradients, passBack, prepareBackward } from './backward';
import { firstOfRun, gather } from './batch';
import { forward } from './forward';
import { addSums, rowUnit, sumLosses } from './lossSums';
import { Examples, Network } from './network';
import { shareBegin, shareEnd } from './threads/share';
import { meet, Team, threads } from './threads/team';

/**
 * The mean loss of some rows, for all threads of a team; writes its gradient where that is asked for.
 * @param at Bytes from the parameters to those that take their place.
 */
export function measure(
  team: Team,
  network: Network,
  examples: Examples,
  rowNumbers: usize,
  count: i32,
  at: usize,
  withGradient: bool,
): f64 {
  if (withGradient) {
    prepareBackward(network, at, count);
    meet(team);
  }
  const inputStride = examples.inputStride;
  const targetStride = examples.targetStride;
  const chunk = evenChunk(count, network.chunk);
  const round = chunk * threads;
  const unit = rowUnit(network, chunk);
  const share = 1 / <f64>count;
  let sum: f64 = 0;
  for (let begin = 0; begin < count; begin += round) {
    const rows = min(round, count - begin);
    const from = shareBegin(rows, unit);
    const to = shareEnd(rows, unit);
    const first = firstOfRun(rowNumbers, rows);
    let inputs = examples.inputs + <usize>first * inputStride;
    let targets = examples.targets + <usize>first * targetStride;
    if (first < 0) {
      inputs = network.gatheredInputs;
      targets = network.gatheredTargets;
      gather(examples.inputs, inputStride, rowNumbers, from, to, inputs);
      gather(examples.targets, targetStride, rowNumbers, from, to, targets);
    }
    forward(network, at, inputs, inputStride, from, to);
    sumLosses(network, from, to, targets + <usize>from * targetStride, targetStride, share, from, unit);
    if (withGradient) passBack(network, at, from, to, count);
    meet(team);
    sum = addSums(sum, network, rows, unit);
    if (withGradient) {
      for (let row = 0; row < rows; row += chunk) {
        const isFirst = begin == 0 && row == 0;
        addGradients(network, inputs, inputStride, row, min(chunk, rows - row), isFirst);
      }
    }
    // Only now may the next round take the place of this one.
    meet(team);
    rowNumbers += <usize>rows << 2;
  }
  return sum * share;
}

/** Rows of a chunk, such that the last one isn't much shorter than the others: all, or a multiple of 16. */
function evenChunk(count: i32, chunk: i32): i32 {
  if (count <= chunk) return count;
  const chunks = (count + chunk - 1) / chunk;
  return ((count + chunks - 1) / chunks + 15) & ~15;
}
