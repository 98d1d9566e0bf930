/** Checks the lines below `update`: what they assign, and the values that names have where they are read. */
import type { Diagnostics } from '../syntax/diagnostics.ts';
import { limits } from '../syntax/limits.ts';
import type { RuleTree } from '../syntax/parse.ts';
import type { Declaration } from '../syntax/parseDeclaration.ts';
import type { Option } from '../syntax/rule.ts';
import { type Span, spanning } from '../syntax/span.ts';
import type { Assignment, Branch, Missing, Statement } from '../syntax/tree.ts';
import { hasMissingLine, isUnread } from '../syntax/unread.ts';
import { assignmentsIn, countParts, type Node, reductionsIn } from '../syntax/walk.ts';
import { type Options, ValueChecker } from './checkValue.ts';
import { higher, type Level, levelOf, levelsOfTensors } from './levels.ts';
import type { Scope } from './scope.ts';

/** Reports what makes no sense; adds the locals to `scope`. */
export function checkProgram(
  { program, declarations }: RuleTree,
  scope: Scope,
  diagnostics: Diagnostics,
): void {
  const assignments = assignmentsIn(program.statements);
  const oneTooMany = assignments[limits.assignments];
  if (oneTooMany) {
    const reason = `an update has at most ${limits.assignments} lines`;
    diagnostics.report('too-many-lines', oneTooMany.targetAt, reason);
    return;
  }
  const options = new Map(declarations.flatMap(optionsOf));
  const targets = new Set(assignments.map(({ target }) => target));
  const values = new ValueChecker({ scope, options, targets, diagnostics });
  if (program.lookAhead) values.check(program.lookAhead.value, new Set());
  new BlockChecker(scope, options, values, diagnostics).check(program.statements, new Set(), 'step');
}

function optionsOf(declaration: Declaration): readonly (readonly [string, Option | null])[] {
  if (declaration.kind === 'option') return [[declaration.option.name, declaration.option]];
  if (declaration.kind !== 'unread' || declaration.form !== 'option') return [];
  return declaration.names.map(({ text }) => [text, null]);
}

class BlockChecker {
  readonly #scope: Scope;
  readonly #options: Options;
  readonly #values: ValueChecker;
  readonly #diagnostics: Diagnostics;
  readonly #levels: Map<string, Level>;
  #decisions = 0;
  #decisionParts = 0;

  constructor(scope: Scope, options: Options, values: ValueChecker, diagnostics: Diagnostics) {
    this.#scope = scope;
    this.#options = options;
    this.#values = values;
    this.#diagnostics = diagnostics;
    this.#levels = levelsOfTensors(scope.namesOf('state'));
  }

  /**
   * @param assigned Locals that have a value above the block; those that it gives a value are added.
   * @param level Of the conditions under which the block is computed.
   */
  check(statements: readonly Statement<Missing>[], assigned: Set<string>, level: Level): void {
    for (const statement of statements) {
      if (statement.kind === 'assignment') this.#checkAssignment(statement, assigned, level);
      if (statement.kind === 'branch') this.#checkBranch(statement, assigned, level);
    }
  }

  #checkBranch(branch: Branch<Missing>, assigned: Set<string>, level: Level): void {
    this.#countDecisions(branch);
    this.#checkComputed(branch.condition, assigned, level);
    const inner = higher(level, levelOf(branch.condition, this.#levels, this.#options));
    const then = new Set(assigned);
    const otherwise = new Set(assigned);
    this.check(branch.then, then, inner);
    this.check(branch.otherwise, otherwise, inner);
    // A line that can't be read may have been meant to assign what the other side does.
    const mayLack = (name: string, side: ReadonlySet<string>, lines: readonly Statement<Missing>[]) =>
      !side.has(name) && !hasMissingLine(lines);
    for (const name of then) if (!mayLack(name, otherwise, branch.otherwise)) assigned.add(name);
    for (const name of otherwise) if (!mayLack(name, then, branch.then)) assigned.add(name);
  }

  #countDecisions(branch: Branch<Missing>): void {
    const isKnown = this.#decisions > limits.decisions || this.#decisionParts > limits.decisionParts;
    const names = new Set(assignmentsIn([branch]).map(({ target }) => target)).size;
    this.#decisions += names;
    this.#decisionParts += names * countParts(branch.condition);
    if (isKnown) return;
    const head = spanning(branch.at, branch.condition.at);
    if (this.#decisions > limits.decisions) {
      const reason = `at most ${limits.decisions} values depend on an 'if'; use fewer or shorter ones`;
      this.#diagnostics.report('too-many-decisions', head, reason);
    } else if (this.#decisionParts > limits.decisionParts) {
      const found = `the values that depend on an 'if' ask conditions of ${this.#decisionParts} parts in all`;
      const reason = `${found}, at most ${limits.decisionParts}; name parts of a long condition on lines above`;
      this.#diagnostics.report('too-many-decisions', head, reason);
    }
  }

  #checkAssignment(assignment: Assignment<Missing>, assigned: Set<string>, level: Level): void {
    const { target, value, targetAt } = assignment;
    if (isUnread(value)) {
      this.#noteUnread(target, targetAt, assigned);
      return;
    }
    this.#scope.expectAssignable(target, targetAt);
    this.#checkComputed(value, assigned, level);
    const kind = this.#scope.assign(target, targetAt);
    const valueLevel = higher(level, levelOf(value, this.#levels, this.#options));
    if (kind === 'scalar' && valueLevel !== 'step') {
      const reason = `'${target}' is a scalar, which can't depend on tensors such as 'p' and 'g'`;
      this.#diagnostics.report('tensor-in-scalar', targetAt, reason);
    }
    if (kind === 'local') {
      assigned.add(target);
      this.#levels.set(target, higher(valueLevel, this.#levels.get(target) ?? 'step'));
    }
    if (kind === 'gradient') this.#values.noteGradientChange();
  }

  /** Of a line that can't be read, no more is known than that it assigns a name. */
  #noteUnread(target: string, at: Span, assigned: Set<string>): void {
    this.#scope.suppose(target, at, 'local');
    if (this.#scope.kindOf(target) === 'local') assigned.add(target);
  }

  /** Checks what is computed below conditions of a level. */
  #checkComputed(node: Node<Missing>, assigned: ReadonlySet<string>, level: Level): void {
    this.#values.check(node, assigned);
    if (level !== 'element') return;
    // A reduction is of a whole tensor, so that it can't be taken for those elements alone that a condition holds for.
    for (const { function: name, functionAt } of reductionsIn(node)) {
      const reason = `take '${name}' above the 'if', whose condition differs from element to element`;
      this.#diagnostics.report('reduction-below-if', functionAt, reason);
    }
  }
}
