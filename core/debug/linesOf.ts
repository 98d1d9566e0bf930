/** The lines of a rule's update, each with its number in the order of the text. */
import type { Assignment, Branch, Program, Statement } from '../rule/syntax/tree.ts';

export interface UpdateLine {
  /** 0 for the first; where the rule looks ahead, `g = gradient at …` is that. */
  readonly index: number;
  readonly statement: Assignment | Branch;
  readonly looksAhead: boolean;
}

export interface UpdateLines {
  readonly all: readonly UpdateLine[];
  indexOf(statement: Statement): number;
}

/** Every assignment, and of branches the line with the condition. */
export function linesOf({ lookAhead, statements }: Program): UpdateLines {
  const all: UpdateLine[] = [];
  const indices = new Map<Statement, number>();
  const add = (statement: Statement, looksAhead = false) => {
    indices.set(statement, all.length);
    all.push({ index: all.length, statement, looksAhead });
  };
  const visit = (block: readonly Statement[]) => {
    for (const statement of block) {
      add(statement);
      if (statement.kind !== 'branch') continue;
      visit(statement.then);
      visit(statement.otherwise);
    }
  };
  if (lookAhead) add(lookAhead, true);
  visit(statements);
  return { all, indexOf: (statement) => indices.get(statement) ?? -1 };
}
