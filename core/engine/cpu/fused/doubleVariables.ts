/** Variables of runs side by side in double precision: a vector for every two runs. */
import type { Line } from '../../../rule/plan/unroll.ts';
import type { Bytes } from '../../../rule/targets/wasm/encoding.ts';
import { compute } from '../../../rule/targets/wasm/expression.ts';
import { op } from '../../../rule/targets/wasm/instructions.ts';
import { twoDoubles } from '../../../rule/targets/wasm/lanes.ts';
import { LaneLocals, type LaneVariables, type PairVariables, type Variable } from './laneVariables.ts';

export class DoubleVariables implements LaneVariables {
  readonly runs = 2;
  readonly looking = {
    lowest: op['f64x2.pmin'],
    highest: op['f64x2.pmax'],
    sum: twoDoubles.operations['+'],
  };
  readonly pairs: PairVariables = this;
  readonly #constants: ReadonlyMap<string, number>;
  readonly #locals: LaneLocals;

  /** @param constants By name, what is the same in all runs: a number that vectors have in common. */
  constructor(constants: ReadonlyMap<string, number>, vectors: number) {
    this.#constants = constants;
    this.#locals = new LaneLocals(vectors);
  }

  each(write: (vector: number) => Bytes): Bytes {
    return this.#locals.each(write);
  }

  addInteger(): number {
    return this.#locals.locals.add('i32');
  }

  has(key: string): boolean {
    return this.#locals.has(key);
  }

  of(key: string, vector: number): Variable {
    return this.#locals.of(key, vector);
  }

  number(value: number): Bytes {
    return this.#locals.number(value, twoDoubles);
  }

  assign({ name, value }: Line, vector: number): Bytes {
    const code = compute(value, {
      lanes: { ...twoDoubles, constant: (number) => this.number(number) },
      get: (operand) => {
        const constant = this.#constants.get(operand);
        return constant === undefined ? this.of(operand, vector).get : this.number(constant);
      },
      addLocal: () => this.#locals.locals.add('v128'),
    });
    return [...code, ...this.of(name, vector).set];
  }

  assignAtStart(line: Line, vector: number): Bytes {
    return this.assign(line, vector);
  }

  copy(from: string, to: string, vector: number): Bytes {
    return [...this.of(from, vector).get, ...this.of(to, vector).set];
  }

  setPairs(name: string, vector: number, read: (pair: number) => Bytes): Bytes {
    return [...read(vector), ...this.of(name, vector).set];
  }

  toPairs(): Bytes {
    return [];
  }

  keysOf(name: string): readonly string[] {
    return [name];
  }

  begin(): Bytes {
    return this.#locals.begin();
  }
}
