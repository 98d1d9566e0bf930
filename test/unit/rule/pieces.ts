/** The nodes of a tree, whatever their kind, with what each of them is made of. */
import type { RuleTree } from '../../../core/rule/syntax/parse.ts';
import type { Span } from '../../../core/rule/syntax/span.ts';
import type { Assignment, Missing, Statement } from '../../../core/rule/syntax/tree.ts';
import { type Node, partsOf } from '../../../core/rule/syntax/walk.ts';

export interface Piece {
  readonly kind: 'declaration' | 'memory' | 'lookAhead' | 'statement' | 'condition' | 'expression';
  readonly node: { readonly at: Span };
  /** In the order of the text. */
  readonly parts: readonly Piece[];
  /** Whether it is written in the short form `m += x`, and no text of its own. */
  readonly isShort: boolean;
}

/** The declarations and lines of an update. */
export function piecesOf({ declarations, program }: RuleTree): readonly Piece[] {
  const { lookAhead, statements } = program;
  return [
    ...declarations.map((node) => {
      const memories = node.kind === 'state' || node.kind === 'scalar' ? node.memories : [];
      return pieceOf(
        'declaration',
        node,
        memories.map((memory) => pieceOf('memory', memory, [ofValue(memory.initial)])),
      );
    }),
    ...(lookAhead ? [ofAssignment('lookAhead', lookAhead)] : []),
    ...statements.map(ofStatement),
  ];
}

function pieceOf(kind: Piece['kind'], node: Piece['node'], parts: readonly Piece[], isShort = false): Piece {
  return { kind, node, parts, isShort };
}

function ofStatement(statement: Statement<Missing>): Piece {
  switch (statement.kind) {
    case 'assignment':
      return ofAssignment('statement', statement);
    case 'branch':
      return pieceOf('statement', statement, [
        ofValue(statement.condition),
        ...[...statement.then, ...statement.otherwise].map(ofStatement),
      ]);
    case 'missing':
      return pieceOf(
        'statement',
        statement,
        statement.parts.map((part) => ofValue(part)),
      );
  }
}

function ofAssignment(kind: Piece['kind'], assignment: Assignment<Missing>): Piece {
  const isShort = assignment.value.at.start === assignment.at.start;
  return pieceOf(kind, assignment, [ofValue(assignment.value, isShort)]);
}

const conditions: readonly Node<Missing>['kind'][] = ['comparison', 'both', 'either', 'not', 'flag'];

function ofValue(node: Node<Missing>, isShort = false): Piece {
  const kind = conditions.includes(node.kind) ? 'condition' : 'expression';
  return pieceOf(
    kind,
    node,
    partsOf(node).map((part) => ofValue(part)),
    isShort,
  );
}
