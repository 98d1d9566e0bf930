/** The float64 engine's inner part: one optimizer on one objective. */
import type { Objective } from '../../problems/objective.ts';
import type { Kernel } from '../../rule/run/kernel.ts';
import type { HyperparametersAt } from '../hyperparameters.ts';

export interface Stepper {
  /** Updated in place by `advance` and `run`. */
  readonly parameters: Float64Array;
  readonly stepsDone: number;
  /** Loss after `stepsDone` steps, on the mini-batch that the next step uses. */
  readonly loss: number;
  /** Takes one step and measures the loss after it. */
  advance(): void;
  /**
   * Takes steps until the loss after one isn't a finite number of at most `limit`, and returns how many. Writes the loss
   * after each to `losses` and, if given, the first two parameters to `path`, both from the front.
   */
  run(steps: number, limit: number, losses: Float64Array, path: Float64Array | null): number;
}

/** Takes the loss after `stepsDone` steps, before the hyperparameters of the next step are asked for. */
export type Observe = (stepsDone: number, loss: number) => void;

/** @param observe Default: nothing is done with losses. */
export function createStepper(
  objective: Objective,
  kernel: Kernel,
  hyperparametersAt: HyperparametersAt,
  observe: Observe = () => {},
): Stepper {
  return copyOf(linkStepper)(objective, kernel, hyperparametersAt, observe);
}

let copies = 0;

/**
 * The same function, compiled by itself. V8 compiles code for what it has seen there, and keeps that by source: in a copy it
 * sees one rule and one objective and inlines both, so that a step on a surface takes 10 ns; where all runs share the
 * code, it calls whatever they have, and a step takes 40.
 * @param original Refers to nothing but its parameters.
 */
function copyOf<Copied>(original: Copied): Copied {
  return new Function(`'use strict'; return ${original}; // copy ${copies++}`)() as Copied;
}

function linkStepper(
  objective: Objective,
  kernel: Kernel,
  hyperparametersAt: HyperparametersAt,
  observe: Observe,
): Stepper {
  const parameters = objective.start.slice();
  const gradient = new Float64Array(parameters.length);
  const ahead = new Float64Array(parameters.length);
  const state = kernel.createState(parameters, hyperparametersAt(0));
  let stepsDone = 0;
  let lastLoss = measure();

  function measure(): number {
    const { lookAhead, needsGradientFirst } = kernel;
    const loss =
      lookAhead && !needsGradientFirst
        ? objective.loss(parameters)
        : objective.lossAndGradient(parameters, gradient);
    observe(stepsDone, loss);
    if (lookAhead) {
      lookAhead(parameters, gradient, state, hyperparametersAt(stepsDone), stepsDone + 1, ahead);
      objective.lossAndGradient(ahead, gradient);
    }
    return loss;
  }

  function step(): number {
    kernel.update(parameters, gradient, state, hyperparametersAt(stepsDone), stepsDone + 1);
    stepsDone++;
    objective.next();
    return measure();
  }

  return {
    parameters,
    get stepsDone() {
      return stepsDone;
    },
    get loss() {
      return lastLoss;
    },
    advance() {
      lastLoss = step();
    },
    run(steps, limit, losses, path) {
      let taken = 0;
      // In a variable of its own, which holds a number without allocating one.
      let loss = lastLoss;
      while (taken < steps) {
        loss = step();
        losses[taken] = loss;
        if (path) {
          path[2 * taken] = parameters[0] ?? 0;
          path[2 * taken + 1] = parameters[1] ?? 0;
        }
        taken++;
        if (!(Math.abs(loss) < Number.POSITIVE_INFINITY && loss <= limit)) break;
      }
      lastLoss = loss;
      return taken;
    },
  };
}
