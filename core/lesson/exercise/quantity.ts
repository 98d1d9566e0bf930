/** The numbers that exercises expect: of a formula, or of a run. */
import { parseExperiment } from '../../experiment/parseExperiment.ts';
import type { Experiment } from '../../experiment/schema.ts';
import type { ExpectedQuantity } from './exercise.ts';
import type { ExperimentOptions } from './experimentOptions.ts';
import { runExperiment, score } from './experiments.ts';
import { valueOfFormula } from './formula.ts';

/** Halvings of the interval in which the largest stable rate lies: to 1e-6 of it. */
const halvings = 20;
/** Rates above this aren't looked at. */
const largestRate = 1e6;

/**
 * @throws {RangeError} if a formula can't be read, or a rate isn't found.
 * @throws {ExperimentError} if an experiment can't run.
 */
export async function valueOfQuantity(
  quantity: ExpectedQuantity,
  options?: ExperimentOptions,
): Promise<number> {
  if ('formula' in quantity) {
    const found = valueOfFormula(quantity.formula, quantity.values);
    if ('value' in found) return found.value;
    throw new RangeError(`formula = ${quantity.formula} — expected ${found.fault}`);
  }
  const experiment = parseExperiment(quantity.experiment);
  const { measure } = quantity;
  if (measure === 'largest-stable-lr') return largestStableRate(experiment, options);
  const [run] = await runExperiment(experiment, options);
  return run ? score(run, measure, experiment.target) : Number.NaN;
}

/** The largest learning rate at which the loss ends no higher than it begins: between one that is and twice that, halved. */
async function largestStableRate(experiment: Experiment, options?: ExperimentOptions): Promise<number> {
  const isStable = async (lr: number) => {
    const optimizers = experiment.optimizers.map(({ lr: _, ...others }) => others);
    const [run] = await runExperiment({ ...experiment, optimizers, lr: [lr] }, options);
    if (!run) return false;
    const { state, losses } = run.judged;
    return state.status.kind === 'finished' && state.loss <= losses.at(0);
  };
  let stable = experiment.lr?.[0] ?? experiment.optimizers[0]?.lr?.[0] ?? 1;
  while (!(await isStable(stable))) {
    stable /= 2;
    if (stable < 1 / largestRate)
      throw new RangeError('experiment = unstable at all rates — expected one that is not');
  }
  let unstable = 2 * stable;
  while (await isStable(unstable)) {
    stable = unstable;
    unstable *= 2;
    if (unstable > largestRate)
      throw new RangeError('experiment = stable at all rates — expected one that is not');
  }
  for (let i = 0; i < halvings; i++) {
    const middle = (stable + unstable) / 2;
    if (await isStable(middle)) stable = middle;
    else unstable = middle;
  }
  return stable;
}
