/** What each line of a step is for one parameter: computed, tested or skipped, with its numbers. */
import { digitsOf, readDigits, shortDigitsOf } from '../../rule/inspect/digits.ts';
import { explain } from '../../rule/inspect/explain.ts';
import { filledLatex } from '../../rule/inspect/filledLatex.ts';
import { whyNotFinite } from '../../rule/inspect/whyNotFinite.ts';
import { at } from '../../rule/run/frame.ts';
import type { ResolvedRule } from '../../rule/syntax/rule.ts';
import type { Assignment, Branch, Condition, Expression, Statement } from '../../rule/syntax/tree.ts';
import { linesOf, type UpdateLines } from '../linesOf.ts';
import { type RecordedLine, type RecordedStep, type RecordedTensor, tensorOf } from '../recordStep.ts';
import type { ChosenParameter } from './stepValues.ts';

export interface SheetRow {
  readonly kind: 'computed' | 'gradient' | 'tested' | 'skipped';
  /** LaTeX with the numbers filled in; empty where the line is skipped. */
  readonly filled: string;
  /** Digits, or whether a condition holds; empty where the line is skipped. */
  readonly value: string;
  /** The same as a sentence. */
  readonly said: string;
  /** Whether the value is the first of the step that isn't finite. */
  readonly isFirstBad: boolean;
}

/** The line from which on values of a parameter aren't finite. */
export interface SheetFault {
  readonly line: number;
  readonly name: string;
  /** A sentence, or two. */
  readonly text: string;
}

export class SheetRows {
  /** By their lines in the text. */
  readonly rows = new Map<number, SheetRow>();
  readonly #rule: ResolvedRule;
  readonly #lines: UpdateLines;
  readonly #tensor: RecordedTensor;
  readonly #element: number;
  readonly #name: string;
  readonly #symbolOf: (name: string) => string;
  #fault: SheetFault | null = null;

  /**
   * @param symbolOf The symbol of a name for which there is no number.
   * @throws {RangeError} if there is no such parameter.
   */
  constructor(
    rule: ResolvedRule,
    { tensors }: RecordedStep,
    { index, name }: ChosenParameter,
    symbolOf: (name: string) => string,
  ) {
    this.#rule = rule;
    this.#lines = linesOf(rule.program);
    this.#tensor = tensorOf(tensors, index);
    this.#element = this.#tensor.begin.elementAt(index);
    this.#name = name;
    this.#symbolOf = symbolOf;
    const { lookAhead, statements } = rule.program;
    if (lookAhead) this.#addGradient(lookAhead);
    this.#addBlock(statements, null);
  }

  /** Where values stop being finite; null where they don't. */
  get fault(): SheetFault | null {
    return this.#fault;
  }

  #addGradient(lookAhead: Assignment): void {
    const recorded = this.#recordedOf(lookAhead);
    if (!recorded) return;
    const gradient = at(recorded.value, this.#element);
    const { filled, text } = this.#fill(lookAhead.value, recorded);
    this.#add(lookAhead, {
      kind: 'gradient',
      filled: `\\nabla f \\text{ at } ${filled}`,
      value: digitsOf(gradient),
      said: `the gradient at ${text} is ${shortDigitsOf(gradient)}`,
      isFirstBad: this.#noteBad(lookAhead, gradient, null),
    });
  }

  /** @param reason Why the lines are skipped; null where they aren't. */
  #addBlock(statements: readonly Statement[], reason: string | null): void {
    for (const statement of statements) {
      const recorded = reason === null ? this.#recordedOf(statement) : null;
      if (!recorded) this.#addSkipped(statement, reason ?? 'it was not reached');
      else if (statement.kind === 'branch') this.#addTested(statement, recorded);
      else this.#addComputed(statement, recorded);
    }
  }

  #addSkipped(statement: Statement, reason: string): void {
    const said = `skipped, since ${reason}`;
    this.#add(statement, { kind: 'skipped', filled: '', value: '', said, isFirstBad: false });
    if (statement.kind !== 'branch') return;
    this.#addBlock(statement.then, reason);
    this.#addBlock(statement.otherwise, reason);
  }

  #addTested(branch: Branch, recorded: RecordedLine): void {
    const { filled, text } = this.#fill(branch.condition, recorded);
    const holds = at(recorded.value, this.#element) === 1;
    const said = `${text} is ${holds}`;
    this.#add(branch, { kind: 'tested', filled, value: String(holds), said, isFirstBad: false });
    this.#addBlock(branch.then, holds ? null : said);
    this.#addBlock(branch.otherwise, holds ? said : null);
  }

  #addComputed(assignment: Assignment, recorded: RecordedLine): void {
    const { target } = assignment;
    const after = at(recorded.value, this.#element);
    const before = recorded.before.get(target);
    const { filled, text } = this.#fill(assignment.value, recorded);
    const result = shortDigitsOf(after);
    const was = before === undefined ? '' : `${target} was ${shortDigitsOf(at(before, this.#element))}; `;
    const comes = text === result ? result : `${text} = ${result}`;
    this.#add(assignment, {
      ...{ kind: 'computed', filled, value: digitsOf(after), said: `${was}${target} = ${comes}` },
      isFirstBad: this.#noteBad(assignment, after, recorded),
    });
  }

  #fill(root: Expression | Condition, { before }: RecordedLine) {
    return {
      filled: filledLatex(this.#rule, root, before, this.#element, this.#symbolOf),
      text: explain(root, before, this.#element, shortDigitsOf).formula,
    };
  }

  #recordedOf(statement: Statement): RecordedLine | null {
    const line = this.#lines.indexOf(statement);
    const recorded = this.#tensor.lines.find((each) => each.line === line);
    return recorded && at(recorded.reached, this.#element) === 1 ? recorded : null;
  }

  /** @param recorded The line that computes it; null of a gradient. */
  #noteBad({ at: { line }, value: expression }: Assignment, value: number, recorded: RecordedLine | null) {
    if (Number.isFinite(value) || this.#fault !== null) return false;
    const digits = readDigits(digitsOf(value));
    const why = recorded && whyNotFinite(expression, recorded.before, this.#element, shortDigitsOf);
    const fault = `Line ${line} makes the first value of ${this.#name} in this step that is not finite: ${digits}.`;
    this.#fault = { line, name: this.#name, text: why === null ? fault : `${fault} In ${why}.` };
    return true;
  }

  #add({ at: { line } }: Statement, row: SheetRow): void {
    this.rows.set(line, { ...row, said: `${this.#name}: ${readDigits(row.said)}.` });
  }
}
