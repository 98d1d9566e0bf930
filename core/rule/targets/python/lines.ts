/** The lines of a rule in Python. */
import type { Level } from '../../check/levels.ts';
import type { Rule } from '../../syntax/rule.ts';
import type { Assignment, Branch, Statement } from '../../syntax/tree.ts';
import { negated } from '../../syntax/walk.ts';
import type { ExpressionPrinter } from './expression.ts';
import { indent, layOut } from './layout.ts';
import { comment } from './text.ts';

export interface LineOptions {
  readonly printer: ExpressionPrinter;
  readonly levels: ReadonlyMap<string, Level>;
  /** Whether `p` is the array of the parameters itself, which the lines change in place. */
  readonly inPlace: boolean;
}

/** Writes lines one block after the other, as they are computed. */
export class LineWriter {
  readonly #rule: Rule;
  readonly #printer: ExpressionPrinter;
  readonly #levels: ReadonlyMap<string, Level>;
  readonly #inPlace: boolean;
  readonly #states: ReadonlySet<string>;
  /** What can be an array of someone else, who may change it after the step. */
  #borrowed: Set<string>;
  /** What can be the array that changes in place. */
  readonly #changing: Set<string>;
  readonly #withComments = new Set<number>();

  constructor(rule: Rule, { printer, levels, inPlace }: LineOptions) {
    this.#rule = rule;
    this.#printer = printer;
    this.#levels = levels;
    this.#inPlace = inPlace;
    this.#states = new Set(rule.state.map(({ name }) => printer.nameOf(name)));
    this.#borrowed = new Set(['p', 'g']);
    this.#changing = new Set(inPlace ? ['p'] : []);
  }

  /** @param depth How far the lines will be indented, which limits their length. */
  write(statements: readonly Statement[], depth: number): readonly string[] {
    return statements.flatMap((statement) => [
      ...this.#takeComments(statement),
      ...(statement.kind === 'assignment'
        ? this.#writeAssignment(statement, depth)
        : this.#writeBranch(statement, depth)),
    ]);
  }

  #writeAssignment({ target, value }: Assignment, depth: number): readonly string[] {
    const name = this.#printer.nameOf(target);
    if (this.#inPlace && name === 'p') {
      this.#changing.add(target);
      this.#borrowed.add(target);
      return this.#changeInPlace(value, depth);
    }
    const level = this.#levels.get(target) ?? 'step';
    const owned = this.#states.has(name) ? this.#borrowed : this.#changing;
    const text = this.#printer.printOwned(value, level, owned);
    const notOwned = new Set([...this.#borrowed].filter((other) => !owned.has(other)));
    if (this.#printer.canBe(value, notOwned)) this.#borrowed.add(target);
    else this.#borrowed.delete(target);
    return layOut(`${name} = `, text, depth);
  }

  /** `p -= x`, or `p[...] = x` */
  #changeInPlace(value: Assignment['value'], depth: number): readonly string[] {
    const isUpdate = value.kind === 'binary' && value.operator !== '**' && this.#isParameters(value.left);
    if (!isUpdate) return layOut('p[...] = ', this.#printer.print(value), depth);
    return layOut(`p ${value.operator}= `, this.#printer.print(value.right), depth);
  }

  #isParameters(value: Assignment['value']): boolean {
    return value.kind === 'name' && this.#printer.nameOf(value.name) === 'p';
  }

  #writeBranch({ condition, then, otherwise }: Branch, depth: number): readonly string[] {
    const isElseOnly = then.length === 0;
    const test = isElseOnly ? negated(condition) : condition;
    const head = `if ${this.#printer.printCondition(test)}:`;
    const before = this.#borrowed;
    const yes = this.#writeSide(isElseOnly ? otherwise : then, before, depth);
    const no = this.#writeSide(isElseOnly ? [] : otherwise, before, depth);
    this.#borrowed = new Set([...yes.borrowed, ...no.borrowed]);
    if (no.lines.length === 0) return [head, ...indent(yes.lines)];
    const [first = '', ...rest] = no.lines;
    const isElif = no.isBranch && first.startsWith('if ');
    return [
      head,
      ...indent(yes.lines),
      ...(isElif ? [`el${first}`, ...rest] : ['else:', ...indent(no.lines)]),
    ];
  }

  /** One side of a branch, not indented yet, and what is borrowed after it. */
  #writeSide(statements: readonly Statement[], borrowed: ReadonlySet<string>, depth: number) {
    this.#borrowed = new Set(borrowed);
    const isBranch = statements.length === 1 && statements[0]?.kind === 'branch';
    const lines = this.write(statements, isBranch ? depth : depth + 1);
    return { isBranch, lines, borrowed: this.#borrowed };
  }

  /** The comments above a line, at the first of those that are made of it. */
  #takeComments(statement: Statement): readonly string[] {
    const { line } = statement.at;
    if (this.#withComments.has(line)) return [];
    this.#withComments.add(line);
    return this.#commentsAbove(statement);
  }

  /** The comments that stand right above a line in the rule's text. */
  #commentsAbove({ at }: Statement): readonly string[] {
    const comments: string[] = [];
    for (let index = at.line - 2; index >= 0; index--) {
      const line = this.#rule.lines[index]?.trim() ?? '';
      if (!line.startsWith('#')) break;
      comments.push(comment(line.slice(1).trim()));
    }
    return comments.toReversed();
  }
}
