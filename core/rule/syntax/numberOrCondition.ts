/** What was read is a number or a condition; where it stands, one of them is expected. */
import type { Cursor } from './cursor.ts';
import type { Span } from './span.ts';
import type { Token } from './tokens.ts';
import type { Condition, Expression, Missing } from './tree.ts';
import type { Node } from './walk.ts';

/** @param start The first token of the node, which may be a parenthesis; the last was passed just now. */
export function asNumber(node: Node<Missing>, cursor: Cursor, start: Token): Expression<Missing> {
  switch (node.kind) {
    case 'comparison':
    case 'both':
    case 'either':
    case 'not':
    case 'flag': {
      const reason = "expected a number, found a condition; 'where(condition, a, b)' makes a number of it";
      cursor.report('number-expected', cursor.from(start), reason);
      return missing([node], node.at);
    }
    default:
      return node;
  }
}

export function asCondition(node: Node<Missing>, cursor: Cursor, start: Token): Condition<Missing> {
  switch (node.kind) {
    case 'comparison':
    case 'both':
    case 'either':
    case 'not':
    case 'flag':
    case 'missing':
      return node;
    case 'name':
      return { kind: 'flag', option: node, at: node.at };
    default: {
      const reason = "expected a condition such as 't == 1', found a number";
      cursor.report('condition-expected', cursor.from(start), reason);
      return missing([node], node.at);
    }
  }
}

/** What makes no sense as a whole. */
export function missing(parts: readonly Node<Missing>[], at: Span): Missing {
  return { kind: 'missing', parts, unread: [], at };
}
