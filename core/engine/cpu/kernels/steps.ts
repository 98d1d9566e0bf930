/** What threads do together: whole steps of training, many in one call, and scores of whole data sets. */
import { Examples, Network } from './network';
import { measure } from './objective';
import { lookAhead, Rule, update } from './rule';
import { score } from './score';
import { isBroken } from './threads/signals';
import { callHelpers, isCalled, join, Team, thread } from './threads/team';

/** As for a network, the host writes these fields. */
@unmanaged
export class Trainer {
  network: Network;
  examples: Examples;
  rule: Rule;
  team: Team;
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
 * the mini-batch of the next one. What it does after a helper is lost is worth nothing.
 */
export function run(trainer: Trainer, steps: i32, limit: f64): i32 {
  const team = trainer.team;
  team.examples = 0;
  team.steps = steps;
  team.limit = limit;
  callHelpers(team);
  return takeSteps(trainer, steps, limit);
}

/** The mean loss of all examples; writes how many are answered rightly, as i32, to `right`. As `run` does, it calls helpers. */
export function evaluate(trainer: Trainer, examples: Examples, right: usize): f64 {
  const team = trainer.team;
  store<i32>(right, 0);
  team.examples = changetype<usize>(examples);
  team.right = right;
  callHelpers(team);
  return score(team, trainer.network, examples, right);
}

/** Makes this thread a helper of one that runs the trainer, and returns when that has no more use for helpers. */
export function help(trainer: Trainer): void {
  const team = trainer.team;
  join(team);
  while (isCalled(team)) {
    if (team.examples) score(team, trainer.network, changetype<Examples>(team.examples), team.right);
    else takeSteps(trainer, team.steps, team.limit);
  }
}

function takeSteps(trainer: Trainer, steps: i32, limit: f64): i32 {
  const rule = trainer.rule;
  const team = trainer.team;
  const network = trainer.network;
  const stageAhead = rule.lookAhead;
  let rowNumbers = trainer.rowNumbers;
  let size = load<i32>(trainer.batchSizes);
  for (let step = 0; step < steps; step++) {
    if (stageAhead) {
      lookAhead(team, network, rule, stageAhead, step);
      measure(team, network, trainer.examples, rowNumbers, size, rule.ahead, true);
    }
    update(team, network, rule, step);
    rowNumbers += <usize>size << 2;
    size = load<i32>(trainer.batchSizes + (<usize>(step + 1) << 2));
    const loss = measureFor(trainer, rowNumbers, size);
    if (isBroken(team)) return step;
    if (thread == 0) store<f64>(trainer.losses + (<usize>step << 3), loss);
    if (!(loss <= limit)) return step + 1;
  }
  return steps;
}

/** The loss at the parameters, with the gradient there if the rule is going to read it. */
function measureFor(trainer: Trainer, rowNumbers: usize, size: i32): f64 {
  const rule = trainer.rule;
  const withGradient = rule.lookAhead === null || rule.needsGradientFirst != 0;
  return measure(trainer.team, trainer.network, trainer.examples, rowNumbers, size, 0, withGradient);
}
