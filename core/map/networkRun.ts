/** Runs the networks of a map in double precision, with all that they have alike made once. */
import { createSteppers } from '../engine/cpu/stepper.ts';
import { modelTaskOf } from '../engine/createRunner.ts';
import { largestLoss } from '../engine/lossLimit.ts';
import { createRunRates, groupsOfLayers, type LayerRatesAt } from '../engine/runRates.ts';
import { variesSettingsAlone } from '../experiment/map/mapSettings.ts';
import { ruleOf } from '../optimizers/ruleOf.ts';
import type { PreparedDataset } from '../problems/data/preparation/prepareDataset.ts';
import { lossAndGradientOf } from '../problems/models/unrolledMlp.ts';
import type { Objective } from '../problems/objective.ts';
import { resolve } from '../rule/plan/resolve.ts';
import { compileFloat64 } from '../rule/run/javascriptKernel.ts';
import { strideOf } from './followTrainer.ts';
import type { MapSpec } from './mapSpec.ts';
import { runAt } from './runAt.ts';

/**
 * Computes the run of a cell to its end: the same numbers, to the last bit, as in a race. One at a time.
 * @param take Gets the loss at the start and that after each step.
 * @param isGivenUp Asked now and then; where it says so the run is left.
 * @returns Whether it came to its end, or diverged.
 */
export type RunCell = (
  x: number,
  y: number,
  take: (loss: number) => void,
  isGivenUp: () => boolean | Promise<boolean>,
) => Promise<boolean>;

export interface NetworkRun extends RunCell {
  /** Of each run. */
  readonly steps: number;
}

/** null where the cells differ in more than their rates and other hyperparameters. */
export function createNetworkRun(spec: MapSpec, data: PreparedDataset): NetworkRun | null {
  const { run, x, y } = spec;
  const rule = ruleOf(run);
  if (!rule || !variesSettingsAlone(run, [x, y])) return null;
  const model = modelTaskOf({ ...run, id: '' }, data);
  const { training, start } = model;
  const { tensors, loss } = model.model;
  const first = runAt(spec, x.from, y.from);
  const changing = [...createRunRates({ ...first, id: '' }).changing, x.setting, y.setting];
  let ratesNow: LayerRatesAt = () => [];
  const groups = first.layerRates && groupsOfLayers(tensors, (stepsDone) => ratesNow(stepsDone));
  const kernel = compileFloat64(resolve(rule, run.hyperparameters, changing), tensors, groups);
  const lossAndGradient = lossAndGradientOf(model.widths, model.options);
  const createStepper = createSteppers();
  const stride = strideOf(start.length, model.batchSize);
  const losses = new Float64Array(stride);

  function objectiveOf(): Objective {
    const batches = model.batchesFrom(0);
    let rows = batches.next();
    return {
      ...{ start, tensors, stepsPerEpoch: batches.stepsPerEpoch },
      next() {
        rows = batches.next();
      },
      loss: (parameters) => loss(parameters, training, rows),
      lossAndGradient: (parameters, gradient) => lossAndGradient(parameters, training, rows, gradient),
    };
  }

  const runCell: RunCell = async (atX, atY, take, isGivenUp) => {
    const cell = { ...runAt(spec, atX, atY), id: '' };
    const rates = createRunRates(cell);
    if (rates.layerRatesAt) ratesNow = rates.layerRatesAt;
    const stepper = createStepper(objectiveOf(), kernel, rates.hyperparametersAt, rates.watch?.observe);
    const limit = largestLoss(stepper.loss);
    take(stepper.loss);
    const isFine = () => Math.abs(stepper.loss) < Number.POSITIVE_INFINITY && stepper.loss <= limit;
    while (isFine() && stepper.stepsDone < cell.steps) {
      const given = isGivenUp();
      if (typeof given === 'object' ? await given : given) return false;
      const taken = stepper.run(Math.min(stride, cell.steps - stepper.stepsDone), limit, losses, null);
      for (let i = 0; i < taken; i++) take(losses[i] ?? Number.NaN);
    }
    return true;
  };
  return Object.assign(runCell, { steps: run.steps });
}
