/** The variables of runs that are computed side by side: of each name a vector for every two runs, or for every four. */
import type { Line } from '../../../rule/plan/unroll.ts';
import type { Bytes } from '../../../rule/targets/wasm/encoding.ts';
import { get, set } from '../../../rule/targets/wasm/instructions.ts';
import type { Lanes } from '../../../rule/targets/wasm/lanes.ts';
import { Locals } from '../../../rule/targets/wasm/locals.ts';

/** Instructions that put it on the stack, and that take it from there. 0 before it is set. */
export interface Variable {
  readonly get: Bytes;
  readonly set: Bytes;
}

/** Doubles of two runs each. */
export interface PairVariables {
  each(write: (pair: number) => Bytes): Bytes;
  of(name: string, pair: number): Variable;
  /** A number in both lanes, which is there from the start. */
  number(value: number): Bytes;
}

/** How losses are compared and added up, all of a vector. */
export interface Looking {
  readonly lowest: Bytes;
  readonly highest: Bytes;
  readonly sum: Bytes;
}

export interface LaneVariables {
  /** Of a vector. */
  readonly runs: 2 | 4;
  readonly looking: Looking;
  /** For scores, which are doubles. */
  readonly pairs: PairVariables;
  each(write: (vector: number) => Bytes): Bytes;
  /** A number of 32 bits that all runs have in common. */
  addInteger(): number;
  has(key: string): boolean;
  of(key: string, vector: number): Variable;
  /** A number in all lanes, which is there from the start. */
  number(value: number): Bytes;
  assign(line: Line, vector: number): Bytes;
  /** What a run begins with: computed in double precision, and rounded to what the name has. */
  assignAtStart(line: Line, vector: number): Bytes;
  copy(from: string, to: string, vector: number): Bytes;
  /** Sets what is read as doubles of two runs. */
  setPairs(name: string, vector: number, read: (pair: number) => Bytes): Bytes;
  /** Makes doubles for `pairs` of what a vector has. */
  toPairs(name: string, vector: number): Bytes;
  /** Under which keys there may be something of a name. */
  keysOf(name: string): readonly string[];
  /** To be called last: the declarations, and instructions that make the numbers. */
  begin(): Bytes;
}

/** The locals of a function, by vector and key. */
export class LaneLocals {
  readonly locals = new Locals(2);
  readonly #keys: readonly Map<string, number>[];
  /** A -0 has bits of its own. */
  readonly #numbers: { readonly value: number; readonly lanes: Lanes; readonly local: number }[] = [];

  constructor(vectors: number) {
    this.#keys = Array.from({ length: vectors }, () => new Map());
  }

  each(write: (vector: number) => Bytes): Bytes {
    return this.#keys.flatMap((_, vector) => write(vector));
  }

  has(key: string): boolean {
    return this.#keys[0]?.has(key) ?? false;
  }

  of(key: string, vector: number): Variable {
    const keys = this.#keys[vector];
    const local = keys?.get(key) ?? this.locals.add('v128');
    keys?.set(key, local);
    return { get: get(local), set: set(local) };
  }

  number(value: number, lanes: Lanes): Bytes {
    const known = this.#numbers.find((each) => Object.is(each.value, value) && each.lanes === lanes);
    if (known) return get(known.local);
    const local = this.locals.add('v128');
    this.#numbers.push({ value, lanes, local });
    return get(local);
  }

  begin(): Bytes {
    const numbers = this.#numbers.flatMap(({ value, lanes, local }) => [
      ...lanes.constant(value),
      ...set(local),
    ]);
    return [...this.locals.declarations, ...numbers];
  }
}
