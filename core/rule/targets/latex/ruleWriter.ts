/** What the lines of a rule do, as formulas. */
import type { Rule } from '../../syntax/rule.ts';
import type { Assignment, Branch, Expression, Statement } from '../../syntax/tree.ts';
import { namesIn, negated } from '../../syntax/walk.ts';
import { casesLatex, conditionLatex, expressionLatex, type LatexStyle, parenthesize } from './expression.ts';
import { createSymbols, type Symbols } from './symbols.ts';

/** A line of a block. */
export interface Row {
  /** How many `if`s it stands below. */
  readonly depth: number;
  readonly left: string;
  /** What follows the sign that is aligned, and that sign; empty where there is none. */
  readonly right: string;
}

export interface LatexLine {
  /** Of the rule's text, counted from 1. */
  readonly line: number;
  /** How many `if`s it stands below. */
  readonly depth: number;
  readonly latex: string;
}

/** @param write Writes parts of its value as they stand there. */
type Listener = (assignment: Assignment, depth: number, write: (part: Expression) => string) => void;

/** Writes what a rule does, and notes of which line each formula is. */
export class RuleWriter {
  readonly lines: LatexLine[] = [];
  readonly #symbols: Symbols;
  readonly #kept: ReadonlySet<string>;
  readonly #constants: ReadonlySet<string>;
  readonly #rule: Rule;
  readonly #onAssignment: Listener;

  /** @param onAssignment Is told of each, in the order of the text. Default: nobody is. */
  constructor(rule: Rule, onAssignment: Listener = () => {}) {
    const { state, scalars, hyperparameters, options } = rule;
    this.#rule = rule;
    this.#onAssignment = onAssignment;
    this.#symbols = createSymbols(rule);
    this.#kept = new Set(['p', ...[...state, ...scalars].map(({ name }) => name)]);
    const words = options.flatMap(({ name, choices }) => [name, ...(choices ?? [])]);
    this.#constants = new Set(['t', ...hyperparameters.map(({ name }) => name), ...words]);
  }

  /** `g_t = \nabla f(…)`, of the parameters or of the point where the rule looks ahead. */
  writeGradient(lookAhead: Assignment | null): Row {
    const old = (name: string) => this.#symbolOf(name, new Set());
    const here = `\\nabla f(${old('p')})`;
    const at =
      lookAhead &&
      expressionLatex(lookAhead.value, { symbolOf: (name) => (name === 'g' ? here : old(name)) });
    const row = {
      depth: 0,
      left: old('g'),
      right: `= ${at === null ? here : `\\nabla f${parenthesize(at)}`}`,
    };
    if (lookAhead) this.#note(lookAhead, 0, `${row.left} ${row.right}`);
    return row;
  }

  /** An expression with the values that names have before the first step. */
  writeFirst(expression: Expression): string {
    return expressionLatex(expression, { symbolOf: (name) => this.symbolAtFirst(name) });
  }

  /** A name as it is before the first step. */
  symbolAtFirst(name: string): string {
    return this.#symbols(name, this.#kept.has(name) ? '0' : null);
  }

  /** @param renewed What has its value of this step; what the statements assign is added. */
  writeBlock(statements: readonly Statement[], renewed: Set<string>, depth: number): readonly Row[] {
    return statements.flatMap((statement) => {
      if (statement.kind === 'branch') return this.#writeBranch(statement, renewed, depth);
      const { left, right } = this.#writeAssignment(statement, renewed);
      this.#note(statement, depth, `${left} ${right}`);
      this.#onAssignment(statement, depth, (part) => expressionLatex(part, this.#style(renewed)));
      renewed.add(statement.target);
      return [{ depth, left, right }];
    });
  }

  #writeAssignment({ target, value }: Pick<Assignment, 'target' | 'value'>, renewed: ReadonlySet<string>) {
    const sign = this.#readsOwn(target, value, renewed) ? '\\leftarrow' : '=';
    const left = this.#symbols(target, 't');
    return { left, right: `${sign} ${expressionLatex(value, this.#style(renewed))}` };
  }

  #writeBranch(branch: Branch, renewed: Set<string>, depth: number, word = 'if'): readonly Row[] {
    const isElseOnly = branch.then.length === 0;
    const test = isElseOnly ? negated(branch.condition) : branch.condition;
    const condition = conditionLatex(test, this.#style(renewed));
    const head = `\\text{${word} } ${condition}`;
    this.#note(branch, depth, head);
    const cases = word === 'if' ? this.#writeCases(branch, condition, renewed) : null;
    const then = new Set(renewed);
    const otherwise = new Set(renewed);
    const rows = this.writeBlock(isElseOnly ? branch.otherwise : branch.then, then, depth + 1);
    const others = this.#writeOtherwise(isElseOnly ? [] : branch.otherwise, otherwise, depth);
    for (const name of [...then, ...otherwise]) renewed.add(name);
    return cases ? [{ depth, ...cases }] : [{ depth, left: head, right: '' }, ...rows, ...others];
  }

  #writeOtherwise(statements: readonly Statement[], renewed: Set<string>, depth: number): readonly Row[] {
    const [first] = statements;
    if (!first) return [];
    if (first.kind === 'branch' && statements.length === 1) {
      return this.#writeBranch(first, renewed, depth, 'otherwise if');
    }
    const left = '\\text{otherwise}';
    this.lines.push({ line: this.#lineOfElse(first), depth, latex: left });
    return [{ depth, left, right: '' }, ...this.writeBlock(statements, renewed, depth + 1)];
  }

  /** Both sides in one row, where each only assigns the same name. */
  #writeCases({ then, otherwise }: Branch, condition: string, renewed: ReadonlySet<string>) {
    const [a, b] = [then[0], otherwise[0]];
    if (then.length !== 1 || otherwise.length !== 1 || a?.kind !== 'assignment' || b?.kind !== 'assignment') {
      return null;
    }
    if (a.target !== b.target) return null;
    const [yes, no] = [a, b].map(({ value }) => expressionLatex(value, this.#style(renewed)));
    const readsOwn = [a, b].some(({ target, value }) => this.#readsOwn(target, value, renewed));
    const sign = readsOwn ? '\\leftarrow' : '=';
    return {
      left: this.#symbols(a.target, 't'),
      right: `${sign} ${casesLatex([[condition, yes ?? '']], no ?? '')}`,
    };
  }

  /** Whether the symbol of the target stands on both sides, so that they aren't equal. */
  #readsOwn(target: string, value: Expression, renewed: ReadonlySet<string>): boolean {
    const own = this.#symbols(target, 't');
    return namesIn(value).some(({ name }) => this.#symbolOf(name, renewed) === own);
  }

  #style(renewed: ReadonlySet<string>): LatexStyle {
    return { symbolOf: (name) => this.#symbolOf(name, renewed) };
  }

  #symbolOf(name: string, renewed: ReadonlySet<string>): string {
    if (this.#kept.has(name)) return this.#symbols(name, renewed.has(name) ? 't' : 't-1');
    return this.#symbols(name, this.#constants.has(name) ? null : 't');
  }

  #note({ at }: Assignment | Branch, depth: number, text: string): void {
    this.lines.push({ line: at.line, depth, latex: text });
  }

  /** The next line above that has more than a comment. */
  #lineOfElse({ at }: Statement): number {
    return 1 + this.#rule.lines.slice(0, at.line - 1).findLastIndex((line) => /^\s*else\b/.test(line));
  }
}
