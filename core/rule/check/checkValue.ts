/** Checks what is computed: names that have a value, options that are compared as they can be, reductions. */
import type { Diagnostics } from '../syntax/diagnostics.ts';
import { closest, question } from '../syntax/errors.ts';
import { limits } from '../syntax/limits.ts';
import type { Option } from '../syntax/rule.ts';
import type { Span } from '../syntax/span.ts';
import type { Condition, Expression, Missing } from '../syntax/tree.ts';
import { type Node, partsOf } from '../syntax/walk.ts';
import type { Scope } from './scope.ts';

/** The options of a rule by name; null for one whose line can't be read. */
export type Options = ReadonlyMap<string, Option | null>;

interface Surroundings {
  readonly scope: Scope;
  readonly options: Options;
  /** Everything that some line assigns. */
  readonly targets: ReadonlySet<string>;
  readonly diagnostics: Diagnostics;
}

type KindOf<Union, Kind> = Extract<Union, { kind: Kind }>;
type Reduction = KindOf<Expression<Missing>, 'reduction'>;
type Compared = KindOf<Condition<Missing>, 'comparison'>;

export class ValueChecker {
  readonly #scope: Scope;
  readonly #options: Options;
  readonly #targets: ReadonlySet<string>;
  readonly #diagnostics: Diagnostics;
  #gradientChanged = false;
  #reductions = 0;

  constructor({ scope, options, targets, diagnostics }: Surroundings) {
    this.#scope = scope;
    this.#options = options;
    this.#targets = targets;
    this.#diagnostics = diagnostics;
  }

  /** Tells that a line above what is checked next has changed `g`. */
  noteGradientChange(): void {
    this.#gradientChanged = true;
  }

  /** Checks an expression or condition, given the locals that have a value where it stands. */
  check(node: Node<Missing>, assigned: ReadonlySet<string>): void {
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
        for (const part of partsOf(node)) this.check(part, assigned);
    }
  }

  #checkName({ name, at }: KindOf<Expression, 'name'>, assigned: ReadonlySet<string>): void {
    const kind = this.#scope.kindOf(name);
    if (kind === 'option') {
      const reason = `'${name}' is an option, not a number; it decides an 'if' or 'where'`;
      this.#diagnostics.report('option-as-number', at, reason);
    } else if (kind === 'local' && !assigned.has(name)) {
      const reason = `'${name}' may have no value here; assign it above the 'if', or below 'else' too`;
      this.#diagnostics.report('maybe-no-value', at, reason);
    } else if (!kind && this.#targets.has(name) && !this.#scope.isPossible(name)) {
      const known = this.#scope.known(name);
      const hint = known?.is ?? `'state ${name}' keeps one from step to step`;
      this.#diagnostics.report('no-value', at, `'${name}' has no value yet; ${hint}`, known?.name);
    } else if (!kind) this.#scope.expectKnown(name, at);
  }

  #checkFlag({ option: { name, at } }: KindOf<Condition, 'flag'>): void {
    const option = this.#options.get(name);
    if (option?.choices) this.#reportNotCompared(option.choices, name, at);
    if (option !== undefined) return;
    if (!this.#scope.kindOf(name)) this.#scope.expectKnown(name, at);
    else {
      const reason = `'${name}' is a number; compare it, as in '${name} > 0'`;
      this.#diagnostics.report('number-as-option', at, reason);
    }
  }

  #checkComparison(comparison: Compared, assigned: ReadonlySet<string>): void {
    const { left, right } = comparison;
    if (left.kind === 'name' && this.#options.has(left.name)) {
      const option = this.#options.get(left.name);
      if (option) this.#checkChoice(option, left.at, comparison);
    } else if (right.kind === 'name' && this.#options.has(right.name)) {
      const reason = `'${right.name}' is an option; it stands on the left of a comparison`;
      this.#diagnostics.report('option-comparison', right.at, reason);
    } else {
      this.check(left, assigned);
      // The word on the right may be a choice of the option that the left was meant to be.
      const mayBeChoice = right.kind === 'name' && left.kind === 'name' && !this.#isKnown(left.name);
      if (!mayBeChoice) this.check(right, assigned);
    }
  }

  #isKnown(name: string): boolean {
    return this.#scope.kindOf(name) !== undefined || this.#targets.has(name);
  }

  /** `form == keras` */
  #checkChoice({ name, choices }: Option, at: Span, { operator, right }: Compared): void {
    if (!choices) {
      const reason = `'${name}' is true or false; it needs no comparison`;
      this.#diagnostics.report('option-comparison', at, reason);
    } else if (operator !== '==' && operator !== '!=') {
      const reason = `'${name}' is a word; compare it with '==' or '!='`;
      this.#diagnostics.report('option-comparison', at, reason);
    } else if (right.kind !== 'name') {
      this.#reportNotCompared(choices, name, at);
    } else if (!choices.includes(right.name)) {
      const likely = closest(right.name, choices);
      const hint = question(likely) || `; there are ${choices.join(', ')}`;
      const reason = `unknown choice '${right.name}' of '${name}'${hint}`;
      this.#diagnostics.report('unknown-choice', right.at, reason, likely);
    }
  }

  #reportNotCompared(choices: readonly string[], name: string, at: Span): void {
    const reason = `'${name}' is one of ${choices.join(', ')}; compare it with one of them`;
    this.#diagnostics.report('option-comparison', at, reason);
  }

  #checkReduction({ function: name, operand, functionAt: at }: Reduction): void {
    this.#reductions += 1;
    if (this.#reductions === limits.reductions + 1) {
      const reason = `an update has at most ${limits.reductions} reductions such as '${name}'`;
      this.#diagnostics.report('too-many-reductions', at, reason);
    }
    if (name !== 'global_norm') return;
    const isGradient = operand.kind === 'name' && operand.name === 'g';
    if (!isGradient) this.#diagnostics.report('global-norm', at, "'global_norm' takes only 'g'");
    else if (this.#gradientChanged) {
      const reason = "'global_norm' stands above the lines that change 'g'";
      this.#diagnostics.report('global-norm', at, reason);
    }
  }
}
