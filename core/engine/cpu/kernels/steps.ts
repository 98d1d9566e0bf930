/** Whole steps of training, many in one call. */
import { Examples, Network } from './network';
import { measure } from './objective';
import { lookAhead, Rule, update } from './rule';

/** As for a network, the host writes these fields. */
@unmanaged
export class Trainer {
  network: Network;
  examples: Examples;
  rule: Rule;
  /** Row numbers, i32, of the mini-batch before the run's first step and of those after each step, one after the other. */
  rowNumbers: usize;
  /** How many rows each of them has, i32. */
  batchSizes: usize;
  /** Loss after each step, f64. */
  losses: usize;
}

/** The loss before a run, on its first mini-batch; leaves the gradient that the first step needs. */
export function begin(trainer: Trainer): f64 {
  return measureFor(trainer, trainer.rowNumbers, load<i32>(trainer.batchSizes));
}

/**
 * Takes steps until the loss isn't at most `limit` any more, and returns how many. A step ends with the loss after it, on
 * the mini-batch of the next one.
 */
export function run(trainer: Trainer, steps: i32, limit: f64): i32 {
  const network = trainer.network;
  const rule = trainer.rule;
  const stageAhead = rule.lookAhead;
  let rowNumbers = trainer.rowNumbers;
  let size = load<i32>(trainer.batchSizes);
  for (let step = 0; step < steps; step++) {
    if (stageAhead) {
      lookAhead(network, rule, stageAhead, step);
      measure(network, trainer.examples, rowNumbers, size, rule.ahead, true);
    }
    update(network, rule, step);
    rowNumbers += <usize>size << 2;
    size = load<i32>(trainer.batchSizes + (<usize>(step + 1) << 2));
    const loss = measureFor(trainer, rowNumbers, size);
    store<f64>(trainer.losses + (<usize>step << 3), loss);
    if (!(loss <= limit)) return step + 1;
  }
  return steps;
}

/** The loss at the parameters, with the gradient there if the rule is going to read it. */
function measureFor(trainer: Trainer, rowNumbers: usize, size: i32): f64 {
  const rule = trainer.rule;
  const withGradient = rule.lookAhead === null || rule.needsGradientFirst != 0;
  return measure(trainer.network, trainer.examples, rowNumbers, size, 0, withGradient);
}
