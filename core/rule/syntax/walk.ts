/** Ways through the tree of a rule, so that nothing else needs to know what every kind of node is made of. */
import type { Assignment, Condition, Expression, Name, Statement } from './tree.ts';

export type Node = Expression | Condition;

/** What a node is made of directly. */
export function partsOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'number':
    case 'name':
      return [];
    case 'flag':
      return [node.option];
    case 'negate':
    case 'not':
    case 'reduction':
      return [node.operand];
    case 'binary':
    case 'comparison':
    case 'both':
    case 'either':
      return [node.left, node.right];
    case 'call':
      return node.arguments;
    case 'where':
      return [node.condition, node.then, node.otherwise];
  }
}

/** Every name in an expression or condition, in the order of the text, as often as it occurs. */
export function namesIn(node: Node): readonly Name[] {
  return node.kind === 'name' ? [node] : partsOf(node).flatMap(namesIn);
}

/** Whether the expression or condition, or a part of it, satisfies `test`. */
export function contains(node: Node, test: (part: Node) => boolean): boolean {
  return test(node) || partsOf(node).some((part) => contains(part, test));
}

/** The first such part of an expression or condition, which may be all of it; undefined where there is none. */
export function findPart<Part extends Node>(
  node: Node,
  isSuch: (part: Node) => part is Part,
): Part | undefined {
  if (isSuch(node)) return node;
  for (const part of partsOf(node)) {
    const found = findPart(part, isSuch);
    if (found) return found;
  }
  return undefined;
}

export function isReductionNode(node: Node): node is Extract<Expression, { kind: 'reduction' }> {
  return node.kind === 'reduction';
}

/** The same expression with each of its direct operands, also those of its conditions, replaced. */
export function mapOperands(expression: Expression, change: (operand: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'number':
    case 'name':
      return expression;
    case 'negate':
    case 'reduction':
      return { ...expression, operand: change(expression.operand) };
    case 'binary':
      return { ...expression, left: change(expression.left), right: change(expression.right) };
    case 'call':
      return { ...expression, arguments: expression.arguments.map(change) };
    case 'where':
      return {
        kind: 'where',
        condition: mapCompared(expression.condition, change),
        then: change(expression.then),
        otherwise: change(expression.otherwise),
      };
  }
}

/** The same condition with each of the expressions that it compares replaced. */
export function mapCompared(condition: Condition, change: (operand: Expression) => Expression): Condition {
  switch (condition.kind) {
    case 'flag':
      return condition;
    case 'comparison':
      return { ...condition, left: change(condition.left), right: change(condition.right) };
    case 'not':
      return { kind: 'not', operand: mapCompared(condition.operand, change) };
    case 'both':
    case 'either':
      return {
        kind: condition.kind,
        left: mapCompared(condition.left, change),
        right: mapCompared(condition.right, change),
      };
  }
}

/** Every assignment, also those below an `if`, in the order of the text. */
export function assignmentsIn(statements: readonly Statement[]): readonly Assignment[] {
  return statements.flatMap((statement) =>
    statement.kind === 'assignment'
      ? [statement]
      : [...assignmentsIn(statement.then), ...assignmentsIn(statement.otherwise)],
  );
}

/** A text that is the same for nodes that are written alike, wherever they stand. */
export function withoutLocations(node: Node): string {
  return JSON.stringify(node, (key, part) => (key === 'at' ? undefined : part));
}
