/** Short rules for tests. */
import { compileFloat64 } from '../../../core/rule/compileFloat64.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import type { HyperparameterValues } from '../../../core/rule/rule.ts';

/** A rule with one hyperparameter `a` and one state `m`; the update starts in line 5. */
export function ruleText(...update: readonly string[]): string {
  const lines = [
    'name "Test"',
    'a = 2 in [-100, 100]',
    'state m',
    'update',
    ...update.map((line) => `  ${line}`),
  ];
  return lines.join('\n');
}

/** What one parameter `p` becomes in step `t`, with gradient `g`. */
export function evaluate(expression: string, { a = 2, p = 3, g = 5, t = 7 } = {}): number {
  const kernel = compileFloat64(parseRule(ruleText(`p = ${expression}`)));
  const parameters = Float64Array.of(p);
  const hyperparameters: HyperparameterValues = { a };
  kernel.update(parameters, Float64Array.of(g), kernel.createState(1), hyperparameters, t);
  return parameters[0] ?? Number.NaN;
}
