import { formatNumber } from '../format.ts';
import type { Rule } from '../rule/syntax/rule.ts';
import { badStepSentence, badStepWords, firstBadStep } from './badStep.ts';
import { passed, type RuleTest, skipped } from './ruleTest.ts';
import { allFinite, largestDifference, noisyObjective, pathOf, startRun, tensors } from './run.ts';

/** A power of two, so that nothing is rounded by it. */
const scale = 1024;
const steps = 20;
/** Of the way: what an eps may make out. */
const tolerance = 1e-3;
const times = `${scale} times the gradient`;

/** Says whether, since neither is wrong: SGD's steps grow with the gradient, Adam's don't. */
export const gradientScale: RuleTest = (rule) => {
  const { start } = noisyObjective();
  const [path, scaled] = [finitePath(rule, 1), finitePath(rule, scale)];
  const [first, firstScaled] = [path, scaled].map(([point]) => point && largestDifference(point, start));
  if (first === undefined || firstScaled === undefined) return skipped(...whyNone(rule));
  const both = path.slice(0, scaled.length);
  const way = largestDifference(both.at(-1) ?? start, start);
  const apart = Math.max(...both.map((point, step) => largestDifference(point, scaled[step] ?? start)));
  const few = both.length < steps ? ` They are finite up to step ${both.length}.` : '';
  if (path.length === scaled.length && apart <= tolerance * way)
    return passed(`No: with ${times} the steps are the same.${few}`);
  return passed(`Yes: with ${times} the first step is ${ratioName(firstScaled, first)}.`);
};

/** The parameters after each step, up to the last that are finite. */
function finitePath(rule: Rule, factor: number): readonly Float64Array[] {
  const path = pathOf(rule, {}, steps, { scale: factor });
  const end = path.findIndex((point) => !allFinite(point));
  return end < 0 ? path : path.slice(0, end);
}

/** Infinite steps are neither the same nor others. */
function whyNone(rule: Rule): readonly string[] {
  const runWith = (factor: number) => startRun(rule, {}, noisyObjective({ scale: factor }), tensors);
  const [plain, scaled] = [firstBadStep(runWith(1), 1), firstBadStep(runWith(scale), 1)];
  return [
    'There are no finite steps to compare.',
    plain ? badStepSentence(plain) : scaled ? `With ${times}, ${badStepWords(scaled)}.` : '',
  ];
}

function ratioName(scaled: number, plain: number): string {
  if (plain === 0) return scaled === 0 ? 'none, as before' : 'longer than none';
  const ratio = scaled / plain;
  return Math.abs(ratio - 1) <= tolerance
    ? 'as long, and later ones differ'
    : `${formatNumber(ratio)} times as long`;
}
