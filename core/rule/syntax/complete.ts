/** Tells trees without a missing part from the others. */
import type { Memory } from './rule.ts';
import type { Missing, Program, Statement } from './tree.ts';
import { type Node, partsOf } from './walk.ts';

export function isCompleteProgram(program: Program<Missing>): program is Program {
  const { lookAhead, statements } = program;
  return (lookAhead === null || isComplete(lookAhead.value)) && statements.every(isCompleteStatement);
}

export function isCompleteMemory(memory: Memory<Missing>): memory is Memory {
  return isComplete(memory.initial);
}

function isCompleteStatement(statement: Statement<Missing>): statement is Statement {
  switch (statement.kind) {
    case 'assignment':
      return isComplete(statement.value);
    case 'branch':
      return (
        isComplete(statement.condition) &&
        [...statement.then, ...statement.otherwise].every(isCompleteStatement)
      );
    case 'missing':
      return false;
  }
}

function isComplete(node: Node<Missing>): node is Node {
  return node.kind !== 'missing' && partsOf(node).every(isComplete);
}
