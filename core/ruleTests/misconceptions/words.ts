/** Expressions and numbers as the messages of misconceptions have them. */

import { formula, shortNumber } from '../../rule/inspect/formula.ts';
import { evaluate } from '../../rule/plan/evaluate.ts';
import type { HyperparameterValues } from '../../rule/syntax/rule.ts';
import type { Expression } from '../../rule/syntax/tree.ts';

/** `v / (1 − beta2^t)` */
export function text(expression: Expression): string {
  return formula(expression, { format: shortNumber, show: (shown) => shown });
}

/** The number of what hyperparameters alone determine, `0.001` for `1 - beta2`; the formula of anything else. */
export function numberText(expression: Expression, values: HyperparameterValues): string {
  const value = evaluate(expression, (node) =>
    node.kind === 'name' && Object.hasOwn(values, node.name) ? (values[node.name] ?? Number.NaN) : Number.NaN,
  );
  return Number.isNaN(value) ? text(expression) : shortNumber(value);
}
