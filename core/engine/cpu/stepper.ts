/** Takes the steps of one optimizer on one objective: the one loop that knows when a rule wants which gradient. */
import type { Objective } from '../../problems/objective.ts';
import type { Kernel, State, Vector } from '../../rule/run/kernel.ts';
import type { HyperparametersAt } from '../hyperparameters.ts';

/** What a stepper needs of an objective, in the precision of its kernel. */
export interface Steppable<V extends Vector = Float64Array> extends Pick<Objective, 'next'> {
  readonly start: V;
  loss(parameters: V): number;
  lossAndGradient(parameters: V, gradient: V): number;
}

export interface Stepper<V extends Vector = Float64Array> {
  /** Updated in place. */
  readonly parameters: V;
  readonly state: State<V>;
  readonly stepsDone: number;
  /** Loss after `stepsDone` steps, on the mini-batch that the next step uses. */
  readonly loss: number;
  /** The gradient that the next step uses: at the parameters, or at the point ahead. */
  readonly gradient: V;
  /** Where it is taken. */
  readonly gradientAt: V;
  /** At the parameters, for a rule that wants it before the one ahead; else the same as `gradient`. */
  readonly firstGradient: V;
  /** Takes one step. */
  advance(): void;
  /**
   * Takes steps until the loss after one isn't a finite number of at most `limit`, and returns how many. Writes the loss
   * after each to `losses` and, if given, the first two parameters to `path`, both from the front.
   */
  run(steps: number, limit: number, losses: Float64Array, path: Float64Array | null): number;
}

/** Takes the loss after `stepsDone` steps, before the hyperparameters of the next step are asked for. */
export type Observe = (stepsDone: number, loss: number) => void;

/** Where to go on: parameters and state are changed in place. */
export interface StepperPosition<V extends Vector> {
  readonly parameters: V;
  readonly state: State<V>;
  readonly stepsDone: number;
}

/**
 * @param observe Default: nothing is done with losses.
 * @param from Default: the start of the objective.
 */
export function createStepper<V extends Vector = Float64Array>(
  objective: Steppable<V>,
  kernel: Kernel<V>,
  hyperparametersAt: HyperparametersAt,
  observe?: Observe,
  from?: StepperPosition<V>,
): Stepper<V> {
  return createSteppers<V>()(objective, kernel, hyperparametersAt, observe, from);
}

/** Makes the steppers of many runs with one rule and objectives of one kind: they share what is compiled of them. */
export function createSteppers<V extends Vector = Float64Array>(): typeof createStepper<V> {
  const link = copyOf(linkStepper<V>);
  return (objective, kernel, hyperparametersAt, observe = () => {}, from) => {
    const position = positionOf(objective, kernel, hyperparametersAt, from);
    return link(objective, kernel, hyperparametersAt, observe, position);
  };
}

function positionOf<V extends Vector>(
  objective: Steppable<V>,
  kernel: Kernel<V>,
  hyperparametersAt: HyperparametersAt,
  from: StepperPosition<V> | undefined,
): StepperPosition<V> {
  const parameters = from?.parameters ?? (objective.start.slice() as V);
  const state = from?.state ?? kernel.createState(parameters, hyperparametersAt(0));
  return { parameters, state, stepsDone: from?.stepsDone ?? 0 };
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

function linkStepper<V extends Vector>(
  objective: Steppable<V>,
  kernel: Kernel<V>,
  hyperparametersAt: HyperparametersAt,
  observe: Observe,
  position: StepperPosition<V>,
): Stepper<V> {
  const { parameters, state } = position;
  const gradient = parameters.slice().fill(0) as V;
  const ahead = parameters.slice() as V;
  const firstGradient = kernel.lookAhead ? (gradient.slice() as V) : gradient;
  let stepsDone = position.stepsDone;
  let lastLoss = 0;
  /** Whether the loss and the gradient are those after `stepsDone` steps. */
  let isMeasured = false;

  function measure(): number {
    const { lookAhead, needsGradientFirst } = kernel;
    const loss =
      lookAhead && !needsGradientFirst
        ? objective.loss(parameters)
        : objective.lossAndGradient(parameters, firstGradient);
    observe(stepsDone, loss);
    if (lookAhead) {
      lookAhead(parameters, firstGradient, state, hyperparametersAt(stepsDone), stepsDone + 1, ahead);
      objective.lossAndGradient(ahead, gradient);
    }
    return loss;
  }

  function measureOnce(): void {
    if (!isMeasured) lastLoss = measure();
    isMeasured = true;
  }

  function update(): void {
    kernel.update(parameters, gradient, state, hyperparametersAt(stepsDone), stepsDone + 1);
    stepsDone++;
    objective.next();
  }

  return {
    parameters,
    state,
    get stepsDone() {
      return stepsDone;
    },
    get loss() {
      measureOnce();
      return lastLoss;
    },
    get gradient() {
      measureOnce();
      return gradient;
    },
    get gradientAt() {
      measureOnce();
      return kernel.lookAhead ? ahead : parameters;
    },
    get firstGradient() {
      measureOnce();
      return firstGradient;
    },
    advance() {
      measureOnce();
      update();
      isMeasured = false;
    },
    run(steps, limit, losses, path) {
      measureOnce();
      let taken = 0;
      // In a variable of its own, which holds a number without allocating one.
      let loss = lastLoss;
      while (taken < steps) {
        update();
        loss = measure();
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
