/** A whole rule as its paper writes it: what it is, what it is given, what it keeps and what it does, as LaTeX. */
import { higher, type Level, levelOf, levelsOfTensors } from '../check/levels.ts';
import type { Memory, Range, Rule } from '../syntax/rule.ts';
import type { Assignment, Expression, Statement } from '../syntax/tree.ts';
import { isCondition, type Node, partsOf } from '../syntax/walk.ts';
import { type LatexLine, RuleWriter } from '../targets/latex/ruleWriter.ts';
import { upright } from '../targets/latex/symbols.ts';
import { detailsOf } from './hover.ts';
import { type Source, sourceOf } from './source.ts';

/** A hyperparameter, an option, or what is kept. */
export interface SheetEntry {
  /** Of the text, counted from 1. */
  readonly line: number;
  readonly name: string;
  readonly latex: string;
  /** The person's own words, and what is known besides. */
  readonly about: string;
}

/** A line of the update. */
export interface SheetFormula extends LatexLine {
  /** Counted from 1, in the order of the text; null of what computes nothing itself. */
  readonly number: number | null;
}

export interface FormulaSheet {
  readonly name: string;
  /** What the comment at the top says, a paragraph each. */
  readonly about: readonly string[];
  readonly given: readonly SheetEntry[];
  readonly kept: readonly SheetEntry[];
  /** Lines that are the same for all parameters. */
  readonly once: readonly SheetFormula[];
  /** Parts of other lines that are. */
  readonly shared: readonly string[];
  readonly update: readonly SheetFormula[];
}

/** null where the text does not compile. */
export function formulaSheetOf(text: string): FormulaSheet | null {
  const source = sourceOf(text);
  const { rule } = source.analysis;
  return rule && new SheetMaker(source, rule).make();
}

class SheetMaker {
  readonly #source: Source;
  readonly #rule: Rule;
  readonly #levels: ReadonlyMap<string, Level>;
  readonly #asked: ReadonlyMap<string, unknown>;
  readonly #shared = new Set<string>();
  readonly #onceLines = new Set<number>();

  constructor(source: Source, rule: Rule) {
    this.#source = source;
    this.#rule = rule;
    this.#levels = levelsIn(rule);
    this.#asked = new Map(rule.options.map((each) => [each.name, each]));
  }

