/** An expression or condition with the numbers of one element filled in. */
import { holds } from '../plan/evaluate.ts';
import { at, type Frame } from '../run/frame.ts';
import type { Condition, Expression } from '../syntax/tree.ts';
import { contains, isCondition, type Node, partsOf } from '../syntax/walk.ts';
import { conditionFormula, type FormulaStyle, formula, shortNumber } from './formula.ts';

/** A part that has only its number in the formula around it: `1 − beta1^t`, `1 − 0.9^3` and 0.271. */
export interface ExplainedPart {
  readonly text: string;
  readonly formula: string;
  readonly value: number | boolean;
}

export interface Explanation {
  /** `0.9 · 0.02 + 0.1 · 1.5` */
  readonly formula: string;
  readonly parts: readonly ExplainedPart[];
}

/**
 * The formula for one element of the tensor, with a number in place of each name, of each reduction, and of each
 * operation that all elements share, such as `1 - beta1`, unless there is nothing else. Of a `where`, it has the side
 * that is taken. What the numbers stand for is told in `parts`.
 */
export function explain(
  root: Expression | Condition,
  frame: Frame,
  element: number,
  format: (value: number) => string,
): Explanation {
  const parts: ExplainedPart[] = [];
  const lookup = frame.lookUp(() => element);
  const numberOf = (expression: Expression) => at(frame.compute(expression), element);
  const isShared = (node: Node) =>
    partsOf(node).length > 0 && !frame.varies(node) && !contains(node, isReduction);
  const styles: Readonly<Record<'brief' | 'detailed', FormulaStyle>> = {
    brief: { format, show: (expression) => show(expression, false) },
    detailed: { format, show: (expression) => show(expression, true) },
  };

  function note(part: ExplainedPart): void {
    if (!parts.some(({ text }) => text === part.text)) parts.push(part);
  }

  function show(expression: Expression, isDetailed: boolean): number | Expression {
    if (expression.kind === 'name') return lookup(expression);
    if (expression.kind === 'where') {
      const { condition, then, otherwise } = expression;
      const isTrue = holds(condition, lookup);
      noteCondition(condition, isTrue);
      return show(isTrue ? then : otherwise, isDetailed);
    }
    if (!isReduction(expression) && (isDetailed || !isShared(expression))) return expression;
    const text = formula(expression, asWritten);
    const value = numberOf(expression);
    note({ text, formula: isReduction(expression) ? text : formula(expression, styles.detailed), value });
    return value;
  }

  function noteCondition(condition: Condition, value: boolean): void {
    const text = conditionFormula(condition, asWritten);
    note({ text, formula: conditionFormula(condition, styleFor(condition)), value });
  }

  function styleFor(node: Node): FormulaStyle {
    return frame.varies(node) ? styles.brief : styles.detailed;
  }

  // Of a reduction alone, there are no numbers of one element.
  const style = isReduction(root) ? asWritten : styleFor(root);
  return { formula: isCondition(root) ? conditionFormula(root, style) : formula(root, style), parts };
}

const asWritten: FormulaStyle = { format: shortNumber, show: (expression) => expression };

function isReduction(node: Node): boolean {
  return node.kind === 'reduction';
}
