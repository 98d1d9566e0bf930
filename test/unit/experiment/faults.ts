import { ExperimentError } from '../../../core/experiment/errors.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';

/** The messages of everything wrong with `value`; empty if it can run. */
export function faultsOf(value: unknown): string[] {
  try {
    parseExperiment(value);
    return [];
  } catch (error) {
    if (error instanceof ExperimentError) return error.faults.map(({ message }) => message);
    throw error;
  }
}

/** The smallest experiment on a surface, with `changes`. */
export function onValley(changes: object = {}): object {
  return { problem: { surface: 'valley' }, optimizers: [{ optimizer: 'sgd' }], lr: [0.01], ...changes };
}

/** The smallest experiment on data, with `changes`. */
export function onDigits(changes: object = {}): object {
  return onValley({ problem: { data: 'digits' }, ...changes });
}
