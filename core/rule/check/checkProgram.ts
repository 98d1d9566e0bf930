/** Checks the lines below `update`: names, the values that they have where they are read, options and levels. */
import { didYouMean, type Location, RuleError } from '../syntax/errors.ts';
import { limits } from '../syntax/limits.ts';
import type { Option } from '../syntax/rule.ts';
import type {
  Assignment,
  Branch,
  Comparison,
  Condition,
  Expression,
  Program,
  Statement,
} from '../syntax/tree.ts';
import { assignmentsIn, findPart, isReductionNode, type Node, partsOf } from '../syntax/walk.ts';
import { higher, type Level, levelOf, levelsOfTensors } from './levels.ts';
import type { NameKind, Scope } from './scope.ts';

/** Throws a RuleError at the first thing that makes no sense; notes the locals in `scope`. */
export function checkProgram(program: Program, scope: Scope, options: readonly Option[]): void {
  const assignments = assignmentsIn(program.statements);
  const oneTooMany = assignments[limits.assignments];
  if (oneTooMany) throw new RuleError(oneTooMany.at, `an update has at most ${limits.assignments} lines`);
  const checker = new Checker(scope, options, new Set(assignments.map(({ target }) => target)));
  if (program.lookAhead) checker.checkValue(program.lookAhead.value, new Set());
  checker.checkBlock(program.statements, new Set(), 'step');
}

class Checker {
  readonly #scope: Scope;
  readonly #options: ReadonlyMap<string, Option>;
  /** Everything that some line assigns. */
  readonly #targets: ReadonlySet<string>;
  readonly #levels: Map<string, Level>;
  #gradientChanged = false;
  #decisions = 0;
  #reductions = 0;

  constructor(scope: Scope, options: readonly Option[], targets: ReadonlySet<string>) {
    this.#scope = scope;
    this.#options = new Map(options.map((option) => [option.name, option]));
    this.#targets = targets;
    this.#levels = levelsOfTensors([...scope.namesOf('state')]);
  }

