/**
 * Whole runs in WebAssembly, two in a vector and several vectors side by side, so that the operations of one fill the waits of
 * another. What is computed is what `runSource` prints; runs that are over go on, but change nothing that is kept.
 */
import { type Line, powerName, type UnrolledStage } from '../../../rule/plan/unroll.ts';
import type { Expression } from '../../../rule/syntax/tree.ts';
import { namesIn } from '../../../rule/syntax/walk.ts';
import { type Bytes, sized } from '../../../rule/targets/wasm/encoding.ts';
import { compute } from '../../../rule/targets/wasm/expression.ts';
import {
  continueIf,
  get,
  i32,
  loadFour,
  loadI32,
  loadIntoBoth,
  loadSecond,
  op,
  open,
  set,
  storeFour,
} from '../../../rule/targets/wasm/instructions.ts';
import { twoDoubles } from '../../../rule/targets/wasm/lanes.ts';
import { Locals } from '../../../rule/targets/wasm/locals.ts';
import { writeModule } from '../../../rule/targets/wasm/module.ts';
import { divergenceLimits } from '../../divergence.ts';
import { type ReadCode, surfaceName } from './readCode.ts';
import type { RunText } from './runText.ts';

const vectors = 2;
/** How many runs are computed in one call. */
export const lanes = 2 * vectors;

/** In the order of a call's results: `lanes` numbers of each. */
export const results = ['final', 'best', 'first', 'forGood', 'divergedAt'] as const;

const bytes = 8;
/** Addresses of what a call gets and gives: numbers for each lane, then addresses of tables, a row of lanes for each. */
export const addresses = {
  first: 0,
  second: bytes * lanes,
  results: 2 * bytes * lanes,
  tables: (2 + results.length) * bytes * lanes,
} as const;

/** A run whose surface and values are expressions. */
export interface LaneText extends Pick<RunText, 'rule' | 'needsGradientFirst' | 'steps' | 'target' | 'stop'> {
  readonly value: ReadCode;
  readonly gradient: ReadCode;
  /** Condition, hyperparameters and the start, in the order in which they are needed. */
  readonly given: readonly Line[];
  /** Names that a table has for each step; powers come behind them. */
  readonly scheduled: readonly string[];
}

/** The bytes of a module that exports `run`, which computes a group of runs. */
export function laneModule(text: LaneText): Uint8Array<ArrayBuffer> {
  const body = new LaneWriter(text).write();
  return Uint8Array.from(writeModule([{ name: 'run', body }], false));
}

const { operations, choose } = twoDoubles;

/** Of what is no name of the rule, nor can be one. */
const runName = (name: OwnName) => `run$${name}`;

type OwnName =
  | ('loss' | 'final' | 'best' | 'limit' | 'isOn' | 'isFine' | 'fine')
  | ('isBelow' | 'hasBeen' | 'before' | 'since');

/** Instructions that read it, and that set it to what is on the stack. */
interface Variable {
  readonly get: Bytes;
  readonly set: Bytes;
}

class LaneWriter {
  readonly #text: LaneText;
  readonly #locals = new Locals(2);
  readonly #names = Array.from({ length: vectors }, () => new Map<string, number>());
  /** Bytes from the first number of a table to that of the step at hand. */
  readonly #offset = this.#locals.add('i32');
  readonly #tables: readonly (readonly number[])[];
  readonly #numbers: { readonly value: number; readonly local: number }[] = [];

  constructor(text: LaneText) {
    this.#text = text;
    this.#tables = this.#tableNames.map(() => Array.from({ length: lanes }, () => this.#locals.add('i32')));
  }

