/**
 * A resolved rule -> straight lines in which every name is assigned once (static single assignment form).
 * A later value of `p` is called `p2`, the next `p3`; an `if` becomes a `where` for each name that its lines assign.
 */
import type { ResolvedRule } from '../syntax/rule.ts';
import type { Span } from '../syntax/span.ts';
import type { Assignment, Condition, Expression, Statement } from '../syntax/tree.ts';
import { mapCompared, mapOperands } from '../syntax/walk.ts';

export interface FlatProgram {
  readonly assignments: readonly Assignment[];
  /** For `p`, each state and each scalar that is assigned: the name of its value after the step. */
  readonly results: ReadonlyMap<string, string>;
  /** The rule's own name behind each name that is assigned: `m` behind `m2`. */
  readonly bases: ReadonlyMap<string, string>;
}

/** The name that each name of the rule has at some line. */
type Names = ReadonlyMap<string, string>;

export function flatten(rule: ResolvedRule): FlatProgram {
  const kept = ['p', ...[...rule.state, ...rule.scalars].map(({ name }) => name)];
  const given = [...kept, 'g', 't', ...rule.hyperparameters.map(({ name }) => name)];
  const freshName = createFreshNames(given);
  const assignments: Assignment[] = [];
  const bases = new Map<string, string>();

  function add(target: string, value: Expression, targetAt: Span, at: Span): string {
    const name = freshName(target);
    assignments.push({ kind: 'assignment', target: name, value, targetAt, at });
    bases.set(name, target);
    return name;
  }

  function addBlock(statements: readonly Statement[], before: Names): Names {
    let names = before;
    for (const statement of statements) {
      if (statement.kind === 'assignment') {
        const { target, targetAt, at } = statement;
        const value = rename(statement.value, names);
        names = new Map(names).set(target, add(target, value, targetAt, at));
      } else {
        const condition = renameCompared(statement.condition, names);
        const then = addBlock(statement.then, names);
        const otherwise = addBlock(statement.otherwise, names);
        names = new Map(names);
        for (const name of then.keys()) {
          const [a, b] = [then.get(name), otherwise.get(name)];
          if (a === undefined || b === undefined) continue;
          const { at } = statement;
          const [yes, no] = [nameOf(a, at), nameOf(b, at)];
          const value = { kind: 'where', condition, then: yes, otherwise: no, functionAt: at, at } as const;
          names = new Map(names).set(name, a === b ? a : add(name, value, at, at));
        }
      }
    }
    return names;
  }

  const results = addBlock(rule.program.statements, new Map(given.map((name) => [name, name])));
  return { assignments, results: new Map(kept.flatMap((name) => changed(name, results.get(name)))), bases };
}

function changed(name: string, result: string | undefined): [string, string][] {
  return result === undefined || result === name ? [] : [[name, result]];
}

function nameOf(name: string, at: Span): Expression {
  return { kind: 'name', name, at };
}

function rename(expression: Expression, names: Names): Expression {
  if (expression.kind === 'name')
    return { ...expression, name: names.get(expression.name) ?? expression.name };
  return mapOperands(expression, (operand) => rename(operand, names));
}

function renameCompared(condition: Condition, names: Names): Condition {
  return mapCompared(condition, (operand) => rename(operand, names));
}

/** Gives `v`, then `v2`, `v3`, …, without the names that are taken. */
export function createFreshNames(taken: Iterable<string>): (name: string) => string {
  const used = new Set(taken);
  return (name) => {
    let fresh = name;
    for (let version = 2; used.has(fresh); version++) fresh = `${name}${version}`;
    used.add(fresh);
    return fresh;
  };
}
