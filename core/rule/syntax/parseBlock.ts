/** Lines that are indented alike, further than what they belong to: assignments, and branches with blocks of their own. */
import type { Cursor } from './cursor.ts';
import { closest } from './errors.ts';
import { foreignStatement } from './foreignStatements.ts';
import { limits } from './limits.ts';
import type { Lines } from './lines.ts';
import { parseCondition, parseExpression } from './parseExpression.ts';
import { behind } from './span.ts';
import type { Token } from './tokens.ts';
import type { Assignment, BinaryOperator, Branch, Expression, Missing, Statement } from './tree.ts';
import { assigns, missingOf, unreadStatements } from './unread.ts';

type Statements = readonly Statement<Missing>[];

/** What lines ahead belong to, and how they are indented. */
export interface Block {
  /** The column of what they belong to: they are indented further. */
  readonly owner: number;
  /** How many `if` they stand below. */
  readonly depth: number;
  /** Where lines begin, so far. */
  readonly columns: Set<number>;
  /** Whether a line is indented like no other, so that an `else` may belong to an `if` elsewhere. */
  isUneven: boolean;
}

/** The lines ahead that are indented further than the owner of the block. */
export function parseBlock(reader: Lines, block: Block): Statements {
  const { owner, columns } = block;
  const statements: Statement<Missing>[] = [];
  /** The column of a line that could not be read: it may have been meant to have a block of its own, and an `else`. */
  let unread = Number.POSITIVE_INFINITY;
  while (reader.next && reader.next.column > owner) {
    const { column } = reader.next;
    if (column < unread) unread = Number.POSITIVE_INFINITY;
    if (columns.size > 0 && !columns.has(column) && column <= unread) {
      misplaced(reader, reader.next);
      block.isUneven = true;
    }
    columns.add(column);
    const found = parseStatement(reader, block.depth, block.isUneven || column === unread);
    statements.push(...found.statements);
    if (found.isUnread) unread = Math.min(unread, column);
    else if (column === unread) unread = Number.POSITIVE_INFINITY;
  }
  return statements;
}

/** Reports a line that is indented like no other. */
export function misplaced(reader: Lines, at: Token): void {
  const reason =
    at.column === 1
      ? "the lines below 'update' are indented further than it"
      : 'unexpected indentation; the lines of a block begin in the same column';
  reader.report('indentation', at, reason);
}

interface Found {
  readonly statements: Statements;
  /** Whether the line doesn't follow the grammar. */
  readonly isUnread: boolean;
}

/** @param mayContinue Whether an `else` can belong to a line that could not be read, or to an `if` elsewhere. */
function parseStatement(reader: Lines, depth: number, mayContinue: boolean): Found {
  const cursor = reader.take();
  if (!cursor) return { statements: [], isUnread: true };
  const word = cursor.expectKind('word', "a name to assign to or 'if'");
  if (word.text === 'if') return { statements: [parseBranch(reader, cursor, word, depth)], isUnread: false };
  if (word.text === 'else' || word.text === 'elif') {
    if (!mayContinue) reader.report('else-without-if', word, `'${word.text}' without an 'if' above it`);
    return { statements: unreadStatements(cursor.line.tokens), isUnread: true };
  }
  const foreign = assigns(cursor.next) ? null : foreignStatement(word.text);
  if (foreign) cursor.fail(word, foreign.message, 'foreign-statement');
  const meant = meantWord(word, cursor.next);
  if (meant !== null) cursor.fail(word, `unknown word '${word.text}'; did you mean '${meant}'?`);
  const assignment = parseAssignment(cursor, word);
  cursor.expectEnd();
  if (cursor.hasFailed) return { statements: unreadStatements(cursor.line.tokens), isUnread: true };
  return { statements: [assignment], isUnread: false };
}

