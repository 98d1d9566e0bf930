/**
 * One stage of a plan -> a function that computes it for one parameter tensor.
 *
 * Each pass is three loops with the same arithmetic: over four vectors at once, over the vectors that are left, then over
 * the elements that are left, each of them alone in the first lane. So the last elements get the bits that they would get
 * in a vector, and nothing beyond the tensor is read or written.
 */
import type { Pass, Slot, Stage } from '../../plan/stage.ts';
import type { Assignment, Expression } from '../../syntax/tree.ts';
import { namesIn } from '../../syntax/walk.ts';
import { type Access, type Round, rounds } from './access.ts';
import { type Bytes, sized } from './encoding.ts';
import { compute } from './expression.ts';
import { continueIf, get, i32, loadF32, loadI32, op, open, set, tee } from './instructions.ts';
import { fourFloats, type Lanes, oneFloat } from './lanes.ts';
import { Locals } from './locals.ts';
import { createSum, resultOf, type Sum } from './sums.ts';

/** The body of a function of two addresses: that of a list of the number of elements and all tensors, and of the uniforms. */
export function stageFunction(stage: Stage, tensors: readonly Slot[]): Bytes {
  return new StageWriter(stage, tensors).write();
}

class StageWriter {
  readonly #stage: Stage;
  readonly #tensors: readonly Slot[];
  /** Locals: what it is called with. */
  readonly #list = 0;
  readonly #uniforms = 1;
  readonly #locals = new Locals(2);
  /** Locals: the number of elements, and the address of the first in each tensor. */
  readonly #count: number;
  readonly #addresses: readonly number[];
  /** Locals: bytes from the first element to the one at hand, and to the end of each loop. */
  readonly #offset: number;
  readonly #loops: readonly { readonly round: Round; readonly end: number }[];
  /** Locals that hold names: those that are the same for all elements, and those with a value in each lane. */
  readonly #names = { f32: new Map<string, number>(), v128: new Map<string, number>() };

  constructor(stage: Stage, tensors: readonly Slot[]) {
    this.#stage = stage;
    this.#tensors = tensors;
    this.#count = this.#locals.add('i32');
    this.#addresses = tensors.map(() => this.#locals.add('i32'));
    this.#offset = this.#locals.add('i32');
    this.#loops = rounds.map((round) => ({ round, end: this.#locals.add('i32') }));
  }

  write(): Bytes {
    const code = [
      ...this.#loadList(),
      ...this.#loadUniforms(),
      ...this.#loops.flatMap(({ round, end }) => [
        ...[...get(this.#count), ...i32(2), ...op['i32.shl']],
        ...[...i32(-round.stride), ...op['i32.and'], ...set(end)],
      ]),
      ...this.#stage.passes.flatMap((pass) => this.#pass(pass)),
      ...op.end,
    ];
    return sized([...this.#locals.declarations, ...code]);
  }

  #loadList(): Bytes {
    return [this.#count, ...this.#addresses].flatMap((local, index) => [
      ...[...get(this.#list), ...loadI32(4 * index), ...set(local)],
    ]);
  }

  #loadUniforms(): Bytes {
    return floatsRead(this.#stage).flatMap((name, index) => [
      ...[...get(this.#uniforms), ...loadF32(4 * index)],
      ...this.#set(name, oneFloat),
    ]);
  }

  #pass(pass: Pass): Bytes {
    const sums = pass.reductions.map((reduction) => createSum(reduction, this.#locals));
    return [
      ...pass.perTensor.flatMap((line) => this.#assign(line, oneFloat)),
      ...this.#spread(pass),
      ...[...i32(0), ...set(this.#offset)],
      ...this.#loops.flatMap(({ round, end }) => this.#loop(end, round, pass, sums)),
      ...sums.flatMap((sum) => [...resultOf(sum, get(this.#count)), ...this.#set(sum.name, oneFloat)]),
    ];
  }

  /** Puts what is the same for all elements of a pass into every lane. */
  #spread({ elements, reductions }: Pass): Bytes {
    const { f32, v128 } = this.#names;
    const values = [...elements.map(({ value }) => value), ...reductions.map(({ operand }) => operand)];
    const names = new Set(values.flatMap(namesIn).map(({ name }) => name));
    return [...names].flatMap((name) => {
      const float = f32.get(name);
      if (float === undefined || v128.has(name)) return [];
      return [...get(float), ...op['f32x4.splat'], ...this.#set(name, fourFloats)];
    });
  }

  /** Computes round after round from the element at hand up to `end`. */
  #loop(end: number, { stride, accesses }: Round, pass: Pass, sums: readonly Sum[]): Bytes {
    const isBefore = [...get(end), ...op['i32.lt_u']];
    return [
      ...[...get(this.#offset), ...isBefore, ...open.if, ...open.loop],
      ...accesses.flatMap((access) => this.#elements(pass, sums, access)),
      ...[...get(this.#offset), ...i32(stride), ...op['i32.add'], ...tee(this.#offset)],
      ...[...isBefore, ...continueIf, ...op.end, ...op.end],
    ];
  }

  #elements({ loads, elements, stores }: Pass, sums: readonly Sum[], access: Access): Bytes {
    return [
      ...loads.flatMap(({ name, slot }) => [
        ...[...this.#address(slot), ...access.load],
        ...this.#set(name, fourFloats),
      ]),
      ...elements.flatMap((line) => this.#assign(line, fourFloats)),
      ...stores.flatMap(({ name, slot }) => [
        ...[...this.#address(slot), ...this.#get(name, fourFloats)],
        ...access.store,
      ]),
      ...sums.flatMap((sum) => access.add(sum, this.#compute(sum.operand, fourFloats))),
    ];
  }

  #address({ kind, index }: Slot): Bytes {
    const tensor = this.#tensors.findIndex((slot) => slot.kind === kind && slot.index === index);
    const address = this.#addresses[tensor];
    if (address === undefined) throw new TypeError(`${kind} ${index} isn't in the list of tensors`);
    return [...get(address), ...get(this.#offset), ...op['i32.add']];
  }

  #assign({ target, value }: Assignment, lanes: Lanes): Bytes {
    return [...this.#compute(value, lanes), ...this.#set(target, lanes)];
  }

  #compute(value: Expression, lanes: Lanes): Bytes {
    return compute(value, {
      lanes,
      get: (name) => this.#get(name, lanes),
      addLocal: () => this.#locals.add(lanes.type),
    });
  }

  #set(name: string, { type }: Lanes): Bytes {
    const local = this.#names[type].get(name) ?? this.#locals.add(type);
    this.#names[type].set(name, local);
    return set(local);
  }

  #get(name: string, { type }: Lanes): Bytes {
    const local = this.#names[type].get(name);
    if (local === undefined) throw new TypeError(`'${name}' is read before it is set`);
    return get(local);
  }
}

/** What a stage reads from the array of uniforms, in its order. */
function floatsRead({ uniforms, globalNorm }: Stage): readonly string[] {
  return globalNorm === null ? uniforms : [...uniforms, globalNorm];
}
