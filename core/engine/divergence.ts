/** When a run has diverged, and what to say about it. */

import { trainsOnData } from '../experiment/modelProblem.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import { surfaceOf } from '../experiment/surfaceOf.ts';
import { pathName } from '../fault.ts';
import { ruleOf } from '../optimizers/ruleOf.ts';
import { numbersIn } from '../rule/check/settings.ts';
import { createRunSchedule } from './runSchedule.ts';

/** The largest loss of a run, and how many times its first one: a start far up the slope may still come down. */
export const divergenceLimits = { loss: 1e6, growth: 1e4 } as const;

/** Above it a run has diverged: 1e6 or ten thousand times the first loss. */
export function largestLoss(firstLoss: number): number {
  const most = Math.max(divergenceLimits.loss, divergenceLimits.growth * firstLoss);
  return Number.isFinite(most) ? most : Number.MAX_VALUE;
}

/** Whether `loss` is not finite, or above what a run may have that began with `firstLoss`. */
export function hasDiverged(loss: number, firstLoss: number): boolean {
  return !(Number.isFinite(loss) && loss <= largestLoss(firstLoss));
}

/** Completes "diverged at step 37: …". */
export function divergenceReason(loss: number): string {
  if (Number.isNaN(loss)) return 'loss became NaN, not a number';
  if (!Number.isFinite(loss)) return 'loss became infinite';
  return `loss rose to ${loss.toPrecision(4).replace(/\.?0*e/, 'e')}`;
}

/**
 * What to try in place of the run's learning rate.
 * @param step How many steps the run has done.
 */
export function divergenceHint(run: RunSpec, step: number): string {
  if (step > 0) return smallerRate(run);
  return trainsOnData(run.problem)
    ? 'try other initial weights, or smaller numbers in the data'
    : 'try a start where the loss is finite';
}

/** `try a learning rate of 0.001` or, where a schedule has the rates, `try max_lr = 0.5`. */
export function smallerRate(run: RunSpec): string {
  const gamma = run.schedule?.['gamma'];
  if (typeof gamma === 'number' && gamma > 1) return 'try a schedule.gamma below 1: above it the rates grow';
  const highest = createRunSchedule(run)?.schedule.highest;
  if (highest) return `try ${pathName(['schedule', ...highest.path])} = ${round(highest.value / 10)}`;
  const largest = largestStableRate(run);
  const { lr = 0 } = numbersIn(run.hyperparameters);
  if (largest !== undefined && lr >= largest) return `try a learning rate below ${round(largest)}`;
  // Far above what is usual a tenth diverges, too.
  const usual = ruleOf(run)?.hyperparameters.find(({ name }) => name === 'lr')?.default;
  return `try a learning rate of ${round(usual !== undefined && lr > 100 * usual ? usual : lr / 10)}`;
}

const classical: readonly string[] = ['sgd', 'momentum', 'nesterov'];

/**
 * The learning rate above which the run's optimizer diverges on a quadratic of largest curvature c; undefined where
 * the curvature is not constant or the optimizer has no such limit. Gradient descent: 2 / c; heavy ball: (2 + 2μ) / c
 * (Polyak 1964); Nesterov: (2 + 2μ) / ((1 + 2μ) c). Weight decay and dampening move these limits; so does a schedule.
 */
export function largestStableRate({
  problem,
  optimizer,
  hyperparameters,
  schedule,
}: RunSpec): number | undefined {
  const curvature = surfaceOf(problem)?.largestCurvature;
  if (curvature === undefined) return undefined;
  const { momentum = 0, dampening = 0, weight_decay = 0 } = numbersIn(hyperparameters);
  if (schedule || dampening !== 0 || weight_decay !== 0 || !classical.includes(optimizer)) return undefined;
  const looksAhead = optimizer === 'nesterov' || hyperparameters['nesterov'] === true;
  return (2 + 2 * momentum) / ((looksAhead ? 1 + 2 * momentum : 1) * curvature);
}

/** Three digits, rounded down: a rate below the printed one is below the limit. */
function round(rate: number): number {
  const unit = 10 ** (Math.floor(Math.log10(rate)) - 2);
  // Of 0, and of the smallest numbers there are.
  if (!(unit > 0)) return rate;
  return Number((Math.floor(rate / unit + 1e-9) * unit).toPrecision(3));
}
