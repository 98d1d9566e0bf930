/** Tokens -> the tree of a rule: declarations, then `update` and below it the indented lines. */
import { Cursor } from './cursor.ts';
import { type Location, RuleError } from './errors.ts';
import { type Declaration, parseDeclaration } from './parseDeclaration.ts';
import { parseProgram } from './parseProgram.ts';
import type { Line, TokenizedText } from './tokens.ts';
import type { Program } from './tree.ts';

/** A rule as it is written, its names not yet checked. */
export interface RuleTree {
  /** The comment lines at the top. */
  readonly about: string;
  readonly declarations: readonly Declaration[];
  readonly program: Program;
  /** Where the word `update` stands. */
  readonly updateAt: Location;
  /** The text itself, line by line. */
  readonly lines: readonly string[];
}

/** The tree of a rule. Throws a RuleError where a line doesn't follow the grammar. */
export function parse({ lines, end }: TokenizedText): RuleTree {
  const written = lines.filter((line) => line.tokens.length > 0);
  const declarations: Declaration[] = [];
  for (const [index, line] of written.entries()) {
    const cursor = new Cursor(line);
    if (cursor.next.column > 1)
      throw new RuleError(cursor.next, "only the lines below 'update' are indented");
    if (cursor.sees('update')) {
      const updateAt = cursor.take();
      cursor.skips(':');
      cursor.expectEnd();
      return {
        about: aboutOf(lines),
        declarations,
        program: parseProgram(written.slice(index + 1)),
        updateAt,
        lines: lines.map(({ text }) => text),
      };
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
