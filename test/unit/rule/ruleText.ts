/** Short rules for tests. */

import { parseRule } from '../../../core/rule/parseRule.ts';
import { resolve } from '../../../core/rule/plan/resolve.ts';
import { compileFloat64 } from '../../../core/rule/run/javascriptKernel.ts';
import { RuleError } from '../../../core/rule/syntax/errors.ts';
import type { ResolvedRule, Settings } from '../../../core/rule/syntax/rule.ts';

/** A rule with one hyperparameter `a` and one state `m`; the update starts in line 5. */
export function ruleText(...update: readonly string[]): string {
  return declaredRule(['a = 2 in [-100, 100]', 'state m'], update);
}

/** A rule with these declarations from line 2 on, and these lines below its `update`. */
export function declaredRule(declarations: readonly string[], update: readonly string[]): string {
  return ['name "Test"', ...declarations, 'update', ...update.map((line) => `  ${line}`)].join('\n');
}

export function resolved(text: string, settings?: Settings, scheduled?: readonly string[]): ResolvedRule {
  return resolve(parseRule(text), settings, scheduled);
}

/** What one parameter `p` becomes in step `t`, with gradient `g`. */
export function evaluate(expression: string, { a = 2, p = 3, g = 5, t = 7 } = {}): number {
  return stepOnce(ruleText(`p = ${expression}`), { a, p, g, t });
}

/** What one parameter `p` becomes in step `t` of a rule with one hyperparameter `a`, with gradient `g`. */
export function stepOnce(text: string, { a = 2, p = 3, g = 5, t = 7 } = {}): number {
  const kernel = compileFloat64(resolved(text));
  const parameters = Float64Array.of(p);
  const state = kernel.createState(parameters, { a });
  kernel.update(parameters, Float64Array.of(g), state, { a }, t);
  return parameters[0] ?? Number.NaN;
}

/** The error of a text that is no rule. */
export function errorOf(text: string): RuleError {
  try {
    parseRule(text, 'test.optimizer');
  } catch (error) {
    if (error instanceof RuleError) return error;
    throw error;
  }
  throw new Error(`no error in\n${text}`);
}

/** The message of a text that is no rule, without the name of the file. */
export function messageOf(text: string): string {
  return errorOf(text).message.replace(/^test\.optimizer:/, '');
}
