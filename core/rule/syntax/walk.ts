/** Ways through the tree of a rule, so that nothing else needs to know what every kind of node is made of. */
import type { Assignment, Condition, Expression, Missing, Name, Statement } from './tree.ts';

export type Node<M = never> = Expression<M> | Condition<M>;

export function isCondition(node: Node): node is Condition {
  return ['comparison', 'both', 'either', 'not', 'flag'].includes(node.kind);
}

/** What a node is made of directly. */
export function partsOf(node: Node): readonly Node[];
export function partsOf(node: Node<Missing>): readonly Node<Missing>[];
export function partsOf(node: Node<Missing>): readonly Node<Missing>[] {
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
    case 'missing':
      return node.parts;
  }
}

/** Every name in an expression or condition, in the order of the text, as often as it occurs. */
export function namesIn(node: Node<Missing>): readonly Name[] {
  const names: Name[] = [];
  visit(node, (part) => {
    if (part.kind === 'name') names.push(part);
  });
  return names;
}

/** Calls `see` with the expression or condition and every part of it; each before its own parts. */
function visit(node: Node<Missing>, see: (part: Node<Missing>) => void): void {
  see(node);
  for (const part of partsOf(node)) visit(part, see);
}

/** How many numbers, names and operations an expression or condition consists of. */
export function countParts(node: Node<Missing>): number {
  return partsOf(node).reduce((count, part) => count + countParts(part), 1);
}

/** Whether the expression or condition, or a part of it, satisfies `test`. */
export function contains(node: Node, test: (part: Node) => boolean): boolean {
  return test(node) || partsOf(node).some((part) => contains(part, test));
}

type Reduction = Extract<Expression<Missing>, { kind: 'reduction' }>;

/** Every reduction in an expression or condition; one within another comes after it. */
export function reductionsIn(node: Node<Missing>): readonly Reduction[] {
  const reductions: Reduction[] = [];
  visit(node, (part) => {
    if (part.kind === 'reduction') reductions.push(part);
  });
  return reductions;
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
        ...expression,
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
      return { ...condition, operand: mapCompared(condition.operand, change) };
    case 'both':
    case 'either':
      return {
        ...condition,
        left: mapCompared(condition.left, change),
        right: mapCompared(condition.right, change),
      };
  }
}

/** `not condition` */
export function negated(condition: Condition): Condition {
  return { kind: 'not', operand: condition, at: condition.at };
}

/** Every assignment, also those below an `if`, in the order of the text. */
export function assignmentsIn(statements: readonly Statement[]): readonly Assignment[];
export function assignmentsIn(statements: readonly Statement<Missing>[]): readonly Assignment<Missing>[];
export function assignmentsIn(statements: readonly Statement<Missing>[]): readonly Assignment<Missing>[] {
  return statements.flatMap((statement) => {
    if (statement.kind === 'assignment') return [statement];
    if (statement.kind === 'missing') return [];
    return [...assignmentsIn(statement.then), ...assignmentsIn(statement.otherwise)];
  });
}

const locations: ReadonlySet<string> = new Set(['at', 'functionAt', 'targetAt', 'nameAt']);

/** A text that is the same for nodes that are written alike, wherever they stand. */
export function withoutLocations(node: Node | Statement): string {
  return JSON.stringify(node, (key, part) => (locations.has(key) ? undefined : part));
}
