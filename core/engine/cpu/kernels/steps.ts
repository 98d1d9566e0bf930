/** What threads do together: whole steps of training, many in one call, and scores of whole data sets. */
import { Examples, Network } from './network';
import { measure } from './objective';
import { lookAhead, Rule, update } from './rule';
import { score } from './score';
import { callHelpers, join, thread, waitForCall } from './threads/calls';
import { isAborted, ThreadGroup } from './threads/threadGroup';

/** As for a network, the host writes these fields. */
@unmanaged
export class Trainer {
  network: Network;
  examples: Examples;
  rule: Rule;
  group: ThreadGroup;
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
 * Takes steps until the loss is above `limit` or NaN, and returns how many. A step ends with the loss after it, on the
 * mini-batch of the next step. After a helper is lost, its results are useless.
 */
export function run(trainer: Trainer, steps: i32, limit: f64): i32 {
  const group = trainer.group;
  group.examples = 0;
  group.steps = steps;
  group.limit = limit;
  callHelpers(group);
  return takeSteps(trainer, steps, limit);
}

/** The mean loss of all examples; writes how many are answered rightly, as i32, to `right`. As `run` does, it calls helpers. */
export function evaluate(trainer: Trainer, examples: Examples, right: usize): f64 {
  const group = trainer.group;
  store<i32>(right, 0);
  group.examples = changetype<usize>(examples);
  group.right = right;
  callHelpers(group);
  return score(group, trainer.network, examples, right);
}

/** Makes this thread a helper of the one that runs the trainer. Returns when helpers are released or a thread is lost. */
export function help(trainer: Trainer): void {
  const group = trainer.group;
  join(group);
  while (waitForCall(group)) {
    if (group.examples) score(group, trainer.network, changetype<Examples>(group.examples), group.right);
    else takeSteps(trainer, group.steps, group.limit);
  }
}

function takeSteps(trainer: Trainer, steps: i32, limit: f64): i32 {
  const rule = trainer.rule;
  const group = trainer.group;
  const network = trainer.network;
  const stageAhead = rule.lookAhead;
  let rowNumbers = trainer.rowNumbers;
  let size = load<i32>(trainer.batchSizes);
  for (let step = 0; step < steps; step++) {
    if (stageAhead) {
      lookAhead(group, network, rule, stageAhead, step);
      measure(group, network, trainer.examples, rowNumbers, size, rule.ahead, true);
    }
    update(group, network, rule, step);
    rowNumbers += <usize>size << 2;
    size = load<i32>(trainer.batchSizes + (<usize>(step + 1) << 2));
    const loss = measureFor(trainer, rowNumbers, size);
    if (isAborted(group)) return step;
    if (thread == 0) store<f64>(trainer.losses + (<usize>step << 3), loss);
    if (!(loss <= limit)) return step + 1;
  }
  return steps;
}

/** The loss at the parameters, with the gradient there if the rule is going to read it. */
function measureFor(trainer: Trainer, rowNumbers: usize, size: i32): f64 {
  const rule = trainer.rule;
  const withGradient = rule.lookAhead === null || rule.needsGradientFirst != 0;
  return measure(trainer.group, trainer.network, trainer.examples, rowNumbers, size, 0, withGradient);
}
