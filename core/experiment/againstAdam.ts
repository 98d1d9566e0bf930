/** The experiment of a rule of one's own beside Adam: which rate each of them has. */
import { formatSetting } from '../format.ts';
import { ruleOf } from '../optimizers/ruleOf.ts';
import { defaultsFor } from './defaults.ts';
import { parseExperiment } from './parseExperiment.ts';
import { type RuleFiles, ruleNamed } from './ruleFiles.ts';
import type { Experiment } from './schema.ts';

export interface RaceAgainstAdam {
  readonly experiment: Experiment;
  /** Which rates both have, in one line. */
  readonly note: string;
}

/**
 * The rule has the rate of its own text, and Adam the one that is usual on the problem. Rates and schedules of another
 * experiment were meant for its own optimizers.
 * @param path Of the rule, which is among the files.
 * @param like What has the problem, how long to run on it, its batches and its seeds.
 * @throws {ExperimentError} if the rule can't run.
 */
export function againstAdam(path: string, files: RuleFiles, like: Experiment): RaceAgainstAdam {
  const { title: _, schedule, scale_lr, map: __, ...rest } = like;
  const [usual = 0.01] = defaultsFor(like.problem).lr;
  const own = rateOf(path, files) ?? usual;
  const experiment = parseExperiment(
    {
      ...rest,
      lr: [own],
      optimizers: [{ optimizer: path }, { optimizer: 'adam', ...(own !== usual && { lr: [usual] }) }],
    },
    files,
  );
  const name = (experiment.optimizers[0] && ruleOf(experiment.optimizers[0])?.name) ?? path;
  const leftOut = [...(schedule ? ['schedule'] : []), ...(scale_lr ? ['scale_lr'] : [])];
  const without = leftOut.length > 0 ? ` Of the race before, ${leftOut.join(' and ')} stayed behind.` : '';
  return {
    experiment,
    note: `${name} has lr ${formatSetting(own)}, the default in its file; Adam has ${formatSetting(usual)}, usual on this problem.${without}`,
  };
}

/** Its default; undefined where it declares none, or doesn't compile. */
function rateOf(path: string, files: RuleFiles): number | undefined {
  return ruleNamed(path, files)?.hyperparameters.find(({ name }) => name === 'lr')?.default;
}