  /**
   * @param assigned Locals that have a value above the block; those that it gives a value are added.
   * @param level Of the conditions under which the block is computed.
   */
  checkBlock(statements: readonly Statement[], assigned: Set<string>, level: Level): void {
    for (const statement of statements) {
      if (statement.kind === 'assignment') this.#checkAssignment(statement, assigned, level);
      else {
        this.#countDecisions(statement);
        this.#checkComputed(statement.condition, assigned, level);
        const inner = higher(level, levelOf(statement.condition, this.#levels, this.#options));
        const then = new Set(assigned);
        const otherwise = new Set(assigned);
        this.checkBlock(statement.then, then, inner);
        this.checkBlock(statement.otherwise, otherwise, inner);
        for (const name of then) if (otherwise.has(name)) assigned.add(name);
      }
    }
  }

  #countDecisions(branch: Branch): void {
    this.#decisions += new Set(assignmentsIn([branch]).map(({ target }) => target)).size;
    if (this.#decisions <= limits.decisions) return;
    throw new RuleError(
      branch.at,
      `at most ${limits.decisions} values depend on an 'if'; use fewer or shorter ones`,
    );
  }

  #checkAssignment({ target, value, at }: Assignment, assigned: Set<string>, level: Level): void {
    this.#scope.expectAssignable(at);
    this.#checkComputed(value, assigned, level);
    const kind = this.#scope.assign(at);
    const valueLevel = higher(level, levelOf(value, this.#levels, this.#options));
    if (kind === 'scalar' && valueLevel !== 'step') {
      throw new RuleError(at, `'${target}' is a scalar, which can't depend on tensors such as 'p' and 'g'`);
    }
    if (kind === 'local') {
      assigned.add(target);
      this.#levels.set(target, higher(valueLevel, this.#levels.get(target) ?? 'step'));
    }
    if (kind === 'gradient') this.#gradientChanged = true;
  }

  /** Checks what is computed below conditions of a level. */
  #checkComputed(node: Node, assigned: ReadonlySet<string>, level: Level): void {
    this.checkValue(node, assigned);
    // A reduction is of a whole tensor, so that it can't be taken for those elements alone that a condition holds for.
    const reduction = level === 'element' ? findPart(node, isReductionNode) : undefined;
    if (reduction) {
      const reason = `take '${reduction.function}' above the 'if', whose condition differs from element to element`;
      throw new RuleError(reduction.at, reason);
    }
  }

  /** Checks an expression or condition, given the locals that have a value where it stands. */
  checkValue(node: Node, assigned: ReadonlySet<string>): void {
    switch (node.kind) {
      case 'name':
        this.#checkName(node, assigned);
        break;
      case 'flag':
        this.#checkFlag(node);
        break;
      case 'comparison':
        this.#checkComparison(node, assigned);
        break;
      default:
        if (node.kind === 'reduction') this.#checkReduction(node);
        for (const part of partsOf(node)) this.checkValue(part, assigned);
    }
  }

  #checkName({ name, at }: KindOf<Expression, 'name'>, assigned: ReadonlySet<string>): void {
    const kind: NameKind | undefined = this.#scope.kindOf(name);
    if (kind === 'option') {
      throw new RuleError(at, `'${name}' is an option, not a number; it decides an 'if' or 'where'`);
    }
    if (kind && kind !== 'local') return;
    if (assigned.has(name)) return;
    if (kind === 'local') {
      throw new RuleError(
        at,
        `'${name}' may have no value here; assign it above the 'if', or below 'else' too`,
      );
    }
    if (!this.#targets.has(name)) throw this.#scope.unknown(at);
    throw new RuleError(at, `'${name}' has no value yet; 'state ${name}' keeps one from step to step`);
  }

  #checkFlag({ option: { name, at } }: KindOf<Condition, 'flag'>): void {
    const option = this.#options.get(name);
    if (option?.choices) throw notCompared(option.choices, name, at);
    if (option) return;
    if (!this.#scope.kindOf(name)) throw this.#scope.unknown(at);
    throw new RuleError(at, `'${name}' is a number; compare it, as in '${name} > 0'`);
  }

  #checkComparison(
    { operator, left, right }: KindOf<Condition, 'comparison'>,
    assigned: ReadonlySet<string>,
  ): void {
    const option = this.#optionOf(left);
    if (left.kind === 'name' && option) checkChoice(option, left.at, operator, right);
    else if (right.kind === 'name' && this.#optionOf(right)) {
      throw new RuleError(right.at, `'${right.name}' is an option; it stands on the left of a comparison`);
    } else {
      this.checkValue(left, assigned);
      this.checkValue(right, assigned);
    }
  }

  #optionOf(expression: Expression): Option | undefined {
    return expression.kind === 'name' ? this.#options.get(expression.name) : undefined;
  }

  #checkReduction({ function: kind, operand, at }: KindOf<Expression, 'reduction'>): void {
    this.#reductions += 1;
    if (this.#reductions > limits.reductions) {
      throw new RuleError(at, `an update has at most ${limits.reductions} reductions such as '${kind}'`);
    }
    if (kind !== 'global_norm') return;
    const isGradient = operand.kind === 'name' && operand.name === 'g';
    if (!isGradient) throw new RuleError(at, "'global_norm' takes only 'g'");
    if (this.#gradientChanged)
      throw new RuleError(at, "'global_norm' stands above the lines that change 'g'");
  }
}

/** `form == keras` */
function checkChoice({ name, choices }: Option, at: Location, operator: Comparison, right: Expression): void {
  if (!choices) throw new RuleError(at, `'${name}' is true or false; it needs no comparison`);
  if (operator !== '==' && operator !== '!=') {
    throw new RuleError(at, `'${name}' is a word; compare it with '==' or '!='`);
  }
  if (right.kind !== 'name') throw notCompared(choices, name, at);
  if (choices.includes(right.name)) return;
  const likely = didYouMean(right.name, choices) || `; there are ${choices.join(', ')}`;
  throw new RuleError(right.at, `unknown choice '${right.name}' of '${name}'${likely}`);
}

function notCompared(choices: readonly string[], name: string, at: Location): RuleError {
  return new RuleError(at, `'${name}' is one of ${choices.join(', ')}; compare it with one of them`);
}

type KindOf<Union, Kind> = Extract<Union, { kind: Kind }>;
