/** The lines below `update`: the look-ahead, then assignments and branches. */
import type { Diagnostics } from './diagnostics.ts';
import { Lines } from './lines.ts';
import { type Block, misplaced, parseBlock } from './parseBlock.ts';
import { parseExpression } from './parseExpression.ts';
import { behind } from './span.ts';
import type { Line, Token } from './tokens.ts';
import type { Missing, Program, Statement } from './tree.ts';
import { missingOf, unreadStatements } from './unread.ts';

/** @param update The word below which the lines stand. */
export function parseProgram(
  lines: readonly Line[],
  update: Token,
  diagnostics: Diagnostics,
): Program<Missing> {
  const reader = new Lines(lines, diagnostics);
  const first = reader.next ?? behind(update);
  const { lookAhead, statements } = parseLookAhead(reader);
  const columns = new Set(lookAhead ? [lookAhead.at.column] : []);
  const block: Block = { owner: 1, depth: 0, columns, isUneven: false };
  while (reader.next) {
    if (reader.next.column > 1) statements.push(...parseBlock(reader, block));
    else statements.push(...leaveOut(reader, reader.next, block));
  }
  return { lookAhead, statements, at: reader.from(first) };
}

/** `g = gradient at p + momentum * v`, as the first line of an update. */
function parseLookAhead(
  reader: Lines,
): Pick<Program<Missing>, 'lookAhead'> & { statements: Statement<Missing>[] } {
  const cursor = reader.peek();
  if (!cursor || cursor.next.column === 1) return { lookAhead: null, statements: [] };
  const word = cursor.take();
  if (!cursor.skips('=') || !cursor.sees('gradient')) return { lookAhead: null, statements: [] };
  reader.take();
  const { tokens } = cursor.line;
  if (word.text !== 'g') {
    const reason = `a gradient is assigned to 'g', not to '${word.text}'`;
    cursor.fail(word, reason, 'misplaced-gradient');
    return { lookAhead: null, statements: unreadStatements(tokens) };
  }
  cursor.expect('gradient');
  cursor.expect('at');
  const written = parseExpression(cursor);
  cursor.expectEnd();
  const value = cursor.hasFailed ? missingOf(tokens.slice(2), behind(word)) : written;
  const lookAhead = {
    kind: 'assignment',
    target: 'g',
    value,
    targetAt: word,
    at: cursor.from(word),
  } as const;
  return { lookAhead, statements: [] };
}

/** Passes lines that aren't indented, the first of which is reported: one forgot to indent them all. */
function leaveOut(reader: Lines, first: Token, block: Block): readonly Statement<Missing>[] {
  misplaced(reader, first);
  block.isUneven = true;
  const statements: Statement<Missing>[] = [];
  while (reader.next?.column === 1) statements.push(...unreadStatements(reader.take()?.line.tokens ?? []));
  // What follows may belong to an `if` among them.
  if (reader.next) block.columns.add(reader.next.column);
  return statements;
}
