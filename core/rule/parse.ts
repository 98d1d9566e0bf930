/** Tokens -> the tree of a rule: declarations, then `update` and below it the indented lines. */
import { Cursor } from './cursor.ts';
import { type Location, RuleError } from './errors.ts';
import { type Declaration, parseDeclaration } from './parseDeclaration.ts';
import { parseExpression } from './parseExpression.ts';
import type { Line, TokenizedText } from './tokens.ts';
import type { Assignment, Program } from './tree.ts';

/** A rule as it is written, its names not yet checked. */
export interface RuleTree {
  /** The comment lines at the top. */
  readonly about: string;
  readonly declarations: readonly Declaration[];
  readonly program: Program;
  /** Where the word `update` stands. */
  readonly updateAt: Location;
}

/** The tree of a rule. Throws a RuleError where a line doesn't follow the grammar. */
export function parse({ lines, end }: TokenizedText): RuleTree {
  const written = lines.filter((line) => line.tokens.length > 0);
  const declarations: Declaration[] = [];
  for (const [index, line] of written.entries()) {
    const cursor = new Cursor(line);
    if (cursor.next.column > 1) throw new RuleError(cursor.next, 'only the lines below update are indented');
    if (cursor.sees('update')) {
      const updateAt = cursor.take();
      cursor.expectEnd();
      const program = parseProgram(written.slice(index + 1));
      return { about: aboutOf(lines), declarations, program, updateAt };
    }
    declarations.push(parseDeclaration(line));
  }
  throw new RuleError(end, "expected 'update' and the lines of the update below it, indented");
}

function aboutOf(lines: readonly Line[]): string {
  const firstWritten = lines.findIndex((line) => line.tokens.length > 0);
  const top = lines.slice(0, firstWritten);
  return top.flatMap((line) => line.comment ?? []).join('\n');
}

function parseProgram(lines: readonly Line[]): Program {
  let lookAhead: Assignment | null = null;
  const assignments: Assignment[] = [];
  const indent = lines[0]?.tokens[0]?.column ?? 0;
  for (const [index, line] of lines.entries()) {
    const cursor = new Cursor(line);
    if (cursor.next.column === 1) throw new RuleError(cursor.next, 'the lines below update are indented');
    if (cursor.next.column !== indent) {
      throw new RuleError(cursor.next, 'the lines below update are indented by the same number of spaces');
    }
    const at = cursor.expectKind('word', 'a name to assign to');
    cursor.expect('=');
    if (cursor.sees('gradient')) {
      lookAhead = parseLookAhead(cursor, at, index);
    } else {
      assignments.push({ target: at.text, value: parseExpression(cursor), at });
    }
    cursor.expectEnd();
  }
  return { lookAhead, assignments };
}

/** `g = gradient at p + momentum * v` */
function parseLookAhead(cursor: Cursor, at: Location, index: number): Assignment {
  if (index > 0)
    throw new RuleError(cursor.next, "'gradient at' stands in the first line of the update or nowhere");
  if (at.text !== 'g') throw new RuleError(at, `a gradient is assigned to 'g', not to '${at.text}'`);
  cursor.expect('gradient');
  cursor.expect('at');
  return { target: 'g', value: parseExpression(cursor), at };
}
