/** What a rule of one's own that was saved makes of an experiment that has it. */
import { ExperimentError } from '../../core/experiment/errors.ts';
import { withNewRules } from '../../core/experiment/parseExperiment.ts';
import type { RuleFile } from '../../core/experiment/ruleFiles.ts';
import type { Experiment } from '../../core/experiment/schema.ts';

/**
 * @param place The URI of the rule's file.
 * @returns null where nothing has changed but comments and names.
 * @throws {ExperimentError} if the experiment can't run with it.
 */
export function withSavedRule(asked: Experiment, place: string, file: RuleFile): Experiment | null {
  const named = asked.optimizers.filter(({ rule }) => rule?.place === place);
  const experiment = withNewRules(asked, new Map(named.map(({ optimizer }) => [optimizer, file])));
  return isSame(asked, experiment) ? null : experiment;
}

/** The error of a rule that can't run, as told of what keeps the one before: `The race goes on …: unknown name`. */
export function keepingRule(stays: string, error: unknown): unknown {
  if (!(error instanceof ExperimentError)) return error;
  const faults = error.faults.map((fault) => ({ ...fault, message: `${stays}: ${fault.message}` }));
  return new ExperimentError(faults.slice(0, 1));
}

function isSame(before: Experiment, now: Experiment): boolean {
  return now.optimizers.every(({ rule }, index) => rule?.version === before.optimizers[index]?.rule?.version);
}
