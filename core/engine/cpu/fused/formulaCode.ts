/** A formula that a person has typed as JavaScript: the operations of `expression/evaluate.ts` in the same order. */
import {
  type Binary,
  type Choice,
  type Expression,
  operandsOf,
} from '../../../problems/surfaces/expression/tree.ts';
import type { TypedFunction } from '../../../problems/surfaces/typed/parseSurface.ts';
import type { SurfaceCode } from './surfaceCode.ts';

/** Names are x, y and ours, numbers are printed anew: nothing of the formula's text gets into the code. */
export function formulaCode({ tree, partials: [byX, byY] }: TypedFunction): SurfaceCode {
  const value = new FormulaPrinter([tree]);
  const gradient = new FormulaPrinter([byX, byY]);
  return {
    value: { result: value.print(tree), lines: value.lines },
    gradient: { result: [gradient.print(byX), gradient.print(byY)], lines: gradient.lines },
  };
}

class FormulaPrinter {
  /** Each a variable of its own, for a part that occurs more than once. */
  readonly lines: string[] = [];
  readonly #uses = new Map<Expression, number>();
  readonly #names = new Map<Expression, string>();

  constructor(expressions: readonly Expression[]) {
    expressions.forEach((each) => {
      this.#count(each);
    });
  }

  #count(part: Expression): void {
    const before = this.#uses.get(part) ?? 0;
    this.#uses.set(part, before + 1);
    if (before > 0) return;
    for (const operand of operandsOf(part)) this.#count(operand);
  }

  /** Something that holds together. */
  print(part: Expression): string {
    if (part.kind === 'number') return String(part.value);
    if (part.kind === 'variable') return part.name;
    const known = this.#names.get(part);
    if (known !== undefined) return known;
    const text = this.#textOf(part);
    if ((this.#uses.get(part) ?? 0) < 2) return text;
    const name = this.#assign(text);
    this.#names.set(part, name);
    return name;
  }

  #textOf(part: Exclude<Expression, { kind: 'number' | 'variable' }>): string {
    switch (part.kind) {
      case 'negate':
        return `(-${this.print(part.operand)})`;
      case 'call':
        return `Math.${part.function}(${this.print(part.operand)})`;
      case 'binary':
        return this.#operation(part);
      case 'choice':
        return this.#choice(part);
    }
  }

  #operation({ operator, left, right }: Binary): string {
    if (operator === 'max' || operator === 'min')
      return `Math.${operator}(${this.print(left)}, ${this.print(right)})`;
    if (operator !== '**') return `(${this.print(left)} ${operator} ${this.print(right)})`;
    const exponent = right.kind === 'number' ? right.value : Number.NaN;
    if (![2, 3, 4].includes(exponent)) return `Math.pow(${this.print(left)}, ${this.print(right)})`;
    const base = this.#assign(this.print(left));
    return { 2: `(${base} * ${base})`, 3: `(${base} * ${base} * ${base})` }[exponent] ?? this.#fourth(base);
  }

  #fourth(base: string): string {
    return `(${base} * ${base} * (${base} * ${base}))`;
  }

  #choice({ left, right, greater, less }: Choice): string {
    const difference = this.#assign(`${this.print(left)} - ${this.print(right)}`);
    const [more, fewer] = [this.#assign(this.print(greater)), this.#assign(this.print(less))];
    const mean = `${difference} === 0 ? (${more} + ${fewer}) / 2 : NaN`;
    return `(${difference} > 0 ? ${more} : ${difference} < 0 ? ${fewer} : ${mean})`;
  }

  #assign(text: string): string {
    const name = `part${this.lines.length}`;
    this.lines.push(`const ${name} = ${text};`);
    return name;
  }
}
