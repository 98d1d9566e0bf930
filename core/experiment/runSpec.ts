/** Everything that determines one run: bit for bit on one machine, but for where "auto" has it computed. */

import * as z from 'zod';
import { ownRuleSchema } from '../optimizers/ownRule.ts';
import { codeOf, programHash } from '../optimizers/ruleCode.ts';
import type { Rule } from '../rule/syntax/rule.ts';
import { stableText } from '../stableText.ts';
import { textHash } from '../textHash.ts';
import { batchSizeOfRunSchema, stepsPerEpochSchema } from './batchSizeSchema.ts';
import { engineChoiceSchema, problemSchema, scheduleSchema, settingsSchema, stopSchema } from './schema.ts';

export const runSpecSchema = z.object({
  /** A hash of all the rest, of the optimizer's rule and of the data: equal runs have equal ids on every machine. */
  id: z.string(),
  problem: problemSchema,
  /** An id or, of a rule of one's own, its path as the experiment has it. */
  optimizer: z.string(),
  /** Of a rule of one's own. */
  rule: ownRuleSchema.optional(),
  /** All of the rule's hyperparameters, lr included, and its options. */
  hyperparameters: settingsSchema,
  /** The learning rate of each layer of a network, in place of lr; left out where all have lr. */
  layerRates: z.array(z.number()).optional(),
  /** What changes the learning rate from step to step; null: nothing. */
  schedule: z.union([scheduleSchema, z.null()]),
  /** null on surfaces. */
  batchSize: z.union([batchSizeOfRunSchema, z.null()]),
  /** null on surfaces where nothing is random: all runs have one start. */
  seed: z.union([z.int(), z.null()]),
  steps: z.int(),
  /** 1 on surfaces. */
  stepsPerEpoch: stepsPerEpochSchema,
  /** Epochs from one evaluation to the next. */
  evaluateEvery: z.int(),
  /** What ends the run before its last step. */
  stop: stopSchema,
  engine: engineChoiceSchema,
});
export type RunSpec = Readonly<z.infer<typeof runSpecSchema>>;

/** What is known of a run that somebody else has computed, by its log. No experiment has such a problem. */
export const logSpecSchema = runSpecSchema.extend({
  /** The name of the file. */
  problem: z.strictObject({ log: z.string() }),
});
export type LogSpec = Readonly<z.infer<typeof logSpecSchema>>;

/** Of a run of ours, or of somebody else's. */
export type AnySpec = RunSpec | LogSpec;

export function isOfLog(spec: AnySpec): spec is LogSpec {
  return 'log' in spec.problem;
}

/**
 * All that determines a run, as one text.
 * @param data Hash of the data, where the problem doesn't say what is in it, as a CSV file's path doesn't.
 */
export function determinedBy(
  spec: Omit<RunSpec, 'id'>,
  rule: Rule | undefined,
  data: string | undefined,
): string {
  const { rule: own, optimizer, ...others } = spec;
  // Where a file is, and what it is called, determines nothing.
  const determined = { ...others, optimizer: own ? 'own' : optimizer };
  const code = rule && (own ? programHash(rule) : codeOf(rule));
  return stableText({ spec: determined, rule: code, data });
}

/** The id of a run. Parameters as of `determinedBy`. */
export function runId(spec: Omit<RunSpec, 'id'>, rule: Rule | undefined, data: string | undefined): string {
  return `run-${textHash(determinedBy(spec, rule, data)).slice(0, 32)}`;
}
