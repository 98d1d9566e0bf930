/** Exports of rules that nobody would write, run by a real Python. */
import fc from 'fast-check';
import { compile, targets } from '../../../core/rule/compile.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { RuleError } from '../../../core/rule/syntax/errors.ts';
import type { Rule, Settings } from '../../../core/rule/syntax/rule.ts';
import { drawFuzzRule, largestRules } from './fuzzRules.ts';
import { createCase, type ExpectedCase, givenGradients, isSteady, type Library } from './pythonCases.ts';

/** Gradients of which some are strange. */
const gradients = [
  [1, -2, 0.5],
  [0, 1e-200, -0.25],
  [-1, 3, 0.5],
  [Number.NaN, 2, 1],
];
const problem = givenGradients('given', [1, -0.5, 2], gradients);

export interface FuzzCase {
  readonly title: string;
  readonly text: string;
  readonly rule: Rule;
  readonly settings: Settings;
  /** Whether rounding changes little, so that exports go where the kernel goes; else they only have to run. */
  readonly isSteady: boolean;
}

/** So many random rules, the same for the same seed. */
export function randomFuzzCases(seed: number, count: number): readonly FuzzCase[] {
  return fc.sample(fc.gen(), { seed, numRuns: count }).flatMap((draw, index) => {
    const { text, settings } = drawFuzzRule(draw);
    const rule = ruleOf(text);
    if (!rule) return [];
    const title = `rule ${index} of seed ${seed}`;
    return [{ title, text, rule, settings, isSteady: isSteady(rule, settings, problem) }];
  });
}

export function largestFuzzCases(): readonly FuzzCase[] {
  return largestRules().map(([title, text]) => {
    const rule = parseRule(text);
    return { title, text, rule, settings: {}, isSteady: isSteady(rule, {}, problem) };
  });
}

function ruleOf(text: string): Rule | null {
  try {
    return parseRule(text);
  } catch (error) {
    if (error instanceof RuleError) return null;
    throw error;
  }
}

/** What Python is to run, and where the kernel goes. */
export function exportOf({ title, rule, settings }: FuzzCase, library: Library): ExpectedCase {
  return createCase(title, rule, settings, problem, library);
}

/** Compiles a rule to every target; the targets of text. */
export function textsOf({ rule, settings }: FuzzCase): readonly (readonly [target: string, text: string])[] {
  return (Object.keys(targets) as (keyof typeof targets)[]).flatMap((target): [string, string][] => {
    const compiled = compile(rule, target, settings);
    if (typeof compiled === 'string') return [[target, compiled]];
    return 'block' in compiled ? [[target, compiled.block]] : [];
  });
}
