/** A function of x and y on the float64 engine. */
import { createStepper } from '../../../core/engine/cpu/stepper.ts';
import { findSurface } from '../../../core/problems/surfaces/index.ts';
import { surfaceObjective } from '../../../core/problems/surfaces/surfaceObjective.ts';
import { compileFloat64 } from '../../../core/rule/compile.ts';
import { ruleOf } from './optimizer.ts';
import { lossesToAnswer, type PlaneRequest, type Work } from './requests.ts';

export function minimizePlane(request: PlaneRequest): Work {
  const surface = findSurface(request.fn);
  if (!surface) throw new RangeError(`unsupported: function ${request.fn}`);
  const { rule, hyperparametersAt } = ruleOf(request);
  const stepper = createStepper(
    surfaceObjective(surface, request.start),
    compileFloat64(rule),
    hyperparametersAt,
  );
  const losses: number[] = [];
  return {
    losses,
    run(steps) {
      let loss = stepper.loss;
      for (let i = 0; i < steps; i++) {
        // A step's loss is the one before its update.
        loss = stepper.loss;
        if (losses.length < lossesToAnswer) losses.push(loss);
        stepper.advance();
      }
      return loss;
    },
  };
}
