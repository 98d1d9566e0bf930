/** Ways to do a run of momentum on a surface in JavaScript, each to the last bit the same. */
import { fuseLanes } from '../../../core/engine/cpu/fused/fuseLanes.ts';
import { fuseRun } from '../../../core/engine/cpu/fused/fuseRun.ts';
import type { LanePrecision } from '../../../core/engine/cpu/fused/runText.ts';
import type { RunScore } from '../../../core/engine/runScore.ts';
import type { RunSpec } from '../../../core/experiment/runSpec.ts';
import { findOptimizer } from '../../../core/optimizers/index.ts';
import { findSurface } from '../../../core/problems/surfaces/index.ts';
import { surfaceObjective } from '../../../core/problems/surfaces/surfaceObjective.ts';
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
  type SurfaceName,
  steps,
  target,
} from './mapOfSurface.ts';

const largestLoss = 1e6;

/** By the name that `peer.ts` is asked for. */
export const surfaceContestants: Readonly<Record<string, (surface: SurfaceName) => ComputeMap>> = {
  fused: (surface) => oneByOne(surface, fused(surface)),
  hand: (surface) => oneByOne(surface, byHand[surface]),
  kernel: (surface) => oneByOne(surface, kernel(surface)),
  lanes: (surface) => inLanes(surface, 'float64'),
  float32: (surface) => inLanes(surface, 'float32'),
};

function momentumRule(): Rule {
  const rule = findOptimizer('momentum')?.rule;
  if (!rule) throw new RangeError('optimizer = momentum — expected one of the table');
  return rule;
}

function runOn(surface: SurfaceName): RunSpec {
  return {
    id: '',
    problem: { surface },
    optimizer: 'momentum',
    hyperparameters: fillSettings(momentumRule()),
    ...{ schedule: null, batchSize: null, seed: null, steps, stepsPerEpoch: 1, evaluateEvery: 1, stop: {} },
    engine: 'auto',
  };
}

const axes = [
  { kind: 'hyperparameter', name: 'lr' },
  { kind: 'hyperparameter', name: 'momentum' },
] as const;

/** In JavaScript, for any rule. */
function fused(surface: SurfaceName): Score {
  const made = fuseRun(runOn(surface), axes, target);
  if (made.kind === 'fallback') throw new Error(made.reason);
  return made.score;
}

/** In WebAssembly. */
function inLanes(surface: SurfaceName, precision: LanePrecision): ComputeMap {
  const made = fuseLanes(runOn(surface), axes, target, precision);
  if (made.kind === 'fallback') throw new Error(made.reason);
  const found = new Float64Array(5 * runs);
  const [firsts, seconds] = gridOf(surface);
  return () => {
    made.score(firsts, seconds, found);
    const sums = noSums();
    const numberAt = (index: number) => found[index] ?? Number.NaN;
    for (let i = 0; i < runs; i++)
      addTo(sums, numberAt(i), numberAt(2 * runs + i), numberAt(3 * runs + i), numberAt(4 * runs + i));
    return sums;
  };
}

/** As a person would write it for one surface and this optimizer alone. */
const byHand: Readonly<Record<SurfaceName, Score>> = { valley: onValley, rosenbrock: onRosenbrock };

function onValley(lr: number, momentum: number): RunScore {
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

function onRosenbrock(lr: number, momentum: number): RunScore {
  let [w0, w1, v0, v1] = [-1, 1, 0, 0];
  let [a, b] = [1 - w0, w1 - w0 * w0];
  let loss = a * a + 100 * (b * b);
  let [best, first, above] = [loss, 0, 0];
  for (let step = 1; step <= steps; step++) {
    v0 = momentum * v0 + (-2 * (1 - w0) + 400 * w0 * (w0 * w0 - w1));
    v1 = momentum * v1 + 200 * (w1 - w0 * w0);
    w0 -= lr * v0;
    w1 -= lr * v1;
    [a, b] = [1 - w0, w1 - w0 * w0];
    loss = a * a + 100 * (b * b);
    if (!(loss <= largestLoss)) return { final: Number.NaN, best, first, forGood: 0, divergedAt: step };
    if (loss < best) best = loss;
    if (loss > target) above = step;
    else if (first === 0) first = step;
  }
  return { final: loss, best, first, forGood: above < steps ? above + 1 : 0, divergedAt: 0 };
}

/** The kernel of the rule, called once a step, as races call it. */
function kernel(name: SurfaceName): Score {
  const surface = findSurface(name);
  if (!surface) throw new RangeError(`surface = ${name} — expected one of the table`);
  const hyperparameters = { lr: 0, momentum: 0 };
  const { createState, update } = compileFloat64(resolve(momentumRule()));
  const { start, lossAndGradient } = surfaceObjective(surface);
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
