/**
 * Variables of runs side by side in single precision: a vector for every four runs. What all parameters have in common, such
 * as 1 - beta1**t, is computed in double precision and then rounded, as the kernels of races do it: two vectors for every
 * four runs, and a third of what is rounded, where parameters or the surface read that.
 */
import type { Line } from '../../../rule/plan/unroll.ts';
import type { Expression } from '../../../rule/syntax/tree.ts';
import { namesIn } from '../../../rule/syntax/walk.ts';
import type { Bytes } from '../../../rule/targets/wasm/encoding.ts';
import { compute } from '../../../rule/targets/wasm/expression.ts';
import { lowerHalves, op, upperHalf } from '../../../rule/targets/wasm/instructions.ts';
import { fourFloats, twoDoubles } from '../../../rule/targets/wasm/lanes.ts';
import type { LaneText } from './laneText.ts';
import { LaneLocals, type LaneVariables, type PairVariables, type Variable } from './laneVariables.ts';

type Half = 0 | 1;
const halves: readonly Half[] = [0, 1];

export class SingleVariables implements LaneVariables {
  readonly runs = 4;
  readonly looking = {
    lowest: op['f32x4.pmin'],
    highest: op['f32x4.pmax'],
    sum: fourFloats.operations['+'],
  };
  readonly pairs: PairVariables;
  readonly #constants: ReadonlyMap<string, number>;
  readonly #ofStep: ReadonlySet<string>;
  readonly #gathered: ReadonlySet<string>;
  /** What parameters and the surface are computed of. */
  readonly #isRead: ReadonlySet<string>;
  readonly #locals: LaneLocals;

  constructor(text: LaneText) {
    const { constants, ofStep, gathered, shape } = text;
    this.#constants = constants;
    this.#ofStep = ofStep;
    this.#gathered = gathered;
    this.#isRead = readInSingle(text);
    this.#locals = new LaneLocals(shape.vectors);
    this.pairs = {
      each: (write) => this.each((vector) => halves.flatMap((half) => write(2 * vector + half))),
      of: (name, pair) => this.of(keyOf(name, pair % 2 === 0 ? 0 : 1), Math.floor(pair / 2)),
      number: (value) => this.#locals.number(value, twoDoubles),
    };
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
    return this.#locals.number(value, fourFloats);
  }

  assign(line: Line, vector: number): Bytes {
    if (this.#ofStep.has(line.name)) return this.#assignDoubles(line, vector);
    if (this.#gathered.has(line.name)) return this.assignAtStart(line, vector);
    const code = compute(line.value, {
      lanes: { ...fourFloats, constant: (number) => this.number(number) },
      get: (name) => {
        const constant = this.#constants.get(name);
        return constant === undefined ? this.of(name, vector).get : this.number(constant);
      },
      addLocal: () => this.#locals.locals.add('v128'),
    });
    return [...code, ...this.of(line.name, vector).set];
  }

  assignAtStart(line: Line, vector: number): Bytes {
    const doubles = this.#assignDoubles(line, vector);
    const isRounded = this.#ofStep.has(line.name) || this.#isRead.has(line.name);
    return isRounded ? doubles : [...doubles, ...this.#round(line.name, vector)];
  }

  copy(from: string, to: string, vector: number): Bytes {
    if (!this.#ofStep.has(to)) return [...this.of(from, vector).get, ...this.of(to, vector).set];
    return this.setPairs(to, vector, (pair) => this.pairs.of(from, pair).get);
  }

  setPairs(name: string, vector: number, read: (pair: number) => Bytes): Bytes {
    const pairs = halves.map((half) => 2 * vector + half);
    const doubles = pairs.flatMap((pair) => [...read(pair), ...this.pairs.of(name, pair).set]);
    return this.#isRead.has(name) ? [...doubles, ...this.#round(name, vector)] : doubles;
  }

  toPairs(name: string, vector: number): Bytes {
    return halves.flatMap((half) => [
      ...this.#promoted(name, vector, half),
      ...this.of(keyOf(name, half), vector).set,
    ]);
  }

  keysOf(name: string): readonly string[] {
    return [name, ...halves.map((half) => keyOf(name, half))];
  }

  begin(): Bytes {
    return this.#locals.begin();
  }

  #assignDoubles({ name, value }: Line, vector: number): Bytes {
    return this.setPairs(name, vector, (pair) => this.#double(value, vector, pair % 2 === 0 ? 0 : 1));
  }

  #double(value: Expression, vector: number, half: Half): Bytes {
    return compute(value, {
      lanes: { ...twoDoubles, constant: (number) => this.pairs.number(number) },
      get: (name) => {
        const constant = this.#constants.get(name);
        if (constant !== undefined) return this.pairs.number(constant);
        if (this.#ofStep.has(name)) return this.of(keyOf(name, half), vector).get;
        return this.#promoted(name, vector, half);
      },
      addLocal: () => this.#locals.locals.add('v128'),
    });
  }

  /** The doubles of a name as floats. */
  #round(name: string, vector: number): Bytes {
    const [low = [], high = []] = halves.map((half) => [
      ...this.of(keyOf(name, half), vector).get,
      ...op['f32x4.demote_f64x2_zero'],
    ]);
    return [...low, ...high, ...lowerHalves, ...this.of(name, vector).set];
  }

  #promoted(name: string, vector: number, half: Half): Bytes {
    const floats = this.of(name, vector).get;
    const two = half === 0 ? floats : [...floats, ...floats, ...upperHalf];
    return [...two, ...op['f64x2.promote_low_f32x4']];
  }
}

/** Names have no slash. */
function keyOf(name: string, half: Half): string {
  return `${name}/${half}`;
}

function readInSingle({ rule, value, gradient, ofStep }: LaneText): ReadonlySet<string> {
  const stages = rule.lookAhead ? [rule.lookAhead, rule.update] : [rule.update];
  const lines = [...stages, value, gradient].flatMap((each) => each.lines);
  const values = lines.filter(({ name }) => !ofStep.has(name)).map((line) => line.value);
  const read = [...values, ...value.results, ...gradient.results];
  return new Set(read.flatMap(namesIn).map(({ name }) => name));
}
