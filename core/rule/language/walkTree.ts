/** Ways through all of a rule's tree, whether the rule is right or not. */
import type { RuleTree } from '../syntax/parse.ts';
import type { Assignment, Branch, Missing, Statement } from '../syntax/tree.ts';
import { type Node, partsOf } from '../syntax/walk.ts';

/** Every expression and condition of a rule, each before its parts. */
export function* nodesOf({ declarations, program }: RuleTree): Generator<Node<Missing>> {
  for (const declaration of declarations) {
    if (declaration.kind !== 'state' && declaration.kind !== 'scalar') continue;
    for (const { initial } of declaration.memories) yield* partsBelow(initial);
  }
  if (program.lookAhead) yield* partsBelow(program.lookAhead.value);
  for (const statement of statementsOf(program.statements)) {
    if (statement.kind === 'assignment') yield* partsBelow(statement.value);
    else if (statement.kind === 'branch') yield* partsBelow(statement.condition);
    else yield* partsBelow(statement);
  }
}

/** An expression or condition and everything that it is made of. */
function* partsBelow(node: Node<Missing>): Generator<Node<Missing>> {
  yield node;
  for (const part of partsOf(node)) yield* partsBelow(part);
}

/** Every statement, each branch before what stands below it. */
export function* statementsOf(statements: readonly Statement<Missing>[]): Generator<Statement<Missing>> {
  for (const statement of statements) {
    yield statement;
    if (statement.kind !== 'branch') continue;
    yield* statementsOf(statement.then);
    yield* statementsOf(statement.otherwise);
  }
}

/** The assignment or the head of an `if` that begins in a line, counted from 1. */
export function statementIn(
  { program }: RuleTree,
  line: number,
): Assignment<Missing> | Branch<Missing> | undefined {
  const { lookAhead, statements } = program;
  if (lookAhead?.at.line === line) return lookAhead;
  for (const statement of statementsOf(statements)) {
    if (statement.at.line === line && statement.kind !== 'missing') return statement;
  }
  return undefined;
}
