/** What has changed of the rules that an experiment's file names, and whether the old ones can run in it. */
import path from 'node:path';
import { ExperimentError } from '../../../core/experiment/errors.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { type RuleFile, readRule, rulePathsOf } from '../../../core/experiment/ruleFiles.ts';
import { readText } from '../../../core/experiment/text/readText.ts';
import type { OwnRule } from '../../../core/optimizers/ownRule.ts';
import { type RuleChange, ruleChangeOf } from '../../../core/ruleChange/ruleVersions.ts';
import type { ReadBase } from '../files/baseRules.ts';
import type { ExperimentFile } from '../files/readExperimentFile.ts';
import { readRuleFiles } from '../files/readRuleFiles.ts';
import { UsageError } from '../usageError.ts';

/**
 * @param file Path of the experiment on the disk.
 * @param seeds How many; null: those of the file, and at least ten.
 * @throws {UsageError} if it names no rule of anybody's own.
 */
export async function ruleChangeOfFile(
  { text, experiment, root }: ExperimentFile,
  {
    file,
    name,
    readBase,
    seeds,
  }: {
    readonly file: string;
    /** As the file was typed. */
    readonly name: string;
    readonly readBase: ReadBase;
    readonly seeds: number | null;
  },
): Promise<RuleChange> {
  const { value } = readText(text);
  const paths = rulePathsOf(value);
  if (paths.length === 0)
    throw new UsageError(
      `${name} — expected an experiment with a rule of your own, such as { "optimizer": "./mine.optimizer" }: the others are the same in every version`,
      'compare-rules',
    );
  const now = await readRuleFiles(paths, file, root);
  const found = new Map<string, OwnRule | { readonly why: string }>();
  for (const each of paths) {
    const before = await readBase(path.resolve(path.dirname(file), each));
    found.set(
      each,
      before === null
        ? { why: 'is new' }
        : runnable(each, before, (rules) => parseExperiment(value, rules), now),
    );
  }
  return ruleChangeOf(experiment, found, seeds);
}

/** The rule, or why it doesn't run in the experiment as that is now. */
function runnable(
  name: string,
  before: RuleFile,
  parse: (rules: ReadonlyMap<string, RuleFile>) => unknown,
  now: ReadonlyMap<string, RuleFile>,
): OwnRule | { readonly why: string } {
  const rule = readRule(name, before);
  if (!('place' in rule))
    return { why: `could not be run before: it was no ${rule.expected.replace(/^a /, '')}` };
  try {
    parse(new Map([...now, [name, before]]));
    return rule;
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    return { why: `could not be run before, in the experiment as it is: ${error.faults[0]?.message ?? ''}` };
  }
}
