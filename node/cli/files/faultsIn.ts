import { ExperimentError } from '../../../core/experiment/errors.ts';
import { UsageError } from '../usageError.ts';

/** What `make` gives; what it finds wrong with an experiment is told with the name of its file. @throws {UsageError} */
export function faultsIn<T>(name: string, command: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    throw new UsageError(error.faults.map(({ message }) => `${name}: ${message}`).join('\n'), command);
  }
}