/** `if` of `iff t > 1`: what a line begins with that can go on like this; null where it is no such word. */
function meantWord({ text }: Token, { kind, text: next }: Token): string | null {
  if (kind === 'end' || next === ':') return closest(text, ['else']);
  return kind === 'word' || kind === 'number' || next === '(' ? closest(text, ['if', 'elif']) : null;
}

const updates: readonly BinaryOperator[] = ['+', '-', '*', '/'];

/** `v = …`, or `v += …`, which is `v = v + …` */
function parseAssignment(cursor: Cursor, word: Token): Assignment<Missing> {
  const target = word.text;
  const operator = updates.find((candidate) => cursor.skips(`${candidate}=`));
  if (!operator) cursor.expect('=');
  if (cursor.sees('gradient')) {
    const reason = "'g = gradient at …' stands in the first line of the update or nowhere";
    cursor.fail(cursor.next, reason, 'misplaced-gradient');
  }
  const right = parseExpression(cursor);
  if (cursor.sees('if')) {
    cursor.fail(cursor.next, "'a if condition else b' is written 'where(condition, a, b)'");
  }
  const at = cursor.from(word);
  const left = { kind: 'name', name: target, at: word } as const;
  const value: Expression<Missing> = operator ? { kind: 'binary', operator, left, right, at } : right;
  return { kind: 'assignment', target, value, targetAt: word, at };
}

/** `if condition` (or `elif`), its block, and what follows it at the same depth. */
function parseBranch(reader: Lines, cursor: Cursor, word: Token, depth: number): Branch<Missing> | Missing {
  if (depth === limits.branches) return skipBranch(reader, cursor, word);
  const written = parseCondition(cursor);
  endHead(cursor);
  const condition = cursor.hasFailed ? missingOf(cursor.line.tokens.slice(1), word) : written;
  const then = parseOwned(reader, cursor, word, depth);
  const otherwise = parseOtherwise(reader, word.column, depth);
  return { kind: 'branch', condition, then, otherwise, at: reader.from(word) };
}

/** What stands below an `elif` or `else` in the column of its `if`, if there is one. */
function parseOtherwise(reader: Lines, column: number, depth: number): Statements {
  const head = takeContinuation(reader, column);
  if (!head) return [];
  const word = head.take();
  if (word.text === 'elif') return [parseBranch(reader, head, word, depth + 1)];
  endHead(head);
  return parseOwned(reader, head, word, depth);
}

/** Passes the line ahead if it begins with `elif` or `else` in the column of its `if`. */
function takeContinuation(reader: Lines, column: number): Cursor | undefined {
  const head = reader.peek();
  if (head?.next.column !== column || !head.sees('elif', 'else')) return undefined;
  return reader.take();
}

/** The block below `if` or `else`, which has at least one line. */
function parseOwned(reader: Lines, head: Cursor, owner: Token, depth: number): Statements {
  const first = reader.next;
  if (first && first.column > owner.column) {
    return parseBlock(reader, {
      owner: owner.column,
      depth: depth + 1,
      columns: new Set(),
      isUneven: false,
    });
  }
  // What should stand below may stand behind.
  if (head.hasFailed) return unreadStatements(head.line.tokens);
  const { text } = owner;
  if (first) reader.report('missing-block', first, `the lines below '${text}' are indented further than it`);
  else reader.report('missing-block', owner, `expected lines below '${text}', indented further than it`);
  return [missingOf([], behind(head.line.tokens.at(-1) ?? owner))];
}

/** A colon may close the line, as in Python. */
function endHead(cursor: Cursor): void {
  cursor.skips(':');
  cursor.expectEnd();
}

/** Passes a branch that is one too many, with all that depends on it. */
function skipBranch(reader: Lines, cursor: Cursor, word: Token): Missing {
  reader.report('too-deep', word, `at most ${limits.branches} 'if' and 'elif' depend on one another`);
  do reader.skipBelow(word.column);
  while (takeContinuation(reader, word.column));
  return missingOf(cursor.line.tokens, word);
}
