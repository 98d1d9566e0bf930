/** The values of a rule's names while one tensor is updated, and what expressions make of them, in float64. */
import { evaluate, holds, type Lookup } from '../plan/evaluate.ts';
import type { Condition, Expression } from '../syntax/tree.ts';
import { type Node, partsOf } from '../syntax/walk.ts';
import type { Vectorize } from './vectorize.ts';

/** A number that all elements of a tensor share, or one for each of them. Never changed in place. */
export type Value = number | Float64Array;

/** Where a tensor lies in the vector of all parameters. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export class Frame {
  readonly range: Range;
  readonly #values: Map<string, Value>;
  readonly #globalNorm: () => number;
  readonly #vectorize: Vectorize | undefined;

  /** @param vectorize Computes what differs between elements. Default: it is read from the tree, element by element. */
  constructor(
    range: Range,
    values: Iterable<readonly [string, Value]>,
    globalNorm: () => number,
    vectorize?: Vectorize,
  ) {
    this.range = range;
    this.#values = new Map(values);
    this.#globalNorm = globalNorm;
    this.#vectorize = vectorize;
  }

  /** Whether the parameter at this position of the vector is an element of the tensor. */
  contains(index: number): boolean {
    return this.range.start <= index && index < this.range.end;
  }

  /** Which element of the tensor the parameter at this position is. */
  elementAt(index: number): number {
    return index - this.range.start;
  }

  get(name: string): Value | undefined {
    return this.#values.get(name);
  }

  set(name: string, value: Value): void {
    this.#values.set(name, value);
  }

  /** A frame with the same values, of which each can change by itself. */
  fork(): Frame {
    return new Frame(this.range, this.#values, this.#globalNorm, this.#vectorize);
  }

  /** Takes each value from one of two forks: that of `then` where `mask` is 1, that of `otherwise` elsewhere. */
  join(mask: Float64Array, then: Frame, otherwise: Frame): void {
    for (const [name, a] of then.#values) {
      const b = otherwise.#values.get(name);
      if (b === undefined) continue;
      this.#values.set(name, a === b ? a : mask.map((isThen, i) => at(isThen === 1 ? a : b, i)));
    }
  }

  /** Whether the elements of the tensor can differ in it. */
  varies(node: Node): boolean {
    if (node.kind === 'reduction') return false;
    if (node.kind === 'name') return typeof this.#values.get(node.name) === 'object';
    return partsOf(node).some((part) => this.varies(part));
  }

  /** What names and reductions are at an element of the tensor, which may be another in each call. */
  lookUp(element: () => number): Lookup {
    const reduced = new Map<Expression, number>();
    return (node) => {
      if (node.kind === 'name') return at(this.#values.get(node.name) ?? Number.NaN, element());
      const value = reduced.get(node) ?? this.#reduce(node);
      reduced.set(node, value);
      return value;
    };
  }

  compute(expression: Expression): Value {
    return this.#forEach(expression, (lookup) => evaluate(expression, lookup));
  }

  /** 1 where the condition holds, 0 elsewhere. */
  test(condition: Condition): Value {
    return this.#forEach(condition, (lookup) => (holds(condition, lookup) ? 1 : 0));
  }

  /** Writes a value into this tensor's part of a vector of all parameters. */
  write(value: Value, target: Float64Array): void {
    if (typeof value === 'number') target.fill(value, this.range.start, this.range.end);
    else target.set(value, this.range.start);
  }

  #forEach(node: Node, valueAt: (lookup: Lookup) => number): Value {
    let element = 0;
    const lookup = this.lookUp(() => element);
    if (!this.varies(node)) return valueAt(lookup);
    const size = this.range.end - this.range.start;
    if (this.#vectorize) return this.#vectorize(node, size, (part) => this.#values.get(part), lookup);
    const values = new Float64Array(size);
    for (; element < values.length; element++) values[element] = valueAt(lookup);
    return values;
  }

  #reduce({ function: kind, operand }: Extract<Expression, { kind: 'reduction' }>): number {
    if (kind === 'global_norm') return this.#globalNorm();
    const values = this.compute(operand);
    const size = this.range.end - this.range.start;
    let sum = 0;
    for (let i = 0; i < size; i++) sum += kind === 'norm' ? at(values, i) * at(values, i) : at(values, i);
    return { norm: Math.sqrt(sum), sum, mean: sum / size }[kind];
  }
}

/** The value at an element of the tensor. */
export function at(value: Value, element: number): number {
  return typeof value === 'number' ? value : (value[element] ?? Number.NaN);
}
