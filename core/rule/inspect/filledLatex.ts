/** An expression or condition in LaTeX with the numbers of one element filled in. */
import { holds } from '../plan/evaluate.ts';
import { at, type Frame } from '../run/frame.ts';
import type { ResolvedRule } from '../syntax/rule.ts';
import type { Condition, Expression } from '../syntax/tree.ts';
import { contains, isCondition, type Node, partsOf } from '../syntax/walk.ts';
import { conditionLatex, expressionLatex, type LatexStyle } from '../targets/latex/expression.ts';
import { digitsOf, shortDigitsOf } from './digits.ts';

/**
 * A number stands in place of each name, of each reduction, and of each operation on hyperparameters alone, such as
 * `1 - beta1`, unless there is nothing else. Of a `where`, the side that is taken is written. A reduction that is all there
 * is has no numbers of one element, and is written with symbols.
 */
export function filledLatex(
  rule: ResolvedRule,
  root: Expression | Condition,
  frame: Frame,
  element: number,
  symbolOf: LatexStyle['symbolOf'],
): string {
  const settings = new Set(rule.hyperparameters.map(({ name }) => name));
  const lookup = frame.lookUp(() => element);
  const digits = (name: string, value: number) =>
    settings.has(name) || name === 't' ? shortDigitsOf(value) : digitsOf(value);
  const isSetting = (node: Node) =>
    !contains(node, ({ kind }) => kind === 'reduction') &&
    !contains(node, (part) => part.kind === 'name' && !settings.has(part.name));
  // As a formula of its own it is told how it comes about.
  const collapses = (node: Expression) => partsOf(node).length > 0 && isSetting(node) && !isSetting(root);

  function show(expression: Expression): string | Expression {
    if (expression.kind === 'name') return digits(expression.name, lookup(expression));
    if (expression.kind === 'reduction') return digitsOf(lookup(expression));
    if (expression.kind === 'where')
      return show(holds(expression.condition, lookup) ? expression.then : expression.otherwise);
    return collapses(expression) ? shortDigitsOf(at(frame.compute(expression), element)) : expression;
  }

  if (root.kind === 'reduction') return expressionLatex(root, { symbolOf });
  const style: LatexStyle = { symbolOf, show };
  return isCondition(root) ? conditionLatex(root, style) : expressionLatex(root, style);
}
