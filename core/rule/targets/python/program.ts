/** How often a rule's lines are computed, and which of them can be lifted out of a loop over the tensors. */
import { higher, type Level, levelOf, levelsOfTensors } from '../../check/levels.ts';
import type { ResolvedRule } from '../../syntax/rule.ts';
import type { Condition, Statement } from '../../syntax/tree.ts';
import { assignmentsIn, contains, type Node, namesIn } from '../../syntax/walk.ts';

/** The level of each name: that of the line that assigns it most often, and of the conditions above that line. */
export function levelsIn(rule: ResolvedRule, statements: readonly Statement[]): ReadonlyMap<string, Level> {
  const levels = levelsOfTensors(rule.state.map(({ name }) => name));
  let isSettled = false;
  const visit = (block: readonly Statement[], above: Level) => {
    for (const statement of block) {
      if (statement.kind === 'branch') {
        const level = higher(above, levelOf(statement.condition, levels));
        visit(statement.then, level);
        visit(statement.otherwise, level);
      } else {
        const { target, value } = statement;
        const known = levels.get(target) ?? 'step';
        const level = higher(known, higher(above, levelOf(value, levels)));
        if (level !== known) isSettled = false;
        levels.set(target, level);
      }
    }
  };
  // What a line below makes of a name counts for the lines above it too.
  while (!isSettled) {
    isSettled = true;
    visit(statements, 'step');
  }
  return levels;
}

/** Every condition that lines stand below. */
export function conditionsIn(statements: readonly Statement[]): readonly Condition[] {
  return statements.flatMap((statement) =>
    statement.kind === 'assignment'
      ? []
      : [statement.condition, ...conditionsIn(statement.then), ...conditionsIn(statement.otherwise)],
  );
}

/** Every value and condition that lines read. */
export function nodesIn(statements: readonly Statement[]): readonly Node[] {
  return [...assignmentsIn(statements).map(({ value }) => value), ...conditionsIn(statements)];
}

/** Every name that values and conditions read. */
export function readsOf(nodes: readonly Node[]): ReadonlySet<string> {
  return new Set(nodes.flatMap(namesIn).map(({ name }) => name));
}

/** Whether the norm of all gradients together is read. */
export function readsGlobalNorm(node: Node): boolean {
  return contains(node, (part) => part.kind === 'reduction' && part.function === 'global_norm');
}

/** Lines of a step around and in a loop over the tensors. */
export interface Loop {
  readonly before: readonly Statement[];
  readonly inside: readonly Statement[];
  readonly after: readonly Statement[];
}

/**
 * The lines with those out of the loop that are the same for all tensors; null where one of these would have to be
 * before the loop for some lines and after it for others.
 */
export function splitLoop(statements: readonly Statement[], levels: ReadonlyMap<string, Level>): Loop | null {
  const isShared = (name: string) => (levels.get(name) ?? 'step') === 'step';
  const isOwn = (statement: Statement) => assignmentsIn([statement]).some(({ target }) => !isShared(target));
  const end = statements.findLastIndex(isOwn) + 1;
  const looped = statements.slice(0, end);
  if (readsBeforeChange(looped, isShared)) return null;
  return {
    before: select(looped, isShared),
    inside: select(looped, (name) => !isShared(name)),
    after: statements.slice(end),
  };
}

/** Whether a line of a tensor, or a condition above it, reads a name that a shared line changes further below. */
function readsBeforeChange(statements: readonly Statement[], isShared: (name: string) => boolean): boolean {
  const read = new Set<string>();
  const note = (node: Node) => {
    for (const { name } of namesIn(node)) read.add(name);
  };
  const visit = (block: readonly Statement[]): boolean =>
    block.some((statement) => {
      if (statement.kind === 'branch') {
        if (assignmentsIn([statement]).some(({ target }) => !isShared(target))) note(statement.condition);
        return visit(statement.then) || visit(statement.otherwise);
      }
      if (isShared(statement.target)) return read.has(statement.target);
      note(statement.value);
      return false;
    });
  return visit(statements);
}

/** The lines that assign certain names, below the conditions that they stand below. */
function select(statements: readonly Statement[], isWanted: (name: string) => boolean): readonly Statement[] {
  return statements.flatMap((statement): readonly Statement[] => {
    if (statement.kind === 'assignment') return isWanted(statement.target) ? [statement] : [];
    const then = select(statement.then, isWanted);
    const otherwise = select(statement.otherwise, isWanted);
    return then.length + otherwise.length > 0 ? [{ ...statement, then, otherwise }] : [];
  });
}
