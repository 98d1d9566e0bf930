import { ExperimentError } from '../../../core/experiment/errors.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import type { RuleFile, RuleFiles } from '../../../core/experiment/ruleFiles.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import type { Fault } from '../../../core/fault.ts';
import { onValley } from './faults.ts';

export const half = `# Half of a step of gradient descent.
name "Half"

lr    = 0.1 in (0, 1]  # learning rate
share = 0.5 in (0, 1]  # of the step

option climb = false # whether to climb

update
  if climb
    g = -g
  p -= share * lr * g
`;

/** Files by their paths, in the folder of the experiment. */
export function filesOf(texts: Readonly<Record<string, string>>): RuleFiles {
  const fileOf = (path: string, text: string): RuleFile => ({
    place: `file:///project/${path.replace(/^\.\//, '')}`,
    text,
  });
  return new Map(Object.entries(texts).map(([path, text]) => [path, fileOf(path, text)]));
}

/** On the valley with Half, with `changes` of the optimizer and of the experiment. */
export function withHalf(choice: object = {}, changes: object = {}): object {
  return onValley({ optimizers: [{ optimizer: './half.optimizer', ...choice }], ...changes });
}

export function parsed(value: unknown, files: RuleFiles = filesOf({ './half.optimizer': half })): Experiment {
  return parseExperiment(value, files);
}

/** Empty if it can run. */
export function faultsWith(value: unknown, files?: RuleFiles): readonly Fault[] {
  try {
    parsed(value, files);
    return [];
  } catch (error) {
    if (error instanceof ExperimentError) return error.faults;
    throw error;
  }
}
