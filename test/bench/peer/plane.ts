/** A function of x and y on the float64 engine. */
import { createStepper } from '../../../core/engine/cpu/stepper.ts';
import { findSurface } from '../../../core/problems/surfaces/index.ts';
import { surfaceObjective } from '../../../core/problems/surfaces/surfaceObjective.ts';
import { compileFloat64 } from '../../../core/rule/run/javascriptKernel.ts';
import { ruleOf } from './optimizer.ts';
import type { PlaneRequest, Work } from './requests.ts';
import { stepperWork } from './stepperWork.ts';

export function minimizePlane(request: PlaneRequest): Work {
  const surface = findSurface(request.fn);
  if (!surface) throw new RangeError(`unsupported: function ${request.fn}`);
  const { rule, hyperparametersAt } = ruleOf(request);
  const objective = surfaceObjective(surface, request.start);
  return stepperWork(createStepper(objective, compileFloat64(rule), hyperparametersAt));
}
