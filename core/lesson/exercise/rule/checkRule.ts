/** Holds a learner's rule to a reference by what both compute. */

import { type Analysis, analyze } from '../../../rule/analyze.ts';
import { formatRange, inRange } from '../../../rule/check/range.ts';
import { fillSettings, numbersIn } from '../../../rule/check/settings.ts';
import { resolve } from '../../../rule/plan/resolve.ts';
import type { Diagnostic } from '../../../rule/syntax/diagnostics.ts';
import type { Rule, Settings } from '../../../rule/syntax/rule.ts';
import type { Span } from '../../../rule/syntax/span.ts';
import { type KnownMutant, mutantsOf } from '../../../ruleTests/misconceptions/index.ts';
import { compareValues, type Differences } from '../../../ruleTests/sideBySide/differences.ts';
import { comparePath, Path } from '../../../ruleTests/sideBySide/samePath.ts';
import { placesOf } from '../../../ruleTests/sideBySide/stepValues.ts';
import type { Trial } from '../../../ruleTests/sideBySide/trial.ts';
import type { ExerciseOf } from '../exercise.ts';
import { brokenInvariants } from './invariants.ts';
import { referenceRule } from './referenceRule.ts';
import { failureWords, passedWords, remarksOf } from './sentences.ts';
import { trialsOf } from './trials.ts';

export type RuleResult =
  /** The text is no rule. */
  | { readonly kind: 'faulty'; readonly message: string; readonly diagnostics: readonly Diagnostic[] }
  | {
      readonly kind: 'passed';
      /** `Equal to the reference for 200 steps, to 2.2e-16.` */
      readonly message: string;
      /** What is written otherwise than in the reference, and right all the same. */
      readonly remarks: readonly string[];
      /** With which of the exercise's gradients both rules come to numbers that aren't finite, and in which step; or null. */
      readonly overflow: { readonly trial: string; readonly step: number } | null;
    }
  | RuleFailure;

export interface RuleFailure {
  readonly kind: 'failed';
  /** What is wrong, in sentences: the misconception first, where it is a known one. */
  readonly message: string;
  /** Where it shows: `on the surface Ill-conditioned valley`. */
  readonly trial: string;
  /** What is compared, name by name; null where both rules have no name in common that is wrong. */
  readonly values: Differences | null;
  /** The line of the first wrong value in the learner's text; null where there is none. */
  readonly at: Span | null;
  /** The mutants of the reference that take the learner's steps, the simplest first. */
  readonly misconceptions: readonly KnownMutant[];
}

/** @param text The learner's. */
export function checkRuleText(exercise: ExerciseOf<'rule'>, text: string): RuleResult {
  const { rule, diagnostics }: Analysis = analyze(text);
  if (rule) return checkRule(exercise, rule);
  // What is wrong with a line tells more than that there is none that assigns the parameters.
  const first = diagnostics.find(({ code }) => code !== 'parameters-unchanged') ?? diagnostics[0];
  const message = first ? `Line ${first.at.line}: ${first.message}.` : 'The text is no rule.';
  return { kind: 'faulty', message, diagnostics };
}

/** @param learner A rule that compiles. */
export function checkRule(exercise: ExerciseOf<'rule'>, learner: Rule): RuleResult {
  const given = referenceRule(exercise);
  const settings = fillSettings(given, exercise.settings);
  const reference = resolve(given, optionsIn(settings));
  const outside = outOfRange(learner, settings);
  if (outside !== null) return failureWithoutValues(outside);
  const own = resolve(learner);
  const trials = trialsOf(exercise, reference, settings, own);
  let apart = 0;
  let steps = 0;
  let overflow: { trial: string; step: number } | null = null;
  for (const [index, trial] of trials.entries()) {
    const compared = comparePath(new Path(reference, trial), own, trial);
    if (compared.kind === 'different') return failure(reference, own, settings, trials, trial, compared.step);
    const isOwn = index < exercise.gradients.length;
    if (isOwn && !compared.isFinite) overflow ??= { trial: trial.name, step: compared.steps };
    apart = Math.max(apart, compared.apart);
    steps = Math.max(steps, compared.steps);
  }
  const [first] = trials;
  const values = first && compareValues(reference, own, first, first.steps);
  return {
    ...{ kind: 'passed', message: passedWords(steps, apart) },
    remarks: values ? remarksOf(values) : [],
    overflow,
  };
}

function optionsIn(settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => typeof value !== 'number'));
}

/** What the learner's rule refuses that the exercise sets. */
function outOfRange({ hyperparameters }: Rule, settings: Settings): string | null {
  for (const { name, range } of hyperparameters) {
    const value = settings[name];
    if (typeof value !== 'number' || inRange(value, range)) continue;
    return `The check sets ${name} to ${value}, which is out of the range that your rule declares: ${formatRange(name, range)}.`;
  }
  return null;
}

function failureWithoutValues(message: string): RuleFailure {
  return { kind: 'failed', message, trial: '', values: null, at: null, misconceptions: [] };
}

/** @param step The first in which the parameters differ. */
function failure(
  reference: Rule,
  learner: Rule,
  settings: Settings,
  trials: readonly Trial[],
  trial: Trial,
  step: number,
): RuleFailure {
  const misconceptions = misconceptionsOf(reference, learner, settings, [
    trial,
    ...trials.filter((each) => each !== trial),
  ]);
  const values = compareValues(reference, learner, trial, step);
  const { first } = values;
  const known = misconceptions[0]?.message ?? null;
  // What a known mistake does besides is told by its message.
  const asks = known === null && (first === null || first.name === 'p');
  return {
    kind: 'failed',
    message: failureWords(values, trial, known, asks ? brokenInvariants(reference, learner, trial) : []),
    trial: trial.name,
    values: first && values,
    at: first && (placesOf(learner, trial).get(first.name) ?? null),
    misconceptions,
  };
}

/** Mutants of the reference that go the learner's way in every trial. */
function misconceptionsOf(
  reference: Rule,
  learner: Rule,
  settings: Settings,
  trials: readonly Trial[],
): readonly KnownMutant[] {
  const paths = trials.map((trial) => ({ trial, path: new Path(learner, trial) }));
  return mutantsOf(reference, numbersIn(settings)).filter(({ rule }) =>
    paths.every(({ trial, path }) => comparePath(path, rule, trial).kind === 'same'),
  );
}
