/** The lines below `update`: assignments, and branches whose lines are indented further. */
import { Cursor } from './cursor.ts';
import { type Location, RuleError } from './errors.ts';
import { limits } from './limits.ts';
import { parseCondition, parseExpression } from './parseExpression.ts';
import type { Line } from './tokens.ts';
import type { Assignment, BinaryOperator, Branch, Program, Statement } from './tree.ts';

/** The program that the lines make. Throws a RuleError where a line doesn't follow the grammar. */
export function parseProgram(lines: readonly Line[]): Program {
  checkIndentation(lines);
  const reader = new Reader(lines);
  const lookAhead = parseLookAhead(reader);
  if (lookAhead && reader.next && reader.next.column !== lookAhead.at.column) throw misplaced(reader.next);
  const statements = reader.next ? parseBlock(reader, { text: 'update', column: 1 }, 0) : [];
  return { lookAhead, statements };
}

/** A tab is as wide as the editor likes: next to spaces, it says nothing about which line belongs to which. */
function checkIndentation(lines: readonly Line[]): void {
  const indentations = lines.map(({ text }) => text.match(/^[ \t]*/)?.[0] ?? '');
  const first = indentations.find((indentation) => indentation !== '')?.[0];
  for (const [index, indentation] of indentations.entries()) {
    const at = lines[index]?.tokens[0];
    if (!at || [...indentation].every((character) => character === first)) continue;
    throw new RuleError(at, 'the lines of an update are indented by spaces or by tabs, not by both');
  }
}

/** Walks along lines; `next` is the first word or symbol of the line ahead. */
class Reader {
  readonly #lines: readonly Line[];
  #index = 0;

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
  }

  get next(): Location | undefined {
    return this.#lines[this.#index]?.tokens[0];
  }

  /** A cursor over the line ahead, which stays ahead. */
  peek(): Cursor | undefined {
    const line = this.#lines[this.#index];
    return line && new Cursor(line);
  }

  pass(): void {
    this.#index += 1;
  }
}

/** What a block of lines belongs to: `update`, `if` or `else`. */
type Owner = Pick<Location, 'text' | 'column'>;

/** Lines that are indented alike, further than their owner, up to the first that is indented less. */
function parseBlock(reader: Reader, owner: Owner, depth: number): Statement[] {
  const statements: Statement[] = [];
  const first = reader.next;
  if (first && first.column <= owner.column) {
    throw new RuleError(first, `the lines below '${owner.text}' are indented further than it`);
  }
  for (;;) {
    const cursor = reader.peek();
    const start = reader.next;
    if (!cursor || !start || !first || start.column < first.column) {
      if (start && depth === 0) throw misplaced(start);
      return statements;
    }
    if (start.column > first.column) throw misplaced(start);
    reader.pass();
    statements.push(parseStatement(reader, cursor, depth));
  }
}

function misplaced(at: Location): RuleError {
  if (at.column === 1) return new RuleError(at, "the lines below 'update' are indented further than it");
  return new RuleError(at, 'unexpected indentation; the lines of a block begin in the same column');
}

function parseStatement(reader: Reader, cursor: Cursor, depth: number): Statement {
  const at = cursor.expectKind('word', "a name to assign to or 'if'");
  if (at.text === 'if') return parseBranch(reader, cursor, at, depth);
  if (at.text === 'else' || at.text === 'elif') {
    throw new RuleError(at, `'${at.text}' without an 'if' above it`);
  }
  const assignment = parseAssignment(cursor, at);
  cursor.expectEnd();
  return assignment;
}

const updates: readonly BinaryOperator[] = ['+', '-', '*', '/'];

/** `v = …`, or `v += …`, which is `v = v + …` */
function parseAssignment(cursor: Cursor, at: Location): Assignment {
  const target = at.text;
  const operator = updates.find((candidate) => cursor.skips(`${candidate}=`));
  if (!operator) cursor.expect('=');
  if (cursor.sees('gradient')) {
    throw new RuleError(cursor.next, "'g = gradient at …' stands in the first line of the update or nowhere");
  }
  const right = parseExpression(cursor);
  if (cursor.sees('if')) {
    throw new RuleError(cursor.next, "'a if condition else b' is written 'where(condition, a, b)'");
  }
  if (!operator) return { kind: 'assignment', target, value: right, at };
  const left = { kind: 'name', name: target, at } as const;
  return { kind: 'assignment', target, value: { kind: 'binary', operator, left, right }, at };
}

/** `if condition` (or `elif`), its block, and what follows it at the same depth. */
function parseBranch(reader: Reader, cursor: Cursor, at: Location, depth: number): Branch {
  if (depth === limits.branches) {
    throw new RuleError(at, `at most ${limits.branches} 'if' and 'elif' depend on one another`);
  }
  const condition = parseCondition(cursor);
  endOfHead(cursor);
  const then = parseOwned(reader, at, depth);
  const next = reader.next;
  if (!next || next.column !== at.column) return { kind: 'branch', condition, then, otherwise: [], at };
  const head = reader.peek();
  if (head?.skips('elif')) {
    reader.pass();
    return { kind: 'branch', condition, then, otherwise: [parseBranch(reader, head, next, depth + 1)], at };
  }
  if (!head?.skips('else')) return { kind: 'branch', condition, then, otherwise: [], at };
  endOfHead(head);
  reader.pass();
  return { kind: 'branch', condition, then, otherwise: parseOwned(reader, next, depth), at };
}

/** The block below `if` or `else`, which has at least one line. */
function parseOwned(reader: Reader, owner: Location, depth: number): Statement[] {
  if (!reader.next)
    throw new RuleError(owner, `expected lines below '${owner.text}', indented further than it`);
  return parseBlock(reader, owner, depth + 1);
}

/** A colon may close the line, as in Python. */
function endOfHead(cursor: Cursor): void {
  cursor.skips(':');
  cursor.expectEnd();
}

/** `g = gradient at p + momentum * v`, as the first line of an update. */
function parseLookAhead(reader: Reader): Assignment | null {
  const cursor = reader.peek();
  if (!cursor || cursor.next.column === 1) return null;
  const at = cursor.take();
  if (!cursor.skips('=') || !cursor.sees('gradient')) return null;
  if (at.text !== 'g') throw new RuleError(at, `a gradient is assigned to 'g', not to '${at.text}'`);
  cursor.expect('gradient');
  cursor.expect('at');
  const value = parseExpression(cursor);
  cursor.expectEnd();
  reader.pass();
  return { kind: 'assignment', target: 'g', value, at };
}
