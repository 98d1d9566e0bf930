/**
 * Decides a rule's options, and with them which of its lines and which of its state there are.
 * The same goes for conditions on hyperparameters that keep their value, such as `if momentum != 0`.
 */

import type { ResolvedRule, Rule, Settings } from '../syntax/rule.ts';
import type { Assignment, Condition, Expression, Statement } from '../syntax/tree.ts';
import { contains, mapCompared, mapOperands, type Node, namesIn } from '../syntax/walk.ts';
import { holds } from './evaluate.ts';

/**
 * The rule with its options decided: as in `settings`, by default otherwise.
 * Conditions on the hyperparameters in `settings` are decided too, unless the hyperparameter is in `scheduled`.
 */
export function resolve(
  rule: Rule,
  settings: Settings = {},
  scheduled: readonly string[] = [],
): ResolvedRule {
  const known = new Map<string, number | boolean | string>();
  const given = new Map(Object.entries(settings));
  for (const { name, default: value } of rule.options) known.set(name, given.get(name) ?? value);
  for (const { name } of rule.hyperparameters) {
    const value = given.get(name);
    if (value !== undefined && !scheduled.includes(name)) known.set(name, value);
  }
  const decide = createDecider(known);
  const program = {
    ...rule.program,
    lookAhead: resolveLookAhead(rule.program.lookAhead, decide),
    statements: rule.program.statements.flatMap((statement) => prune(statement, decide)),
  };
  const used = new Set([
    ...(program.lookAhead ? readBy(program.lookAhead.value) : []),
    ...namesOf(program.statements),
  ]);
  const isUsed = ({ name }: { name: string }) => used.has(name);
  return {
    ...rule,
    options: [],
    program,
    state: rule.state.filter(isUsed),
    scalars: rule.scalars.filter(isUsed),
  };
}

/** A gradient at `p` is the one that every rule gets. */
function resolveLookAhead(lookAhead: Assignment | null, decide: Decide): Assignment | null {
  if (!lookAhead) return null;
  const value = simplify(lookAhead.value, decide);
  return value.kind === 'name' && value.name === 'p' ? null : { ...lookAhead, value };
}

/** True or false where the condition is decided, the condition with what is left to decide otherwise. */
type Decide = (condition: Condition) => boolean | Condition;

function createDecider(known: ReadonlyMap<string, number | boolean | string>): Decide {
  const isKnown = (node: Node) => typeof known.get(node.kind === 'name' ? node.name : '') === 'number';

  const decide: Decide = (condition) => {
    switch (condition.kind) {
      case 'flag':
        return known.get(condition.option.name) === true;
      case 'comparison': {
        const { operator, left, right } = condition;
        const word = left.kind === 'name' ? known.get(left.name) : undefined;
        if (typeof word === 'string') {
          return (right.kind === 'name' && word === right.name) === (operator === '==');
        }
        const simple = mapCompared(condition, (operand) => simplify(operand, decide));
        const isOpen = contains(
          simple,
          (part) => part.kind === 'reduction' || (part.kind === 'name' && !isKnown(part)),
        );
        return isOpen
          ? simple
          : holds(simple, (node) => Number(node.kind === 'name' && known.get(node.name)));
      }
      case 'not': {
        const operand = decide(condition.operand);
        return typeof operand === 'boolean' ? !operand : { ...condition, operand };
      }
      case 'both':
      case 'either': {
        const decisive = condition.kind === 'either';
        const left = decide(condition.left);
        const right = decide(condition.right);
        if (left === decisive || right === decisive) return decisive;
        if (typeof left === 'boolean') return right;
        if (typeof right === 'boolean') return left;
        return { ...condition, left, right };
      }
    }
  };
  return decide;
}

function prune(statement: Statement, decide: Decide): readonly Statement[] {
  if (statement.kind === 'assignment') return [{ ...statement, value: simplify(statement.value, decide) }];
  const condition = decide(statement.condition);
  const then = statement.then.flatMap((inner) => prune(inner, decide));
  const otherwise = statement.otherwise.flatMap((inner) => prune(inner, decide));
  if (typeof condition === 'boolean') return condition ? then : otherwise;
  return then.length + otherwise.length === 0 ? [] : [{ ...statement, condition, then, otherwise }];
}

/** The expression with its decided conditions, and what they decide against, left out. */
function simplify(expression: Expression, decide: Decide): Expression {
  if (expression.kind !== 'where') return mapOperands(expression, (operand) => simplify(operand, decide));
  const condition = decide(expression.condition);
  const then = simplify(expression.then, decide);
  const otherwise = simplify(expression.otherwise, decide);
  if (typeof condition === 'boolean') return condition ? then : otherwise;
  return { ...expression, condition, then, otherwise };
}

/** Every name that statements read or assign. */
function namesOf(statements: readonly Statement[]): readonly string[] {
  return statements.flatMap((statement) =>
    statement.kind === 'assignment'
      ? [statement.target, ...readBy(statement.value)]
      : [...readBy(statement.condition), ...namesOf(statement.then), ...namesOf(statement.otherwise)],
  );
}

function readBy(node: Node): readonly string[] {
  return namesIn(node).map(({ name }) => name);
}

/** Whether a rule's look-ahead needs the gradient at the parameters. */
export function readsGradientFirst({ program: { lookAhead } }: ResolvedRule): boolean {
  return lookAhead !== null && namesIn(lookAhead.value).some(({ name }) => name === 'g');
}
