/** The variables of runs that are computed side by side: of each name a vector for every two runs. */
import type { Expression } from '../../../rule/syntax/tree.ts';
import type { Bytes } from '../../../rule/targets/wasm/encoding.ts';
import { compute } from '../../../rule/targets/wasm/expression.ts';
import { get, set } from '../../../rule/targets/wasm/instructions.ts';
import { twoDoubles } from '../../../rule/targets/wasm/lanes.ts';
import { Locals } from '../../../rule/targets/wasm/locals.ts';

/** Instructions that put it on the stack, and that take it from there. 0 before it is set. */
export interface Variable {
  readonly get: Bytes;
  readonly set: Bytes;
}

export class LaneVariables {
  readonly #constants: ReadonlyMap<string, number>;
  readonly #locals = new Locals(2);
  /** Of each vector. */
  readonly #names: readonly Map<string, number>[];
  /** A -0 has bits of its own. */
  readonly #numbers: { readonly value: number; readonly local: number }[] = [];

  /** @param constants By name, what is the same in all runs: a number that vectors have in common. */
  constructor(constants: ReadonlyMap<string, number>, vectors: number) {
    this.#constants = constants;
    this.#names = Array.from({ length: vectors }, () => new Map());
  }

  each(write: (vector: number) => Bytes): Bytes {
    return this.#names.flatMap((_, vector) => write(vector));
  }

  /** A number of 32 bits that all runs have in common. */
  addInteger(): number {
    return this.#locals.add('i32');
  }

  has(name: string): boolean {
    return this.#names[0]?.has(name) ?? false;
  }

  of(name: string, vector: number): Variable {
    const names = this.#names[vector];
    const local = names?.get(name) ?? this.#locals.add('v128');
    names?.set(name, local);
    return { get: get(local), set: set(local) };
  }

  /** A number in both lanes, which is there from the start. */
  number(value: number): Bytes {
    const known = this.#numbers.find((each) => Object.is(each.value, value));
    if (known) return get(known.local);
    const local = this.#locals.add('v128');
    this.#numbers.push({ value, local });
    return get(local);
  }

  compute(value: Expression, vector: number): Bytes {
    return compute(value, {
      lanes: { ...twoDoubles, constant: (number) => this.number(number) },
      get: (name) => {
        const constant = this.#constants.get(name);
        return constant === undefined ? this.of(name, vector).get : this.number(constant);
      },
      addLocal: () => this.#locals.add('v128'),
    });
  }

  /** To be called last: the declarations, and instructions that make the numbers. */
  begin(): Bytes {
    const numbers = this.#numbers.flatMap(({ value, local }) => [
      ...twoDoubles.constant(value),
      ...set(local),
    ]);
    return [...this.#locals.declarations, ...numbers];
  }
}
