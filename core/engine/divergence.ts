/** What to say about a run that has diverged. */

import { trainsOnData } from '../experiment/modelProblem.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import { surfaceOf } from '../experiment/surfaceOf.ts';
import { pathName } from '../fault.ts';
import { ruleOf } from '../optimizers/ruleOf.ts';
import { numbersIn } from '../rule/check/settings.ts';
import { movesUp } from '../rule/inspect/ascent.ts';
import { createRunSchedule } from './runSchedule.ts';

/** Completes "diverged at step 37: …". */
export function divergenceReason(loss: number): string {
  if (Number.isNaN(loss)) return 'loss became NaN, not a number';
  if (!Number.isFinite(loss)) return 'loss became infinite';
  return `loss rose to ${loss.toPrecision(4).replace(/\.?0*e/, 'e')}`;
}

/**
 * What to try in place of the run's settings.
 * @param step How many steps the run has done.
 * @param loss That it ended with.
 */
export function divergenceHint(run: RunSpec, step: number, loss: number): string {
  if (step > 0) {
    const remedy = Number.isNaN(loss) && dividesByZero(run) ? withEps : remedyOf(run);
    // Of a rule of one's own, a root or a fraction may be to blame.
    return run.rule && Number.isNaN(loss) && !hasWrongSign(run)
      ? `Inspect Step names the line that makes it; if the line is right, ${remedy}`
      : remedy;
  }
  return trainsOnData(run.problem)
    ? 'try other initial weights, or smaller numbers in the data'
    : 'try a start where the loss is finite';
}

const withEps = 'try eps = 1e-8: with 0, a parameter whose gradient was always 0 is divided by 0';

/** Whether nothing keeps its divisions finite: a mean of gradients that were all 0 is 0. */
function dividesByZero({ hyperparameters }: RunSpec): boolean {
  return numbersIn(hyperparameters)['eps'] === 0;
}

/** What to try where a loss rises: a smaller rate, unless the rule goes up at any. */
export function remedyOf(run: RunSpec): string {
  return hasWrongSign(run)
    ? 'turn the sign of its step: the rule moves up the gradient, at any learning rate'
    : smallerRate(run);
}

/** Those that ship have the right one. */
function hasWrongSign(run: RunSpec): boolean {
  const rule = run.rule && ruleOf(run);
  return rule !== undefined && movesUp(rule, run.hyperparameters);
}

/** `try a learning rate of 0.001` or, where a schedule has the rates, `try max_lr = 0.5`. */
function smallerRate(run: RunSpec): string {
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

/** The learning rate above which the run's optimizer diverges on a quadratic; undefined where none is known. */
export function largestStableRate(run: RunSpec): number | undefined {
  const curvature = surfaceOf(run.problem)?.largestCurvature;
  const product = largestStableProduct(run);
  return curvature === undefined || product === undefined || run.schedule ? undefined : product / curvature;
}

/**
 * The largest learning rate times the largest curvature at which the optimizer comes to rest on a quadratic; undefined where
 * it has no such limit. Gradient descent: 2; heavy ball: 2 + 2μ (Polyak 1964); Nesterov: (2 + 2μ) / (1 + 2μ). Weight decay and
 * dampening move these limits.
 */
export function largestStableProduct({
  optimizer,
  hyperparameters,
}: Pick<RunSpec, 'optimizer' | 'hyperparameters'>): number | undefined {
  const { momentum = 0, dampening = 0, weight_decay = 0 } = numbersIn(hyperparameters);
  if (dampening !== 0 || weight_decay !== 0 || !classical.includes(optimizer)) return undefined;
  const looksAhead = optimizer === 'nesterov' || hyperparameters['nesterov'] === true;
  return (2 + 2 * momentum) / (looksAhead ? 1 + 2 * momentum : 1);
}

/** Three digits, rounded down: a rate below the printed one is below the limit. */
function round(rate: number): number {
  const unit = 10 ** (Math.floor(Math.log10(rate)) - 2);
  // Of 0, and of the smallest numbers there are.
  if (!(unit > 0)) return rate;
  return Number((Math.floor(rate / unit + 1e-9) * unit).toPrecision(3));
}