  get #tableNames(): readonly string[] {
    const { scheduled, rule } = this.#text;
    return [...scheduled, ...rule.powers.map((_, index) => powerName(index))];
  }

  get #readsStep(): boolean {
    const { lookAhead, update } = this.#text.rule;
    const lines = [...(lookAhead?.lines ?? []), ...update.lines];
    return lines.some(({ value }) => namesIn(value).some(({ name }) => name === 't'));
  }

  write(): Bytes {
    const { rule, given, needsGradientFirst, scheduled, steps } = this.#text;
    const measures = !rule.lookAhead || needsGradientFirst;
    const code = [
      ...this.#tables
        .flat()
        .flatMap((local, index) => [...[...i32(addresses.tables + 4 * index), ...loadI32(0), ...set(local)]]),
      ...this.#each((v) => [
        ...[...i32(addresses.first + 16 * v), ...loadFour(0), ...this.#set(surfaceName('first'), v)],
        ...[...i32(addresses.second + 16 * v), ...loadFour(0), ...this.#set(surfaceName('second'), v)],
      ]),
      ...this.#loadTables(scheduled.length),
      ...[...given, ...rule.once, ...rule.kept].flatMap((line) => this.#assign(line)),
      ...this.#loss(),
      ...this.#each((v) => this.#begin(v)),
      ...(measures ? this.#gradient('p') : []),
      ...open.loop,
      ...(this.#readsStep
        ? this.#each((v) => [
            ...this.#get('t', v),
            ...this.#number(1),
            ...operations['+'],
            ...this.#set('t', v),
          ])
        : []),
      ...this.#loadTables(this.#tables.length),
      ...[...get(this.#offset), ...i32(bytes), ...op['i32.add'], ...set(this.#offset)],
      ...(rule.lookAhead ? [...this.#stage(rule.lookAhead), ...this.#gradient('at')] : []),
      ...this.#stage(rule.update),
      ...this.#loss(),
      ...this.#each((v) => this.#take(v)),
      ...(measures ? this.#gradient('p') : []),
      ...[...get(this.#offset), ...i32(bytes * steps), ...op['i32.lt_u']],
      ...this.#anyIsOn(),
      ...[...op['i32.and'], ...continueIf, ...op.end],
      ...this.#each((v) => this.#end(v)),
      ...op.end,
    ];
    const numbers = this.#numbers.flatMap(({ value, local }) => [
      ...twoDoubles.constant(value),
      ...set(local),
    ]);
    return sized([...this.#locals.declarations, ...numbers, ...code]);
  }

  #each(write: (vector: number) => Bytes): Bytes {
    return Array.from({ length: vectors }, (_, vector) => write(vector)).flat();
  }

  /** Numbers of the step at hand, from the first tables. */
  #loadTables(count: number): Bytes {
    return this.#tableNames.slice(0, count).flatMap((name, table) =>
      this.#each((v) => {
        const [low = 0, high = 0] = this.#tables[table]?.slice(2 * v) ?? [];
        const at = (local: number) => [...get(local), ...get(this.#offset), ...op['i32.add']];
        return [...at(high), ...at(low), ...loadIntoBoth, ...loadSecond, ...this.#set(name, v)];
      }),
    );
  }

  #stage({ lines, stores }: UnrolledStage): Bytes {
    return [
      ...lines.flatMap((line) => this.#assign(line)),
      ...stores.flatMap(({ target, name }) =>
        this.#each((v) => [...this.#get(name, v), ...this.#set(target, v)]),
      ),
    ];
  }

  #loss(): Bytes {
    return this.#surface('p', this.#text.value, [runName('loss')]);
  }

  #gradient(point: string): Bytes {
    return this.#surface(point, this.#text.gradient, ['g$0', 'g$1']);
  }

  #surface(point: string, { lines, results: values }: ReadCode, names: readonly string[]): Bytes {
    return [
      ...this.#each((v) => [
        ...[...this.#get(`${point}$0`, v), ...this.#set(surfaceName('x'), v)],
        ...[...this.#get(`${point}$1`, v), ...this.#set(surfaceName('y'), v)],
      ]),
      ...lines.flatMap((line) => this.#assign(line)),
      ...values.flatMap((value, index) => this.#assign({ name: names[index] ?? '', value })),
    ];
  }

  #assign({ name, value }: Line): Bytes {
    return this.#each((v) => [...this.#compute(value, v), ...this.#set(name, v)]);
  }

  #compute(value: Expression, vector: number): Bytes {
    return compute(value, {
      lanes: { ...twoDoubles, constant: (number) => this.#number(number) },
      get: (name) => this.#get(name, vector),
      addLocal: () => this.#locals.add('v128'),
    });
  }

  /** What is known before the first step; which runs are on is a mask, and so is which have been at the target. */
  #begin(v: number): Bytes {
    const { loss: most, growth } = divergenceLimits;
    const loss = this.#own('loss', v);
    return [
      ...[...loss.get, ...this.#own('final', v).set],
      ...[...this.#number(0), ...op['v128.not'], ...this.#own('isOn', v).set],
      ...[...this.#number(most), ...this.#number(growth), ...loss.get, ...operations['*'], ...operations.max],
      ...[...this.#number(Number.MAX_VALUE), ...operations.min, ...this.#own('limit', v).set],
      ...[...this.#number(Number.POSITIVE_INFINITY), ...this.#own('best', v).set],
      ...this.#look(v),
    ];
  }

  /** Takes the loss after a step. That of a run that is over stays what it was. */
  #take(v: number): Bytes {
    const final = this.#own('final', v);
    return [
      ...[...this.#own('loss', v).get, ...final.get, ...this.#own('isOn', v).get, ...choose, ...final.set],
      ...this.#look(v),
    ];
  }

  /**
   * Counts, until the end of all runs: how many losses were fine, how many came before the first at the target, and how many
   * have been at it since the last above it. Those of runs that are over go on as their last one.
   */
  #look(v: number): Bytes {
    const { target, stop } = this.#text;
    const [final, best, isOn, isFine] = (['final', 'best', 'isOn', 'isFine'] as const).map((name) =>
      this.#own(name, v),
    ) as [Variable, Variable, Variable, Variable];
    const atMost = (loss: number) => [...final.get, ...this.#number(loss), ...operations['<=']];
    const one = this.#number(1);
    const count = (name: OwnName, value: Bytes) => {
      const counted = this.#own(name, v);
      return [...counted.get, ...value, ...operations['+'], ...counted.set];
    };
    const [isBelow, hasBeen, since] = (['isBelow', 'hasBeen', 'since'] as const).map((name) =>
      this.#own(name, v),
    ) as [Variable, Variable, Variable];
    const looksForTarget = [
      ...[...atMost(target ?? 0), ...isBelow.set],
      ...[...hasBeen.get, ...isBelow.get, ...op['v128.or'], ...hasBeen.set],
      ...count('before', [...one, ...hasBeen.get, ...op['v128.andnot']]),
      ...[...since.get, ...one, ...operations['+'], ...isBelow.get, ...op['v128.and'], ...since.set],
    ];
    return [
      ...[...best.get, ...final.get, ...op['f64x2.pmin'], ...best.set],
      ...(target === null ? [] : looksForTarget),
      ...[...final.get, ...this.#number(Number.NEGATIVE_INFINITY), ...operations['>']],
      ...[...final.get, ...this.#own('limit', v).get, ...operations['<='], ...op['v128.and'], ...isFine.set],
      ...count('fine', [...one, ...isFine.get, ...op['v128.and']]),
      ...[...isOn.get, ...isFine.get, ...op['v128.and']],
      ...(stop === null ? [] : [...atMost(stop), ...op['v128.andnot']]),
      ...isOn.set,
    ];
  }

  #anyIsOn(): Bytes {
    const [first = [], ...others] = Array.from({ length: vectors }, (_, v) => this.#own('isOn', v).get);
    return [...first, ...others.flatMap((mask) => [...mask, ...op['v128.or']]), ...op['v128.any_true']];
  }

  /** The start is counted, too, but steps count from 1: what is so from the start on is so from the first step on. */
  #end(v: number): Bytes {
    const own = (name: OwnName) => this.#own(name, v).get;
    const [zero, one] = [this.#number(0), this.#number(1)];
    const where = (mask: Bytes, value: Bytes) => [...value, ...zero, ...mask, ...choose];
    const atLeastOne = (value: Bytes) => [...value, ...one, ...operations.max];
    const steps = [
      ...get(this.#offset),
      ...i32(3),
      ...op['i32.shr_u'],
      ...op['f64.convert_i32_u'],
      ...op['f64x2.splat'],
    ];
    const since = [...steps, ...own('since'), ...operations['-'], ...one, ...operations['+']];
    const numbers: Readonly<Record<(typeof results)[number], Bytes>> = {
      final: [...own('final'), ...this.#number(Number.NaN), ...own('isFine'), ...choose],
      best: own('best'),
      first: where(own('hasBeen'), atLeastOne(own('before'))),
      forGood: where([...own('isBelow'), ...own('isFine'), ...op['v128.and']], atLeastOne(since)),
      divergedAt: where([...own('isFine'), ...op['v128.not']], atLeastOne(own('fine'))),
    };
    return results.flatMap((name, index) => [
      ...i32(addresses.results + bytes * (lanes * index + 2 * v)),
      ...[...numbers[name], ...storeFour(0)],
    ]);
  }

  /** A number in both lanes, which is made once. */
  #number(value: number): Bytes {
    const local =
      this.#numbers.find((each) => Object.is(each.value, value))?.local ?? this.#locals.add('v128');
    if (!this.#numbers.some((each) => each.local === local)) this.#numbers.push({ value, local });
    return get(local);
  }

  #own(name: OwnName, vector: number): Variable {
    return { get: this.#get(runName(name), vector), set: this.#set(runName(name), vector) };
  }

  /** 0 before it is set. */
  #get(name: string, vector: number): Bytes {
    return get(this.#local(name, vector));
  }

  #set(name: string, vector: number): Bytes {
    return set(this.#local(name, vector));
  }

  #local(name: string, vector: number): number {
    const names = this.#names[vector];
    const local = names?.get(name) ?? this.#locals.add('v128');
    names?.set(name, local);
    return local;
  }
}
