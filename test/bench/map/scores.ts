/** Ways to do a run of momentum on the valley in JavaScript, each to the last bit the same. */
import { fuseLanes } from '../../../core/engine/cpu/fused/fuseLanes.ts';
import { fuseRun } from '../../../core/engine/cpu/fused/fuseRun.ts';
import type { RunScore } from '../../../core/engine/runScore.ts';
import type { RunSpec } from '../../../core/experiment/runSpec.ts';
import { findOptimizer } from '../../../core/optimizers/index.ts';
import { surfaceObjective } from '../../../core/problems/surfaces/surfaceObjective.ts';
import { valley } from '../../../core/problems/surfaces/valley.ts';
import { fillSettings } from '../../../core/rule/check/settings.ts';
import { resolve } from '../../../core/rule/plan/resolve.ts';
import { compileFloat64 } from '../../../core/rule/run/javascriptKernel.ts';
import type { Rule } from '../../../core/rule/syntax/rule.ts';
import {
  addTo,
  type ComputeMap,
  gridOf,
  noSums,
  oneByOne,
  runs,
  type Score,
  steps,
  target,
} from './mapOfValley.ts';

const largestLoss = 1e6;

/** By the name that `peer.ts` is asked for. */
export const contestants: Readonly<Record<string, () => ComputeMap>> = {
  fused: () => oneByOne(fused()),
  hand: () => oneByOne(byHand),
  kernel: () => oneByOne(kernel()),
  lanes: inLanes,
};

function momentumRule(): Rule {
  const rule = findOptimizer('momentum')?.rule;
  if (!rule) throw new RangeError('optimizer = momentum — expected one of the table');
  return rule;
}

const run: RunSpec = {
  id: '',
  problem: { surface: 'valley' },
  optimizer: 'momentum',
  hyperparameters: fillSettings(momentumRule()),
  ...{ schedule: null, batchSize: null, seed: null, steps, stepsPerEpoch: 1, evaluateEvery: 1, stop: {} },
  engine: 'auto',
};
const axes = [
  { kind: 'hyperparameter', name: 'lr' },
  { kind: 'hyperparameter', name: 'momentum' },
] as const;

/** In JavaScript, for any rule. */
function fused(): Score {
  const made = fuseRun(run, axes, target);
  if (made.kind === 'fallback') throw new Error(made.reason);
  return made.score;
}

/** In WebAssembly. */
function inLanes(): ComputeMap {
  const made = fuseLanes(run, axes, target);
  if (made.kind === 'fallback') throw new Error(made.reason);
  const found = new Float64Array(5 * runs);
  const [firsts, seconds] = gridOf();
  return () => {
    made.score(firsts, seconds, found);
    const sums = noSums();
    const numberAt = (index: number) => found[index] ?? Number.NaN;
    for (let i = 0; i < runs; i++)
      addTo(sums, numberAt(i), numberAt(2 * runs + i), numberAt(3 * runs + i), numberAt(4 * runs + i));
    return sums;
  };
}

/** As a person would write it for this surface and this optimizer alone. */
function byHand(lr: number, momentum: number): RunScore {
  let [w0, w1, v0, v1] = [1, 10, 0, 0];
  let loss = 0.5 * (100 * (w0 * w0) + w1 * w1);
  let [best, first, above] = [loss, 0, 0];
  for (let step = 1; step <= steps; step++) {
    v0 = momentum * v0 + 100 * w0;
    v1 = momentum * v1 + w1;
    w0 -= lr * v0;
    w1 -= lr * v1;
    loss = 0.5 * (100 * (w0 * w0) + w1 * w1);
    if (!(loss <= largestLoss)) return { final: Number.NaN, best, first, forGood: 0, divergedAt: step };
    if (loss < best) best = loss;
    if (loss > target) above = step;
    else if (first === 0) first = step;
  }
  return { final: loss, best, first, forGood: above < steps ? above + 1 : 0, divergedAt: 0 };
}

/** The kernel of the rule, called once a step, as races call it. */
function kernel(): Score {
  const hyperparameters = { lr: 0, momentum: 0 };
  const { createState, update } = compileFloat64(resolve(momentumRule()));
  const { start, lossAndGradient } = surfaceObjective(valley);
  const parameters = start.slice();
  const gradient = new Float64Array(2);
  return (lr, momentum) => {
    Object.assign(hyperparameters, { lr, momentum });
    parameters.set(start);
    const state = createState(parameters, hyperparameters);
    let loss = lossAndGradient(parameters, gradient);
    let [best, first, above] = [loss, 0, 0];
    for (let step = 1; step <= steps; step++) {
      update(parameters, gradient, state, hyperparameters, step);
      loss = lossAndGradient(parameters, gradient);
      if (!(loss <= largestLoss)) return { final: Number.NaN, best, first, forGood: 0, divergedAt: step };
      if (loss < best) best = loss;
      if (loss > target) above = step;
      else if (first === 0) first = step;
    }
    return { final: loss, best, first, forGood: above < steps ? above + 1 : 0, divergedAt: 0 };
  };
}
