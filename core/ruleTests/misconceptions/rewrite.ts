/** Rules made of a rule by changing its tree: what mutants are made with. */
import type { Rule } from '../../rule/syntax/rule.ts';
import type { Span } from '../../rule/syntax/span.ts';
import type { Assignment, BinaryOperator, Expression, Program, Statement } from '../../rule/syntax/tree.ts';
import { mapOperands } from '../../rule/syntax/walk.ts';

/** What an expression of a line becomes; null where it stays. */
export type Change = (expression: Expression, line: Assignment) => Expression | null;

/** A rule in which one place is changed. */
export interface Changed {
  readonly rule: Rule;
  /** What stood there. */
  readonly found: Expression;
  readonly line: Assignment;
}

/** A rule for each place where `change` gives something, with that place changed alone. */
export function changedOnce(rule: Rule, change: Change): readonly Changed[] {
  const found: Changed[] = [];
  for (let place = 0; ; place++) {
    let seen = 0;
    const sites: { found: Expression; line: Assignment }[] = [];
    const program = mapExpressions(rule.program, (expression, line) => {
      const changed = change(expression, line);
      if (!changed || seen++ !== place) return null;
      sites.push({ found: expression, line });
      return changed;
    });
    const [site] = sites;
    if (!site) return found;
    found.push({ rule: { ...rule, program }, ...site });
  }
}

/** The rule with every place changed where `change` gives something; null where there is none. */
export function changedEverywhere(rule: Rule, change: Change): Rule | null {
  let isChanged = false;
  const program = mapExpressions(rule.program, (expression, line) => {
    const changed = change(expression, line);
    isChanged ||= changed !== null;
    return changed;
  });
  return isChanged ? { ...rule, program } : null;
}

/** Each expression before its own parts; those of what was changed are left. */
function mapExpressions(program: Program, change: Change): Program {
  const mapLine = (line: Assignment): Assignment => {
    const map = (expression: Expression): Expression =>
      change(expression, line) ?? mapOperands(expression, map);
    return { ...line, value: map(line.value) };
  };
  const { lookAhead } = program;
  return {
    ...program,
    lookAhead: lookAhead && mapLine(lookAhead),
    statements: mapLines(program.statements, (line) => [mapLine(line)]),
  };
}

/** The statements with each assignment, also those below an `if`, replaced by others. */
function mapLines(
  statements: readonly Statement[],
  change: (line: Assignment) => readonly Statement[],
): readonly Statement[] {
  return statements.flatMap((statement) =>
    statement.kind === 'assignment'
      ? change(statement)
      : [
          {
            ...statement,
            then: mapLines(statement.then, change),
            otherwise: mapLines(statement.otherwise, change),
          },
        ],
  );
}

/** The rule with one of its assignments replaced by others. */
export function withLine(rule: Rule, line: Assignment, others: readonly Assignment[]): Rule {
  const statements = mapLines(rule.program.statements, (each) => (each === line ? others : [each]));
  return { ...rule, program: { ...rule.program, statements } };
}

/** The rule with other statements. */
export function withStatements(rule: Rule, statements: readonly Statement[]): Rule {
  return { ...rule, program: { ...rule.program, statements } };
}

/** Nodes that stand in no text have the place of what they were made of. */
export const make = {
  number: (value: number, at: Span): Expression => ({ kind: 'number', value, at }),
  name: (name: string, at: Span): Expression => ({ kind: 'name', name, at }),
  binary: (operator: BinaryOperator, left: Expression, right: Expression): Expression => ({
    ...{ kind: 'binary', operator, left, right },
    at: left.at,
  }),
  sqrt: (operand: Expression): Expression => ({
    ...{ kind: 'call', function: 'sqrt', arguments: [operand] },
    ...{ functionAt: operand.at, at: operand.at },
  }),
  sign: (operand: Expression): Expression => ({
    ...{ kind: 'call', function: 'sign', arguments: [operand] },
    ...{ functionAt: operand.at, at: operand.at },
  }),
  /** `where(t == 1, then, otherwise)` */
  inFirstStep: (then: Expression, otherwise: Expression): Expression => {
    const { at } = otherwise;
    const [left, right] = [make.name('t', at), make.number(1, at)];
    const condition = { kind: 'comparison', operator: '==', left, right, at } as const;
    return { kind: 'where', condition, then, otherwise, functionAt: at, at };
  },
};