  make(): FormulaSheet {
    const { name, about, hyperparameters, options, state, scalars, program } = this.#rule;
    const writer = new RuleWriter(this.#rule, (...each) => this.#note(...each));
    const { left, right } = writer.writeGradient(program.lookAhead);
    writer.writeBlock(program.statements, new Set(), 0);
    const first = { line: program.lookAhead?.at.line ?? 0, depth: 0, latex: `${left} ${right}` };
    const lines = numbered(program.lookAhead ? writer.lines : [first, ...writer.lines]);
    const isOnce = ({ line }: SheetFormula) => this.#onceLines.has(line);
    return {
      name,
      about: about.split('\n').filter((line) => line !== ''),
      given: [
        ...hyperparameters.map((each) => {
          const symbol = writer.symbolAtFirst(each.name);
          // A name that has no symbol of its own stands beside it already.
          const is = symbol === upright(each.name) ? '' : `${symbol} = `;
          const latex = `${is}${numberLatex(writer, each.default)} \\in ${rangeLatex(writer, each.range)}`;
          return this.#entry(each.name, latex, each.description);
        }),
        ...options.map((each) => {
          const words = (each.choices ?? ['false', 'true']).map(upright).join(', ');
          const latex = `${upright(String(each.default))} \\in \\{${words}\\}`;
          return this.#entry(each.name, latex, each.description);
        }),
      ],
      kept: [...state, ...scalars].map((each) => this.#keptEntry(writer, each)),
      once: lines.filter(isOnce),
      shared: [...this.#shared],
      update: lines.filter((each) => !isOnce(each)),
    };
  }

  #entry(name: string, latex: string, about: string): SheetEntry {
    return { line: this.#source.symbol(name)?.declaredAt?.line ?? 0, name, latex, about };
  }

  #keptEntry(writer: RuleWriter, { name, initial }: Memory): SheetEntry {
    const symbol = this.#source.symbol(name);
    // Without words of the person's own, there is only what is known of each.
    const [own = '', known] = symbol ? detailsOf(this.#source, symbol) : [];
    const what = symbol?.kind === 'state' ? 'one number for each parameter' : 'one number';
    const about = known === undefined ? what : own;
    return this.#entry(name, `${writer.symbolAtFirst(name)} = ${writer.writeFirst(initial)}`, about);
  }

  #note({ target, value, at }: Assignment, depth: number, write: (part: Expression) => string): void {
    const parts = this.#sharedIn(value);
    if (parts !== null) for (const part of parts) this.#shared.add(write(part));
    else if (depth === 0 && this.#levels.get(target) === undefined) this.#onceLines.add(at.line);
    else if (hasToBeComputed(value)) this.#shared.add(write(value));
  }

  /** The largest parts that are the same for all parameters and have to be computed; null where all of it is the same. */
  #sharedIn(expression: Expression): readonly Expression[] | null {
    let isShared = expression.kind !== 'reduction' && !this.#levels.has(nameOf(expression));
    const shared = partsOf(expression).flatMap((part) => {
      const parts = isExpression(part) ? this.#sharedIn(part) : this.#conditionIn(part);
      if (parts !== null) isShared = false;
      return parts ?? (isExpression(part) && hasToBeComputed(part) ? [part] : []);
    });
    return isShared ? null : shared;
  }

  #conditionIn(condition: ReturnType<typeof partsOf>[number]): readonly [] | null {
    return levelOf(condition, this.#levels, this.#asked) === 'step' ? null : [];
  }
}

function nameOf(expression: Expression): string {
  return expression.kind === 'name' ? expression.name : '';
}

function hasToBeComputed({ kind }: Expression): boolean {
  return kind !== 'number' && kind !== 'name';
}

function isExpression(node: Node): node is Expression {
  return !isCondition(node);
}

/** Of every name that does not hold the same for all parameters, wherever it is assigned. */
function levelsIn({ state, options, program }: Rule): ReadonlyMap<string, Level> {
  const levels = levelsOfTensors(state.map(({ name }) => name));
  const asked = new Map(options.map((each) => [each.name, each]));
  const visit = (statements: readonly Statement[], outer: Level) => {
    for (const statement of statements) {
      if (statement.kind === 'branch') {
        const inner = higher(outer, levelOf(statement.condition, levels, asked));
        visit(statement.then, inner);
        visit(statement.otherwise, inner);
        continue;
      }
      const level = higher(outer, levelOf(statement.value, levels, asked));
      const known = levels.get(statement.target) ?? 'step';
      if (level !== 'step') levels.set(statement.target, higher(level, known));
    }
  };
  visit(program.statements, 'step');
  return levels;
}

/** Conditions and the gradient compute nothing that a line of the text assigns. */
function numbered(lines: readonly LatexLine[]): readonly SheetFormula[] {
  let number = 0;
  return lines.map((line) => ({
    ...line,
    number: line.line === 0 || line.latex.startsWith('\\text{') ? null : ++number,
  }));
}

function numberLatex(writer: RuleWriter, value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '\\infty';
  const at = { start: 0, end: 0, line: 1, column: 1 };
  const size = writer.writeFirst({ kind: 'number', value: Math.abs(value), at });
  return value < 0 ? `-${size}` : size;
}

function rangeLatex(writer: RuleWriter, { min, max, minIncluded, maxIncluded }: Range): string {
  const [low, high] = [min, max].map((value) => numberLatex(writer, value));
  return `${minIncluded ? '[' : '('}${low}, ${high}${maxIncluded ? ']' : ')'}`;
}
